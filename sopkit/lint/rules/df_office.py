"""DF, the office: SOPs are monitored, use the same terms, bear their title, and belong to its units."""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.rule import Hit, Principle, set_rule, sop_rule
from sopkit.lint.subject import Collection, Subject
from sopkit.lint.title import file_name_for
from sopkit.lint.units import unknown_unit
from sopkit.locale.message import N_, message
from sopkit.model.sop import Path
from sopkit.project.register import Entry
from sopkit.source.edits import SetText
from sopkit.text import normalise, words

Place = tuple[Entry, Path]
"""Where a spelling occurs."""

Term = dict[str, list[Place]]
"""The ways in which one term is spelled, each with its places."""

_MONTHS_BETWEEN_MONITORING = 6
_MARKS = re.compile(r"[\W_]+")
_LONGEST_SHORT_FORM = 3


@sop_rule(
    "DF005",
    "monitoring-terlewat",
    Severity.INFO,
    Principle.DI,
    summary=N_("no monitoring for six months"),
    why=N_(
        "Monitoring shows whether the SOP is followed, and where it no longer fits. Unwatched, it becomes "
        "paper."
    ),
    source=N_("Regular monitoring takes place every six months (PermenPANRB 35/2012, monitoring)."),
    wrong="status: berlaku\ntanggal: {efektif: 2022-07-01}\n",
    right="""\
status: berlaku
tanggal: {efektif: 2022-07-01}
evaluasi:
  - {tanggal: 2026-01-10, jenis: monitoring}
""",
)
def monitoring_missed(subject: Subject) -> Iterator[Hit]:
    sop = subject.sop
    limit = _months_before(subject.today, _MONTHS_BETWEEN_MONITORING)
    if sop.status != "berlaku" or sop.dates.effective is None or sop.dates.effective >= limit:
        return
    done = [
        (entry.date, entry.path)
        for entry in sop.evaluations
        if entry.date is not None and entry.counts_as == "monitoring"
    ]
    advice = message(
        "make the form for it with “sopkit form monitoring --format csv”, and take its results over with "
        "“sopkit record”"
    )
    if not done:
        yield Hit(
            ("status",),
            message(
                "in force since {date}, and no monitoring is recorded", date=sop.dates.effective.isoformat()
            ),
            advice,
        )
        return
    date, path = max(done)
    if date < limit:
        yield Hit(
            (*path, "tanggal"),
            message("the last monitoring, of {date}, is more than six months ago", date=date.isoformat()),
            advice,
        )


def _months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the same day `months` earlier, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < datetime.MINYEAR:
        return datetime.date.min
    last = day.day
    while True:
        try:
            return datetime.date(year, month + 1, last)
        except ValueError:
            last -= 1


