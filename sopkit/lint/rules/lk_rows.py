"""LK: the steps as rows with ids: how many, which are equal, what their ids lead to."""

from collections.abc import Iterator
from itertools import count

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, Message, message
from sopkit.model.sop import Path, Sop, Step
from sopkit.text import nearest, normalise

_MOST_ROWS = 25
_MOST_GUESSES = 100
"""Ids that another one is looked for among, and ids that one is looked for: no SOP has more."""


@sop_rule(
    "LK010",
    "terlalu-banyak-langkah",
    Severity.INFO,
    Principle.KJ,
    summary=N_("an SOP of more than 25 rows"),
    why=N_(
        "A flowchart that runs over many pages is followed by nobody. A makro SOP that calls mikro SOPs "
        "keeps each of them on a page or two."
    ),
    source=N_(
        "PermenPANRB 35/2012 knows makro and mikro SOPs (secondary); the limit is common practice: real SOPs "
        "have 4 rows in the median, and 9 or fewer in nine of ten."
    ),
    wrong="langkah:\n"
    + "".join(f"  - {{kegiatan: Memeriksa berkas {number}, pelaksana: staf}}\n" for number in range(1, 27)),
    right="""\
langkah:
  - {kegiatan: Menyusun rencana, pelaksana: staf}
  - {kegiatan: Melaksanakan pengadaan, pelaksana: staf, sop: 013/RT.02-SOP/3576/2022}
""",
)
def too_many_rows(subject: Subject) -> Iterator[Hit]:
    rows = len(subject.sop.steps)
    if rows > _MOST_ROWS:
        yield Hit(
            ("langkah",),
            message("the SOP has {count} rows, more than {limit}", count=rows, limit=_MOST_ROWS),
            message("divide it into a makro SOP and a mikro SOP for each of its parts"),
            role="key",
        )


@sop_rule(
    "LK011",
    "kegiatan-berulang",
    Severity.WARNING,
    Principle.EE,
    summary=N_("two rows with the same activity and the same executor"),
    why=N_(
        "Work that is done twice is either wasted, or it is not the same and the text does not tell the "
        "difference. What is repeated after a correction needs an arrow back, not a second row."
    ),
    source=N_("Efficiency and effectiveness, the second of the eight drafting principles (secondary)."),
    wrong="""\
langkah:
  - {kegiatan: Memeriksa konsep surat, pelaksana: kasubbag}
  - {kegiatan: Memperbaiki konsep surat, pelaksana: staf}
  - {kegiatan: Memeriksa konsep surat, pelaksana: kasubbag}
""",
    right="""\
langkah:
  - id: periksa
    kegiatan: Memeriksa konsep surat
    pelaksana: kasubbag
    keputusan: {ya: kirim, tidak: perbaiki}
  - {id: perbaiki, kegiatan: Memperbaiki konsep surat, pelaksana: staf, lanjut: periksa}
  - {id: kirim, kegiatan: Mengirim surat, pelaksana: staf}
""",
)
def repeated_activity(subject: Subject) -> Iterator[Hit]:
    seen: dict[tuple[str, str, str | None], Step] = {}
    for step in subject.sop.steps:
        responsible = _responsible(step)
        if step.activity is None or responsible is None:
            continue
        first = seen.setdefault((normalise(step.activity), responsible, step.sop), step)
        if first is not step:
            yield Hit(
                (*step.path, "kegiatan"),
                message("row {row} repeats row {first}", row=step.number, first=first.number),
                message("delete one of the two, lead an arrow back, or write what is different"),
                related=((*first.path, "kegiatan"),),
            )


@sop_rule(
    "LK014",
    "id-ganda",
    Severity.ERROR,
    Principle.KP,
    summary=N_("an id that two steps or symbols carry"),
    why=N_("An arrow to this id could mean either of them. The flowchart draws it to the first."),
    source=N_("The file format: ids are unique over steps and symbols."),
    wrong="""\
langkah:
  - {id: periksa, kegiatan: Memeriksa berkas, pelaksana: staf}
  - {id: periksa, kegiatan: Memeriksa isi, pelaksana: kasubbag}
""",
    right="""\
langkah:
  - {id: periksa-berkas, kegiatan: Memeriksa berkas, pelaksana: staf}
  - {id: periksa-isi, kegiatan: Memeriksa isi, pelaksana: kasubbag}
""",
)
def repeated_id(subject: Subject) -> Iterator[Hit]:
    if not subject.flow.repeated:
        return
    first = _first_places(subject.sop)
    taken = set(subject.flow.ids)
    numbers: dict[str, Iterator[int]] = {}
    for reference in subject.flow.repeated:
        # Each id goes on counting where it stopped: the numbers before are taken.
        further = numbers.setdefault(reference.id, count(2))
        free = next(name for n in further if (name := f"{reference.id}-{n}") not in taken)
        taken.add(free)
        yield Hit(
            reference.path,
            message("the id “{id}” is given twice", id=reference.id),
            message("call this one “{free}”, and see which of the two each arrow means", free=free),
            related=(first[reference.id],),
        )


@sop_rule(
    "LK015",
    "rujukan-tak-dikenal",
    Severity.ERROR,
    Principle.KP,
    summary=N_("an arrow to an id that no step or symbol has"),
    why=N_("The arrow leads nowhere, so nobody knows what comes next, and the flowchart stays incomplete."),
    source=N_("The file format: lanjut, ya, tidak and cabang name the id of a step or symbol."),
    wrong="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf, lanjut: catatt}
  - {id: catat, kegiatan: Mencatat surat, pelaksana: staf}
""",
    right="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf, lanjut: catat}
  - {id: catat, kegiatan: Mencatat surat, pelaksana: staf}
""",
)
def unknown_reference(subject: Subject) -> Iterator[Hit]:
    ids = subject.flow.ids[:_MOST_GUESSES]
    executors = {executor.id for executor in subject.sop.executors}
    rows = {str(step.number): step for step in subject.sop.steps}
    for index, reference in enumerate(subject.flow.unknown):
        near = nearest(reference.id, ids) if index < _MOST_GUESSES else None
        yield Hit(
            reference.path,
            message("there is no step with the id “{id}”", id=reference.id),
            message("did you mean “{near}”?", near=near) if near else _meant(reference.id, executors, rows),
        )


def _meant(name: str, executors: set[str], rows: dict[str, Step]) -> Message:
    """Return the advice for an unknown id that is near to none: what people write in its place."""
    if name in executors:
        return message("“{id}” is an executor: name the id of the step that follows", id=name)
    if numbered := rows.get(name.lstrip("0")):
        if numbered.id:
            return message("row {row} has the id “{id}”", row=numbered.number, id=numbered.id)
        return message("give row {row} an id, and write that here", row=numbered.number)
    return message("write the id of the step that follows, or give it this one")


def _responsible(step: Step) -> str | None:
    """Return the id of the executor of the row's first symbol."""
    executors = step.symbols[0].executors if step.symbols else ()
    return executors[0].id if executors else None


def _first_places(sop: Sop) -> dict[str, Path]:
    """Return where each id of a step or symbol stands first."""
    places: dict[str, Path] = {}
    for step in sop.steps:
        named = [(step.id, step.path)]
        if step.is_multiple:
            named += [(symbol.id, symbol.path) for symbol in step.symbols]
        for name, path in named:
            if name and step.symbols:
                places.setdefault(name, (*path, "id"))
    return places
