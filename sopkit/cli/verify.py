"""`sopkit verify`: whether a PDF shows what the repository holds now."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sopkit import __version__
from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.extract import load_pdf
from sopkit.cli.options import CommonOptions, choice
from sopkit.errors import SopkitError
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import Message, message

if TYPE_CHECKING:
    from sopkit.diff.differences import Difference
    from sopkit.diff.verify import Verdict, Verification

_SHORT_HASH = 10
_LONGEST_VALUE = 200  # characters of a value that are shown
_PART = re.compile(r"(\w+)(?:\[(\d+)\])?")


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    common = CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text("Tell whether a printed or signed PDF shows what the repository holds now."),
        epilog=text(
            "Examples: “sopkit verify surat-masuk.pdf” finds the SOP by its number in the project here; "
            "“sopkit verify surat-masuk.pdf umum/surat-masuk.sop.yaml” names it. "
            "The SOP in it is compared with the file, and its pages with those that sopkit draws from that "
            "SOP. Exit status: 0 where all is the same, 1 where it is not, or the pages can't be confirmed."
        ),
    )
    def verify(
        pdf: Annotated[
            str, typer.Argument(metavar="FILE.pdf", help=text("The PDF; “-” reads standard input."))
        ],
        sop: Annotated[
            Path | None,
            typer.Argument(
                metavar="[SOP]",
                help=text("The SOP file; else the one in the project here with the same number."),
                show_default=False,
            ),
        ] = None,
        format: Annotated[
            str,
            common.text_or_json,
        ] = "text",
    ) -> None:
        from sopkit.diff.verify import verify as verify_pdf
        from sopkit.render.embedded import sources

        form = choice(format, "--format", ("text", "json"))
        _check_file(sop)
        content = load_pdf(pdf)
        found = verify_pdf(content, sources(content, pdf), sop, Path.cwd())
        console.out(_json(pdf, found) if form == "json" else _text(console, pdf, found))
        raise typer.Exit(0 if found.conforms else 1)


def _check_file(sop: Path | None) -> None:
    if sop is not None and not sop.exists():
        raise SopkitError(message("“{path}” does not exist", path=sop), message("name a file that does"))
    if sop is not None and sop.is_dir():
        raise SopkitError(
            message("“{path}” is a folder, not an SOP", path=sop),
            message(
                "name the SOP's file, or none: then it is looked for in the project of the current folder"
            ),
        )


def _text(console: Console, pdf: str, found: "Verification") -> str:
    render = console.translator.render
    lines = []
    for verdict in found.verdicts:
        name = verdict.number or verdict.source.name
        lines.append(f"{pdf}: {name}: {render(_outcome(verdict))}")
        lines += [f"  {line}" for line in map(_difference, verdict.differences)]
        lines += [f"  {line}" for line in _history(verdict, render)]
    if found.front is not None:
        lines.append(f"{pdf}: {render(_FRONT[found.front])}")
    pages = f"{pdf}: {render(_pages(found))}"
    lines = [pages, *lines] if found.is_altered else [*lines, pages]
    if found.pages == "unconfirmed" and not found.is_altered:
        lines.append(f"  {render(_ADVICE if found.front is None else _ADVICE_ON_BOOKS)}")
    return "".join(f"{printable(line)}\n" for line in lines)


_ADVICE = message(
    "either it was drawn with other settings, logo, font or flowchart engine, or its pages were changed; "
    "draw the SOP again with “sopkit render” and compare the two"
)


_FRONT = {
    "identical": message("conforms: the front matter of the book is what the project here says"),
    "different": message(
        "does not conform: the front matter of the book is no longer what the project here says (“book”, "
        "“agency” in sopkit.yaml)"
    ),
}


_ADVICE_ON_BOOKS = message(
    "either it was drawn with other settings, logo or font, or its pages were changed; make the book again "
    "with “sopkit book” and compare the two"
)


def _pages(found: "Verification") -> Message:
    if found.is_altered:
        return message("ALTERED after it was made: its pages or attachments are no longer the first ones")
    if found.pages == "confirmed":
        return message("its pages are genuine: sopkit draws the same from the SOP in it")
    if found.pages == "other version":
        return message(
            "warning: only the SOP in it was compared, not its pages: another version of sopkit drew them, "
            "and this one is {version}",
            version=__version__,
        )
    return message("WARNING: its pages are not the ones that sopkit draws from the SOP in it")


def _outcome(verdict: "Verdict") -> Message:
    file = verdict.file.as_posix() if verdict.file is not None else ""
    match verdict.outcome:
        case "identical":
            return message("conforms: “{file}” is the same, byte for byte", file=file)
        case "equivalent":
            return message("conforms: “{file}” says the same; only comments or notation differ", file=file)
        case "recorded":
            return message(
                "conforms: “{file}” only gained trials or results of monitoring, which are not printed",
                file=file,
            )
        case "different":
            return message("does not conform: “{file}” says otherwise", file=file)
        case _:
            return message("does not conform: no SOP here has this number, file name or title")


def _difference(found: "Difference") -> str:
    """Return one line: what changed, came (+) or went (-)."""
    place = _place(found.path)
    if found.path.endswith("]") and found.old is None:
        return f"+ {place}: {_value(found.new)}"
    if found.path.endswith("]") and found.new is None:
        return f"- {place}: {_value(found.old)}"
    return f"{place}: {_value(found.old)} → {_value(found.new)}"


def _place(path: str) -> str:
    """Return a path as people say it: “langkah 2, pelaksana” for `langkah[2].simbol[1].pelaksana[1]`.

    Within an item, only the second and later ones are counted.
    """
    (first, number), *inner = _PART.findall(path)
    words = [f"{first} {number}"]
    words += [
        f"{name} {n}" if n not in ("", "1") else name for name, n in inner if (name, n) != ("simbol", "1")
    ]
    return ", ".join(words).replace(" ,", ",").replace("_", " ").strip()


def _value(value: Any) -> str:
    """Return a value as text, an item by its name; “-” where there is none."""
    if isinstance(value, dict):
        value = value.get("kegiatan") or [one for one in value.values() if one]
    if isinstance(value, list):
        value = ", ".join(_value(one) for one in value)
    text = str(value) if value not in (None, "") else "-"
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _history(verdict: "Verdict", render: Callable[[Message], str]) -> Iterator[str]:
    if verdict.outcome == "different" and verdict.source.commit is None:
        yield render(message("the PDF was drawn from a file that was not committed: git does not know it"))
    if verdict.commits:
        yield render(message("commits since, newest first:"))
    for commit in verdict.commits:
        yield f"  {commit.hash[:_SHORT_HASH]} {commit.date[:10]} {commit.subject}"


def _json(pdf: str, found: "Verification") -> str:
    import json

    data = {
        "version": 1,
        "pdf": pdf,
        "conforms": found.conforms,
        "altered": found.is_altered,
        "pages": found.pages,
        "front": found.front,
        "sops": [_data(verdict) for verdict in found.verdicts],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _data(verdict: "Verdict") -> dict[str, Any]:
    return {
        "number": verdict.number,
        "title": verdict.title,
        "attachment": verdict.source.name,
        "commit": verdict.source.commit,
        "sopkit": verdict.source.version or None,
        "file": verdict.file.as_posix() if verdict.file is not None else None,
        "outcome": verdict.outcome,
        "conforms": verdict.conforms,
        "differences": [found._asdict() for found in verdict.differences],
        "commits": [commit._asdict() for commit in verdict.commits],
    }
