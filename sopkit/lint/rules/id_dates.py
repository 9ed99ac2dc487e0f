"""ID, dates and approval: since when the SOP is in force, and who says so."""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.lint.wording import phrases
from sopkit.locale.message import N_, Message, message
from sopkit.model.sop import Approval, Path, Sop
from sopkit.source.edits import SetNull
from sopkit.text import located_words

_CREATED = ("tanggal", "pembuatan")
_REVISED = ("tanggal", "revisi")
_EFFECTIVE = ("tanggal", "efektif")
_REVIEW = ("tanggal", "reviu")
_DIGIT = re.compile(r"\d")
_NIP_LENGTH = 18
_CONTRACT_CODE = 21
"""Stands where the month of appointment does in the number of a PPPK, an official on contract."""
_YOUNGEST, _OLDEST = 17, 75
"""Years of age at appointment outside of which a NIP can't be right."""


@sop_rule(
    "ID007",
    "efektif-mendahului",
    Severity.ERROR,
    Principle.KP,
    summary=N_("in force before it was made"),
    why=N_(
        "An SOP can't bind anybody before it exists. One of the two dates is wrong, and with it the answer "
        "to which version was in force on a day."
    ),
    source=N_(
        "The date of making is the day on which the SOP was finished; it comes into force on signing or "
        "later (PermenPANRB 35/2012, Bagian Identitas)."
    ),
    wrong="tanggal: {pembuatan: 2022-06-16, efektif: 2022-06-01}\n",
    right="tanggal: {pembuatan: 2022-06-16, efektif: 2022-07-01}\n",
)
def effective_before_made(subject: Subject) -> Iterator[Hit]:
    dates = subject.sop.dates
    if dates.effective and dates.created and dates.effective < dates.created:
        yield Hit(
            _EFFECTIVE,
            message(
                "in force from {effective}, but made only on {created}",
                effective=dates.effective.isoformat(),
                created=dates.created.isoformat(),
            ),
            message("correct one of the dates; “efektif” is the day of “pembuatan” or later"),
            related=(_CREATED,),
        )


@sop_rule(
    "ID008",
    "revisi-mendahului",
    Severity.ERROR,
    Principle.KP,
    summary=N_("revised before it was made"),
    why=N_("What does not exist can't be revised. One of the two dates is wrong."),
    source=N_(
        "The date of making is that of the first version, the date of revision that of a later one "
        "(PermenPANRB 35/2012, Bagian Identitas)."
    ),
    wrong="tanggal: {pembuatan: 2022-06-16, revisi: 2021-03-01}\n",
    right="tanggal: {pembuatan: 2022-06-16, revisi: 2023-03-01}\n",
)
def revised_before_made(subject: Subject) -> Iterator[Hit]:
    dates = subject.sop.dates
    if dates.revised and dates.created and dates.revised < dates.created:
        yield Hit(
            _REVISED,
            message(
                "revised on {revised}, but made only on {created}",
                revised=dates.revised.isoformat(),
                created=dates.created.isoformat(),
            ),
            message("correct one of the dates; “pembuatan” stays that of the first version"),
            related=(_CREATED,),
        )


@sop_rule(
    "ID009",
    "revisi-sama",
    Severity.WARNING,
    Principle.KP,
    summary=N_("revised on the day it was made"),
    why=N_(
        "A first version has no date of revision. Filled in with the date of making, it looks like a second "
        "version, and people look for the first one."
    ),
    source=N_("Seen in 20 of 348 real SOPs; 62 others write “-” for a first version."),
    wrong="tanggal: {pembuatan: 2022-06-16, revisi: 2022-06-16}\n",
    right="tanggal: {pembuatan: 2022-06-16, revisi: null}\n",
    fix=Applicability.SAFE,
)
def revised_when_made(subject: Subject) -> Iterator[Hit]:
    sop = subject.sop
    if sop.dates.revised is None or sop.dates.revised != sop.dates.created:
        return
    is_first = sop.version == 1 and all((entry.version or 1) == 1 for entry in sop.history)
    if not is_first and sop.is_version_dated:  # made and revised on one day
        return
    yield Hit(
        _REVISED,
        message("the date of revision is the date of making, {date}", date=sop.dates.revised.isoformat()),
        message("write “null”: a first version has no date of revision")
        if is_first
        else message("write the date of version {version}", version=sop.version),
        related=(_CREATED,),
        fix=(SetNull(_REVISED),) if is_first else (),
    )


