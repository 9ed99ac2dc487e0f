"""MB, the times together: one standard a row, one kind of day, and a sum that keeps the promise."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.rules.mb_time import times
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, message
from sopkit.model.duration import Amount, Calendar, Duration
from sopkit.model.flow import longest_time
from sopkit.model.sop import Path, Sop

_CALENDAR_DAY = re.compile(r"\bhari\b(?!\s+(?:kerja|efektif|kalender))", re.IGNORECASE)
_WORKING_DAY = re.compile(r"\bhari\s+(?:kerja|efektif)\b", re.IGNORECASE)
_ROWS_TO_LOOK_COPIED = 5


@sop_rule(
    "MB005",
    "rentang",
    Severity.INFO,
    Principle.KU,
    summary=N_("a time with a lower and an upper end"),
    why=N_(
        "A standard is one figure. With “1-20 hari kerja” nobody is late before the twentieth day, and the "
        "user of the service can't plan."
    ),
    source=N_(
        "One of the drafting principles is that the result can be measured; seen in 20 of 1,171 rows of "
        "real SOPs."
    ),
    wrong="langkah:\n  - {kegiatan: Menelaah naskah, pelaksana: tim, mutu_baku: {waktu: 1-3 hari kerja}}\n",
    right="""\
langkah:
  - {kegiatan: Menelaah naskah, pelaksana: tim, mutu_baku: {waktu: maksimal 3 hari kerja}}
""",
)
def time_range(subject: Subject) -> Iterator[Hit]:
    for path, time in times(subject.sop):
        if time.is_range:
            yield Hit(
                path,
                message("“{text}” is a range, not one standard", text=time.text.strip()),
                message("write “maksimal {high}”, or the time that it usually takes", high=_spelled(time)),
            )


def _spelled(time: Duration) -> str:
    high = " ".join(_amount(amount) for amount in time.high)
    return f"{high}/{time.per}" if time.per else high


def _amount(amount: Amount) -> str:
    return f"{amount.number:.10g} {amount.unit}".replace(".", ",")


@sop_rule(
    "MB006",
    "hari-campur",
    Severity.INFO,
    Principle.KU,
    summary=N_("“hari” and “hari kerja” in one SOP"),
    why=N_(
        "Five “hari” end on another date than five “hari kerja”. Side by side, a reader can't tell whether "
        "the difference is meant; where it is, “hari kalender” says so."
    ),
    source=N_("Both units are seen in real SOPs; law and service standards count one or the other."),
    wrong="""\
langkah:
  - {kegiatan: Menyusun konsep, pelaksana: staf, mutu_baku: {waktu: 3 hari kerja}}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, mutu_baku: {waktu: 1 hari}}
""",
    right="""\
langkah:
  - {kegiatan: Menyusun konsep, pelaksana: staf, mutu_baku: {waktu: 3 hari kerja}}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, mutu_baku: {waktu: 1 hari kerja}}
""",
)
def mixed_days(subject: Subject) -> Iterator[Hit]:
    plain: list[tuple[Path, str]] = []
    working: list[tuple[Path, str]] = []
    for path, time in times(subject.sop):
        if "hari" in time.units and (found := _CALENDAR_DAY.search(time.text)):
            plain.append((path, found.group()))
        if "hari kerja" in time.units and (found := _WORKING_DAY.search(time.text)):
            working.append((path, found.group()))
    if not plain or not working:
        return
    rare = working if len(working) < len(plain) else plain
    path, piece = rare[0]
    yield Hit(
        path,
        message("this SOP counts both in “hari” and in “hari kerja”"),
        message("write “hari kerja” throughout, or “hari kalender” where calendar days are meant"),
        piece=piece,
        related=tuple(place for place, _ in rare[1:]),
    )


@sop_rule(
    "MB007",
    "melebihi-standar",
    Severity.ERROR,
    Principle.PG,
    summary=N_("the steps take longer than the promised service time"),
    why=N_(
        "“standar_pelayanan” is a promise to the public. When the steps on the longest way take more than "
        "that, the office breaks its promise even if every step is on time."
    ),
    source=N_(
        "Mutu baku is the tool that lets the end product meet the service standard (PermenPANRB 35/2012, "
        "the columns of the flowchart part)."
    ),
    wrong="""\
standar_pelayanan: {waktu: 1 hari kerja}
langkah:
  - {kegiatan: Menerima permohonan, pelaksana: staf, mutu_baku: {waktu: 1 hari kerja}}
  - {kegiatan: Menjawab permohonan, pelaksana: staf, mutu_baku: {waktu: 1 jam}}
""",
    right="""\
