"""ID, number and title: what the SOP is called."""

import re
from collections.abc import Iterator
from functools import cache

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.lint.title import begins_with_aspect, is_capitals, prefix, title_case, title_words, two_activities
from sopkit.lint.wording import capitalised
from sopkit.locale.message import N_, Message, message
from sopkit.source.edits import SetText
from sopkit.text import Word

_TITLE = ("judul",)
# A year on its own: not that of a law or a standard (Nomor 7 Tahun 2017, 35/2012, ISO 9001:2015, UUD 1945).
_YEAR = re.compile(r"(?<![\w/:.-])(?:19|20)\d{2}(?:\s*[-–/]\s*(?:19|20)?\d{2})?(?![\w/:])")
_CITED = re.compile(r"(?:(\w+)\.?\s*\d+\s+tahun|\bUUD(?:\s+NRI)?(?:\s+tahun)?)\s*$", re.IGNORECASE)
_PERIODS = frozenset(("triwulan", "semester", "caturwulan", "tahap", "termin", "gelombang", "angkatan", "ke"))
_LOOK_BACK = 60
"""Characters before a year in which the words stand that belong to it."""
_WITH_ITS_WORDS = re.compile(r"[\s,(]*(?:\b(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s*)?$", re.IGNORECASE)


@sop_rule(
    "ID001",
    "nomor-pola",
    Severity.WARNING,
    Principle.KP,
    summary=N_("a number that does not have the agency's form"),
    why=N_(
        "A number that follows the agency's rules tells where the SOP is registered and filed; one that does "
        "not can't be found in the register."
    ),
    source=N_(
        "The number follows the agency's tata naskah dinas (PermenPANRB 35/2012, Bagian Identitas); the form "
        "stands in sopkit.yaml, “agency: {nomor_pattern: …}”. Without it the rule is silent."
    ),
    wrong="""\
# sopkit.yaml: agency: {nomor_pattern: '^[0-9]{3}/[A-Z]{2}[.][0-9]{2}-SOP/3576/20[0-9]{2}$'}
nomor: 12/SOP/2022
""",
    right="""\
# sopkit.yaml: agency: {nomor_pattern: '^[0-9]{3}/[A-Z]{2}[.][0-9]{2}-SOP/3576/20[0-9]{2}$'}
nomor: 012/RT.02-SOP/3576/2022
""",
)
def number_without_form(subject: Subject) -> Iterator[Hit]:
    pattern, number = subject.config.agency.number_pattern, subject.sop.number
    # As in JSON Schema, the pattern may match anywhere unless it is anchored. What is no longer in force
    # keeps the number that it had.
    if pattern and number and subject.sop.is_current and not re.search(pattern, number):
        yield Hit(
            ("nomor",),
            message("the number “{number}” does not have the agency's form", number=number),
            message("write it as “nomor_pattern” in sopkit.yaml asks: {pattern}", pattern=pattern),
        )


@sop_rule(
    "ID002",
    "judul-awalan-sop",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("a title that begins with “SOP” or “Standar Operasional Prosedur”"),
    why=N_(
        "The document says that it is an SOP in its heading. Repeated in each title, the word hides where "
        "the titles differ, and a register sorted by title has them all under S."
    ),
    source=N_(
        "A title is made of the aspect of the activity and the final output (PermenPANRB 35/2012, Tabel 6); "
        "126 of 348 real SOPs repeat the word."
    ),
    wrong="judul: SOP Pengelolaan Surat Masuk\n",
    right="judul: Pengelolaan Surat Masuk\n",
    fix=Applicability.SAFE,
)
def needless_prefix(subject: Subject) -> Iterator[Hit]:
    title = subject.sop.title
    found = prefix(title, subject.lexicon) if title else None
    if not title or not found:
        return
    words = title[found.start : found.end]
    rest = capitalised(title[found.rest :].strip())
    yield Hit(
        _TITLE,
        message("the title begins with “{prefix}”", prefix=words),
        message("write “{title}”", title=rest) if rest else message("write what the procedure is about"),
        piece=words,
        at=found.start,
        fix=(SetText(_TITLE, rest),) if rest else (),
    )


@sop_rule(
    "ID003",
    "judul-tanpa-aspek",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("a title that does not begin with a noun of activity"),
    why=N_(
        "“Surat Masuk” names a thing, not what is done with it: receiving, registering, answering. The noun "
        "of activity says where the procedure begins and ends."
    ),
    source=N_(
        "A title is made of the aspect of the activity and the final output, as in “Penyusunan Renstra” "
        "(PermenPANRB 35/2012, Tabel 6)."
    ),
    wrong="judul: Surat Masuk\n",
    right="judul: Pengelolaan Surat Masuk\n",
)
def no_aspect(subject: Subject) -> Iterator[Hit]:
    title, lexicon = subject.sop.title, subject.lexicon
    located = title_words(title, lexicon) if title else ()
    if not title or not located or begins_with_aspect(title, located, lexicon):
        return
    first = located[0]
    word = title[first.start : first.end]
    yield Hit(
        _TITLE,
        message("the title begins with “{word}”, which does not say what is done", word=word),
        _with_aspect(title, located, lexicon),
        piece=word,
        at=first.start,
    )


