"""KT: the links. An SOP names the SOPs that it works with, they exist, and they go round in no circle."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from sopkit.lint.finding import Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.rule import Hit, Principle, set_rule, sop_rule
from sopkit.lint.subject import Collection, Subject
from sopkit.locale.message import N_, Message, message
from sopkit.model.law import parse_legal_basis
from sopkit.model.sop import Link
from sopkit.project.links import Edge, circles, successions, wholes
from sopkit.project.register import Entry, Register
from sopkit.text import nearest, normalise, words

_NOTHING = frozenset({"", "tidak ada", "nihil", "belum ada"})
_LONGEST_PHRASE = 5
_MOST_CANDIDATES = 50
_MOST_ALIKE = 10


@sop_rule(
    "KT001",
    "keterkaitan-kosong",
    Severity.INFO,
    Principle.KS,
    summary=N_("an SOP that is linked to no other"),
    why=N_(
        "Few procedures stand alone: something sets them off, and somebody works on with their result. The "
        "link tells the reader where to go on."
    ),
    source=N_("“Keterkaitan” is part of the identity page; left blank in 57 of 258 real SOPs."),
    wrong="keterkaitan: []\n",
    right="keterkaitan:\n  - SOP Pengelolaan Surat Keluar\n",
)
def no_link(subject: Subject) -> Iterator[Hit]:
    if not any(link.target or not _says_nothing(link.text) for link in subject.sop.links):
        yield Hit(
            ("keterkaitan",),
            message("this SOP is linked to no other"),
            message("name the SOP that comes before it, or the one that works on with its result"),
            role="key",
        )


def _says_nothing(text: str | None) -> bool:
    return normalise(text or "") in _NOTHING


@set_rule(
    "KT002",
    "sop-tak-ditemukan",
    Severity.ERROR,
    Principle.KS,
    summary=N_("a link to an SOP that this repository does not hold"),
    why=N_("A reader who follows the link finds nothing: the number is wrong, or the SOP was never written."),
    source=N_("“Keterkaitan” names other SOPs that are directly linked with this one (common practice)."),
    wrong="keterkaitan:\n  - {sop: 099/RT.02-SOP/3576/2022, hubungan: terkait}\n",
    right="keterkaitan:\n  - SOP Pengelolaan Arsip Inaktif\n",
)
def not_found(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    register = collection.register
    names: _Names | None = None
    for entry in register.entries:
        if not entry.is_target:
            continue
        written = [((*link.path, "sop"), link.target) for link in entry.links if link.target]
        for path, target in (*written, *((other.path, other.id) for other in entry.handovers)):
            if register.linked(entry, target) is not None:
                continue
            names = names or _Names(register)
            near = names.nearest(entry, target)
            yield (
                entry.file,
                Hit(
                    path,
                    message("there is no SOP “{target}” in this repository", target=target),
                    message("did you mean “{near}”?", near=near)
                    if near
                    else message("correct it, or write the title as plain text when it is kept elsewhere"),
                ),
            )


class _Names:
    """What the SOPs of a register are called, by parts of it: the nearest is found without asking all."""

    def __init__(self, register: Register) -> None:
        self._parts: dict[str, list[str]] = {}
        for number in register.by_number:
            for part in _parts(number):
                self._parts.setdefault(part, []).append(number)
        for name in register.by_name:
            folder, _, last = name.rpartition("/")
            self._parts.setdefault(f"file:{last}", []).append(name)
            self._parts.setdefault(f"folder:{folder}", []).append(last)
        self._few = list(register.by_number) if len(register.by_number) <= _MOST_CANDIDATES else []

    def nearest(self, entry: Entry, target: str) -> str | None:
        """Return the number or file name that `target`, written in `entry`'s file, was meant to be."""
        if target.endswith((".yaml", ".yml")):
            folder = entry.name.rpartition("/")[0]
            last = target.replace("\\", "/").rpartition("/")[2]
            moved = self._parts.get(f"file:{last}", [])
            if len(moved) == 1:
                return moved[0]
            return nearest(last, self._parts.get(f"folder:{folder}", [])[:_MOST_CANDIDATES])
        alike = [number for part in _parts(target) for number in self._parts.get(part, [])[:_MOST_ALIKE]]
        return nearest(target, [number for number in (*alike, *self._few) if number != entry.number])


def _parts(number: str) -> Iterator[str]:
    """Yield what two numbers have in common where one is the other misspelt.

    Either the running number is right, or all after it is and the figures were mixed up.
    """
    first, _, rest = number.partition("/")
    yield f"first:{normalise(first)}"
    yield f"rest:{''.join(sorted(first.lstrip('0')))}/{normalise(rest)}"


@sop_rule(
    "KT003",
    "terlalu-umum",
    Severity.WARNING,
    Principle.KS,
    summary=N_("a link to every SOP there is"),
    why=N_("“Seluruh SOP” leads nowhere: the reader has to find out alone which SOP comes next."),
    source=N_(
        "“Keterkaitan” names the SOPs that are directly linked (common practice); “Seluruh SOP” is seen in "
        "real SOPs."
    ),
    wrong="keterkaitan:\n  - Seluruh SOP di lingkungan Sekretariat\n",
    right="keterkaitan:\n  - SOP Pengelolaan Surat Keluar\n",
)
def too_general(subject: Subject) -> Iterator[Hit]:
    for link in subject.sop.links:
        piece = _general_part(link, subject.lexicon)
        if piece:
            yield Hit(
                link.path,
                message("“{text}” points to no SOP in particular", text=piece),
                message("name the SOPs that come directly before and after this one"),
                piece=piece,
            )