standar_pelayanan: {waktu: 2 hari kerja}
langkah:
  - {kegiatan: Menerima permohonan, pelaksana: staf, mutu_baku: {waktu: 1 hari kerja}}
  - {kegiatan: Menjawab permohonan, pelaksana: staf, mutu_baku: {waktu: 1 jam}}
""",
)
def exceeds_standard(subject: Subject) -> Iterator[Hit]:
    standard, calendar = subject.sop.standard, subject.config.calendar
    if standard is None or not standard.high or standard.per:
        return
    # Missing arrows and unread times only make the way shorter: what exceeds without them is certain.
    longest = longest_time(subject.sop, subject.flow, calendar)
    if longest > standard.minutes(calendar) + 0.01:
        in_days = standard._replace(high=_round_the_clock(standard.high))
        longest = min(longest, longest_time(_without_clock_days(subject.sop), subject.flow, calendar))
        promised = max(standard.minutes(calendar), in_days.minutes(calendar))
        if longest > promised + 0.01:
            yield Hit(
                ("standar_pelayanan", "waktu"),
                message(
                    "the steps take up to {longest}, more than the promised “{promised}”",
                    longest=_readable(longest, calendar),
                    promised=standard.text.strip(),
                ),
                message(
                    "shorten the steps on the longest way by {excess}, or promise a time that can be kept",
                    excess=_readable(longest - promised, calendar),
                ),
            )


def _without_clock_days(sop: Sop) -> Sop:
    """Return `sop` with “24 jam”, a day on the clock, as one day instead of 24 hours of work."""
    steps = tuple(
        replace(step, time=step.time._replace(high=_round_the_clock(step.time.high))) if step.time else step
        for step in sop.steps
    )
    return replace(sop, steps=steps)


def _round_the_clock(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    return tuple(
        Amount(amount.number / 24, "hari") if amount.unit == "jam" and amount.number % 24 == 0 else amount
        for amount in amounts
    )


def _readable(minutes: float, calendar: Calendar) -> str:
    """Return `minutes` of work in working days, hours and minutes, as an SOP writes them."""
    left = round(minutes, 2)
    parts = []
    for unit, length in (("hari kerja", calendar.hours_per_workday * 60), ("jam", 60.0)):
        count = int((left + 1e-9) // length)
        left = max(left - count * length, 0.0)
        if count:
            parts.append(f"{count} {unit}")
    if left >= 0.01 or not parts:
        parts.append(_amount(Amount(round(left, 2), "menit")))
    return " ".join(parts)


@sop_rule(
    "MB014",
    "waktu-seragam",
    Severity.INFO,
    Principle.KU,
    summary=N_("the same time on every row"),
    why=N_(
        "Steps of different kinds rarely take the same time: one time on every row looks copied, not "
        "measured."
    ),
    source=N_("Seen in real SOPs: “1–20 hari kerja” on twelve rows in a row."),
    wrong="""\
langkah:
  - {kegiatan: Menerima surat, pelaksana: staf, mutu_baku: {waktu: 10 menit}}
  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {waktu: 10 menit}}
  - {kegiatan: Memeriksa surat, pelaksana: kepala, mutu_baku: {waktu: 10 menit}}
  - {kegiatan: Mendisposisikan surat, pelaksana: kepala, mutu_baku: {waktu: 10 menit}}
  - {kegiatan: Mengarsipkan surat, pelaksana: staf, mutu_baku: {waktu: 10 menit}}
""",
    right="""\
langkah:
  - {kegiatan: Menerima surat, pelaksana: staf, mutu_baku: {waktu: 5 menit}}
  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {waktu: 10 menit}}
  - {kegiatan: Memeriksa surat, pelaksana: kepala, mutu_baku: {waktu: 10 menit}}
  - {kegiatan: Mendisposisikan surat, pelaksana: kepala, mutu_baku: {waktu: 15 menit}}
  - {kegiatan: Mengarsipkan surat, pelaksana: staf, mutu_baku: {waktu: 10 menit}}
""",
)
def uniform_time(subject: Subject) -> Iterator[Hit]:
    steps = subject.sop.steps
    times = [step.time for step in steps if step.time is not None]
    if len(steps) < _ROWS_TO_LOOK_COPIED or len(times) < len(steps):
        return
    first = times[0]
    if not first.high or any(
        (time.low, time.high, time.per) != (first.low, first.high, first.per) for time in times
    ):
        return
    paths = [(*step.path, "mutu_baku", "waktu") for step in steps]
    yield Hit(
        paths[0],
        message("every one of the {count} rows takes “{time}”", count=len(steps), time=first.text.strip()),
        message("give each step the time that it was measured to take"),
        related=tuple(paths[1:]),
    )
