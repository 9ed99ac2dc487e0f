"""AL: the flow. Arrows that make a reader stop: forks, far returns, capsules in between, false chances."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.rules.al import name_of
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, Message, message
from sopkit.model.flow import DECISION, END, START, Flow, Symbol
from sopkit.model.sop import Path, Reference
from sopkit.text import nearest

FAR_BACK = 8
"""Rows that a return may lead over before AL010 speaks of it."""
_TOLERANCE = 0.015
"""By which chances may miss 1: three times 0.33 is meant to be all."""


@sop_rule(
    "AL009",
    "proses-bercabang",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a process that goes on to several steps at once"),
    why=N_(
        "Several arrows from a box mean work in parallel. Readers often take them for a choice, and then one "
        "half of the work is left undone."
    ),
    source=N_(
        "PermenPANRB 35/2012, the five symbols of SOP AP: only the diamond stands for a choice, and none for "
        "parallel work. Seen in real SOPs where copies go to several people."
    ),
    wrong="""\
langkah:
  - {id: putus, kegiatan: Menetapkan keputusan, pelaksana: kepala, lanjut: [kirim, arsip]}
  - {id: kirim, kegiatan: Mengirim keputusan, pelaksana: staf, jenis: selesai}
  - {id: arsip, kegiatan: Mengarsipkan keputusan, pelaksana: arsiparis, jenis: selesai}
""",
    right="""\
langkah:
  - {id: putus, kegiatan: Menetapkan keputusan, pelaksana: kepala, lanjut: kirim}
  - {id: kirim, kegiatan: Mengirim keputusan, pelaksana: staf}
  - {id: arsip, kegiatan: Mengarsipkan keputusan, pelaksana: arsiparis}
""",
)
def fork(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    for symbol in flow.symbols:
        if len(symbol.spec.next or ()) < 2 or symbol.kind in (DECISION, END):
            continue
        targets = {arrow.target for arrow in flow.leaving[symbol.order]}
        # A written `lanjut: []` at the other end says that a copy goes there: that is meant (AL002 lists it).
        if sum(flow.symbols[target].spec.next != () for target in targets) > 1:
            yield Hit(
                (*symbol.path, "lanjut"),
                message("the flow goes on to several steps at once"),
                message("keep it if they are all done; write a “keputusan” if only one of them is"),
            )


@sop_rule(
    "AL010",
    "kembali-jauh",
    Severity.INFO,
    Principle.EE,
    summary=N_("a return over more than 8 rows"),
    why=N_(
        "A check that sends work back over half the procedure comes late, and its arrow is hard to follow "
        "over the pages."
    ),
    source=N_("Common practice: check early, or divide a long procedure into several SOPs."),
    wrong="""\
langkah:
  - {id: terima, kegiatan: Menerima berkas, pelaksana: staf}
  - {kegiatan: Mencatat berkas, pelaksana: staf}
  - {kegiatan: Memindai berkas, pelaksana: staf}
  - {kegiatan: Mengunggah berkas, pelaksana: staf}
  - {kegiatan: Menelaah berkas, pelaksana: kasubbag}
  - {kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Membubuhkan paraf, pelaksana: kasubbag}
  - {kegiatan: Membahas konsep, pelaksana: kasubbag}
  - {kegiatan: Merapikan konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {tidak: terima}}
  - {kegiatan: Menandatangani konsep, pelaksana: kepala}
""",
    right="""\
langkah:
  - {id: terima, kegiatan: Menerima berkas, pelaksana: staf}
  - {kegiatan: Memeriksa berkas, pelaksana: kasubbag, keputusan: {tidak: terima}}
  - {kegiatan: Menandatangani konsep, pelaksana: kepala}
""",
)
def far_return(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    for arrow in flow.arrows:
        source, target = flow.symbols[arrow.source], flow.symbols[arrow.target]
        if source.row - target.row > FAR_BACK:
            yield Hit(
                arrow.path,
                message(
                    "the way back to “{id}” leads over more than {limit} rows",
                    id=_reference(source, arrow.path).id,
                    limit=FAR_BACK,
                ),
                message("check earlier, return to a later step, or divide the procedure"),
            )


@sop_rule(
    "AL011",
    "banyak-awal",
    Severity.INFO,
    Principle.KJ,
    summary=N_("more than one start"),
    why=N_("With several starts a reader has to know already where to begin."),
    source=N_(
        "PermenPANRB 35/2012, the five symbols of SOP AP: a capsule starts the procedure. Two are seen in "
        "real SOPs where work arrives by two ways."
    ),
    wrong="""\
langkah:
  - {kegiatan: Menerima surat dari loket, pelaksana: staf, lanjut: catat}
  - {kegiatan: Mengunduh surat elektronik, pelaksana: sekretaris, jenis: mulai}
  - {id: catat, kegiatan: Mencatat surat, pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: Menerima surat dari loket dan surat elektronik, pelaksana: staf}
  - {id: catat, kegiatan: Mencatat surat, pelaksana: staf}
