"""The past of one SOP, version by version: the one thing that every report of it is written from."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sopkit.diff.report import Entry, Side
from sopkit.locale.message import Message
from sopkit.model.sop import Revision, Sop
from sopkit.project.log import Touch


class Snapshot(NamedTuple):
    """What the file held after a commit; `touch` is None for what stands there now and is not committed."""

    touch: Touch | None
    side: Side

    @property
    def sop(self) -> Sop:
        """What it said."""
        return self.side.sop


@dataclass(frozen=True, slots=True)
class Version:
    """One version, or the end of the SOP, or (without `snapshot` and `entries`) what is in none yet.

    `entries` is what `riwayat` says of it, `touches` the commits that led to it, the oldest first, `snapshot`
    the first in which it stood, None where only `riwayat` knows it. `change` compares it with the one before,
    None where there is none to compare with. `is_open` tells that it is still being written.
    """

    number: int | None
    entries: tuple[Revision, ...] = ()
    touches: tuple[Touch, ...] = ()
    snapshot: Snapshot | None = None
    change: Entry | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The versions of the SOP in `file`, the oldest first, and what to know of them.

    `now` is what the file holds; `is_tracked` tells that git knows its past.
    """

    file: Path
    now: Side
    versions: tuple[Version, ...]
    notes: tuple[Message, ...] = ()
    is_tracked: bool = False

    @property
    def sop(self) -> Sop:
        """What the file says."""
        return self.now.sop

    @property
    def last_in_force(self) -> Snapshot | None:
        """The newest version that came into force and is committed, as it was then."""
        found = (version.snapshot for version in reversed(self.versions) if not version.is_open)
        return next((one for one in found if one and one.touch and one.sop.status == "berlaku"), None)
