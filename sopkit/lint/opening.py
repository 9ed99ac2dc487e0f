"""How an activity begins: with an active verb, as PermenPANRB 35/2012 wants it, or with something else.

An activity that begins wrongly has one fault, the most telling one: a condition, then the executor, then a
noun of activity, then a passive sentence, then anything else.
"""

import re
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from sopkit.lint.lexicon import Lexicon
from sopkit.lint.wording import capitalised, corrections, full_form, like, phrases
from sopkit.model.sop import Executor
from sopkit.text import Word, located_words, words

# “1.”, “2)”, “a.”, “(iv)” and bullets are layout, not words.
_NUMBERING = re.compile(
    r"\s*(?:(?:\d{1,2}(?:\.\d{1,2})+(?=\s)|\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivx]{1,4})[.)]"
    r"|[-*\u2013\u2014\u2022\u00b7])\s*)*"
)
# After these a di- verb belongs to a clause that only describes something.
_SUBORDINATING = frozenset(
    words(
        "yang untuk telah sudah jika apabila bila agar guna supaya setelah sesudah sebelum ketika saat hingga"
        " sampai karena sejak selama dalam"
    )
)
# These may stand between such a word, or the subject, and the verb.
_AUXILIARY = frozenset(words("akan dapat harus perlu tidak belum masih juga"))
# Adverbs that may come before the verb without hiding what is to be done.
_LEADING_ADVERBS = frozenset(
    words("segera langsung kembali kemudian selanjutnya lalu turut ikut bersama-sama wajib harus dapat")
)
# “Pembuatan surat dilakukan oleh …”: these say nothing, the noun names the activity.
_EMPTY_PASSIVES = frozenset(("dilakukan", "dilaksanakan", "diselenggarakan", "diadakan"))
_PREPOSITIONS = frozenset(
    words(
        "oleh dari kepada di ke pada untuk dengan melalui berdasarkan tentang mengenai secara sesuai dan atau"
        " serta dalam bagi"
    )
)
_TOWARDS = frozenset(("terhadap", "atas"))
_JOINING = frozenset(("dan", "serta", "atau"))
_LONGEST_NAME = 10
"""Words of an activity that are looked at for the name of an executor."""


class Fault(Enum):
    """What an activity begins with in place of an active verb."""

    OTHER = auto()
    PASSIVE = auto()
    NOUN = auto()
    EXECUTOR = auto()
    CONDITION = auto()


class Opening(NamedTuple):
    """A faulty beginning: its fault, the piece of the text from `start` that shows it, and what is better.

    `better` is a whole activity, `verb` only its first word. `executors` are the ids of those it names.
    """

    fault: Fault
    start: int
    piece: str
    better: str | None = None
    verb: str | None = None
    executors: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def begins_with_verb(text: str, lexicon: Lexicon) -> bool:
    """Tell whether `text` begins with an active verb, after its numbering; a text without words does."""
    first = text.partition(" ")[0]
    if first.isalpha() and is_verb(first.lower(), lexicon):  # as most do
        return True
    located = words_after_number(text)
    if not located or is_verb(located[0].lower, lexicon):
        return True
    return located[0].lower in _LEADING_ADVERBS and len(located) > 1 and is_verb(located[1].lower, lexicon)


@lru_cache(maxsize=1024)
def faulty_opening(text: str, executors: tuple[Executor, ...], lexicon: Lexicon) -> Opening | None:
    """Return what is wrong with the beginning of the activity `text`, None where it begins with a verb."""
    if begins_with_verb(text, lexicon):
        return None
    located = words_after_number(text)
    first = located[0]
    word = text[first.start : first.end]
    condition = phrases(lexicon, "dokumen", "syarat").at(text, located, 0)
    if condition:
        return Opening(Fault.CONDITION, condition.start, text[condition.start : condition.end])
    named = _executor_named(text, located, executors, lexicon)
    if named:
        return named
    passive = _passive(text, located, lexicon)
    is_empty = passive is not None and passive[2] in _EMPTY_PASSIVES
    if lexicon.is_activity_noun(first.lower) and (passive is None or is_empty):
        verb = lexicon.verb_of(first.lower)
        better = None if is_empty else _with_verb(text, located, lexicon)
        return Opening(Fault.NOUN, first.start, word, better, _like(word, verb))
    if passive:
        start, end, spelt = passive
        verb = _active_of(lexicon).get(spelt)
        return Opening(Fault.PASSIVE, start, text[start:end], verb=_like(word, verb))
    verb = lexicon.verb_of(first.lower)
    return Opening(Fault.OTHER, first.start, word, verb=_like(word, verb))


def words_after_number(text: str) -> tuple[Word, ...]:
    """Return the words of `text` without its numbering or bullet."""
    located = located_words(text)
    found = _NUMBERING.match(text)
    start = found.end() if found else 0
    return tuple(word for word in located if word.start >= start) if start else located


@lru_cache(maxsize=4096)
def is_verb(word: str, lexicon: Lexicon) -> bool:
    """Tell whether `word`, in lower case, is an active verb.

    A foreign root may be set off by a hyphen (me-review): LK012 speaks about that.
    """
    if "-" in word and word.startswith("me"):
        return lexicon.is_active_verb(word.replace("-", ""))
    return lexicon.is_active_verb(word)


def is_prefixed_verb(word: str, lexicon: Lexicon) -> bool:
    """Tell whether `word` is an active verb also in the middle of a text, where “masuk” may be none."""
    return word.startswith(("me", "ber")) and is_verb(word, lexicon)


