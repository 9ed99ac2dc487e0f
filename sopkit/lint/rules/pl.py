"""PL: the executors. Each column is declared, used, a position rather than a person, and stands in order."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.lint.wording import full_form, phrases
from sopkit.locale.message import N_, message
from sopkit.model.sop import Executor, Reference, Sop
from sopkit.source.edits import Remove, Reorder
from sopkit.text import located_words, nearest, words

_MOST_COLUMNS = 8
_MOST_GUESSES = 100
"""Executors that another is looked for among, and names that one is looked for: no SOP has more."""
# 8 digits of birth, 6 of appointment, 1 of sex, 3 of sequence.
_NIP = re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)|\bNIP\b")
# “dr. Jaga”, “Apt. Pendamping”: also names of positions.
_PROFESSIONS = frozenset(("dr.", "drg.", "drh.", "Apt."))
_USED_BY_ALL = """\
pelaksana: {staf: Staf Umum, kasubbag: Kepala Subbagian Umum}
langkah:
  - {kegiatan: Mencatat surat, pelaksana: staf}
  - {kegiatan: Memeriksa surat, pelaksana: kasubbag}
"""


@sop_rule(
    "PL001",
    "pelaksana-tak-dikenal",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a step names an executor that is not declared"),
    why=N_("Without a column there is no place for the symbol: nobody carries the row out."),
    source=N_("PermenPANRB 35/2012, flowchart part: each activity has its executor."),
    wrong="""\
pelaksana: {staf: Staf Umum, kasubbag: Kepala Subbagian Umum}
langkah:
  - {kegiatan: Mencatat surat, pelaksana: staf}
  - {kegiatan: Memeriksa surat, pelaksana: kasubag}
""",
    right=_USED_BY_ALL,
)
def unknown_executor(subject: Subject) -> Iterator[Hit]:
    executors = subject.sop.executors
    if not executors:  # SK001 and SK006 ask for the whole table of executors
        return
    known = {executor.id for executor in executors}
    missing: dict[str, list[Reference]] = {}
    for reference in _references(subject.sop):
        if reference.id not in known:
            missing.setdefault(reference.id, []).append(reference)
    meant = _meant(tuple(missing), executors, subject.lexicon)
    for name, references in missing.items():
        near = meant.get(name)
        yield Hit(
            references[0].path,
            message("“{id}” is not declared under “pelaksana”", id=name),
            message("did you mean “{near}”?", near=near)
            if near
            else message("add “{id}: …” with the name of the position under “pelaksana”", id=name),
            related=tuple(reference.path for reference in references[1:]),
        )


@sop_rule(
    "PL002",
    "pelaksana-tak-terpakai",
    Severity.WARNING,
    Principle.KJ,
    fix=Applicability.UNSAFE,
    summary=N_("a column without any symbol"),
    why=N_(
        "An empty column takes room from the others, and suggests that somebody has a part in the work who "
        "has none. Or a step of theirs was forgotten."
    ),
    source=N_("Seen in a real SOP, whose column KPA has no symbol in any row."),
    wrong="""\
pelaksana: {staf: Staf Umum, kpa: Kuasa Pengguna Anggaran}
langkah:
  - {kegiatan: Mencatat surat, pelaksana: staf}
""",
    right=_USED_BY_ALL,
)
def unused_executor(subject: Subject) -> Iterator[Hit]:
    used = _appearances(subject)
    if not used:
        return
    known = {executor.id for executor in subject.sop.executors}
    # Whoever is not declared (PL001) may be meant for this column, whatever name is nearest.
    is_sure = all(reference.id in known for reference in _references(subject.sop))
    for executor in subject.sop.executors:
        if executor.id not in used:
            path = ("pelaksana", executor.id)
            yield Hit(
                path,
                message("no row has a symbol in the column of “{id}”", id=executor.id),
                message("delete the column, or add the step that is missing")
                if is_sure
                else message("correct the executors that are not declared first: one may belong here"),
                role="key",
                fix=(Remove(path),) if is_sure else (),
            )


@sop_rule(
    "PL003",
    "urutan-kolom",
    Severity.INFO,
    Principle.KJ,
    fix=Applicability.UNSAFE,
    summary=N_("columns that are not in the order in which the executors first act"),
    why=N_(
        "When the columns follow the first appearance, the flow begins at the left and arrows cross less. "
        "Ranks have no part in it."
    ),
    source=N_("Common practice; some real SOPs order their columns by rank."),
    wrong="""\
pelaksana: {kasubbag: Kepala Subbagian Umum, staf: Staf Umum}
langkah:
  - {kegiatan: Mencatat surat, pelaksana: staf}
  - {kegiatan: Memeriksa surat, pelaksana: kasubbag}