""",
)
def several_starts(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    for order in flow.starts[1:]:
        symbol = flow.symbols[order]
        if not _is_entered_start(flow, symbol):  # else AL012
            yield Hit(
                (*symbol.path, "jenis"),
                message("the flow starts in more than one place"),
                message("keep it if work arrives by several ways; delete “jenis: mulai” here if not"),
            )


@sop_rule(
    "AL012",
    "akhir-bukan-akhir",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("an end that goes on, or a start below the first row that is come back to"),
    why=N_(
        "A capsule tells the reader that the work begins or is done. An arrow that says otherwise confuses "
        "both."
    ),
    source=N_(
        "PermenPANRB 35/2012, the five symbols of SOP AP: a capsule starts the procedure, and a capsule ends "
        "it."
    ),
    wrong="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf}
  - {id: kirim, kegiatan: Mengirim surat, pelaksana: staf, jenis: selesai, lanjut: arsip}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf, jenis: selesai}
""",
    right="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf}
  - {id: kirim, kegiatan: Mengirim surat, pelaksana: staf, lanjut: arsip}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf, jenis: selesai}
""",
)
def capsule_in_between(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    for symbol in flow.symbols:
        jenis = (*symbol.path, "jenis")
        if symbol.kind == END and flow.leaving[symbol.order]:
            yield Hit(
                jenis,
                message("“{step}” is an end, but the flow goes on from it", step=name_of(subject, symbol)),
                message("delete “jenis: selesai”, or the arrows that leave it"),
                related=tuple(arrow.path for arrow in flow.leaving[symbol.order]),
            )
        elif _is_entered_start(flow, symbol) and (flow.ends or symbol is not flow.symbols[-1]):  # else AL003
            yield Hit(
                jenis,
                message("“{step}” is a start, but an arrow leads to it", step=name_of(subject, symbol)),
                message("delete “jenis: mulai”"),
                related=tuple(arrow.path for arrow in flow.entering[symbol.order]),
            )


def _is_entered_start(flow: Flow, symbol: Symbol) -> bool:
    """Tell whether `symbol` is a start below the first row that an arrow leads to."""
    return symbol.kind == START and symbol.row > flow.symbols[0].row and bool(flow.entering[symbol.order])


def _reference(symbol: Symbol, path: Path) -> Reference:
    """Return the reference at `path` of a written exit of `symbol`."""
    spec = symbol.spec
    answers = spec.decision.answers if spec.decision else ()
    written = spec.next or tuple(target for answer in answers for target in answer.targets)
    return next(reference for reference in written if reference.path == path)


@sop_rule(
    "AL013",
    "peluang-tak-cocok",
    Severity.ERROR,
    Principle.KU,
    summary=N_("chances that do not fit the answers of their decision"),
    why=N_(
        "One of the answers is always given, so that their chances add up to 1. With others nothing can be "
        "reckoned: “sopkit simulate” refuses them."
    ),
    source=N_("The vocabulary of SOP files (schemas/sop.schema.json); the axioms of probability."),
    wrong="""\
langkah:
  - kegiatan: Memilah
    pelaksana: staf
    keputusan: {cabang: {Umum: a, Hukum: b}, peluang: {Umum: 0.7, Hukum: 0.6}}
  - {id: a, kegiatan: Menelaah umum, pelaksana: umum, jenis: selesai}
  - {id: b, kegiatan: Menelaah hukum, pelaksana: hukum, jenis: selesai}
""",
    right="""\
langkah:
  - kegiatan: Memilah
    pelaksana: staf
    keputusan: {cabang: {Umum: a, Hukum: b}, peluang: {Umum: 0.7, Hukum: 0.3}}
  - {id: a, kegiatan: Menelaah umum, pelaksana: umum, jenis: selesai}
  - {id: b, kegiatan: Menelaah hukum, pelaksana: hukum, jenis: selesai}
""",
)
def chances_that_do_not_fit(subject: Subject) -> Iterator[Hit]:
    for symbol in subject.flow.symbols:
        decision = symbol.spec.decision
        if decision is None or symbol.lacks_answers:  # AL004
            continue
        found = misfit(symbol.answers, decision.stated)
        if found is not None:
            path = (*decision.path, "peluang")
            if found.label is None:
                yield Hit(path, found.message, found.advice)
            else:
                yield Hit((*path, found.label), found.message, found.advice, role="key")


class Misfit(NamedTuple):
    """Why chances don't fit their decision, and what to do; `label` is the one that is no answer."""

    message: Message
    advice: Message
    label: str | None = None


def misfit(answers: Sequence[str], chances: Mapping[str, float]) -> Misfit | None:
    """Return what is wrong with `chances` (0 to 1, by label) of a decision with `answers`, None if nothing.

    Answers without a chance share what is left of 1.
    """
    stray = next((label for label in chances if label not in answers), None)
    if stray is not None:
        near = nearest(stray, answers)
        return Misfit(
            message("“{label}” is no answer of this decision", label=stray),
            message("did you mean “{near}”?", near=near)
            if near
            else message("give the chance of each of its answers: {answers}", answers=", ".join(answers)),
            stray,
        )
    total = sum(chances.values())
    is_all = all(answer in chances for answer in answers)
    if total > 1 + _TOLERANCE or (is_all and total < 1 - _TOLERANCE):
        return Misfit(
            message("the chances add up to {total}, not to 1", total=f"{total:.10g}"),
            message("correct them, or leave one out: it gets what is left"),
        )
    return None
