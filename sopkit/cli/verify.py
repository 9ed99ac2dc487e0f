"""`sopkit verify`: whether a PDF shows what the repository holds now."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.extract import load_sources
from sopkit.cli.options import choice
from sopkit.errors import SopkitError
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import Message, message

if TYPE_CHECKING:
    from sopkit.diff.differences import Difference
    from sopkit.diff.verify import Verdict

_SHORT_HASH = 10
_LONGEST_VALUE = 200  # characters of a value that are shown


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""

    @app.command(
        cls=parser.command_class(console.translator),
        help=text("Tell whether a printed or signed PDF shows what the repository holds now."),
        epilog=text(
            "Examples: “sopkit verify surat-masuk.pdf” finds the SOP by its number in the project here; "
            "“sopkit verify surat-masuk.pdf umum/surat-masuk.sop.yaml” names it. "
            "Exit status: 0 where it does, 1 where it does not."
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
            typer.Option(
                "--format", metavar="FORMAT", help=text("text (default) or json."), show_default=False
            ),
        ] = "text",
    ) -> None:
        from sopkit.diff.verify import verify as verify_sources

        form = choice(format, "--format", ("text", "json"))
        if sop is not None and not sop.exists():
            raise SopkitError(message("“{path}” does not exist", path=sop), message("name a file that does"))
        verdicts = verify_sources(load_sources(pdf), sop, Path.cwd())
        console.out(_json(pdf, verdicts) if form == "json" else _text(console, pdf, verdicts))
        raise typer.Exit(0 if all(verdict.conforms for verdict in verdicts) else 1)


def _text(console: Console, pdf: str, verdicts: "tuple[Verdict, ...]") -> str:
    render = console.translator.render
    lines = []
    if any(verdict.source.is_altered for verdict in verdicts):
        lines.append(
            render(
                message(
                    "{pdf}: ALTERED after it was made: its pages or attachments are no longer the first ones",
                    pdf=pdf,
                )
            )
        )
    for verdict in verdicts:
        name = verdict.number or verdict.source.name
        lines.append(f"{pdf}: {name}: {render(_outcome(verdict))}")
        lines += [f"  {line}" for line in map(_difference, verdict.differences)]
        lines += [f"  {line}" for line in _history(verdict, render)]
    return "".join(f"{printable(line)}\n" for line in lines)


def _outcome(verdict: "Verdict") -> Message:
    file = verdict.file.as_posix() if verdict.file is not None else ""
    match verdict.outcome:
        case "identical":
            return message("conforms: “{file}” is the same, byte for byte", file=file)
        case "equivalent":
            return message("conforms: “{file}” says the same; only comments or notation differ", file=file)
        case "different":
            return message("does not conform: “{file}” says otherwise", file=file)
        case _:
            return message("does not conform: no SOP here has this number, file name or title")


def _difference(found: "Difference") -> str:
    """Return one line: what changed, came (+) or went (-)."""
    if found.path.endswith("]") and found.old is None:
        return f"+ {found.path}: {_value(found.new)}"
    if found.path.endswith("]") and found.new is None:
        return f"- {found.path}: {_value(found.old)}"
    return f"{found.path}: {_value(found.old)} → {_value(found.new)}"


def _value(value: Any) -> str:
    """Return a value as text, an item by its name; “-” where there is none."""
    if isinstance(value, dict):
        value = value.get("kegiatan") or [one for one in value.values() if one]
    if isinstance(value, list):
        value = ", ".join(_value(one) for one in value)
    text = str(value) if value not in (None, "") else "-"
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _history(verdict: "Verdict", render: Callable[[Message], str]) -> Iterator[str]:
    if verdict.commits:
        yield render(message("commits since, newest first:"))
    for commit in verdict.commits:
        yield f"  {commit.hash[:_SHORT_HASH]} {commit.date[:10]} {commit.subject}"


def _json(pdf: str, verdicts: "tuple[Verdict, ...]") -> str:
    import json

    data = {
        "version": 1,
        "pdf": pdf,
        "conforms": all(verdict.conforms for verdict in verdicts),
        "altered": any(verdict.source.is_altered for verdict in verdicts),
        "sops": [_data(verdict) for verdict in verdicts],
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
