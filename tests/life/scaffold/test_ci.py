"""The checks at GitHub and GitLab: their files parse, and their shell lines do what they should."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import sopkit
from tests.conftest import Run, git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the machines of GitHub and GitLab run Linux")

MARK = "<!-- sopkit diff -->"
EXAMPLE = "subbagian-umum/peminjaman-ruang-rapat.sop.yaml"
GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> "$GH_LOG"
case "$*" in *--paginate*) cat "$GH_OLD" ;; *body=@*) cp perubahan.md "$GH_LOG.body" ;; esac
"""


class Office(NamedTuple):
    """A repository that `sopkit init` made, with a change on top, and the environment of a CI job."""

    folder: Path
    base: str
    environment: dict[str, str]

    def shell(self, script: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**self.environment, **more},
            check=False,
            capture_output=True,
            encoding="utf-8",
        )


@pytest.fixture
def office(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Office:
    folder = tmp_path / "kantor"
    folder.mkdir()
    monkeypatch.chdir(folder)
    run("init", "--yes", "--tanggal", "2026-03-01")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Mulai")
    base = git(folder, "rev-parse", "HEAD").strip()
    programs = tmp_path / "bin"
    programs.mkdir()
    scripts = {"sopkit": f'#!/bin/sh\nexec "{sys.executable}" -P -m sopkit "$@"\n', "gh": GH}
    scripts["python"] = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    for name, text in scripts.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    (tmp_path / "old").touch()
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(sopkit.__file__).parents[1]),
        "LANG": "C.UTF-8",
        "GH_LOG": str(tmp_path / "gh"),
        "GH_OLD": str(tmp_path / "old"),
        "GITHUB_REPOSITORY": "dinas/sop",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "NUMBER": "7",
        "BASE": base,
    }
    environment.pop("SOPKIT_LANG", None)
    return Office(folder, base, environment)


def change(office: Office) -> None:
    file = office.folder / EXAMPLE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("waktu: 10 menit", "waktu: 2 jam"), encoding="utf-8", newline="\n")
    git(office.folder, "commit", "--quiet", "-am", "Ubah")


def workflow(office: Office) -> Any:
    # To YAML 1.1, "on" is true.
    return yaml.safe_load((office.folder / ".github/workflows/sop.yml").read_text(encoding="utf-8"))


def step(office: Office, job: str, name: str) -> Any:
    return next(one for one in workflow(office)["jobs"][job]["steps"] if one.get("name") == name)


def compare(office: Office) -> tuple[str, str]:
    """Run the comparison and return the comment, and the status that it leaves for the next step."""
    done = office.shell(step(office, "jelaskan", "Bandingkan dengan yang berlaku")["run"])
    assert done.returncode == 0, done.stderr
    comment = (office.folder / "perubahan.md").read_text(encoding="utf-8")
    output = Path(office.environment["GITHUB_OUTPUT"]).read_text(encoding="utf-8")
    return comment, output.strip().removeprefix("status=")


def comment(office: Office, status: str) -> list[str]:
    """Run the step that writes the comment and return the calls of gh."""
    done = office.shell(step(office, "jelaskan", "Tulis komentar")["run"], STATUS=status)
    assert done.returncode == 0, done.stderr
    return Path(office.environment["GH_LOG"]).read_text(encoding="utf-8").splitlines()


