"""AL: decisions. A diamond has its answers, they lead apart, and checks have an outcome."""

from collections.abc import Iterator

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, Message, message
from sopkit.model.flow import DECISION, Arrow, Flow, Symbol
from sopkit.text import words

ROWS_TO_DECIDE = 2
"""Rows below a check in which AL007 looks for its decision."""


@sop_rule(
    "AL004",
    "kurang-cabang",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a decision with fewer than two answers"),
    why=N_(
        "Whoever decides must know what follows each answer. Without the second, work stops where it is "
        "refused."
    ),
    source=N_(
        "PermenPANRB 35/2012, the five symbols and branching flowcharts: a diamond is a decision with "
        "alternative answers (ya/tidak, lengkap/tidak, benar/salah)."
    ),
    wrong="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {ya: arsip}}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
    right="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {ya: arsip, tidak: susun}}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
)
def too_few_answers(subject: Subject) -> Iterator[Hit]:
    for symbol in subject.flow.symbols:
        if not symbol.lacks_answers:
            continue
        if symbol.spec.decision is None:
            yield Hit(
                (*symbol.path, "jenis"),
                message("this decision has no answers"),
                message("write “keputusan: {ya: …, tidak: …}” with the ids that they lead to"),
            )
            continue
        labels = symbol.answers
        if "ya" in labels:
            advice = message("write where “tidak” leads: “tidak: …”")
        elif labels:
            advice = message("write the other answers and where they lead")
        else:
            advice = message("write the answers and where they lead: “ya: …” and “tidak: …”")
        yield Hit(
            symbol.spec.decision.path,
            message("this decision has only the answer “{label}”", label=labels[0])
            if labels
            else message("this decision has no answers"),
            advice,
            role="key",
        )


