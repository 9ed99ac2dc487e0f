"""Telling what is wrong in the files that a command read in passing."""

from typing import TYPE_CHECKING

from sopkit.cli.console import Console
from sopkit.errors import SopkitError
from sopkit.locale.message import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopkit.life.fault import Fault


def tell(console: Console, faults: "Iterable[Fault]") -> int:
    """Say on standard error what is wrong, and return the exit status: 2 for any fault."""
    status = 0
    for fault in faults:
        said = message("{place}: {reason}", place=fault.place, reason=fault.message)
        console.fail(SopkitError(said, fault.hint))
        status = 2
    return status
