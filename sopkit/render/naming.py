"""How files that are made may be called: the ending says the format, and no name says a wrong one."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sopkit.errors import SopkitError
from sopkit.locale.message import message

Word = TypeVar("Word", bound=str)
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "text": (".txt",),
    "concise": (".txt",),
    "stat": (".txt",),
    "name-only": (".txt",),
    "markdown": (".md", ".markdown"),
    "github": (".txt",),
    "html": (".html", ".htm"),
    "dot": (".dot", ".gv"),
}
"""How files of a format end, the usual ending first; others end as their format is called."""


def endings(form: str) -> tuple[str, ...]:
    """Return how files in the format `form` may end, the usual ending first."""
    return ENDINGS.get(form, (f".{form}",))


def form_of(output: str, forms: Sequence[Word], *, or_folder: bool = False) -> Word:
    """Return the one of `forms` that the ending of `output` says.

    It is the first for standard output (“-”) and no name at all, and for a folder if there may be one
    (`or_folder`). Raises SopkitError for an ending that none of them has.
    """
    if output in ("", "-") or (or_folder and is_folder(output)):
        return forms[0]
    ending = Path(output).suffix.lower()
    for form in forms:
        if ending in endings(form):
            return form
    known = dict.fromkeys(endings(form)[0] for form in forms)
    raise SopkitError(
        message("“{path}” does not say what kind of file is to be made", path=output),
        message("end its name in one of these: {endings}", endings=", ".join(known)),
    )


def is_folder(output: str) -> bool:
    """Tell whether `output` is meant to be a folder: it is one, ends in “/”, or has no ending at all."""
    return Path(output).is_dir() or output.endswith(("/", os.sep)) or not Path(output).suffix


def named_file(output: str, form: str) -> Path:
    """Return the file `output`. Raises SopkitError where its ending says something else than `form`."""
    if Path(output).suffix.lower() not in endings(form):
        raise SopkitError(
            message("“{path}” is not called like a file in the format {form}", path=output, form=form),
            message("end its name in “{ending}”", ending=endings(form)[0]),
        )
    return Path(output)