@sop_rule(
    "ID010",
    "versi-tanpa-revisi",
    Severity.WARNING,
    Principle.KP,
    summary=N_("a later version without a date of revision, or missing from the history"),
    why=N_(
        "Whoever holds a printed page sees from the date of revision whether it is the newest one, and from "
        "the history what changed."
    ),
    source=N_("The identity part carries the date of revision (PermenPANRB 35/2012, Bagian Identitas)."),
    wrong="""\
versi: 2
tanggal: {pembuatan: 2022-06-16, revisi: null}
""",
    right="""\
versi: 2
tanggal: {pembuatan: 2022-06-16, revisi: 2023-03-01}
""",
)
def version_without_revision(subject: Subject) -> Iterator[Hit]:
    sop = subject.sop
    if sop.version <= 1:
        return
    if sop.dates.revised is None:
        yield Hit(
            ("versi",),
            message("version {version} has no date of revision", version=sop.version),
            message("write its date under “tanggal: revisi”; next time “sopkit bump” writes both"),
            related=(_REVISED,),
        )
    # A history with an unreadable number may hold the version: the schema reports that number.
    if sop.history and not any(entry.version in (sop.version, None) for entry in sop.history):
        yield Hit(
            ("versi",),
            message("“riwayat” does not tell of version {version}", version=sop.version),
            message(
                "add an entry with “versi: {version}”, its date and what changed; next time “sopkit bump” "
                "does it",
                version=sop.version,
            ),
            related=(("riwayat",),),
        )


@sop_rule(
    "ID011",
    "berlaku-belum-lengkap",
    Severity.ERROR,
    Principle.KP,
    summary=N_("in force without effective date or approving official"),
    why=N_(
        "An SOP binds from the day and by the official that its first page names. Without them nobody can "
        "show that it was in force."
    ),
    source=N_(
        "The identity part carries the effective date and the official's position, name and NIP (PermenPANRB "
        "35/2012, Bagian Identitas)."
    ),
    wrong="""\
status: berlaku
tanggal: {pembuatan: 2022-06-16, efektif: null}
pengesahan: {jabatan: Sekretaris, nama: Siti Aminah, nip: "198001012005012001"}
""",
    right="""\
status: berlaku
tanggal: {pembuatan: 2022-06-16, efektif: 2022-07-01}
pengesahan: {jabatan: Sekretaris, nama: Siti Aminah, nip: "198001012005012001"}
""",
)
def in_force_but_incomplete(subject: Subject) -> Iterator[Hit]:
    sop = subject.sop
    if sop.status != "berlaku":
        return
    if sop.dates.effective is None:
        yield Hit(
            _EFFECTIVE,
            message("the SOP is in force, but its effective date is missing"),
            message("write it under “tanggal: efektif”, or “status: rancangan” as long as it is a draft"),
        )
    approval = sop.approval
    if approval == Approval():
        return  # SK001: the key is missing, or holds nothing
    if not _is_filled(approval.position):
        yield Hit(
            ("pengesahan", "jabatan"),
            message("the SOP is in force, but the position of the official who approved it is missing"),
            message("write it under “pengesahan: jabatan”, or “status: rancangan” as long as it is a draft"),
        )
    missing = _missing_person(approval, subject)
    if missing:
        key = "nip" if _is_filled(approval.name) else "nama"
        yield Hit(
            ("pengesahan", key), missing, message("write it under “pengesahan”"), severity=Severity.INFO
        )


def _missing_person(approval: Approval, subject: Subject) -> Message | None:
    """Return what is missing of name and NIP; officials who are elected have no NIP."""
    has_name = _is_filled(approval.name)
    if bool(_DIGIT.search(approval.nip or "")) or _has_no_nip(approval.position or "", subject):
        return None if has_name else message("the SOP is in force, but the official's name is missing")
    if has_name:
        return message("the SOP is in force, but the official's NIP is missing")
    return message("the SOP is in force, but the official's name and NIP are missing")


def _has_no_nip(position: str, subject: Subject) -> bool:
    located = located_words(position)
    return bool(located and phrases(subject.lexicon, "pelaksana", "tanpa_nip").at(position, located, 0))


def _is_filled(text: str | None) -> bool:
    """Tell whether `text` is more than a dash or dots that hold the place."""
    return any(sign.isalnum() for sign in text or "")


@sop_rule(
    "ID012",
    "nip-tidak-sah",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a NIP that can't be right"),
    why=N_(
        "The NIP tells who signed, even when two officials have one name. A wrong digit names nobody, or "
        "somebody else."
    ),
    source=N_(
        "Common knowledge of the form: 8 digits of birth, 6 of appointment, 1 of sex, 3 in sequence; real "
        "SOPs write it with and without spaces."
    ),
    wrong='pengesahan: {jabatan: Sekretaris, nip: "19801301 200501 2 001"}\n',
    right='pengesahan: {jabatan: Sekretaris, nip: "19800113 200501 2 001"}\n',
)
def impossible_nip(subject: Subject) -> Iterator[Hit]:
    nip = subject.sop.approval.nip
    if not nip or not _DIGIT.search(nip):
        return  # ID011: it is missing
    fault = _nip_fault(nip, subject.today)
    if fault:
        yield Hit(
            ("pengesahan", "nip"),
            fault.message,
            message("compare it with the official's decree of appointment"),
            piece=nip[fault.start : fault.end],
            at=fault.start,
        )


