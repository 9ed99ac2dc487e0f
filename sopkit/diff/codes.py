"""The kinds of change: what each is called, what it means unless its words say otherwise, and its sentence.

Substantial is what changes who does what, in which order, with what, how long, resulting in what, or on
which legal basis. Where a kind may be either, a text that only says the same in other words makes the change
editorial (`wording.is_rewording`). `why` gives the reason for the severity.
"""

from enum import Enum
from typing import NamedTuple

from sopkit.diff.model import Change, Severity
from sopkit.locale.message import N_, Message, message


class Aspect(Enum):
    """What of the procedure a change concerns, in words that complete “it changes …”."""

    WHO = N_("who does it")
    WHAT = N_("what is done")
    ORDER = N_("the order and the ways of the steps")
    WITH = N_("what it takes")
    TIME = N_("how long it takes")
    RESULT = N_("what results")
    LAW = N_("the legal basis")
    SCOPE = N_("what the SOP is for, and whether it applies")
    WRITING = N_("how it is written down")


class Code(NamedTuple):
    """One kind of change: its slug, and what holds for all changes of it.

    `subject` names what changed in the sentences that kinds share; `template` is a sentence of its own.
    """

    slug: str
    aspect: Aspect
    severity: Severity
    subject: str
    why: str
    template: str | None = None


_S, _R = Severity.SUBSTANTIAL, Severity.EDITORIAL

_CHANGED = N_("{what} changed from “{old}” to “{new}”")
_CHANGED_BY = N_("{what} changed from “{old}” to “{new}” ({selisih})")
_APPEARED = N_("{what} added: “{new}”")
_VANISHED = N_("{what} removed: “{old}”")
_REORDERED = N_("{what} in another order: “{new}”, before “{old}”")
_OF_STEP = N_("step {step}: {sentence}")

_LISTED = N_("an item tells people what they need, must know or must record")
_ITEM_ORDER = N_("the list has no meaning in its order")
_RECORDS = N_("it records the document, not the procedure")
_PROCEDURE = N_("it is the procedure itself")


def _list(
    name: str, aspect: Aspect, severity: Severity, one: str, many: str, why: str = _LISTED
) -> tuple[Code, ...]:
    """Return the codes of a list: items added, removed and changed, and another order."""
    return (
        Code(f"{name}-ditambah", aspect, severity, one, why),
        Code(f"{name}-dihapus", aspect, severity, one, why),
        Code(f"{name}-diubah", aspect, severity, one, why),
        Code(f"{name}-diurutkan", Aspect.WRITING, _R, many, _ITEM_ORDER),
    )