@set_rule(
    "DF006",
    "istilah-tak-seragam",
    Severity.INFO,
    Principle.KS,
    summary=N_("one position or document spelled in several ways across the SOPs"),
    why=N_("Two spellings look like two things. Who searches for one finds only half of the SOPs."),
    source=N_("Consistency with other procedures is one of the drafting principles (secondary)."),
    wrong="""\
# a.sop.yaml
pelaksana: {kasubbag: Kasubbag Umum}
# b.sop.yaml
pelaksana: {kasubbag: Kepala Subbagian Umum}
""",
    right="# a.sop.yaml dan b.sop.yaml\npelaksana: {kasubbag: Kepala Subbagian Umum}\n",
)
def uneven_terms(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    for term in _terms(collection.register.entries, ShortForms(collection.lexicon)):
        if len(term) < 2 or _files(place for places in term.values() for place in places) < 2:
            continue
        # Of equally frequent spellings the longest: it leaves the least to guess.
        common = max(term, key=lambda spelling: (_files(term[spelling]), len(spelling), spelling))
        example, where = term[common][0]
        right = {entry.name for entry, path in term[common] if path[0] == "pelaksana"}
        for spelling, places in term.items():
            for entry, path in places:
                # Two spellings of a position in one SOP are PL007's.
                if spelling != common and entry.is_target and entry.name not in right:
                    yield (
                        entry.file,
                        Hit(
                            path,
                            message("“{term}” is spelled “{common}” elsewhere", term=spelling, common=common),
                            message("write “{common}”, or change it everywhere", common=common),
                            elsewhere=((example.file, where),),
                        ),
                    )


def _files(places: Iterable[Place]) -> int:
    return len({entry.name for entry, _ in places})


def _terms(entries: Iterable[Entry], forms: "ShortForms") -> Iterable[Term]:
    """Return every position and document of the SOPs that are not withdrawn, by what it comes down to."""
    found: dict[tuple[str, str], Term] = {}
    for entry in entries:
        if not entry.is_current:
            continue
        named = [("pelaksana", executor.name, executor.path) for executor in entry.executors]
        named += [("output", text.value, text.path) for text in entry.documents]
        for kind, name, path in named:
            spelling = _tidy(name)
            key = forms.key(spelling)
            if key:
                found.setdefault((kind, key), {}).setdefault(spelling, []).append((entry, path))
    return found.values()


def _tidy(name: str) -> str:
    """Return `name` without what is no spelling of its own: spaces, a full stop, a small first letter."""
    name = " ".join(name.split()).rstrip(".;,")
    return name[:1].upper() + name[1:]


class ShortForms:
    """Names brought down to what they have in common: short forms written out, no case, spaces or hyphens."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._full = lexicon.pairs("pelaksana", "singkatan")
        self._first = frozenset(form.split()[0] for form in self._full)
        self._keys: dict[str, str] = {}

    def key(self, name: str) -> str:
        """Return what `name` comes down to."""
        if name not in self._keys:
            self._keys[name] = _MARKS.sub("", " ".join(self._written_out(words(name))))
        return self._keys[name]

    def _written_out(self, parts: tuple[str, ...]) -> Iterator[str]:
        at = 0
        while at < len(parts):
            count = 1
            full = parts[at]
            if full in self._first:
                for length in range(min(_LONGEST_SHORT_FORM, len(parts) - at), 0, -1):
                    form = self._full.get(" ".join(parts[at : at + length]))
                    if form:
                        count, full = length, form
                        break
            yield full
            at += count


@sop_rule(
    "DF007",
    "nama-berkas",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a file name that does not follow the title"),
    why=N_(
        "Whoever looks for an SOP in the folder knows its title, not what the file was called when it was "
        "begun."
    ),
    source=N_("Common practice; SOP files end with “.sop.yaml”."),
    wrong="judul: Pengelolaan Arsip Inaktif   # dalam surat.sop.yaml\n",
    right="judul: Contoh   # dalam contoh.sop.yaml\n",
    fix=Applicability.UNSAFE,
)
def file_name(subject: Subject) -> Iterator[Hit]:
    wanted = file_name_for(subject.sop.title or "", subject.lexicon)
    if wanted is None or subject.file_name == wanted or not subject.file_name.endswith((".yaml", ".yml")):
        return
    yield Hit(
        ("judul",),
        message("the file is called “{name}”, which is not its title", name=subject.file_name),
        message("call it “{wanted}”", wanted=wanted),
        rename=wanted,
    )


@set_rule(
    "DF008",
    "unit-tanpa-sop",
    Severity.INFO,
    Principle.KH,
    summary=N_("a unit of the agency without any SOP"),
    why=N_("Every unit has routine work that follows a procedure; one without SOPs was probably forgotten."),
    source=N_(
        "SOPs are derived from the tasks and functions of each unit (PermenPANRB 35/2012, form for "
        "identifying SOPs)."
    ),
    wrong="""\
# sopkit.yaml
agency:
  units: [Subbagian Umum, Subbagian Hukum]   # no SOP has “unit: Subbagian Hukum”
""",
    right="# sopkit.yaml\nagency:\n  units: [Subbagian Umum]   # an SOP has “unit: Subbagian Umum”\n",
)
def unit_without_sop(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    entries = collection.register.entries
    if collection.config_file is None or not all(entry.is_target for entry in entries):
        return
    served = {normalise(entry.unit) for entry in entries if entry.unit}
    for index, unit in enumerate(collection.config.agency.units):
        if normalise(unit) not in served:
            yield (
                collection.config_file,
                Hit(
                    ("agency", "units", index),
                    message("no SOP names the unit “{unit}”", unit=unit),
                    message("write its SOPs, or correct “unit” in them when it is called differently there"),
                ),
            )


@sop_rule(
    "DF009",
    "unit-tak-terdaftar",
    Severity.WARNING,
    Principle.KS,
    fix=Applicability.SAFE,
    summary=N_("a unit that sopkit.yaml does not list"),
    why=N_(
        "Lists, maps and books are made by unit. Under another spelling the SOP stands in a unit of its own, "
        "and the real one seems to lack it."
    ),
    source=N_(
        "SOPs are derived from the tasks and functions of each unit (PermenPANRB 35/2012, form for "
        "identifying SOPs)."
    ),
    wrong="unit: Subbag Umum   # sopkit.yaml lists “Subbagian Umum”\n",
    right="unit: Subbagian Umum\n",
)
def unit_not_listed(subject: Subject) -> Iterator[Hit]:
    unit = subject.sop.unit
    found = unknown_unit(unit, subject.config.agency.units, subject.lexicon) if unit else None
    if found is not None:
        fix = (SetText(("unit",), found.same),) if found.same else ()
        yield Hit(("unit",), found.message, found.advice, fix=fix)