""",
    right=_USED_BY_ALL,
)
def column_order(subject: Subject) -> Iterator[Hit]:
    used = _appearances(subject)
    ids = [executor.id for executor in subject.sop.executors]
    never = len(used)
    order = sorted(range(len(ids)), key=lambda index: used.get(ids[index], (never, True)))
    written = [name for name in ids if name in used]
    wanted = [ids[index] for index in order if ids[index] in used]
    for late, early in zip(written, wanted, strict=True):
        if late != early:
            yield Hit(
                ("pelaksana", late),
                message("“{late}” stands before “{early}”, who acts first", late=late, early=early),
                message("in the order of the steps: {order}", order=", ".join(wanted)),
                role="key",
                fix=(Reorder(("pelaksana",), tuple(order)),),
            )
            return


@sop_rule(
    "PL004",
    "jenis-tak-sesuai",
    Severity.WARNING,
    Principle.KH,
    summary=N_("an administrative SOP with one executor, or a technical one with several"),
    why=N_(
        "A technical SOP is the detailed work of one executor, an administrative one the way of a matter "
        "through several. The wrong word in the identity misleads whoever collects and compares SOPs."
    ),
    source=N_("The definitions of SOP teknis and administratif in training material on SOP AP (secondary)."),
    wrong="""\
jenis_sop: {sifat: teknis}
pelaksana: {staf: Staf Umum, kasubbag: Kepala Subbagian Umum}
langkah:
  - {kegiatan: Mencatat surat, pelaksana: staf}
  - {kegiatan: Memeriksa surat, pelaksana: kasubbag}
""",
    right="jenis_sop: {sifat: administratif}\n" + _USED_BY_ALL,
)
def wrong_nature(subject: Subject) -> Iterator[Hit]:
    used = len(_appearances(subject))
    nature = subject.sop.classification.nature
    path = ("jenis_sop", "sifat")
    if nature == "administratif" and used == 1:
        yield Hit(
            path,
            message("an administrative SOP has several executors, this one has one"),
            message("write “teknis”, or add the steps of the others who take part"),
        )
    elif nature == "teknis" and used > 1:
        yield Hit(
            path,
            message("a technical SOP has one executor, this one has {count}", count=used),
            message("write “administratif”, or keep to the work of one executor"),
        )


@sop_rule(
    "PL005",
    "nama-orang",
    Severity.WARNING,
    Principle.DI,
    summary=N_("a person's name or NIP in place of a position"),
    why=N_(
        "People move on, positions stay. An SOP that names a person has to be revised and signed again at "
        "every transfer."
    ),
    source=N_("Adaptability, the fifth of the eight drafting principles (secondary)."),
    wrong="""\
pelaksana:
  staf: Budi Santoso, S.Sos.
""",
    right="""\
pelaksana:
  staf: Staf Subbagian Umum
""",
)
def person(subject: Subject) -> Iterator[Hit]:
    for executor in subject.sop.executors:
        if _is_person(executor.name, subject.lexicon):
            yield Hit(
                executor.path,
                message("“{name}” is a person, not a position", name=executor.name),
                message("write the position, such as “Staf Subbagian Umum”"),
            )


@sop_rule(
    "PL006",
    "terlalu-banyak",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("more columns than a page holds legibly"),
    why=N_(
        "With more than eight executors the columns become too narrow for their headings, and the arrows too "
        "dense to follow."
    ),
    source=N_("Common practice: no real SOP of 231 whose columns were counted has more than six."),
    wrong="pelaksana:\n" + "".join(f"  tim-{number}: Tim Kerja {number}\n" for number in range(1, 10)),
    right="pelaksana:\n" + "".join(f"  tim-{number}: Tim Kerja {number}\n" for number in range(1, 6)),
)
def too_many_columns(subject: Subject) -> Iterator[Hit]:
    columns = len(subject.sop.executors)
    if columns > _MOST_COLUMNS:
        yield Hit(
            ("pelaksana",),
            message("the SOP has {count} executors, more than {limit}", count=columns, limit=_MOST_COLUMNS),
            message("join those who act in the same way, or divide the SOP into makro and mikro"),
            role="key",
        )


@sop_rule(
    "PL007",
    "nama-mirip",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("two executors whose names differ only in spelling"),
    why=N_(
        "“Kasubbag Umum” and “Kepala Sub Bagian Umum” are one person at one desk. Two columns for them make "
        "the reader look for a handover that does not exist."
    ),
    source=N_("Ease and clarity, the first of the eight drafting principles (secondary)."),
    wrong="""\
