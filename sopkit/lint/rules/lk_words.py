"""LK: the steps, their words: how many verbs, which words, how they are spelt, how long the text is."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.opening import is_prefixed_verb, words_after_number
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.lint.wording import Found, corrections, like, outside, phrases, replaced
from sopkit.locale.message import N_, message
from sopkit.model.sop import Step, Text
from sopkit.source.edits import SetText
from sopkit.text import located_words, words

_LONGEST_ACTIVITY = 160
_MOST_IN_A_TEXT = 50
"""Findings of one rule in one text: each comes with its line and its fix, as long as the text."""
_JOINING = frozenset(("dan", "serta", "kemudian", "lalu", "selanjutnya"))
_SEPARATOR = re.compile(r"[,;&]")
# What follows these describes the activity; a verb there is not another one.
_DESCRIBING = frozenset(
    words(
        "yang untuk guna agar supaya dengan dalam karena jika apabila bila sehingga setelah sesudah sebelum"
        " saat ketika sambil seraya tanpa cara bahwa tentang atas selama hingga sampai"
    )
)


@sop_rule(
    "LK006",
    "kegiatan-ganda",
    Severity.INFO,
    Principle.KJ,
    summary=N_("a row with two or more activities"),
    why=N_(
        "One row has one time, one output and one symbol. With several verbs in it nobody can tell which of "
        "them the time is for, or where the work stopped."
    ),
    source=N_("Common practice: one row is one activity; seen in real SOPs."),
    wrong="""\
langkah:
  - {kegiatan: "Menerima, mencatat, dan mengarsipkan surat", pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: Menerima surat, pelaksana: staf}
  - {kegiatan: Mencatat surat dengan membubuhkan nomor agenda, pelaksana: staf}
  - {kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
)
def several_activities(subject: Subject) -> Iterator[Hit]:
    for step in subject.sop.steps:
        if step.activity is None:
            continue
        verbs = _main_verbs(step.activity, subject)
        if len(verbs) < 2:
            continue
        second = verbs[1]
        yield Hit(
            (*step.path, "kegiatan"),
            message("one row holds {count} activities: {verbs}", count=len(verbs), verbs=_listed(verbs)),
            message("give “{verb}” a row of its own, unless it is done in one go", verb=second.value),
            piece=step.activity[second.start : second.end],
            at=second.start,
        )


@sop_rule(
    "LK007",
    "ejaan",
    Severity.WARNING,
    Principle.KJ,
    fix=Applicability.SAFE,
    summary=N_("a misspelt word, or the prefix di- written apart"),
    why=N_(
        "An SOP is an official document, signed by an official. Spelling faults cost it respect, and make "
        "the same word hard to find."
    ),
    source=N_(
        "EYD V: the prefix di- is written together with its verb, the preposition di apart from its noun; "
        "“di kirim”, “di olah” and “Melakuan” are seen in real SOPs."
    ),
    wrong="""\
langkah:
  - {kegiatan: Menyampaikan surat untuk di tandatangani, pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: Menyampaikan surat untuk ditandatangani, pelaksana: staf}
""",
)
def spelling(subject: Subject) -> Iterator[Hit]:
    for step in subject.sop.steps:
        for text in _texts(step):
            for found in corrections(text.value, subject.lexicon)[:_MOST_IN_A_TEXT]:
                piece = text.value[found.start : found.end]
                yield Hit(
                    text.path,
                    message("“{word}” is misspelt", word=" ".join(piece.split())),
                    message("write “{better}”", better=found.value),
                    piece=piece,
                    at=found.start,
                    fix=(SetText(text.path, replaced(text.value, found, found.value)),),
                )