def _passive(text: str, located: tuple[Word, ...], lexicon: Lexicon) -> tuple[int, int, str] | None:
    """Return place and word of the passive verb of the main clause, if no active verb comes before it."""
    mended = {found.start: found for found in corrections(text, lexicon)}
    for index, word in enumerate(located):
        if is_prefixed_verb(word.lower, lexicon):
            return None
        found = mended.get(word.start)
        end, spelt = (found.end, found.value.lower()) if found else (word.end, word.lower)
        if lexicon.is_passive(spelt) and not _is_subordinate(located, index):
            return word.start, end, spelt
    return None


def _is_subordinate(located: tuple[Word, ...], index: int) -> bool:
    before = index - 1
    while before >= 0 and located[before].lower in _AUXILIARY:
        before -= 1
    return before >= 0 and located[before].lower in _SUBORDINATING


def _executor_named(
    text: str, located: tuple[Word, ...], executors: tuple[Executor, ...], lexicon: Lexicon
) -> Opening | None:
    """Return the opening that names an executor, in full or by the first words of the name."""
    named, leading = _names(executors, lexicon)
    first_form = "".join(full_form(located[0].lower, lexicon))
    if not any(name.startswith(first_form) for name in (*named, *leading)):
        return None
    verb = next(
        (
            index
            for index, word in enumerate(located[:_LONGEST_NAME])
            if index and (is_prefixed_verb(word.lower, lexicon) or lexicon.is_passive(word.lower))
        ),
        None,
    )
    for length in range(min(len(located), _LONGEST_NAME) if verb is None else verb, 0, -1):
        start, end = located[0].start, located[length - 1].end
        form = "".join(full_form(text[start:end], lexicon))
        found = named.get(form)
        if not found and length == verb and _is_person(text[start:end], lexicon):
            found = leading.get(form)
        if found:
            better = _rest(text, located[length:], lexicon)
            if text.startswith(")", end) and "(" in text[start:end]:
                end += 1
            return Opening(Fault.EXECUTOR, start, text[start:end], better, executors=found)
    return None


@lru_cache(maxsize=256)
def _names(
    executors: tuple[Executor, ...], lexicon: Lexicon
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the ids of executors by their full form without spaces, and by each beginning of it."""
    named: dict[str, frozenset[str]] = {}
    leading: dict[str, frozenset[str]] = {}
    for executor in executors:
        mine = frozenset((executor.id,))
        for name in (executor.name, executor.short):
            parts = full_form(name, lexicon) if name else ()
            for length in range(1, len(parts) + 1):
                names = named if length == len(parts) else leading
                form = "".join(parts[:length])
                names[form] = names.get(form, mine) | mine
        form = "".join(full_form(executor.id, lexicon))
        leading[form] = leading.get(form, mine) | mine
    return named, leading


def _is_person(name: str, lexicon: Lexicon) -> bool:
    """Tell whether `name` begins as positions and parties do, so that it can't be a thing."""
    form = " ".join(full_form(name, lexicon))
    located = located_words(form)
    return any(phrases(lexicon, "pelaksana", group).at(form, located, 0) for group in ("jabatan", "pihak"))


def _rest(text: str, located: tuple[Word, ...], lexicon: Lexicon) -> str | None:
    """Return the activity without its subject, if it goes on with an active verb."""
    if not located or not is_prefixed_verb(located[0].lower, lexicon):
        return None
    return capitalised(" ".join(text[located[0].start :].split()))


def _with_verb(text: str, located: tuple[Word, ...], lexicon: Lexicon) -> str | None:
    """Return the activity with its nouns made verbs: Penyusunan dan penetapan X, Menyusun dan menetapkan X.

    None where a noun has no known verb, or where what follows is not its object.
    """
    parts = [text[: located[0].start]]
    index = 0
    while True:
        word = located[index]
        verb = lexicon.verb_of(word.lower)
        if verb is None:
            return None
        parts.append(like(text[word.start : word.end], verb))
        following = _joined_noun(text, located, index, lexicon)
        if following is None:
            break
        parts.append(text[word.end : located[following].start])
        index = following
    rest = located[index + 1 :]
    end = located[index].end
    if rest and rest[0].lower in _TOWARDS:
        end, rest = rest[0].end, rest[1:]
    if not rest or rest[0].lower in _PREPOSITIONS or not text[end : rest[0].start].isspace():
        return None
    return "".join(parts) + text[end:]


def _joined_noun(text: str, located: tuple[Word, ...], index: int, lexicon: Lexicon) -> int | None:
    """Return the index of the noun of activity that is joined to the one at `index`."""
    following = index + 1
    if following < len(located) and located[following].lower in _JOINING:
        following += 1
    elif following < len(located) and "," not in text[located[index].end : located[following].start]:
        return None
    if following < len(located) and lexicon.is_activity_noun(located[following].lower):
        return following
    return None


def _like(word: str, verb: str | None) -> str | None:
    return like(word, verb) if verb else None


@cache
def _active_of(lexicon: Lexicon) -> dict[str, str]:
    """Return the active verb of each passive one, for the verbs that the language data knows."""
    found: dict[str, str] = {}
    for group in ("dasar_ke_verba", "nomina_ke_verba", "serapan_ke_verba"):
        for verb in lexicon.pairs("nomina", group).values():
            for passive in _passive_forms(verb):
                found.setdefault(passive, verb)
    return found


def _passive_forms(verb: str) -> tuple[str, ...]:
    """Return what the passive of `verb` may be: the nasal of me- stands for a lost letter, or for none."""
    for prefix, lost in (("meny", ("s",)), ("meng", ("", "k")), ("men", ("", "t")), ("mem", ("", "p"))):
        if verb.startswith(prefix):
            return (*(f"di{letter}{verb[len(prefix) :]}" for letter in lost), f"di{verb[2:]}")
    return (f"di{verb[2:]}",)
