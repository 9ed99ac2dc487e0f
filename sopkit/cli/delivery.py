"""Handing over what was made: in files, or on standard output."""

from collections.abc import Sequence
from pathlib import Path

from sopkit.cli.console import Console
from sopkit.locale.message import message


def deliver(
    console: Console, pages: Sequence[bytes], output: str, *, force: bool, quiet: bool = False
) -> None:
    """Write `pages` to the file `output`, several with numbers in the name; one to standard output for “-”.

    What was written is named, unless `quiet`.

    Raises SopkitError for a file that sopkit did not make, unless `force`, and where it can't be written.
    """
    if output == "-":
        console.flush()
        console.data(pages[0])
        return
    from sopkit.render.output import write_pages

    for file in write_pages(Path(output), pages, force=force):
        if not quiet:
            console.say(message("written: {path}", path=file.as_posix()))
