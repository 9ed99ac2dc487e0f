"""ID, the lists of the first page: warnings, qualifications and records."""

import re
from collections.abc import Iterator

from sopkit.lint.finding import Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.lint.wording import Found, phrases
from sopkit.locale.message import N_, message
from sopkit.text import Word, located_words

_TIME_SPAN = re.compile(
    r"\d\s*(?:\([^)]*\)\s*)?(?:x\s*24\s*)?(?:menit|jam|hari|minggu|bulan|tahun)\b|\bh\s*[-+]\s*\d",
    re.IGNORECASE,
)
# Where a condition can end and its consequence begin; and a consequence that was left open (“maka …”).
_TURN = re.compile(r"[,;:.–—]\s*\w")
_LEFT_OPEN = re.compile(r"\bmaka[\s.…]*$", re.IGNORECASE)
_RANK = re.compile(
    r"\b(?:eselon|gol(?:ongan|\.)?)(?:\s+ruang)?\s*(?:[IVX]+|[1-5])\b(?:[./][a-e]\b)?|\b[IV]{1,3}/[a-e]\b",
    re.IGNORECASE,
)
_SKILLS_OF_A_RANK = frozenset(("minimal", "dapat"))
"""Words of competence that may stand beside a rank without making it one."""
_RANK_WORDS = frozenset(("pangkat", "golongan", "jabatan", "eselon"))
_NAME = re.compile(r"[^,;(]*[^,;(\s]")
_NOT_DOING = frozenset(("merupakan",))


@sop_rule(
    "ID014",
    "peringatan-tanpa-syarat",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a warning without condition or deadline"),
    why=N_(
        "A warning helps when it says under which condition something goes wrong, or until when something "
        "must be done. “Perhatikan ketelitian” warns of nothing."
    ),
    source=N_("Common practice: 217 of 258 real SOPs write jika, apabila or bila, others a deadline."),
    wrong="peringatan: [Ketelitian petugas]\n",
    right='peringatan: ["Jika surat tidak diagendakan, maka surat tidak dapat ditelusuri"]\n',
)
def warning_without_condition(subject: Subject) -> Iterator[Hit]:
    for text in subject.sop.warnings:
        located = located_words(text.value)
        if not located or phrases(subject.lexicon, "dokumen", "syarat").at(text.value, located, 0):
            continue
        if not _TIME_SPAN.search(text.value) and not any(
            _has(text.value, subject.lexicon, group) for group in ("syarat", "tenggat", "sebab")
        ):
            yield Hit(
                text.path,
                message("a warning without condition or deadline"),
                message("write when it applies: “Jika …, maka …” or “Paling lambat …”"),
            )


@sop_rule(
    "ID015",
    "peringatan-tanpa-akibat",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a warning that does not say what follows"),
    why=N_("A condition alone leaves the reader to guess why it matters. What happens makes people heed it."),
    source=N_("Common practice: 213 of 258 real SOPs write “maka”."),
    wrong='peringatan: ["Jika surat tidak diagendakan"]\n',
    right='peringatan: ["Jika surat tidak diagendakan, maka surat tidak dapat ditelusuri"]\n',
)
def warning_without_consequence(subject: Subject) -> Iterator[Hit]:
    for text in subject.sop.warnings:
        located = located_words(text.value)
        condition = located and phrases(subject.lexicon, "dokumen", "syarat").at(text.value, located, 0)
        if condition and not _has_consequence(text.value, condition, subject.lexicon):
            word = text.value[condition.start : condition.end]
            yield Hit(
                text.path,
                message("a condition (“{word}”) without its consequence", word=word),
                message("add what happens then: “…, maka …”"),
            )


def _has_consequence(text: str, condition: Found, lexicon: Lexicon) -> bool:
    """Tell whether something follows the condition that `text` begins with: after a comma it mostly does."""
    if _LEFT_OPEN.search(text):
        return False
    return bool(_TURN.search(text, condition.end)) or _has(text[condition.end :], lexicon, "akibat")