def _general_part(link: Link, lexicon: Lexicon) -> str | None:
    """Return the words of a link that make it general: at its beginning after “seluruh”, else all of it."""
    text = (link.text or "").strip().rstrip(".;")
    general = lexicon.words("dokumen", "terlalu_umum")
    for phrase in _beginnings(text):
        is_all = phrase == text
        if " ".join(phrase.lower().split()) in general and (
            is_all or phrase.lower().startswith(("seluruh", "semua", "setiap"))
        ):
            return phrase
    return None


def _beginnings(text: str) -> Iterator[str]:
    """Yield the first words of `text`, as they are written, the longest beginning first."""
    ends = [end + 1 for end in range(len(text)) if end + 1 == len(text) or text[end + 1].isspace()]
    for end in reversed(ends[:_LONGEST_PHRASE]):
        yield text[:end].strip()


@sop_rule(
    "KT004",
    "bukan-sop",
    Severity.WARNING,
    Principle.KS,
    summary=N_("a link to a document that is no SOP"),
    why=N_("A plan or a form is an input of a step, a regulation a legal basis; only other SOPs are linked."),
    source=N_(
        "“Keterkaitan” names other SOPs (common practice); plans and agreements are listed in real SOPs."
    ),
    wrong="keterkaitan:\n  - Perjanjian Kinerja\n",
    right="keterkaitan:\n  - SOP Penyusunan Perjanjian Kinerja\n",
)
def not_an_sop(subject: Subject) -> Iterator[Hit]:
    for link in subject.sop.links:
        text = (link.text or "").strip()
        piece = _document_part(text, subject.lexicon)
        if piece:
            yield Hit(
                link.path,
                message("“{piece}” is a document, not an SOP", piece=piece),
                message(
                    "name the SOP that produces it, or move it to “kelengkapan”, “pencatatan” or "
                    "“dasar_hukum”"
                ),
                piece=piece,
            )


def _document_part(text: str, lexicon: Lexicon) -> str | None:
    known = words(text)
    if not known or "sop" in known or "prosedur" in known:
        return None
    documents = lexicon.words("dokumen", "dokumen")
    for phrase in _beginnings(text):
        if " ".join(phrase.lower().rstrip(",.;:").split()) in documents:
            return phrase.rstrip(",.;:")
    return text if parse_legal_basis(text).key else None


@set_rule(
    "KT006",
    "lingkar-makro",
    Severity.ERROR,
    Principle.KS,
    summary=N_("makro and mikro links that form a circle"),
    why=N_(
        "A makro SOP sums up its mikro SOPs. One that is, over others, part of itself can't be read from "
        "top to bottom."
    ),
    source=N_("A mikro SOP is part of a makro SOP (secondary)."),
    wrong="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 001/SOP/2026, hubungan: mikro}\n",
    right="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 002/SOP/2026, hubungan: mikro}\n",
)
def part_of_itself(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    for way in circles(wholes(collection.register)):
        first, *others = _told(way)
        if first.writer.is_target:
            yield first.writer.file, _hit(first, others, *_words_of_parts(way, first))


def _words_of_parts(way: list[Edge], first: Edge) -> tuple[Message, Message]:
    """Return what to say of the circle `way`, and what to do about it at `first`, where it is told."""
    by_steps = [edge for edge in way if edge.is_step]
    if not by_steps:
        return (
            message("the makro links form a circle: {chain}", chain=_chain(way)),
            message("decide which of them sums up the others, and correct “hubungan”"),
        )
    if len(way) == 1:
        return (
            message("this step is carried out by the SOP that it stands in"),
            message("take “sop” out of the step, or name the SOP that is meant"),
        )
    return (
        message("each of these SOPs carries out a step of the next, in a circle: {chain}", chain=_chain(way))
        if len(by_steps) == len(way)
        else message("makro links and steps of other SOPs form a circle: {chain}", chain=_chain(way)),
        message("decide which of them sums up the others, and take “sop” out of this step")
        if first.is_step
        else message(
            "decide which of them sums up the others, and correct “hubungan” here, or take “sop” out of the "
            "step there"
        ),
    )


@set_rule(
    "KT009",
    "lingkar-urutan",
    Severity.INFO,
    Principle.KS,
    summary=N_("SOPs each of which comes before the next, in a circle"),
    why=N_(
        "An order that goes round has no beginning: the reader can't tell which SOP the work starts with. "
        "Where it is a cycle of the year, “terkait” at its turn says so."
    ),
    source=N_("Consistency with other procedures is one of the drafting principles (secondary)."),
    wrong="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 001/SOP/2026, hubungan: mengikuti}\n",
    right="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 002/SOP/2026, hubungan: mengikuti}\n",
)
def before_itself(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    for way in circles(successions(collection.register)):
        first, *others = _told(way)
        # Two SOPs that each say so contradict each other: KT008.
        is_contradiction = len(way) == 2 and first.writer is not others[0].writer
        if first.writer.is_target and not is_contradiction:
            yield (
                first.writer.file,
                _hit(
                    first,
                    others,
                    message(
                        "each of these SOPs comes before the next, in a circle: {chain}", chain=_chain(way)
                    ),
                    message("decide which of them comes first, and correct “hubungan” or write “terkait”"),
                ),
            )


def _told(way: list[Edge]) -> list[Edge]:
    """Return the links of a circle, the one where it is told first: in a target, if any is."""
    return sorted(way, key=lambda edge: (not edge.writer.is_target, edge.writer.name))


def _hit(first: Edge, others: list[Edge], what: Message, advice: Message) -> Hit:
    return Hit(first.path, what, advice, elsewhere=tuple((edge.writer.file, edge.path) for edge in others))


def _chain(way: list[Edge]) -> str:
    return " → ".join(edge.start.called for edge in (*way, way[0]))