def _with_aspect(title: str, located: tuple[Word, ...], lexicon: Lexicon) -> Message:
    """Return the advice how to begin `title`, with the words of the title where they tell."""
    first = located[0]
    noun = _nouns(lexicon).get(first.lower)
    if noun:
        better = capitalised(noun) + title[first.end :].rstrip()
        return message("write “{title}”", title=better)
    for word in located[1:3]:
        if lexicon.verb_of(word.lower) and lexicon.is_activity_noun(word.lower):
            return message("write “{title}”", title=capitalised(title[word.start :].rstrip()))
    return message("put the activity first, as in “Pengelolaan {title}”", title=title[first.start :].rstrip())


@cache
def _nouns(lexicon: Lexicon) -> dict[str, str]:
    """Return the noun of activity for each verb that is known to have one: menyusun, penyusunan."""
    return {verb: noun for noun, verb in reversed(lexicon.pairs("nomina", "nomina_ke_verba").items())}


@sop_rule(
    "ID004",
    "judul-bertahun",
    Severity.INFO,
    Principle.DI,
    summary=N_("a title with a year"),
    why=N_(
        "A procedure is meant to be used again. With a year in its title it looks out of date after "
        "December, though nothing in it has changed."
    ),
    source=N_("Common practice; 4 of 348 real SOPs carry a year in their title."),
    wrong="judul: Penyusunan Laporan Kinerja Tahun 2025\n",
    right="judul: Penyusunan Laporan Kinerja\n",
)
def year_in_title(subject: Subject) -> Iterator[Hit]:
    title = subject.sop.title or ""
    for found in _YEAR.finditer(title):
        before = title[: found.start()]
        cited = _CITED.search(before, max(len(before) - _LOOK_BACK, 0))
        if cited and (cited[1] or "").lower() not in _PERIODS:
            continue
        lead = _WITH_ITS_WORDS.search(before, max(len(before) - _LOOK_BACK, 0))
        kept = (before[: lead.start()] if lead else before).rstrip(" ,(-–:")
        rest = title[found.end() :].lstrip(" ,)")
        yield Hit(
            _TITLE,
            message("the title holds the year “{year}”", year=found.group()),
            message("leave it out, to serve every year: “{title}”", title=f"{kept} {rest}".strip()),
            piece=found.group(),
            at=found.start(),
        )
        return


@sop_rule(
    "ID005",
    "judul-kapital",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a title in capitals"),
    why=N_(
        "Text in capitals is harder to read in lists, and can't be turned back: the printed page can set any "
        "title in capitals, but from capitals nobody knows which words were abbreviations."
    ),
    source=N_("Seen in real SOPs: 135 of 348 titles."),
    wrong="judul: PENGELOLAAN SURAT MASUK\n",
    right="judul: Pengelolaan Surat Masuk\n",
    fix=Applicability.SAFE,
)
def title_in_capitals(subject: Subject) -> Iterator[Hit]:
    title = subject.sop.title
    if not title or not is_capitals(title, subject.lexicon):
        return
    better = title_case(title, subject.lexicon)
    yield Hit(
        _TITLE,
        message("the title is in capitals"),
        message("write “{title}”", title=better.strip()),
        fix=(SetText(_TITLE, better),),
    )


@sop_rule(
    "ID006",
    "judul-ganda",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a title that names two activities"),
    why=N_(
        "One SOP is about one activity, from its start to its output. Two in one document mean two flows in "
        "one table, and neither can be changed without the other."
    ),
    source=N_(
        "Common practice; a title is made of one aspect of the activity and its final output (PermenPANRB "
        "35/2012, Tabel 6)."
    ),
    wrong="judul: Pengelolaan Kinerja dan Penyusunan Laporan Kinerja\n",
    right="judul: Penyusunan Laporan Kinerja\n",
)
def two_in_one(subject: Subject) -> Iterator[Hit]:
    title = subject.sop.title
    found = two_activities(title, subject.lexicon) if title else None
    if not title or not found:
        return
    first, second = (title[word.start : word.end] for word in found)
    yield Hit(
        _TITLE,
        message("the title names two activities, “{first}” and “{second}”", first=first, second=second),
        message("write an SOP for each, or name the one activity that holds both"),
        piece=second,
        at=found[1].start,
    )
