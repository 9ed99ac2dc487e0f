"""Handing over what was made: in files, or on standard output."""

from collections.abc import Sequence
from pathlib import Path

from sopkit.cli.console import Console
from sopkit.cli.options import Word, choice
from sopkit.locale.message import message


def form_asked(form: str, output: str, forms: tuple[Word, ...], *, or_folder: bool = False) -> Word:
    """Return the one of `forms` that --format names, else the ending of `output`, else the first.

    `or_folder` tells whether `output` may be a folder. Raises SopkitError for a format or an ending that is
    none of them.
    """
    if form:
        return choice(form, "--format", forms)
    from sopkit.render.naming import form_of

    return form_of(output, forms, or_folder=or_folder)


def file_asked(output: str, form: str, usual: str = "") -> str:
    """Return where to write: “-” or the file `output`; in a folder, the file that is usually called `usual`.

    Raises SopkitError for a name whose ending says something else than `form`, and for a folder where there
    is no usual name.
    """
    from sopkit.render.naming import endings, is_folder, named_file

    if output == "-":
        return output
    if usual and is_folder(output):
        return Path(output, f"{usual}{endings(form)[0]}").as_posix()
    return named_file(output, form).as_posix()


def deliver(
    console: Console, pages: Sequence[bytes], output: str, *, force: bool, quiet: bool = False
) -> None:
    """Write `pages` to the file `output`, several with numbers in the name; one to standard output for “-”.

    Missing folders are made. What was written is named, unless `quiet`.

    Raises SopkitError for a file that sopkit did not make, unless `force`, and where it can't be written.
    """
    if output == "-":
        console.flush()
        console.data(pages[0])
        return
    from sopkit.render.output import make_folder, write_pages

    make_folder(Path(output).parent)
    for file in write_pages(Path(output), pages, force=force):
        if not quiet:
            console.say(message("written: {path}", path=file.as_posix()))
