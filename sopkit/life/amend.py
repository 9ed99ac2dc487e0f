"""Changing an SOP's file: only what is meant, the whole file or nothing, and no edit of anybody else lost."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.project.swap import swap
from sopkit.schema.validator import schema
from sopkit.source.amend import Append, Change, Order, amended, as_read, in_flow
from sopkit.source.document import Document, parse_document
from sopkit.source.reader import Unreadable, read

Plan = Callable[[Document], Sequence[Change]]
"""What is to change in a file, by what it holds."""


def amend(file: Path, plan: Plan) -> bool:
    """Carry `plan` out on `file` as it is now, and tell whether that changed anything.

    Raises SopkitError as `planned` does, and where the file can't be written; it then is as it was.
    """
    while True:
        before = content_of(file)
        after = planned(file, before, plan)
        if after == before:
            return False
        if swap(file, before, after):
            return True
        # Somebody else has just written it: their edit stays, and the plan is made anew.


def planned(file: Path, content: bytes, plan: Plan) -> bytes:
    """Return what `plan` makes of `content`, the bytes of `file`.

    Raises SopkitError where the file is written so that more would be touched than what is meant.
    """
    changes = plan(parse_document(file.as_posix(), content))
    after = amended(file.as_posix(), content, changes, order())
    if after is None:
        raise SopkitError(
            message(
                "“{path}” cannot be changed by a program without touching more than is meant",
                path=file.as_posix(),
            ),
            message("write this by hand: {changes}", changes="; ".join(map(_by_hand, changes))),
        )
    return after


def content_of(file: Path) -> bytes:
    """Return the bytes of `file`. Raises SopkitError where it can't be read."""
    if not os.path.lexists(file):
        raise SopkitError(
            message("“{path}” does not exist", path=file.as_posix()), message("name a file that does")
        )
    try:
        return read(file)
    except Unreadable as error:
        raise SopkitError(
            message("“{path}” cannot be read: {reason}", path=file.as_posix(), reason=error.problem.message)
        ) from None


def order() -> Order:
    """Return the order of an SOP's keys: that of its schema."""
    properties = schema("sop")["properties"]
    return {(): tuple(properties), ("tanggal",): tuple(properties["tanggal"]["properties"])}


def _by_hand(change: Change) -> str:
    """Return a change as people write it, keys above each other parted by “: ”."""
    keys = ": ".join(map(str, change.path))
    if isinstance(change, Append):
        return f"{keys}: - {in_flow(change.item)}"
    return f"{keys}: {as_read(change.value)}"
