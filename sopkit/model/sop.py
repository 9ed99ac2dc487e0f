"""An SOP: the document of PermenPANRB 35/2012's Unsur Prosedur, identity and flowchart.

Names here are English and standard; the keys of the file are the terms of the Permen. `build` is where
the two meet. What the file leaves out is None or empty, never guessed. `path` leads to where a thing
stands in the file.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sopkit.model.duration import Duration
from sopkit.model.law import LegalBasis

Path = tuple[str | int, ...]


class Text(NamedTuple):
    """A text and where it stands."""

    value: str
    path: Path


class Dates(NamedTuple):
    """`tanggal`: made (finished, not begun), revised, in force, next planned review."""

    created: datetime.date | None = None
    revised: datetime.date | None = None
    effective: datetime.date | None = None
    review: datetime.date | None = None


class Approval(NamedTuple):
    """`pengesahan`: the official who approves."""

    position: str | None = None
    name: str | None = None
    rank: str | None = None
    nip: str | None = None


class Classification(NamedTuple):
    """`jenis_sop`: one word for each of the four axes, as the file says it."""

    nature: str | None = None
    """`sifat`: teknis or administratif."""
    scope: str | None = None
    """`cakupan`: makro or mikro."""
    completeness: str | None = None
    """`kelengkapan`: final or parsial."""
    specificity: str | None = None
    """`kekhususan`: generik or spesifik."""


class Link(NamedTuple):
    """One item of `keterkaitan`: an SOP of this repository (`target`), or a `text` for any other."""

    path: Path
    target: str | None = None
    relation: str | None = None
    """`hubungan`: makro, mikro, mendahului, mengikuti or terkait."""
    text: str | None = None


class Executor(NamedTuple):
    """One column of the table: `id` is its key under `pelaksana`."""

    id: str
    name: str
    path: Path
    short: str | None = None


class Reference(NamedTuple):
    """An id that the file refers to, and where."""

    id: str
    path: Path


class Answer(NamedTuple):
    """One exit of a decision: its label and where it leads; several targets are one exit that forks."""

    label: str
    targets: tuple[Reference, ...]
    path: Path


class Decision(NamedTuple):
    """`keputusan`. `answers` are those that the file writes; `chances` the `peluang` of each label."""

    path: Path
    question: str | None = None
    answers: tuple[Answer, ...] = ()
    chances: tuple[tuple[str, float], ...] = ()

    @property
    def stated(self) -> dict[str, float]:
        """The chances by label, without keys of one's own (`x-…`)."""
        return {label: chance for label, chance in self.chances if not label.startswith("x-")}


class SymbolSpec(NamedTuple):
    """A symbol as the file writes it, before `Flow` fills in what it leaves to the defaults."""

    path: Path
    id: str | None = None
    executors: tuple[Reference, ...] = ()
    kind: str | None = None
    """`jenis`: mulai, proses, keputusan or selesai."""
    text: str | None = None
    decision: Decision | None = None
    next: tuple[Reference, ...] | None = None
    """`lanjut`; None where it is not written, empty where nothing follows."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. `number` counts from 1."""

    number: int
    path: Path
    id: str | None = None
    activity: str | None = None
    symbols: tuple[SymbolSpec, ...] = ()
    inputs: tuple[Text, ...] = ()
    """`mutu_baku.kelengkapan`."""
    time: Duration | None = None
    """`mutu_baku.waktu`."""
    outputs: tuple[Text, ...] = ()
    """`mutu_baku.output`."""
    note: str | None = None
    """`keterangan`."""
    sop: str | None = None
    """Number of the SOP that carries this step out."""
    idle: tuple[str | None, ...] = ()
    """Ids, where they have one, of the items of `simbol` that can't be drawn for want of an executor."""

    @property
    def is_multiple(self) -> bool:
        """Tell whether the row lists its symbols under `simbol`."""
        return bool(self.symbols) and self.symbols[0].path != self.path


class Revision(NamedTuple):
    """One entry of `riwayat`."""

    path: Path
    version: int | None = None
    date: datetime.date | None = None
    kind: str | None = None
    summary: str | None = None
    basis: str | None = None


class Trial(NamedTuple):
    """One entry of `pengujian`: who tried the SOP before approval, and what they found."""

    path: Path
    date: datetime.date | None = None
    tester: str | None = None
    result: str | None = None
    note: str | None = None


class Evaluation(NamedTuple):
    """One entry of `evaluasi`: monitoring or evaluation; `kind` is None where it does not say which."""

    path: Path
    date: datetime.date | None = None
    kind: str | None = None
    grade: str | None = None
    note: str | None = None
    action: str | None = None
    answers: tuple[tuple[int, str], ...] = ()

    @property
    def counts_as(self) -> str:
        """What it counts as: an entry that does not say its kind is a monitoring."""
        return self.kind or "monitoring"


def last_of(
    evaluations: Iterable[Evaluation], kind: str, until: datetime.date | None = None
) -> Evaluation | None:
    """Return the last of `evaluations` of this kind, up to the day `until`; None where there is none."""
    latest = until or datetime.date.max
    found = [one for one in evaluations if one.date and one.date <= latest and one.counts_as == kind]
    return max(found, key=lambda one: one.date or datetime.date.min, default=None)


@dataclass(frozen=True, slots=True)
class Sop:
    """One standard operating procedure."""

    number: str | None = None
    title: str | None = None
    agency: str | None = None
    unit: str | None = None
    status: str | None = None
    """rancangan, berlaku, digantikan or dicabut."""
    version: int = 1
    change: str = "baru"
    """`jenis_perubahan`: baru, perubahan or perbaikan."""
    replaces: str | None = None
    """`menggantikan`: number of the SOP that this one replaces."""
    dates: Dates = field(default_factory=Dates)
    approval: Approval = field(default_factory=Approval)
    classification: Classification = field(default_factory=Classification)
    process: tuple[str | None, str | None] | None = None
    """`proses_bisnis`: code and name on the process map."""
    standard: Duration | None = None
    """`standar_pelayanan.waktu`: the promise that the whole procedure must keep."""
    legal_bases: tuple[LegalBasis, ...] = ()
    qualifications: tuple[Text, ...] = ()
    links: tuple[Link, ...] = ()
    equipment: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()
    records: tuple[Text, ...] = ()
    executors: tuple[Executor, ...] = ()
    steps: tuple[Step, ...] = ()
    history: tuple[Revision, ...] = ()
    trials: tuple[Trial, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()

    @property
    def is_version_dated(self) -> bool:
        """Tell whether `riwayat` says of this very version that it was made on the date of revision."""
        revised = self.dates.revised
        return revised is not None and any(
            (entry.version, entry.date) == (self.version, revised) for entry in self.history
        )

    @property
    def is_current(self) -> bool:
        """Tell whether the SOP is, or is on its way to be, in force: neither replaced nor withdrawn."""
        return self.status not in ("digantikan", "dicabut")
