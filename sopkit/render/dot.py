"""Graphviz: text from a file as a label of a graph, and a graph as a picture.

The engine comes with sopkit as a wheel, graphviz-pure, so that the same graph is the same picture everywhere.
Another one serves where somebody names it, or where there is no such wheel.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from sopkit.errors import SopkitError, reason
from sopkit.locale.message import message
from sopkit.project.programs import file_name, on_path

FONT = "Helvetica"
"""The family whose widths every engine knows without looking for a font. Arial has the same widths."""
BOLD_FONT = "Helvetica-Bold"
"""The same in bold. Not every engine knows its widths: only for nodes of a fixed size."""

Form = Literal["svg", "png", "json", "plain"]

_VARIABLE = "SOPKIT_DOT"
_WHEEL = "graphviz-pure"
_COMMAND = re.compile(r"\w[\w.+-]*", re.ASCII)
TIMEOUT = 60.0
"""Seconds that an engine may take; a flowchart of 100 steps takes one."""

# Characters that XML cannot hold, and so no SVG.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ADVICE = message(
    "draw with another engine: leave out “render: {{dot: …}}” in sopkit.yaml, or set {variable} to the path "
    "of Graphviz's dot",
    variable=_VARIABLE,
)


def label(lines: Iterable[str]) -> str:
    """Return the label that shows `lines` as they are, for an attribute of the `graphviz` package.

    What no picture can hold, control characters and half surrogates, becomes U+FFFD.
    """
    import graphviz

    # Graphviz reads entities in plain labels too.
    shown = (graphviz.escape(_NOT_XML.sub("\ufffd", line).replace("&", "&amp;")) for line in lines)
    escaped: str = graphviz.nohtml("\\n".join(shown))
    return escaped


def tooltip(text: str) -> str:
    """Return the tooltip that shows `text` as it is, for an attribute of the `graphviz` package.

    Graphviz reads the escapes of a tooltip twice, and so they are written twice.
    """
    import graphviz

    escaped: str = graphviz.nohtml(label([text]).replace("\\", "\\\\"))
    return escaped


def find_engine(configured: str | None, environment: Mapping[str, str]) -> str:
    """Return the path of the program to draw with.

    SOPKIT_DOT in `environment` names it, a command on the PATH or an absolute path; else `configured`, which
    stands in sopkit.yaml; else it is the one of the wheel, or a `dot` on the PATH. sopkit.yaml may name no
    path, not even an absolute one: a repository that somebody else made must not have its own program run.

    Raises SopkitError where there is no such program, or none at all.
    """
    named = environment.get(_VARIABLE)
    if named or configured:
        path = _named(named, environment) if named else _command(configured or "", environment)
        where = _VARIABLE if named else "render.dot"
        if path is None:
            raise SopkitError(
                message(
                    "there is no program “{name}”, which {where} names", name=named or configured, where=where
                ),
                message(
                    "write the name of a command on the PATH, or leave {where} out to draw with the engine "
                    "that sopkit brings; only {variable} may hold a whole path",
                    where=where,
                    variable=_VARIABLE,
                ),
            )
        return path
    path = next(_wheel_programs(), None) or on_path(_WHEEL, environment) or on_path("dot", environment)
    if path is None:
        raise SopkitError(
            message("there is no engine to draw flowcharts with"),
            message("install one: pip install {wheel}", wheel=_WHEEL),
        )
    return path


def draw_dot(source: str, form: Form, engine: str, *, pinned: bool = False) -> bytes:
    """Return the picture of the graph `source`, in DOT, as a file; `engine` is the path of the program.

    With `pinned`, nodes and clusters stay where their `pos` and `bb` put them, and so do arrows that have a
    `pos`; only the others are laid.
    Raises SopkitError where the engine cannot be run, fails or does not come to an end.
    """
    import subprocess

    arrangement = ["-Kneato", "-n2"] if pinned else ["-Kdot"]
    try:
        done = subprocess.run(
            [engine, *arrangement, f"-T{form}"],
            input=source.encode(),
            capture_output=True,
            check=False,
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise SopkitError(
            message("{engine} took longer than {seconds} seconds", engine=engine, seconds=round(TIMEOUT)),
            _ADVICE,
        ) from None
    except OSError as error:
        raise SopkitError(
            message("{engine} cannot be run: {reason}", engine=engine, reason=reason(error)), _ADVICE
        ) from None
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"status {done.returncode}"]
        raise SopkitError(
            message("{engine} could not draw this: {said}", engine=engine, said=said[0]), _ADVICE
        )
    return done.stdout


def _wheel_programs() -> Iterator[str]:
    """Yield the places where pip puts the wheel's program that hold it, the one of this environment first."""
    import sysconfig

    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")):
        path = Path(sysconfig.get_path("scripts", scheme), file_name(_WHEEL))
        if path.is_file():
            yield str(path)


def _named(name: str, environment: Mapping[str, str]) -> str | None:
    path = Path(name)
    if path.is_absolute():
        return name if path.is_file() else None
    return _command(name, environment)


def _command(name: str, environment: Mapping[str, str]) -> str | None:
    return on_path(name, environment) if _COMMAND.fullmatch(name) else None
