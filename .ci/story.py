r"""Tell a story of commands on a page of docs/: each is carried out, one after the other, in one folder.

On the page, comments say what happens, and what a command prints follows in a fenced block that is made anew:

    <!-- on: 2026-01-05 -->                      the day of what is committed from here on
    <!-- run: sopkit list {{--lang id}} -->      a command; what stands in {{…}} is not shown
    <!-- run lines=5 input="ya\n": … -->         only the first lines; what is typed
    <!-- quiet: git add . -->                    a command that is not shown, nor what it prints
    <!-- edit: FILE: OLD => NEW -->              what somebody changes in a file
    <!-- fill: FILE <- FILE -->                  a file that somebody writes, from the folder of the page
    <!-- insert: FILE before “TEXT” <- FILE -->  what somebody adds to it
    <!-- in: FOLDER -->                          where everything happens from here on
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_STEP = re.compile(
    r"<!-- (?P<verb>on|in|run|quiet|edit|fill|insert)(?P<with>(?: \w+=(?:\d+|\"(?:[^\"\\]|\\.)*\"))*): "
    r"(?P<what>.+?) -->"
    r"(?P<block>\n```.*?\n```\n<!-- end -->)?",
    re.DOTALL,
)
_OPTION = re.compile(r"(\w+)=(\d+|\"(?:[^\"\\]|\\.)*\")")
_HIDDEN = re.compile(r"\s*\{\{(.*?)\}\}")


def with_story(path: Path) -> bytes:
    """Return the page at `path` with what its commands print today."""
    with tempfile.TemporaryDirectory() as folder:
        story = _Story(path.parent, Path(folder))
        return _STEP.sub(story.step, path.read_text(encoding="utf-8")).encode()


class _Story:
    """The folder in which the story takes place, and what day it is."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page, self.folder = page, folder / "kantor"
        self.folder.mkdir()
        self.day = ""
        self.home = folder

    def step(self, found: re.Match[str]) -> str:
        """Carry one step out, and return what stands for it on the page."""
        verb, what = found["verb"], found["what"]
        comment = found[0].removesuffix(found["block"] or "")
        if verb == "on":
            self.day = what
        elif verb == "in":
            self.folder = self.folder / what
        elif verb == "edit":
            file, _, change = what.partition(": ")
            self._edit(file, *change.split(" => "))
        elif verb == "insert":
            file, before, source = re.split(" before “|” <- ", what)
            added = (self.page / source).read_text(encoding="utf-8")
            self._edit(file, before, added + before)
        elif verb == "fill":
            target, source = what.split(" <- ")
            shutil.copyfile(self.page / source, self.folder / target)
        else:
            options = {name: json.loads(value) for name, value in _OPTION.findall(found["with"])}
            printed = self._run(what, options.get("input", ""))
            if verb == "run":
                return f"{comment}\n{_block(what, printed, options.get('lines'))}"
        return comment

    def _edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"the story changes “{old}”, which is not in {file}")
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    def _run(self, command: str, typed: str) -> str:
        words = shlex.split(_HIDDEN.sub(r" \1", command))
        if words[0] == "sopkit":
            words[:1] = [sys.executable, "-m", "sopkit"]
        done = subprocess.run(
            words, cwd=self.folder, env=self._environment(), input=typed, encoding="utf-8", check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode not in (0, 1):
            raise SystemExit(f"the story stops at “{command}”: {done.stdout}")
        return done.stdout.replace(self.home.as_posix(), "")

    def _environment(self) -> dict[str, str]:
        """Return the environment of somebody who has set up nothing but a name, on the day of the story."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SOPKIT_"))}
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (
            ("NAME", "Penyusun"), ("EMAIL", "penyusun@example.go.id"), ("DATE", f"{self.day}T09:00:00+07:00"),
        )}  # fmt: skip
        here = {
            "HOME": str(self.home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        return kept | who | here


def _block(command: str, printed: str, most: int | None) -> str:
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    if most is not None and len(lines) > most:
        lines = [*lines[:most], "…"]
    shown = "\n".join([f"$ {_HIDDEN.sub('', command)}", *lines])
    return f"```\n{shown}\n```\n<!-- end -->"
