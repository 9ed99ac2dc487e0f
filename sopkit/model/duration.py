"""How long a step takes: `10 menit`, `1 jam 30 menit`, `1-3 hari kerja`, `2 menit/berkas`.

What does not parse is kept as it was written, with the reason, and never guessed.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

UNITS = (
    "detik",
    "menit",
    "jam",
    "hari",
    "hari kerja",
    "minggu",
    "bulan",
    "triwulan",
    "semester",
    "tahun",
)
"""The units of time, from short to long; `hari` is a calendar day and stays apart from `hari kerja`."""

_SYNONYMS = {"hari kalender": "hari", "hari efektif": "hari kerja"}
_UNIT = "|".join(sorted([*UNITS, *_SYNONYMS], key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_QUANTITY = re.compile(rf"(?:(\d+)\s*[x×]\s*)?({_NUMBER})\s*({_UNIT})\b")
_JOINT = re.compile(r"\s*(?:,|\+|dan\b)?\s*")
_RANGE = re.compile(r"\s*(?:-|–|—|\bs\.?\s?/?\s?d\.?(?=\s)|\bsampai(?:\s+dengan)?\b|\bhingga\b)\s*")
_BOUND = re.compile(
    r"(?:maksimal|maksimum|maks\.|paling\s+lama|paling\s+lambat|selambat-lambatnya|selama-lamanya|≤)\s*"
)
_PER = re.compile(r"\s*(?:/|\bper\b)\s*([^\W\d_][^\d]*)$")
_REMARK = re.compile(r"\([^()]*\)")
_BARE = re.compile(rf"(?:{_NUMBER})")
_NUMBERED_WORD = re.compile(rf"(?:{_NUMBER})\s*([^\W\d_]+)")


LONGEST = 200
"""Characters of a time that is read; the expressions take long for a text that nobody would write."""


class Amount(NamedTuple):
    """A number of one of `UNITS`."""

    number: float
    unit: str


class Calendar(NamedTuple):
    """How long working time is: the conversions that sopkit.yaml may set under `calendar`."""

    hours_per_workday: float = 7.5
    workdays_per_week: float = 5
    workdays_per_month: float = 20

    def minutes(self, amount: Amount) -> float:
        """Return `amount` in minutes of work; a calendar day counts as a working day.

        Weeks and longer are counted in working days, a quarter as 3 months, a semester as 6, a year as 12.
        """
        day = self.hours_per_workday * 60
        month = self.workdays_per_month * day
        return (
            amount.number
            * {
                "detik": 1 / 60,
                "menit": 1,
                "jam": 60,
                "hari": day,
                "hari kerja": day,
                "minggu": self.workdays_per_week * day,
                "bulan": month,
                "triwulan": 3 * month,
                "semester": 6 * month,
                "tahun": 12 * month,
            }[amount.unit]
        )


class Fault(NamedTuple):
    """Why a time does not parse, and the piece that is to blame."""

    kind: Literal["no-unit", "unknown-unit", "unreadable"]
    piece: str


class Duration(NamedTuple):
    """A time as it was written, `text`, and what it means.

    `low` and `high` are sums of amounts, equal unless the time is a range; both are empty for `bersama`
    (`is_shared`: the time of the row above) and where there is a `fault`. `per` names the unit of work of
    a time like `2 menit/berkas`.
    """

    text: str
    low: tuple[Amount, ...] = ()
    high: tuple[Amount, ...] = ()
    is_bound: bool = False
    is_shared: bool = False
    per: str | None = None
    fault: Fault | None = None

    @property
    def is_range(self) -> bool:
        """Tell whether the time has a lower and an upper end."""
        return self.low != self.high

    @property
    def units(self) -> frozenset[str]:
        """The units that the time is written in."""
        return frozenset(amount.unit for amount in (*self.low, *self.high))

    def minutes(self, calendar: Calendar) -> float:
        """Return the upper end in minutes of work, a per-unit time once; 0 where nothing is known."""
        return sum(calendar.minutes(amount) for amount in self.high)


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> Duration:
    """Return the duration that `text` states."""
    if len(text) > LONGEST:
        return Duration(text, fault=Fault("unreadable", text))
    body = " ".join(_REMARK.sub(" ", text).lower().split())
    if body == "bersama":
        return Duration(text, is_shared=True)
    bound = _BOUND.match(body)
    if bound:
        body = body[bound.end() :]
    per = _PER.search(body)
    if per:
        body = body[: per.start()].rstrip()
    ends = _ends(body)
    if ends is None:
        return Duration(text, fault=_fault(body or text))
    low, high = ends
    return Duration(text, low, high, bool(bound), per=per[1].strip() if per else None)


def _ends(body: str) -> tuple[tuple[Amount, ...], tuple[Amount, ...]] | None:
    whole = _sum(body)
    if whole is not None:
        return whole, whole
    for separator in _RANGE.finditer(body):
        left, right = body[: separator.start()].strip(), body[separator.end() :].strip()
        high = _sum(right)
        if high is None or not left:
            continue
        low = _sum(left)
        if low is None and _BARE.fullmatch(left) and len(high) == 1:
            low = (Amount(_number(left), high[0].unit),)
        if low is not None:
            return low, high
    return None


def _sum(body: str) -> tuple[Amount, ...] | None:
    amounts: list[Amount] = []
    at = 0
    while at < len(body):
        found = _QUANTITY.match(body, at)
        if found is None:
            return None
        times, number, unit = found.groups()
        amounts.append(Amount(_number(number) * int(times or 1), _SYNONYMS.get(unit, unit)))
        at = found.end()
        if at < len(body):
            joint = _JOINT.match(body, at)
            at = joint.end() if joint else at
            if at == len(body):
                return None
    return tuple(amounts) or None


def _number(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return float(text.replace(".", ""))
    return float(text.replace(",", "."))


def _fault(body: str) -> Fault:
    bare = [part for part in _RANGE.split(body) if part]
    if bare and all(_BARE.fullmatch(part) for part in bare):
        return Fault("no-unit", body)
    words = [word for word in _NUMBERED_WORD.findall(body) if not re.fullmatch(_UNIT, word)]
    if words:
        return Fault("unknown-unit", words[0])
    return Fault("unreadable", body)
