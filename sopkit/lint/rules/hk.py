"""HK: the legal basis. In the order of the hierarchy, complete, each law once, and none that is repealed."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.order import Move, by_hierarchy, by_year, misplaced
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, Message, message
from sopkit.model.law import LegalBasis
from sopkit.source.edits import Edit, Remove, Reorder
from sopkit.text import normalise

_LIST = ("dasar_hukum",)


@sop_rule(
    "HK001",
    "urutan-hierarki",
    Severity.WARNING,
    Principle.KH,
    summary=N_("legal bases that are not in the order of the hierarchy of law"),
    why=N_(
        "The reader takes the order of the list for the rank of the laws. A ministerial regulation above the "
        "statute that it rests on suggests the reverse."
    ),
    source=N_(
        "The hierarchy of UU 12/2011 as commonly known; for regulations of agencies, decisions and circulars "
        "common practice. 21 of 264 real SOPs have an inversion."
    ),
    wrong="""\
dasar_hukum:
  - PP Nomor 28 Tahun 2012 tentang Pelaksanaan UU Nomor 43 Tahun 2009
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
""",
    right="""\
dasar_hukum:
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
  - PP Nomor 28 Tahun 2012 tentang Pelaksanaan UU Nomor 43 Tahun 2009
""",
    fix=Applicability.SAFE,
)
def wrong_rank(subject: Subject) -> Iterator[Hit]:
    bases = subject.sop.legal_bases
    moves = misplaced(bases)
    if not moves:
        return
    is_sure = all(basis.level is not None and basis.level == basis.lowest for basis in bases)
    fix = _reorder(bases, by_hierarchy(bases))
    for move in moves:
        law, other = move.law.name, move.other.name
        yield Hit(
            move.law.path,
            message("“{law}” ranks above “{other}” and stands after it", law=law, other=other)
            if move.is_higher
            else message("“{law}” ranks below “{other}” and stands before it", law=law, other=other),
            _put(move),
            piece=law,
            related=(move.other.path,),
            fix=fix,
            applicability=None if is_sure else Applicability.UNSAFE,
        )
        fix = ()  # that of the first mends them all


@sop_rule(
    "HK002",
    "urutan-tahun",
    Severity.INFO,
    Principle.KH,
    summary=N_("legal bases of one rank that are not in the order of year and number"),
    why=N_("In the order of years a law is found at a glance, and a missing or doubled one is seen."),
    source=N_("Common practice."),
    wrong="""\
dasar_hukum:
  - UU Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
""",
    right="""\
dasar_hukum:
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
  - UU Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan
""",
    fix=Applicability.SAFE,
)
def wrong_year(subject: Subject) -> Iterator[Hit]:
    bases = subject.sop.legal_bases
    order, moves = by_year(bases)
    fix = _reorder(bases, order) if moves else ()
    for move in moves:
        law, other = move.law.name, move.other.name
        yield Hit(
            move.law.path,
            message("“{law}” is older than “{other}” and stands after it", law=law, other=other)
            if move.is_higher
            else message("“{law}” is younger than “{other}” and stands before it", law=law, other=other),
            _put(move),
            piece=law,
            related=(move.other.path,),
            fix=fix,
        )
        fix = ()  # that of the first mends them all


def _put(move: Move) -> Message:
    if move.is_higher:
        return message("put it before “{other}”", other=move.other.name)
    return message("put it after “{other}”", other=move.other.name)


def _reorder(bases: tuple[LegalBasis, ...], order: list[int]) -> tuple[Edit, ...]:
    """Return the edit that puts the items of the list in `order`, indices into `bases`.

    Items that are not text (the schema reports them) keep their places.
    """
    places = [int(basis.path[-1]) for basis in bases]
    new = list(range(max(places) + 1))
    for place, source in zip(places, order, strict=True):
        new[place] = places[source]
    return (Reorder(_LIST, tuple(new)),)


@sop_rule(
    "HK003",
    "rujukan-tak-lengkap",
    Severity.WARNING,
    Principle.KH,
    summary=N_("a law cited without number, year or topic"),
    why=N_("Number and year find the law, its topic tells the reader what it has to do with the procedure."),
    source=N_("Common practice in citing laws; incomplete citations are seen in real SOPs."),
    wrong="dasar_hukum: [UU Nomor 43 Tahun 2009]\n",
    right="dasar_hukum: [UU Nomor 43 Tahun 2009 tentang Kearsipan]\n",
)
def incomplete(subject: Subject) -> Iterator[Hit]:
    for basis in subject.sop.legal_bases:
        if basis.kind is None or basis.kind == "UUD" or (basis.number and basis.year and basis.about):
            continue
        missing = (
            *(() if basis.number else (message("number"),)),
            *(() if basis.year else (message("year"),)),
            *(() if basis.about else (message("topic (“tentang …”)"),)),
        )
        yield Hit(
            basis.path,
            message("“{law}” is cited without {missing}", law=basis.name, missing=_joined(missing)),
            message("write “{kind} Nomor … Tahun … tentang …”", kind=basis.kind),
            piece=basis.name,
        )


def _joined(parts: tuple[Message, ...]) -> Message:
    joined = parts[0]
    for part in parts[1:]:
        joined = message("{left} and {right}", left=joined, right=part)
    return joined


@sop_rule(
    "HK004",
    "dasar-hukum-ganda",
    Severity.WARNING,
    Principle.KH,
    summary=N_("the same law twice"),
    why=N_("Listed twice, a law looks like two; when it is replaced, one of the entries is forgotten."),
    source=N_("Seen in real SOPs."),
    wrong="""\
dasar_hukum:
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
  - Undang-Undang No. 43/2009 tentang Kearsipan
""",
    right="""\
dasar_hukum:
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
  - PP Nomor 28 Tahun 2012 tentang Pelaksanaan UU Nomor 43 Tahun 2009
""",
    fix=Applicability.UNSAFE,
)
def cited_twice(subject: Subject) -> Iterator[Hit]:
    first: dict[str, LegalBasis] = {}
    for basis in subject.sop.legal_bases:
        if basis.key is None:
            continue
        earlier = first.setdefault(basis.key, basis)
        if earlier is not basis:
            yield Hit(
                basis.path,
                message("“{law}” is cited twice", law=basis.name),
                message("delete one of the two"),
                piece=basis.name,
                related=(earlier.path,),
                fix=(Remove(basis.path),),
            )


class _Known(NamedTuple):
    """What the data tells of well-known laws, by their keys."""

    repealed: dict[str, dict[str, Any]]
    repealed_numbers: dict[str, dict[str, Any]]
    """The same, by numbers that only one law has, such as PER/21/M.PAN/11/2008."""
    miscited: dict[str, dict[str, Any]]
    guides: frozenset[str]
    guide_topics: tuple[str, ...]


@cache
def _known(lexicon: Lexicon) -> _Known:
    file = "peraturan-dicabut"
    repealed = lexicon.entries(file, "dicabut")
    guides = lexicon.entries(file, "pedoman_sop")
    return _Known(
        {key: entry for entry in repealed for key in _keys(entry)},
        {number.lower(): entry for entry in repealed for number in entry["nomor"] if number.count("/") > 1},
        {key: entry for entry in lexicon.entries(file, "salah_rujuk") for key in _keys(entry)},
        frozenset(key for entry in guides["daftar"] for key in _keys(entry)),
        tuple(guides["tentang_memuat"]),
    )


def _keys(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the keys under which `entry`, a law of the data, is found."""
    for number in entry["nomor"]:
        law = LegalBasis(
            "", kind=entry["jenis"], issuer=entry["lembaga"], number=number, year=int(entry["tahun"])
        )
        if law.key:
            yield law.key