@sop_rule(
    "LK008",
    "terlalu-panjang",
    Severity.INFO,
    Principle.KJ,
    summary=N_("an activity of more than 160 characters"),
    why=N_(
        "The column of the activity is narrow: a long text makes the row higher than its symbols need and "
        "tears the flowchart apart. What explains belongs in the notes."
    ),
    source=N_(
        "Ease and clarity, the first of the eight drafting principles (secondary); the limit is common "
        "practice."
    ),
    wrong="""\
langkah:
  - kegiatan: >-
      Memeriksa kelengkapan berkas permohonan yang disampaikan oleh pemohon melalui loket pelayanan atau
      melalui surat elektronik sesuai dengan daftar persyaratan yang berlaku pada saat permohonan diajukan
    pelaksana: staf
""",
    right="""\
langkah:
  - kegiatan: Memeriksa kelengkapan berkas permohonan
    pelaksana: staf
    keterangan: Permohonan datang melalui loket pelayanan atau surat elektronik
""",
)
def too_long(subject: Subject) -> Iterator[Hit]:
    for step in subject.sop.steps:
        activity = step.activity or ""
        if len(activity) > _LONGEST_ACTIVITY and len(" ".join(activity.split())) > _LONGEST_ACTIVITY:
            yield Hit(
                (*step.path, "kegiatan"),
                message("the activity is longer than {limit} characters", limit=_LONGEST_ACTIVITY),
                message("keep verb and object here, and move the rest to “keterangan”"),
                piece=activity.strip(),
                at=len(activity) - len(activity.lstrip()),
            )


@sop_rule(
    "LK009",
    "kata-kerja-kabur",
    Severity.INFO,
    Principle.KU,
    default=False,
    summary=N_("a verb that says nothing before the noun that hides the real one"),
    why=N_(
        "“Memeriksa berkas” is shorter than “Melakukan pemeriksaan berkas”, and says at once what is done."
    ),
    source=N_(
        "Seen in real SOPs: 390 of 851 rows with a me- verb begin with melakukan, melaksanakan or memproses."
    ),
    wrong="""\
langkah:
  - {kegiatan: Melakukan pemeriksaan berkas, pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: Memeriksa berkas, pelaksana: staf}
""",
)
def vague_verb(subject: Subject) -> Iterator[Hit]:
    lexicon = subject.lexicon
    vague = lexicon.words("kata-kerja", "kabur")
    for step in subject.sop.steps:
        activity = step.activity or ""
        if vague.isdisjoint(words(activity)):
            continue
        for found in itertools.islice(_vague_pairs(activity, vague, lexicon), _MOST_IN_A_TEXT):
            piece = activity[found.start : found.end]
            yield Hit(
                (*step.path, "kegiatan"),
                message("“{words}” says in two words what one verb says", words=" ".join(piece.split())),
                message("write “{verb}”", verb=found.value),
                piece=piece,
                at=found.start,
            )


def _vague_pairs(activity: str, vague: frozenset[str], lexicon: Lexicon) -> Iterator[Found]:
    """Yield the vague verbs with their nouns, and the verb that says it in one word."""
    for word, noun in itertools.pairwise(located_words(activity)):
        if word.lower not in vague or not activity[word.end : noun.start].isspace():
            continue
        verb = lexicon.verb_of(noun.lower) if lexicon.is_activity_noun(noun.lower) else None
        if verb and verb not in vague:
            # The capitals of the first word count, not those of both.
            yield Found(word.start, noun.end, like(activity[word.start : word.end], verb))


@sop_rule(
    "LK012",
    "tak-baku",
    Severity.INFO,
    Principle.KJ,
    fix=Applicability.UNSAFE,
    summary=N_("a foreign or informal word that has a standard equivalent"),
    why=N_(
        "Official documents are written in standard Indonesian, which every executor and every citizen "
        "understands in the same way."
    ),
    source=N_(
        "KBBI and the usage of official documents (common practice); “mengupload” is seen in real SOPs."
    ),
    wrong="""\
langkah:
  - {kegiatan: Mengupload laporan ke portal, pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: Mengunggah laporan ke portal, pelaksana: staf}
""",
)
def not_standard(subject: Subject) -> Iterator[Hit]:
    listed = phrases(subject.lexicon, "kata-baku", "tak_baku")
    exceptions = phrases(subject.lexicon, "kata-baku", "kecuali")
    for step in subject.sop.steps:
        activity = step.activity or ""
        path = (*step.path, "kegiatan")
        candidates = outside(listed.find(activity), exceptions, activity)
        wrong = (found for found in candidates if not _is_part_of_name(activity, found))
        for found in itertools.islice(wrong, _MOST_IN_A_TEXT):
            piece = activity[found.start : found.end]
            better = like(piece, _in_place(activity, found, subject.lexicon))
            yield Hit(
                path,
                message("“{word}” is not a standard word", word=" ".join(piece.split())),
                message("write “{better}”", better=better),
                piece=piece,
                at=found.start,
                fix=(SetText(path, replaced(activity, found, better)),),
            )