_ALL = (
    # The identity block.
    Code("nomor-diubah", Aspect.WRITING, _R, N_("number"), _RECORDS),
    Code("judul-diubah", Aspect.SCOPE, _S, N_("title"), N_("it says what the procedure is for")),
    Code("instansi-diubah", Aspect.WHO, _S, N_("agency"), N_("another agency answers for it")),
    Code("unit-diubah", Aspect.WHO, _S, N_("unit"), N_("another unit answers for it")),
    Code("status-diubah", Aspect.WRITING, _R, N_("status"), _RECORDS),
    Code("pembukuan-diubah", Aspect.WRITING, _R, N_("version, revision or history"), _RECORDS),
    Code("riwayat-diubah", Aspect.WRITING, _R, N_("entry of the history"), _RECORDS),
    Code("menggantikan-diubah", Aspect.WRITING, _R, N_("SOP that it replaces"), _RECORDS),
    Code("tanggal-pembuatan-diubah", Aspect.WRITING, _R, N_("date of making"), _RECORDS),
    Code("tanggal-efektif-diubah", Aspect.WRITING, _R, N_("date of coming into force"), _RECORDS),
    Code("tanggal-reviu-diubah", Aspect.WRITING, _R, N_("date of the next review"), _RECORDS),
    Code(
        "pengesahan-diubah", Aspect.WHO, _S, N_("approving position"), N_("another official answers for it")
    ),
    Code(
        "pejabat-diubah",
        Aspect.WRITING,
        _R,
        N_("person who approves"),
        N_("the position stays, its holder changes"),
    ),
    Code(
        "jenis-sop-diubah",
        Aspect.WRITING,
        _R,
        N_("kind of SOP"),
        N_("it classifies the steps, which are told themselves"),
    ),
    Code("proses-bisnis-diubah", Aspect.WRITING, _R, N_("place on the process map"), _RECORDS),
    Code(
        "standar-pelayanan-diubah",
        Aspect.TIME,
        _S,
        N_("promised service time"),
        N_("it is a promise to the public"),
    ),
    *_list(
        "dasar-hukum",
        Aspect.LAW,
        _S,
        N_("legal basis"),
        N_("legal bases"),
        N_("what an act is based on is part of it"),
    ),
    *_list(
        "kualifikasi", Aspect.WHO, _S, N_("qualification"), N_("qualifications"), N_("it says who may do it")
    ),
    *_list(
        "keterkaitan",
        Aspect.WRITING,
        _R,
        N_("related SOP"),
        N_("related SOPs"),
        N_("a reference carries nothing out; a step that another SOP carries out says so itself"),
    ),
    *_list(
        "peralatan", Aspect.WITH, _S, N_("equipment"), N_("equipment"), N_("it says what it is done with")
    ),
    *_list(
        "peringatan",
        Aspect.WHAT,
        _S,
        N_("warning"),
        N_("warnings"),
        N_("real warnings hold deadlines and what to do when they pass"),
    ),
    *_list(
        "pencatatan", Aspect.RESULT, _S, N_("record"), N_("records"), N_("what must be recorded is a result")
    ),
    *_list("pengujian", Aspect.WRITING, _R, N_("trial"), N_("trials"), _RECORDS),
    *_list("evaluasi", Aspect.WRITING, _R, N_("evaluation"), N_("evaluations"), _RECORDS),
    # The executors.
    Code("pelaksana-ditambah", Aspect.WHO, _S, N_("executor"), _PROCEDURE),
    Code("pelaksana-dihapus", Aspect.WHO, _S, N_("executor"), _PROCEDURE),
    Code("pelaksana-diganti-nama", Aspect.WHO, _S, N_("executor"), N_("another position does its steps")),
    Code(
        "pelaksana-diurutkan", Aspect.WRITING, _R, N_("executors"), N_("columns in another order do the same")
    ),
    Code(
        "singkatan-diubah",
        Aspect.WRITING,
        _R,
        N_("short form of an executor's name"),
        N_("it only serves narrow columns"),
    ),
    # The steps.
    Code("langkah-ditambah", Aspect.WHAT, _S, "", _PROCEDURE, N_("step {new_step} added: “{new}”")),
    Code("langkah-dihapus", Aspect.WHAT, _S, "", _PROCEDURE, N_("step {old_step} removed: “{old}”")),
    Code(
        "langkah-dipindah",
        Aspect.ORDER,
        _S,
        "",
        _PROCEDURE,
        N_("step {old_step} is now step {new_step}: “{new}”"),
    ),
    Code(
        "langkah-dipecah",
        Aspect.WHAT,
        _S,
        "",
        N_("what was done at once is done apart"),
        N_("step {old_step} “{old}” split into steps {new_step} and {other_step}: {new}"),
    ),
    Code(
        "langkah-digabung",
        Aspect.WHAT,
        _S,
        "",
        N_("what was done apart is done at once"),
        N_("steps {old_step} and {other_step} joined into step {new_step} “{new}”: {old}"),
    ),
    Code("kegiatan-diubah", Aspect.WHAT, _S, N_("activity"), _PROCEDURE),
    Code("sop-langkah-diubah", Aspect.WHAT, _S, N_("SOP that carries the step out"), _PROCEDURE),
    *_list(
        "kelengkapan",
        Aspect.WITH,
        _S,
        N_("requirement"),
        N_("requirements"),
        N_("it says what it is done with"),
    ),
    *_list("output", Aspect.RESULT, _S, N_("output"), N_("outputs"), N_("it says what results")),
    Code(
        "waktu-diubah",
        Aspect.TIME,
        _S,
        N_("time"),
        N_("it says how long it takes; the same time in other units is the same"),
    ),
    Code(
        "keterangan-diubah",
        Aspect.WHAT,
        _R,
        N_("note"),
        N_("it explains the row; what forbids, limits or counts binds all the same"),
    ),
    # The symbols of a step and the arrows between them.
    Code("pelaksana-langkah-diubah", Aspect.WHO, _S, N_("executor"), _PROCEDURE),
    Code("simbol-ditambah", Aspect.WHO, _S, N_("symbol"), _PROCEDURE),
    Code("simbol-dihapus", Aspect.WHO, _S, N_("symbol"), _PROCEDURE),
    Code(
        "jenis-simbol-diubah",
        Aspect.ORDER,
        _S,
        N_("kind of symbol"),
        N_("it says where the flow begins, ends and parts"),
    ),
    Code(
        "teks-simbol-diubah",
        Aspect.WRITING,
        _R,
        N_("text in the symbol"),
        N_("the activity says what is done"),
    ),
    Code("pertanyaan-diubah", Aspect.WHAT, _S, N_("question"), N_("another question is another test")),
    Code("jawaban-ditambah", Aspect.ORDER, _S, N_("answer"), _PROCEDURE),
    Code("jawaban-dihapus", Aspect.ORDER, _S, N_("answer"), _PROCEDURE),
    Code("jawaban-diubah", Aspect.ORDER, _S, N_("answer"), N_("the way is taken in another case")),
    Code(
        "tujuan-jawaban-diubah",
        Aspect.ORDER,
        _S,
        "",
        _PROCEDURE,
        N_("step {step}: answer “{answer}” leads to {new}, before to {old}"),
    ),
    Code("alur-diubah", Aspect.ORDER, _S, "", _PROCEDURE, N_("step {step} leads to {new}, before to {old}")),
    Code(
        "peluang-diubah",
        Aspect.WRITING,
        _R,
        N_("chances of the answers"),
        N_("they only serve the simulation"),
    ),
)