@sop_rule(
    "AL005",
    "cabang-sama",
    Severity.WARNING,
    Principle.EE,
    summary=N_("two exits that lead to the same place"),
    why=N_("Where both answers lead to the same step nothing is decided; most often one of them is a slip."),
    source=N_(
        "PermenPANRB 35/2012, the five symbols and branching flowcharts: alternative answers lead on "
        "alternative ways."
    ),
    wrong="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {ya: arsip, tidak: arsip}}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
    right="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {ya: arsip, tidak: susun}}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
)
def same_place(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    if flow.unknown:  # LK015: an answer may lead elsewhere than it seems
        return
    for symbol in flow.symbols:
        leaving = flow.leaving[symbol.order]
        if len(leaving) > 1:
            yield from _repeated_targets(leaving)
            yield from _equal_answers(symbol, leaving)


def _repeated_targets(leaving: tuple[Arrow, ...]) -> Iterator[Hit]:
    """Yield a hit for each target that one answer, or one `lanjut`, names twice."""
    seen: dict[tuple[str | None, int], Arrow] = {}
    for arrow in leaving:
        key = (arrow.label, arrow.target)
        if key in seen:
            yield Hit(
                arrow.path,
                message("this list leads to the same place twice"),
                message("delete one of the two"),
                related=(seen[key].path,),
            )
        seen.setdefault(key, arrow)


def _equal_answers(symbol: Symbol, leaving: tuple[Arrow, ...]) -> Iterator[Hit]:
    """Yield a hit for each answer that leads just where an earlier one does.

    A fork that shares one of its targets with another answer is none: it leads elsewhere too.
    """
    if symbol.spec.decision is None:
        return
    targets: dict[str, set[int]] = {}
    for arrow in leaving:
        targets.setdefault(arrow.label or "", set()).add(arrow.target)
    paths = {answer.label: answer.path for answer in symbol.spec.decision.answers}
    first: dict[frozenset[int], str] = {}
    for label, places in targets.items():
        other = first.setdefault(frozenset(places), label)
        if other != label:
            yield Hit(
                paths[label],
                message("“{first}” and “{second}” lead to the same place", first=other, second=label),
                message("let one of them lead elsewhere; if nothing is decided here, delete “keputusan”"),
                related=(paths[other],) if other in paths else (),
            )


@sop_rule(
    "AL006",
    "cabang-banyak",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a decision with more than two answers"),
    why=N_(
        "A question with two answers is decided alike by everybody; with three the drawing gets crowded as "
        "well."
    ),
    source=N_(
        "PermenPANRB 35/2012, branching flowcharts: the answers named are pairs (ya/tidak, lengkap/tidak, "
        "benar/salah). More are seen in real SOPs that route mail."
    ),
    wrong="""\
langkah:
  - {kegiatan: Menentukan tujuan, pelaksana: staf, keputusan: {cabang: {Teknis: a, Umum: b, Hukum: c}}}
  - {id: a, kegiatan: Menelaah teknis, pelaksana: teknis, jenis: selesai}
  - {id: b, kegiatan: Menelaah umum, pelaksana: umum, jenis: selesai}
  - {id: c, kegiatan: Menelaah hukum, pelaksana: hukum, jenis: selesai}
""",
    right="""\
langkah:
  - {kegiatan: Menentukan tujuan, pelaksana: staf, keputusan: {cabang: {Teknis: a, Umum: b}}}
  - {id: a, kegiatan: Menelaah teknis, pelaksana: teknis, jenis: selesai}
  - {id: b, kegiatan: Menelaah umum, pelaksana: umum, jenis: selesai}
""",
)
def many_answers(subject: Subject) -> Iterator[Hit]:
    for symbol in _decisions(subject.flow):
        if symbol.spec.decision is not None and len(symbol.answers) > 2:
            yield Hit(
                (*symbol.spec.decision.path, "cabang"),
                message("this decision has more than two answers"),
                message("keep it if the question can't be asked in two steps with two answers each"),
                role="key",
            )


@sop_rule(
    "AL007",
    "periksa-tanpa-keputusan",
    Severity.INFO,
    Principle.KP,
    summary=N_("a check without a decision there or in the next two steps"),
    why=N_("A check may fail. If the SOP doesn't say what happens then, everybody does something else."),
    source=N_(
        "PermenPANRB 35/2012, the five symbols of SOP AP: a diamond is an activity of deciding. Seen in real "
        "SOPs: rows that check and approve without any diamond."
    ),
    wrong="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag}
  - {kegiatan: Menandatangani surat, pelaksana: kepala}
  - {kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
    right="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {tidak: susun}}
  - {kegiatan: Menandatangani surat, pelaksana: kepala}
  - {kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
)
def check_without_decision(subject: Subject) -> Iterator[Hit]:
    decided = {symbol.row for symbol in _decisions(subject.flow)}
    for step in subject.sop.steps:
        first = next(iter(words(step.activity or "")), "")
        if (
            not subject.lexicon.is_checking_verb(first)
            or step.sop is not None  # another SOP carries the step out, and decides there
            or not step.symbols  # SK001
            or not decided.isdisjoint(range(step.number, step.number + ROWS_TO_DECIDE + 1))
        ):
            continue
        activity = step.activity or ""
        at = activity.lower().index(first)
        verb = activity[at : at + len(first)]
        yield Hit(
            (*step.path, "kegiatan"),
            message("“{verb}” is a check, but no decision follows it within two steps", verb=verb),
            message("write what happens if the check fails: “keputusan: {tanya: …, ya: …, tidak: …}”"),
            piece=verb,
            at=at,
        )


@sop_rule(
    "AL008",
    "keputusan-di-ujung",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("a decision as the first or the last step"),
    why=N_(
        "Nothing can be decided before something has been received, and after a decision something is always "
        "done."
    ),
    source=N_(
        "PermenPANRB 35/2012, the five symbols of SOP AP: a capsule, not a diamond, starts and ends the "
        "procedure; common practice of those who teach it."
    ),
    wrong="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {tidak: susun}}
""",
    right="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, keputusan: {tidak: susun}}
  - {kegiatan: Mengirim surat, pelaksana: staf}
""",
)
def decision_at_an_end(subject: Subject) -> Iterator[Hit]:
    symbols, steps = subject.flow.symbols, subject.sop.steps
    # Where the first or last row has no symbol (SK001), it isn't known what stands there.
    if symbols and symbols[0].kind == DECISION and steps[0].symbols:
        yield _at_an_end(
            symbols[0],
            message("the first step is a decision"),
            message("begin with the step that brings what is decided upon, such as “Menerima …”"),
        )
    elif symbols and symbols[-1].kind == DECISION and steps[-1].symbols:
        yield _at_an_end(
            symbols[-1],
            message("the last step is a decision"),
            message(
                "add the step that ends the procedure, such as “Mengarsipkan …”, and lead an answer there"
            ),
        )


def _at_an_end(symbol: Symbol, text: Message, advice: Message) -> Hit:
    if symbol.spec.decision is not None:
        return Hit(symbol.spec.decision.path, text, advice, role="key")
    return Hit((*symbol.path, "jenis"), text, advice)


def _decisions(flow: Flow) -> Iterator[Symbol]:
    return (symbol for symbol in flow.symbols if symbol.kind == DECISION or symbol.spec.decision is not None)