@sop_rule(
    "HK005",
    "peraturan-dicabut",
    Severity.WARNING,
    Principle.KH,
    summary=N_("a regulation that has been repealed"),
    why=N_(
        "A procedure can't rest on a regulation that is no longer in force; its successor may ask for other "
        "steps."
    ),
    source=N_(
        "A list that holds only repeals read in the text of the successor; so far that of "
        "PER/21/M.PAN/11/2008 by PermenPANRB 35/2012."
    ),
    wrong="""\
dasar_hukum:
  - Permenpan Nomor PER/21/M.PAN/11/2008 tentang Pedoman Penyusunan SOP Administrasi Pemerintahan
""",
    right="""\
dasar_hukum:
  - PermenPANRB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan SOP Administrasi Pemerintahan
""",
)
def repealed(subject: Subject) -> Iterator[Hit]:
    if not subject.sop.is_current:  # it rested on the laws of its time
        return
    known = _known(subject.lexicon)
    for basis in subject.sop.legal_bases:
        number = (basis.number or "").lower()
        entry = known.repealed.get(basis.key or "") or known.repealed_numbers.get(number)
        if entry:
            yield Hit(
                basis.path,
                message("“{law}” has been repealed ({source})", law=basis.name, source=entry["naskah"]),
                message("cite its successor, “{successor}”", successor=entry["pengganti"]),
                piece=basis.name,
            )


@sop_rule(
    "HK006",
    "salah-rujuk",
    Severity.WARNING,
    Principle.KH,
    summary=N_("a well-known wrong citation"),
    why=N_(
        "The law that is cited is about something else or does not exist; whoever looks it up finds nothing."
    ),
    source=N_(
        "The SOP guide is PermenPANRB 35/2012; “35 Tahun 2021” and “35 Tahun 2011” are seen in secondary "
        "sources."
    ),
    wrong="""\
dasar_hukum:
  - PermenPANRB Nomor 35 Tahun 2021 tentang Pedoman Penyusunan Standar Operasional Prosedur
""",
    right="""\
dasar_hukum:
  - PermenPANRB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur
""",
)
def miscited(subject: Subject) -> Iterator[Hit]:
    for basis in subject.sop.legal_bases:
        entry = _known(subject.lexicon).miscited.get(basis.key or "")
        if entry and _is_about(basis, entry["tentang_memuat"]):
            year = str(basis.year)
            yield Hit(
                basis.path,
                message("“{law}” is the wrong year for this regulation", law=basis.name),
                message("write “{right}”", right=entry["seharusnya"]),
                piece=year,
                at=max(basis.text.find(year), 0),
            )


@sop_rule(
    "HK007",
    "hanya-pedoman",
    Severity.INFO,
    Principle.KH,
    summary=N_("no legal basis but the guide to writing SOPs"),
    why=N_(
        "The guide tells how an SOP is written, not why the office carries this activity out. The legal "
        "basis is the law that gives it the task."
    ),
    source=N_("Common practice; seen in real SOPs."),
    wrong="""\
dasar_hukum:
  - PermenPANRB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur
""",
    right="""\
dasar_hukum:
  - UU Nomor 43 Tahun 2009 tentang Kearsipan
  - PermenPANRB Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur
""",
)
def only_the_guide(subject: Subject) -> Iterator[Hit]:
    bases = subject.sop.legal_bases
    known = _known(subject.lexicon)
    topics = known.guide_topics
    if not bases or not all(basis.key in known.guides or _is_about(basis, topics) for basis in bases):
        return
    title = normalise(subject.sop.title or "")
    if "standar operasional prosedur" in title or "sop" in title.split()[1:]:
        return  # of an SOP about writing SOPs the guide is the legal basis
    yield Hit(
        bases[0].path,
        message("“{law}” tells how to write an SOP, and no law gives the task itself", law=bases[0].name)
        if len(bases) == 1
        else message("all legal bases tell how to write an SOP, and no law gives the task itself"),
        message("add the law that gives the unit this task"),
        piece=bases[0].name,
        related=tuple(basis.path for basis in bases[1:]),
    )


def _is_about(basis: LegalBasis, topics: tuple[str, ...] | list[str]) -> bool:
    about = normalise(basis.about or "")
    return bool(about) and any(topic in about for topic in topics)