pelaksana:
  kasubbag: Kepala Subbagian Umum
  kasubag: Kasubag Umum
""",
    right="""\
pelaksana:
  kasubbag-umum: Kepala Subbagian Umum
  kasubbag-hukum: Kepala Subbagian Hukum
""",
)
def similar_names(subject: Subject) -> Iterator[Hit]:
    seen: dict[str, Executor] = {}
    for executor in subject.sop.executors:
        form = "".join(full_form(executor.name, subject.lexicon))
        first = seen.setdefault(form, executor)
        if form and first is not executor:
            yield Hit(
                executor.path,
                message("“{name}” is the same executor as “{first}”", name=executor.name, first=first.name),
                message("use one column, “{id}”, or tell the two apart by their unit", id=first.id),
                related=(first.path,),
            )


def _references(sop: Sop) -> Iterator[Reference]:
    for step in sop.steps:
        for symbol in step.symbols:
            yield from symbol.executors


@lru_cache(maxsize=4)
def _meant(names: tuple[str, ...], executors: tuple[Executor, ...], lexicon: Lexicon) -> dict[str, str]:
    """Return for `names` that are not declared the ids of the executors that were most likely meant."""
    by_form: dict[tuple[str, ...], str] = {}
    for executor in executors:
        by_form.setdefault(full_form(executor.name, lexicon), executor.id)
    few = executors[:_MOST_GUESSES]
    by_name = {executor.name: executor.id for executor in few}
    meant: dict[str, str] = {}
    for index, name in enumerate(names):
        found = by_form.get(full_form(name, lexicon))
        if found is None and index < _MOST_GUESSES:
            near = nearest(name, (executor.id for executor in few))
            found = near or by_name.get(nearest(name, by_name) or "")
        if found:
            meant[name] = found
    return meant


def _appearances(subject: Subject) -> dict[str, tuple[int, bool]]:
    """Return where each executor first acts: the place of the symbol, and whether as a partner in it.

    A misspelt id (PL001) counts as the one that was meant. Partners of one joint activity are equal.
    """
    executors = subject.sop.executors
    known = {executor.id for executor in executors}
    unknown = dict.fromkeys(one.id for one in _references(subject.sop) if one.id not in known)
    meant = _meant(tuple(unknown), executors, subject.lexicon) if executors and unknown else {}
    found: dict[str, tuple[int, bool]] = {}
    symbols = (symbol for step in subject.sop.steps for symbol in step.symbols)
    for place, symbol in enumerate(symbols):
        for position, reference in enumerate(symbol.executors):
            name = meant.get(reference.id, reference.id)
            found.setdefault(name, (place, position > 0))
    return found


@lru_cache(maxsize=4096)
def _is_person(name: str, lexicon: Lexicon) -> bool:
    """Tell whether `name` holds an NIP, an academic title, or a form of address before a name."""
    if _NIP.search(name):
        return True
    position = _is_position(name, lexicon)
    for title in _titles(lexicon).finditer(name) if _may_hold_title(name, lexicon) else ():
        # After the name of a position or unit only a comma makes the letters a title: Bagian S.P.
        is_appended = bool(title["comma"])
        if title["title"] not in _PROFESSIONS and (is_appended or not position):
            return True
    located = located_words(name)
    return (
        len(located) > 1
        and located[0].lower in lexicon.words("gelar-pangkat", "sapaan")
        and name[located[1].start].isupper()
        and not _is_position(name[located[1].start :], lexicon)
    )


def _is_position(name: str, lexicon: Lexicon) -> bool:
    """Tell whether `name` begins as the names of positions, units and parties do."""
    located = located_words(name)
    return bool(located) and any(
        phrases(lexicon, "pelaksana", group).at(name, located, 0) for group in ("jabatan", "pihak")
    )


def _may_hold_title(name: str, lexicon: Lexicon) -> bool:
    """Tell whether it is worth the search: a title has a point, or is one of a few words."""
    return "." in name or not lexicon.words("gelar-pangkat", "gelar_tanpa_titik").isdisjoint(words(name))


@cache
def _titles(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the expression for titles of persons, the longest first; case counts."""
    dotted = lexicon.entries("gelar-pangkat", "gelar")
    plain = lexicon.entries("gelar-pangkat", "gelar_tanpa_titik")
    listed = "|".join(re.escape(title) for title in sorted((*dotted, *plain), key=len, reverse=True))
    return re.compile(rf"(?:(?P<comma>,)\s*)?(?<![\w.])(?P<title>{listed})(?![\w])")