def test_github_gets_least_rights_and_only_actions_of_its_own(office: Office) -> None:
    made = workflow(office)
    assert made["permissions"] == {"contents": "read"}
    assert made["jobs"]["jelaskan"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    steps = [one for job in made["jobs"].values() for one in job["steps"]]
    assert {one["uses"].split("@")[0] for one in steps if "uses" in one} == {
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-artifact",
    }
    # What others write reaches a shell as a variable only, and the token only the step that writes.
    assert all("${{" not in one.get("run", "") for one in steps)
    assert [one["name"] for one in steps if "GH_TOKEN" in one.get("env", {})] == ["Tulis komentar"]
    assert all(
        one["with"]["persist-credentials"] is False for one in steps if "checkout" in one.get("uses", "")
    )


def test_github_installs_this_version(office: Office) -> None:
    assert step(office, "periksa", "Pasang sopkit")["run"].endswith(f'"sopkit=={sopkit.__version__}"')


def test_github_checks_and_draws(office: Office) -> None:
    assert office.shell(step(office, "periksa", "Periksa SOP")["run"]).returncode == 0
    done = office.shell(step(office, "periksa", "Cetak SOP")["run"])
    assert done.returncode == 0, done.stderr
    assert (office.folder / "cetak/subbagian-umum/peminjaman-ruang-rapat.pdf").is_file()


def test_github_fails_where_lint_does(office: Office) -> None:
    (office.folder / EXAMPLE).write_text("sopkit: 1\n", encoding="utf-8")
    done = office.shell(step(office, "periksa", "Periksa SOP")["run"])
    assert done.returncode == 1
    assert "::error " in done.stdout


def test_github_tells_a_change_once(office: Office) -> None:
    change(office)
    said, status = compare(office)
    assert status == "1"
    assert said.startswith(f"{MARK}\n**Perbandingan SOP:** 1 perubahan prosedur\n")
    assert Path(office.environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8") == said
    calls = comment(office, status)
    assert calls[-1] == "api --silent --method POST repos/dinas/sop/issues/7/comments -F body=@perubahan.md"
    assert Path(f"{office.environment['GH_LOG']}.body").read_text(encoding="utf-8") == said


def test_github_renews_its_comment(office: Office) -> None:
    Path(office.environment["GH_OLD"]).write_text("4711\n4712\n", encoding="utf-8")
    said, status = compare(office)
    assert (status, said) == ("0", f"{MARK}\n**Perbandingan SOP:** tidak ada perubahan\n")
    calls = comment(office, status)
    assert (
        calls[-1] == "api --silent --method PATCH repos/dinas/sop/issues/comments/4711 -F body=@perubahan.md"
    )


def test_github_is_silent_where_nothing_changed(office: Office) -> None:
    _, status = compare(office)
    assert len(comment(office, status)) == 1  # it only looked for an old comment


def test_github_tells_of_a_file_that_cannot_be_read(office: Office) -> None:
    (office.folder / EXAMPLE).write_text("a: [", encoding="utf-8")
    git(office.folder, "commit", "--quiet", "-am", "Rusak")
    said, status = compare(office)
    assert status == "2"
    assert "peminjaman-ruang-rapat" in said


def test_a_fork_may_fail_to_comment(office: Office) -> None:
    write = step(office, "jelaskan", "Tulis komentar")
    assert write["if"] == "github.event.pull_request.head.repo.full_name == github.repository"
    assert write["continue-on-error"] is True


class Server(NamedTuple):
    """GitLab as far as notes go: what it was asked, and the notes that it has."""

    address: str
    asked: list[tuple[str, str, Any]]
    notes: list[dict[str, Any]]


@pytest.fixture
def gitlab() -> Iterator[Server]:
    asked: list[tuple[str, str, Any]] = []
    notes: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            given = json.loads(self.rfile.read(length)) if length else None
            assert self.headers["PRIVATE-TOKEN"] == "rahasia"
            asked.append((self.command, self.path, given))
            answer: Any = {"id": 5} if self.path.endswith("/user") else notes if self.command == "GET" else {}
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 (the names of the base class)

        def log_message(self, *arguments: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Server(f"http://127.0.0.1:{server.server_port}", asked, notes)
    server.shutdown()
    server.server_close()


def explain(office: Office, server: Server, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the job that explains a merge request, all its lines in one shell as the runner does."""
    made = yaml.safe_load((office.folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    given = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": office.base,
        "CI_API_V4_URL": server.address,
        "CI_PROJECT_ID": "3",
        "CI_MERGE_REQUEST_IID": "9",
        "no_proxy": "*",
    }
    return office.shell("\n".join(made["jelaskan"]["script"]), **given, **more)


def test_gitlab_checks_and_draws(office: Office) -> None:
    made = yaml.safe_load((office.folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert made["default"]["before_script"][0].endswith(f'"sopkit=={sopkit.__version__}"')
    done = office.shell("\n".join(made["periksa"]["script"]))
    assert done.returncode == 0, done.stderr
    assert json.loads((office.folder / "mutu.json").read_text(encoding="utf-8")) == []
    assert office.shell("\n".join(made["cetak"]["script"])).returncode == 0
    assert (office.folder / "cetak/subbagian-umum/peminjaman-ruang-rapat.pdf").is_file()


def test_gitlab_tells_a_change(office: Office, gitlab: Server) -> None:
    change(office)
    done = explain(office, gitlab, SOPKIT_TOKEN="rahasia")
    assert done.returncode == 0, done.stderr
    method, path, given = gitlab.asked[-1]
    assert (method, path) == ("POST", "/projects/3/merge_requests/9/notes")
    assert given["body"].startswith(f"{MARK}\n**Perbandingan SOP:** 1 perubahan prosedur\n")


def test_gitlab_renews_its_own_note_only(office: Office, gitlab: Server) -> None:
    gitlab.notes.append({"id": 1, "body": f"{MARK} tiruan", "author": {"id": 6}})
    gitlab.notes.append({"id": 2, "body": f"{MARK} lama", "author": {"id": 5}})
    assert explain(office, gitlab, SOPKIT_TOKEN="rahasia").returncode == 0
    assert [one[:2] for one in gitlab.asked if one[0] != "GET"] == [
        ("PUT", "/projects/3/merge_requests/9/notes/2")
    ]


def test_gitlab_is_silent_where_nothing_changed_and_without_a_token(office: Office, gitlab: Server) -> None:
    assert explain(office, gitlab, SOPKIT_TOKEN="rahasia").returncode == 0
    assert [one for one in gitlab.asked if one[0] != "GET"] == []
    gitlab.asked.clear()
    change(office)
    done = explain(office, gitlab)
    assert done.returncode == 0
    assert "Komentar tidak ditulis." in done.stdout
    assert gitlab.asked == []


def test_gitlab_that_refuses_fails_nothing(office: Office, gitlab: Server) -> None:
    change(office)
    done = explain(office, gitlab._replace(address="http://127.0.0.1:1"), SOPKIT_TOKEN="rahasia")
    assert done.returncode == 0
    assert "Komentar tidak ditulis." in done.stdout
    assert "rahasia" not in done.stdout + done.stderr
