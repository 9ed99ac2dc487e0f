"""LK: the steps, how each activity begins. It is written with an active verb and without subject.

Wording further on is in lk_words, rows and ids are in lk_rows.
"""

from collections.abc import Iterator

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.opening import Fault, Opening, begins_with_verb, faulty_opening
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, Message, message
from sopkit.model.sop import Step
from sopkit.source.edits import SetText

_ACTIVE = N_(
    "PermenPANRB 35/2012, five symbols: activities are written actively, with a verb and without subject."
)


@sop_rule(
    "LK001",
    "bukan-kata-kerja-aktif",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("an activity that does not begin with an active verb"),
    why=N_(
        "The verb says what the executor has to do. A row that begins with a thing, a topic or a command in "
        "short form leaves the reader to guess the action."
    ),
    source=_ACTIVE,
    wrong="""\
langkah:
  - {kegiatan: Rapat koordinasi persiapan, pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: Membahas persiapan dalam rapat koordinasi, pelaksana: staf}
""",
)
def no_active_verb(subject: Subject) -> Iterator[Hit]:
    for step, opening in _faulty(subject, Fault.OTHER):
        yield _hit(
            step,
            opening,
            message("the activity begins with “{word}”, which is not an active verb", word=opening.piece),
            _verb_first(opening),
        )


@sop_rule(
    "LK002",
    "kalimat-pasif",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("an activity in the passive"),
    why=N_(
        "“Surat ditandatangani” tells what happens to the letter, not what the executor of this row does. "
        "The active verb fits every executor and reads the same in all SOPs."
    ),
    source=_ACTIVE,
    wrong="""\
langkah:
  - {kegiatan: Surat ditandatangani, pelaksana: sekretaris}
""",
    right="""\
langkah:
  - {kegiatan: Menandatangani surat, pelaksana: sekretaris}
""",
)
def passive(subject: Subject) -> Iterator[Hit]:
    for step, opening in _faulty(subject, Fault.PASSIVE):
        yield _hit(step, opening, message("“{word}” is passive", word=opening.piece), _verb_first(opening))


@sop_rule(
    "LK003",
    "bentuk-nominal",
    Severity.WARNING,
    Principle.KJ,
    fix=Applicability.UNSAFE,
    summary=N_("an activity that begins with a noun of activity"),
    why=N_(
        "“Pembuatan laporan” is a title: it names the work without telling anybody to do it. Nouns belong in "
        "the title of the SOP, verbs in its rows."
    ),
    source=N_(
        "PermenPANRB 35/2012: activities are written with a verb, titles with a noun (Pe-…-an); "
        "seen in 236 of 1,366 rows of real SOPs."
    ),
    wrong="""\
langkah:
  - {kegiatan: Pembuatan laporan, pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: Membuat laporan, pelaksana: staf}
""",
)
def noun_first(subject: Subject) -> Iterator[Hit]:
    for step, opening in _faulty(subject, Fault.NOUN):
        if step.sop:  # the row is the title of the SOP that carries it out
            continue
        better = opening.better
        yield _hit(
            step,
            opening,
            message("the activity begins with a noun, “{word}”", word=opening.piece),
            message("write “{better}”", better=" ".join(better.split())) if better else _verb_first(opening),
            (SetText((*step.path, "kegiatan"), better),) if better else (),
        )


@sop_rule(
    "LK004",
    "menyebut-pelaksana",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("an activity that begins with the name of an executor"),
    why=N_(
        "The column of the symbol says who acts. Naming the executor again in the text makes two places that "
        "can contradict each other after a change."
    ),
    source=N_(
        "PermenPANRB 35/2012, five symbols: executors stand apart from activities, which are written without "
        "subject; seen in 50 of 1,366 rows of real SOPs."
    ),
    wrong="""\
pelaksana: {kabag: Kepala Bagian Umum}
langkah:
  - {kegiatan: Kepala Bagian Umum mendisposisikan surat, pelaksana: kabag}
""",
    right="""\
pelaksana: {kabag: Kepala Bagian Umum}
langkah:
  - {kegiatan: Mendisposisikan surat, pelaksana: kabag}
""",
)
def names_executor(subject: Subject) -> Iterator[Hit]:
    for step, opening in _faulty(subject, Fault.EXECUTOR):
        name = opening.piece
        own = {reference.id for symbol in step.symbols for reference in symbol.executors}
        if own and not own & opening.executors:
            text = message("the activity begins with “{name}”, the executor of another column", name=name)
            remedy = message("begin with the verb, and set the symbol in the column of the one who acts")
        else:
            text = message("the activity begins with its executor, “{name}”", name=name)
            remedy = (
                message("write “{better}”: the column tells who acts", better=opening.better)
                if opening.better
                else message("begin with the verb: the column tells who acts")
            )
        yield _hit(step, opening, text, remedy)


@sop_rule(
    "LK005",
    "diawali-syarat",
    Severity.WARNING,
    Principle.KJ,
    summary=N_("an activity that begins with a condition"),
    why=N_(
        "A row that is only carried out under a condition hides a decision. In the flowchart everybody seems "
        "to pass through it, and nobody sees the other way."
    ),
    source=N_(
        "PermenPANRB 35/2012: there are two kinds of activity, execution and decision, and a decision has "
        "its own symbol; conditions drawn as processes are seen in real SOPs."
    ),
    wrong="""\
langkah:
  - {kegiatan: Jika berkas tidak lengkap mengembalikan berkas, pelaksana: staf}
""",
    right="""\
langkah:
  - kegiatan: Memeriksa kelengkapan berkas
    pelaksana: staf
    keputusan: {tanya: "Lengkap?", ya: catat, tidak: kembali}
  - {id: kembali, kegiatan: Mengembalikan berkas, pelaksana: staf}
""",
)
def condition_first(subject: Subject) -> Iterator[Hit]:
    for step, opening in _faulty(subject, Fault.CONDITION):
        yield _hit(
            step,
            opening,
            message("the activity begins with a condition, “{word}”", word=opening.piece),
            message("ask for it in a decision (“keputusan”) before this row, and begin here with the verb"),
        )


def _faulty(subject: Subject, fault: Fault) -> Iterator[tuple[Step, Opening]]:
    """Yield the steps whose activity begins with `fault`."""
    for step in subject.sop.steps:
        activity = step.activity
        if activity is None or begins_with_verb(activity, subject.lexicon):
            continue
        opening = faulty_opening(activity, subject.sop.executors, subject.lexicon)
        if opening is not None and opening.fault is fault:
            yield step, opening


def _hit(
    step: Step, opening: Opening, text: Message, suggestion: Message, fix: tuple[SetText, ...] = ()
) -> Hit:
    return Hit(
        (*step.path, "kegiatan"),
        text,
        suggestion,
        piece=opening.piece,
        at=opening.start,
        fix=fix,
    )


def _verb_first(opening: Opening) -> Message:
    if opening.verb:
        return message("begin with “{verb}”", verb=opening.verb)
    return message("begin with an active verb, such as “Menerima”, “Memeriksa” or “Menyusun”")
