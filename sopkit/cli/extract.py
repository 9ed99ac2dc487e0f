"""`sopkit extract`: give back the source that a PDF carries."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import CommonOptions, choice, option_maker
from sopkit.errors import SopkitError
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import N_, message

if TYPE_CHECKING:
    from sopkit.render.embedded import Source


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the command to `app`; `text` translates its help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text("Give back the SOP file that a PDF of “sopkit render” carries, byte for byte."),
        epilog=text(
            "Examples: “sopkit extract surat-masuk.pdf -o surat-masuk.sop.yaml”; “sopkit extract buku.pdf "
            "--list” shows what a PDF of several SOPs carries, “--nth 3” gives back the third."
        ),
    )
    def extract(
        pdf: Annotated[
            str, typer.Argument(metavar="FILE.pdf", help=text("The PDF; “-” reads standard input."))
        ],
        output: Annotated[str, common.output] = "-",
        list_: Annotated[
            bool, option("--list", help=N_("List the SOPs in the PDF, and write nothing."))
        ] = False,
        nth: Annotated[
            int | None,
            option("--nth", metavar="N", help=N_("Which of several SOPs, counted from 1.")),
        ] = None,
        force: Annotated[
            bool, option("--force", help=N_("Write over a file that holds something else."))
        ] = False,
        format: Annotated[
            str,
            option("--format", metavar="FORMAT", help=N_("Of --list: text (default) or json.")),
        ] = "text",
    ) -> None:
        from sopkit.render.embedded import sources

        is_json = choice(format, "--format", ("text", "json")) == "json"

        found = sources(load_pdf(pdf), pdf)
        if any(source.is_altered for source in found):
            console.say(
                message("“{path}” was altered after it was made; this is what it was made from", path=pdf)
            )
        if list_:
            console.out(_json(found) if is_json else _listed(found))
        elif nth is None and len(found) > 1:
            console.aside(_listed(found))
            raise SopkitError(message("the PDF carries several SOPs"), message("choose one with --nth"))
        else:
            _write(console, _chosen(found, 1 if nth is None else nth), output, force=force)


def load_pdf(pdf: str) -> bytes:
    """Return the PDF at the path `pdf`, or in standard input for “-”.

    Raises SopkitError where it can't be read, or is larger than a PDF may be.
    """
    from sopkit.render.embedded import read_pdf, read_stream

    return read_stream(sys.stdin.buffer, pdf) if pdf == "-" else read_pdf(Path(pdf))


def _listed(found: "tuple[Source, ...]") -> str:
    """Return a line for each source: which it is, its number and title, and what it was called."""
    from sopkit.model.build import outline
    from sopkit.source.skim import skim

    sops = [outline(skim(source.content)) for source in found]
    return "".join(
        printable(f"{n}  {sop.number or '-'}  {sop.title or '-'}  ({source.name})") + "\n"
        for n, (source, sop) in enumerate(zip(found, sops, strict=True), 1)
    )


def _json(found: "tuple[Source, ...]") -> str:
    """Return the same as one JSON object."""
    from sopkit.lint.formats.machine import dump
    from sopkit.model.build import outline
    from sopkit.source.skim import skim

    sops = [outline(skim(source.content)) for source in found]
    return dump(
        {
            "version": 1,
            "sops": [
                {
                    "nth": n,
                    "number": sop.number,
                    "title": sop.title,
                    "file": source.name,
                    "commit": source.commit,
                }
                for n, (source, sop) in enumerate(zip(found, sops, strict=True), 1)
            ],
        }
    )


def _chosen(found: "tuple[Source, ...]", nth: int) -> bytes:
    if not 1 <= nth <= len(found):
        raise SopkitError(
            message("“{value}” is not a value of {option}", value=nth, option="--nth"),
            message("SOPs in this PDF: {count}; --list shows them", count=len(found)),
        )
    return found[nth - 1].content


def _write(console: Console, content: bytes, output: str, *, force: bool) -> None:
    from sopkit.render.output import make_folder
    from sopkit.source.writer import write_whole

    if output == "-":
        if sys.stdout.isatty():  # nothing in it may steer a terminal
            content = b"".join(
                printable(line.decode("utf-8", "backslashreplace")).encode() + b"\n"
                for line in content.splitlines()
            )
        console.data(content)
        return
    path = Path(output)
    is_there = path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    if path.is_file() and not is_there and not force:
        raise SopkitError(
            message("“{path}” exists and holds something else", path=path),
            message("name another file, or write over it with --force"),
        )
    if not is_there:
        make_folder(path.parent)
        write_whole(path, content)
    console.say(message("written: {path}", path=path.as_posix()))