CODES: dict[str, Code] = {code.slug: code for code in _ALL}
"""Every kind of change by its slug."""

BOOKKEEPING = frozenset(code.slug for code in _ALL if code.why == _RECORDS)
"""The kinds that only record the document."""

_STEPS = N_("step {numbers}")
_NOWHERE = N_("nowhere")


def sentence(change: Change) -> Message:
    """Return the sentence that tells `change` to people."""
    code = CODES[change.code]
    step = change.new_step or change.old_step
    values: dict[str, object] = {"old": change.old, "new": change.new, "step": step, **dict(change.detail)}
    if code.slug in ("alur-diubah", "tujuan-jawaban-diubah"):
        values |= {"old": _steps(change.old), "new": _steps(change.new)}
    if code.template is not None:
        values |= {"old_step": change.old_step, "new_step": change.new_step}
        return Message(code.template, tuple(values.items()))
    told = Message(_shared_template(change), (("what", message(code.subject)), *values.items()))
    return told if step is None else message(_OF_STEP, step=step, sentence=told)


def _steps(numbers: str | None) -> Message:
    return message(_STEPS, numbers=numbers) if numbers else message(_NOWHERE)


def _shared_template(change: Change) -> str:
    if change.old is None:
        return _APPEARED
    if change.new is None:
        return _VANISHED
    if change.code.endswith("-diurutkan"):
        return _REORDERED
    return _CHANGED_BY if any(name == "selisih" for name, _ in change.detail) else _CHANGED
