"""The lists of an SOP: items added, removed, changed, and put in another order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sopkit.diff.assignment import best_pairs
from sopkit.diff.codes import CODES
from sopkit.diff.matching import Pairing, pair_up, rising
from sopkit.diff.model import Change, Severity
from sopkit.diff.wording import content_words, is_rewording, overlap, plain
from sopkit.model.law import LegalBasis
from sopkit.model.sop import Path, Text
from sopkit.text import normalise

_ALIKE = 0.6
"""Likeness of words from which one item became the other, instead of going while the other came."""

_MOST = 10_000
"""Pairs of items that are compared by their words; a list for which this is too few is no list of an SOP."""


class Item(NamedTuple):
    """One item of a list. Two with the same `key` are one item; with the same `value`, unchanged.

    `about` is the text by which an item is recognised when it was changed.
    """

    text: str
    path: Path
    key: object
    value: object
    about: str


def text_items(texts: Iterable[Text]) -> list[Item]:
    """Return `texts` as items, known by their words; case and punctuation are a change."""
    return [
        Item(text, path, normalise(text) or text, text, text)
        for value, path in texts
        if (text := plain(value)) is not None
    ]


def law_items(laws: Iterable[LegalBasis]) -> list[Item]:
    """Return `laws` as items, known by kind, number and year; only their amendments are a change."""
    items = []
    for law in laws:
        text = plain(law.text) or ""
        key = law.key or normalise(text)
        items.append(Item(text, law.path, key, (key, law.amendments), plain(law.about) or text))
    return items


def item_changes(
    name: str, old: Sequence[Item], new: Sequence[Item], steps: tuple[int | None, int | None] = (None, None)
) -> Iterator[Change]:
    """Yield what differs between two lists; `name` begins their codes, `steps` are their rows."""
    if [item.value for item in old] == [item.value for item in new]:
        return
    pairing = _pair(old, new)
    for i in pairing.removed:
        yield _change(f"{name}-dihapus", steps, old[i], None)
    for i, j in pairing.pairs:
        if old[i].value != new[j].value:
            yield _change(f"{name}-diubah", steps, old[i], new[j])
    for j in pairing.added:
        yield _change(f"{name}-ditambah", steps, None, new[j])
    places = [j for _, j in pairing.pairs]
    if len(rising(places)) < len(places):
        before = "; ".join(old[i].text for i, _ in pairing.pairs)
        after = "; ".join(new[j].text for j in sorted(places))
        code = CODES[f"{name}-diurutkan"]
        yield Change(code.slug, code.severity, before, after, old[0].path[:-1], new[0].path[:-1], *steps)


def _change(slug: str, steps: tuple[int | None, int | None], old: Item | None, new: Item | None) -> Change:
    severity = CODES[slug].severity
    if old and new and is_rewording(old.text, new.text):
        severity = Severity.EDITORIAL
    return Change(
        slug,
        severity,
        old.text if old else None,
        new.text if new else None,
        old.path if old else None,
        new.path if new else None,
        *steps,
    )


def _pair(old: Sequence[Item], new: Sequence[Item]) -> Pairing:
    equal = pair_up(old, new, (lambda item: item.value, lambda item: item.key))
    alike = _alike([old[i] for i in equal.removed], [new[j] for j in equal.added])
    return equal.joined((equal.removed[i], equal.added[j]) for i, j in alike)


def _alike(old: list[Item], new: list[Item]) -> list[tuple[int, int]]:
    """Return the best pairs of items that became another; in both directions the same ones."""
    if len(old) * len(new) > _MOST:
        return []
    if [item.text for item in new] < [item.text for item in old]:
        return [(i, j) for j, i in _alike(new, old)]
    gains = {
        (i, j): gain
        for i, before in enumerate(old)
        for j, after in enumerate(new)
        if (gain := _likeness(before.about, after.about) - _ALIKE) >= 0
    }
    return [*best_pairs({pair: gain + 0.01 for pair, gain in gains.items()}).items()]


def _likeness(old: str, new: str) -> float:
    return 1.0 if is_rewording(old, new) else overlap(content_words(old), content_words(new))