@sop_rule(
    "ID016",
    "kualifikasi-jabatan",
    Severity.WARNING,
    Principle.KU,
    summary=N_("a qualification that names a rank or a position"),
    why=N_(
        "The qualification says what the executors must know or be able to do. A rank or a position says who "
        "they are, which the columns of the flowchart do already."
    ),
    source=N_("Common practice; ranks and positions such as “Eselon II” are seen in real SOPs."),
    wrong="kualifikasi_pelaksana: [Eselon II]\n",
    right="kualifikasi_pelaksana: [Memahami tata naskah dinas]\n",
)
def position_as_qualification(subject: Subject) -> Iterator[Hit]:
    for text in subject.sop.qualifications:
        found = _rank_or_position(text.value, subject.lexicon)
        if found:
            piece = text.value[found[0] : found[1]]
            yield Hit(
                text.path,
                message("“{piece}” is a rank or a position, not a competence", piece=piece),
                message("write what the executors must know or be able to do, such as “Memahami …”"),
                piece=piece,
                at=found[0],
            )


def _rank_or_position(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return where `text` names a rank or a position, None where it names a competence as well."""
    located = located_words(text)
    if not located:
        return None
    listed = phrases(lexicon, "gelar-pangkat", "kompetensi")
    opening = listed.at(text, located, 0)
    if opening and opening.value not in _SKILLS_OF_A_RANK:
        return None
    skills = {text[found.start : found.end].lower() for found in listed.find(text)}
    if skills <= _SKILLS_OF_A_RANK:
        rank = _RANK.search(text)
        if rank:
            return rank.span()
        if located[0].lower in _RANK_WORDS:
            return _name_from(text, located[0].start)
    if skills or any(lexicon.is_active_verb(word.lower) for word in located):
        return None
    for file, group in (("gelar-pangkat", "pangkat"), ("pelaksana", "jabatan")):
        found = phrases(lexicon, file, group).at(text, located, 0)
        if found:
            return _name_from(text, found.start)
    return None


def _name_from(text: str, start: int) -> tuple[int, int]:
    """Return the place of the name that begins at `start`: up to a comma or bracket."""
    name = _NAME.match(text, start)
    return name.span() if name else (start, len(text))


@sop_rule(
    "ID017",
    "pencatatan-kegiatan",
    Severity.WARNING,
    Principle.KU,
    summary=N_("record-keeping that lists an activity"),
    why=N_(
        "Under “Pencatatan” stand the registers and forms that prove that each step was done. An activity "
        "proves nothing, and belongs in the steps."
    ),
    source=N_("Common practice; “Melakukan …” and “dijadikan sebagai pedoman” are seen in real SOPs."),
    wrong="pencatatan: [Melakukan pencatatan surat masuk]\n",
    right="pencatatan: [Buku agenda surat masuk]\n",
)
def activity_as_record(subject: Subject) -> Iterator[Hit]:
    for text in subject.sop.records:
        located = located_words(text.value)
        if located and _is_doing(located[0], subject.lexicon):
            word = text.value[located[0].start : located[0].end]
            yield Hit(
                text.path,
                message("“{word}” begins an activity, not the name of a record", word=word),
                message("name the register, form or archive that proves it, such as “Buku agenda …”"),
                piece=word,
                at=located[0].start,
            )


def _is_doing(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether `word` is a verb for sure: “memo” and “metadata” only look like one."""
    return word.lower in lexicon.words("dokumen", "awal_kegiatan") or (
        word.lower.startswith("me")
        and word.lower.endswith("kan")
        and word.lower not in _NOT_DOING
        and lexicon.is_active_verb(word.lower)
    )


def _has(text: str, lexicon: Lexicon, group: str) -> bool:
    return next(phrases(lexicon, "dokumen", group).find(text), None) is not None
