"""Where drawings go: names from the SOP's file, and no file lost that sopkit did not make."""

from collections.abc import Sequence
from pathlib import Path

from sopkit.errors import SopkitError, reason
from sopkit.locale.message import message
from sopkit.project.discovery import SUFFIXES
from sopkit.render.mark import is_ours, is_signed
from sopkit.source.writer import cannot_write, write_whole

PAGE = "-halaman-"
"""Before the number of a page in the name of its picture."""


def stem(file: Path) -> str:
    """Return the name of an SOP's file without its ending."""
    for suffix in (*SUFFIXES, ".yaml", ".yml"):
        if file.name.endswith(suffix) and file.name != suffix:
            return file.name.removesuffix(suffix)
    return file.stem or file.name


def targets(first: Path, count: int) -> list[Path]:
    """Return the files of `count` pages: one as it is asked for, several with their number in the name."""
    if count == 1:
        return [first]
    return [first.with_name(f"{first.stem}{PAGE}{number}{first.suffix}") for number in range(1, count + 1)]


def write_pages(first: Path, pages: Sequence[bytes], *, force: bool) -> list[Path]:
    """Write the pages of one drawing and return their files; what is the same already stays untouched.

    All are looked at before any is written. Raises SopkitError for a file that sopkit did not make, unless
    `force`, for an SOP's own file in any case, and where it can't be written.
    """
    files = targets(first, len(pages))
    waiting = [
        (file, page) for file, page in zip(files, pages, strict=True) if not _is_same(file, page, force)
    ]
    for file, page in waiting:
        write_whole(file, page)
    return files


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it. Raises SopkitError where that can't be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SopkitError(
            message("the folder “{path}” cannot be made: {reason}", path=folder, reason=reason(error)),
            message("name another folder, or check who may write there"),
        ) from None


def _is_same(file: Path, content: bytes, force: bool) -> bool:
    """Tell whether `file` holds `content` already. Raises SopkitError where it may not be written over."""
    if file.suffix.lower() in (".yaml", ".yml"):
        raise SopkitError(
            message("“{path}” would be a drawing, but is called like an SOP", path=file),
            message("name another file"),
        )
    try:
        if not file.is_file():
            return False
        before = file.read_bytes()
    except OSError as error:
        raise cannot_write(file, error) from None
    if before == content:
        return True
    if before and not force and not is_ours(before):
        raise SopkitError(
            message("“{path}” exists, and was signed", path=file)
            if is_signed(before)
            else message("“{path}” exists, and sopkit did not make it", path=file),
            message("name another file, or write over it with --force"),
        )
    return False