@sop_rule(
    "LK013",
    "tak-pasti",
    Severity.WARNING,
    Principle.KP,
    summary=N_("a list that is left open in an activity or an output"),
    why=N_(
        "“dll.” lets every executor think of something else. What has to be done, or handed on, must be "
        "known before the work begins."
    ),
    source=N_("Secondary: check lists for clear requirements; seen in real SOPs."),
    wrong="""\
langkah:
  - {kegiatan: "Memeriksa KTP, KK, dll.", pelaksana: staf}
""",
    right="""\
langkah:
  - {kegiatan: "Memeriksa KTP, KK, dan akta kelahiran", pelaksana: staf}
""",
)
def open_list(subject: Subject) -> Iterator[Hit]:
    endings = phrases(subject.lexicon, "ketidakpastian", "daftar_terbuka")
    for step in subject.sop.steps:
        for text in (*_activity(step), *step.outputs):
            is_upper = text.value.isupper()
            for found in itertools.islice(endings.find(text.value), _MOST_IN_A_TEXT):
                piece = text.value[found.start : found.end]
                if piece.isupper() and not is_upper:  # an abbreviation of something else
                    continue
                yield Hit(
                    text.path,
                    message("“{word}” leaves the list open", word=" ".join(piece.split())),
                    message("name every item, or a group that holds them all"),
                    piece=piece,
                    at=found.start,
                )


def _in_place(activity: str, found: Found, lexicon: Lexicon) -> str:
    """Return the standard word for `found`: of a bare root that begins the activity, the active verb."""
    begins = found.start == words_after_number(activity)[0].start
    verb = lexicon.pairs("nomina", "dasar_ke_verba").get(activity[found.start : found.end].lower())
    return verb if begins and verb else found.value


def _main_verbs(activity: str, subject: Subject) -> list[Found]:
    """Return the active verbs that are joined to the first word, if that is one."""
    lexicon = subject.lexicon
    if sum(is_prefixed_verb(word, lexicon) for word in words(activity)) < 2:
        return []
    located = words_after_number(activity)
    verbs: list[Found] = []
    for index, word in enumerate(located):
        if word.lower in _DESCRIBING:
            break
        if not is_prefixed_verb(word.lower, lexicon):
            if index == 0:
                return []
            continue
        between = activity[located[index - 1].end : word.start] if index else ","
        if _SEPARATOR.search(between) or located[index - 1].lower in _JOINING:
            verbs.append(Found(word.start, word.end, activity[word.start : word.end]))
    return verbs


def _listed(verbs: list[Found]) -> str:
    return ", ".join(f"“{verb.value}”" for verb in verbs)


def _activity(step: Step) -> tuple[Text, ...]:
    return (Text(step.activity, (*step.path, "kegiatan")),) if step.activity else ()


def _texts(step: Step) -> Iterator[Text]:
    """Yield the texts of a row that people read as sentences or names of documents."""
    yield from _activity(step)
    yield from step.inputs
    yield from step.outputs
    if step.note:
        yield Text(step.note, (*step.path, "keterangan"))


def _is_part_of_name(text: str, found: Found) -> bool:
    """Tell whether a capital word follows another one that isn't the first: Aplikasi SIMPEG Online."""
    if not text[found.start].isupper():
        return False
    located = located_words(text)
    before = bisect_right(located, found.start, key=lambda word: word.end)
    return before > 1 and text[located[before - 1].start].isupper()