class _Fault(NamedTuple):
    """What is wrong with a NIP, and which of its characters."""

    message: Message
    start: int
    end: int


def _nip_fault(nip: str, today: datetime.date) -> _Fault | None:
    """Return the first fault of `nip`, whose digits may have spaces between them."""
    compact = "".join(nip.split())
    places = [at for at, sign in enumerate(nip) if not sign.isspace()]

    def fault(told: Message, first: int, last: int) -> _Fault:
        return _Fault(told, places[first], places[last - 1] + 1)

    if not (compact.isascii() and compact.isdigit()):
        return fault(message("“{nip}” holds other signs than digits", nip=nip), 0, len(compact))
    if len(compact) != _NIP_LENGTH:
        told = message("“{nip}” has {count} digits, but a NIP has 18", nip=nip, count=len(compact))
        return fault(told, 0, len(compact))
    birth, appointment, sex, sequence = compact[:8], compact[8:14], compact[14], compact[15:]
    born = _birthday(birth)
    if born is None or born >= today:
        return fault(message("“{piece}” in the NIP is not a date of birth", piece=birth), 0, 8)
    year, month = int(appointment[:4]), int(appointment[4:])
    if not (1 <= month <= 12 or month == _CONTRACT_CODE) or not 1940 <= year <= today.year:
        return fault(message("“{piece}” in the NIP is not a month of appointment", piece=appointment), 8, 14)
    if not _YOUNGEST <= _age(born, year, month) <= _OLDEST:
        years = {"born": birth[:4], "appointed": appointment[:4]}
        return fault(message("by the NIP, born in {born} and appointed in {appointed}", **years), 0, 14)
    if sex not in "12":
        return fault(message("“{piece}” in the NIP is neither 1 (man) nor 2 (woman)", piece=sex), 14, 15)
    if sequence == "000":
        return fault(message("the NIP ends in “{piece}”, which counts nobody", piece=sequence), 15, 18)
    return None


def _birthday(digits: str) -> datetime.date | None:
    try:
        born = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born.year >= 1900 else None


def _age(born: datetime.date, year: int, month: int) -> int:
    """Return the age at an appointment; that of an official on contract is known by the year only."""
    return year - born.year - (month < born.month)


@sop_rule(
    "ID013",
    "reviu-terlewat",
    Severity.WARNING,
    Principle.DI,
    summary=N_("an SOP in force that was not reviewed in time"),
    why=N_(
        "Laws, units and tools change. An SOP that nobody looks at again describes an office of the past, "
        "and people stop following it."
    ),
    source=N_(
        "The identity part may carry the planned review (PermenPANRB 35/2012, Bagian Identitas); evaluation "
        "at least once a year is secondary: an agency's own guide."
    ),
    wrong="""\
status: berlaku
tanggal: {pembuatan: 2022-06-16, efektif: 2022-07-01, reviu: 2023-07-01}
""",
    right="""\
status: berlaku
tanggal: {pembuatan: 2022-06-16, efektif: 2022-07-01, reviu: 2026-07-01}
evaluasi:
  - {tanggal: 2025-07-10, jenis: evaluasi}
""",
)
def review_missed(subject: Subject) -> Iterator[Hit]:
    sop, today = subject.sop, subject.today
    if sop.status != "berlaku" or any(entry.date is None for entry in sop.evaluations):
        return
    seen = [*_looked_at(sop)]
    if not seen:
        return
    last, path = max(seen, key=lambda day: day[0])
    planned = sop.dates.review
    if planned and last < planned < today:
        yield Hit(
            _REVIEW,
            message("the review planned for {date} has passed", date=planned.isoformat()),
            message("review the SOP, enter the result under “evaluasi” and the next date under “reviu”"),
        )
    elif _a_year_after(last) < today:
        yield Hit(
            path,
            message("the SOP was not evaluated for a year: nothing since {date}", date=last.isoformat()),
            message("evaluate it and enter the result under “evaluasi”"),
        )


def _looked_at(sop: Sop) -> Iterator[tuple[datetime.date, Path]]:
    """Yield the days on which the SOP as a whole was looked at, and where they stand."""
    for date, path in (
        (sop.dates.created, _CREATED),
        (sop.dates.revised, _REVISED),
        (sop.dates.effective, _EFFECTIVE),
    ):
        if date:
            yield date, path
    for entry in sop.evaluations:
        if entry.date and entry.kind == "evaluasi":
            yield entry.date, (*entry.path, "tanggal")


def _a_year_after(date: datetime.date) -> datetime.date:
    if date.year == datetime.MAXYEAR:
        return date
    is_leap_day = (date.month, date.day) == (2, 29)
    return date.replace(year=date.year + 1, day=28 if is_leap_day else date.day)
