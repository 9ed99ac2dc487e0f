"""What differs between two canonical forms, in the terms of the file.

Steps and other items of a list are matched before they are compared, so that one inserted step is one
difference, and arrows that only run past it are none.
"""

import json
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, NamedTuple

from sopkit.diff.readable import readable

_LONGEST = 1000
"""Items of a list that is matched; longer ones, which no SOP has, are compared by position."""

Pair = tuple[int | None, int | None]
"""Indices of an item in the old list and in the new one; None where it is missing."""


class Difference(NamedTuple):
    """One value that differs, at `path` as people write it: `langkah[3].waktu`, counted from 1.

    `old` or `new` is None where there is nothing. Positions are those of the new form, for what was taken out
    those of the old one.
    """

    path: str
    old: Any
    new: Any


def differences(old: dict[str, Any], new: dict[str, Any]) -> tuple[Difference, ...]:
    """Return what differs between two canonical forms; nothing exactly where they are equal."""
    if old == new:
        return ()
    before, now = readable(old), readable(new)
    found = [
        difference
        for key in before
        if key not in ("langkah", "panah")
        for difference in _compare(key, before[key], now[key])
    ]
    steps = [*_compare("langkah", before["langkah"], now["langkah"])]
    return (*found, *steps, *_arrows(before, now))


def _compare(path: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from _compare(f"{path}.{key}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        for i, j in _matched(old, new):
            if i is None or j is None:
                at = (i if j is None else j) or 0
                yield Difference(f"{path}[{at + 1}]", _item(old, i), _item(new, j))
            else:
                yield from _compare(f"{path}[{j + 1}]", old[i], new[j])
    else:
        yield Difference(path, old, new)


def _item(items: list[Any], index: int | None) -> Any:
    return None if index is None else items[index]


def _matched(old: list[Any], new: list[Any]) -> list[Pair]:
    """Return which items of two lists belong together: equal ones, then namesakes, then by position."""
    if max(len(old), len(new)) > _LONGEST:
        return [*zip_longest(range(len(old)), range(len(new)))]
    return [*_pairs(old, new, [*range(len(old))], [*range(len(new))], (_whole, _name))]


def _pairs(
    old: list[Any], new: list[Any], left: list[int], right: list[int], keys: tuple[Callable[[Any], str], ...]
) -> Iterator[Pair]:
    """Yield the pairs among the items `left` of the old list and `right` of the new one."""
    if not keys:
        yield from zip_longest(left, right)
        return
    key, *others = keys
    matcher = SequenceMatcher(None, [key(old[i]) for i in left], [key(new[j]) for j in right], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(left[a:b], right[c:d], strict=True)
        else:
            yield from _pairs(old, new, left[a:b], right[c:d], tuple(others))


def _whole(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, sort_keys=True)


def _name(item: Any) -> str:
    """Return what people know an item by; of what has no name, all of it."""
    names = [item[key] for key in ("kegiatan", "nama") if item.get(key)] if isinstance(item, dict) else []
    return str(names[0]) if names else _whole(item)


class _Flow:
    """The arrows of one form, from symbol to symbol in the order of the table."""

    def __init__(self, form: dict[str, Any]) -> None:
        self.places = [
            (row, at) for row, step in enumerate(form["langkah"]) for at in range(len(step["simbol"]))
        ]
        self.orders = {place: order for order, place in enumerate(self.places)}
        self.leaving: dict[int, list[tuple[int, str]]] = {}
        for source, target, label in form["panah"]:
            self.leaving.setdefault(source, []).append((target, label))

    def reached(self, order: int, known: set[int]) -> set[tuple[int, str]]:
        """Return where the arrows of a symbol lead, past symbols that are not `known`, and their labels."""
        found: set[tuple[int, str]] = set()
        seen: set[tuple[int, str]] = set()
        todo = [*self.leaving.get(order, ())]
        while todo:
            target, label = todo.pop()
            if (target, label) in seen:
                continue
            seen.add((target, label))
            if target in known:
                found.add((target, label))
            else:
                todo += [(further, label) for further, _ in self.leaving.get(target, ())]
        return found

    def text(self, order: int) -> str | None:
        """Return where the arrows of a symbol lead, each with its label before."""
        said = [f"{label} → {self._place(target)}".lstrip() for target, label in self.leaving.get(order, ())]
        return ", ".join(said) or None

    def _place(self, order: int) -> str:
        """Return the row of a symbol, and which of several it is there."""
        row, at = self.places[order]
        return f"{row + 1}.{at + 1}" if at or (row, 1) in self.orders else f"{row + 1}"


def _arrows(before: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    """Yield the symbols, of those that are in both forms, whose arrows lead elsewhere."""
    old, new = _Flow(before), _Flow(now)
    kept = {
        old.orders[i, a]: new.orders[j, b]
        for i, j in _matched(before["langkah"], now["langkah"])
        if i is not None and j is not None
        for a, b in _matched(before["langkah"][i]["simbol"], now["langkah"][j]["simbol"])
        if a is not None and b is not None
    }
    for order, there in kept.items():
        led = {(kept[target], label) for target, label in old.reached(order, set(kept))}
        was, leads = old.text(order), new.text(there)
        # Where both say the same, it is the steps between that came or went, and are told.
        if led != new.reached(there, set(kept.values())) and was != leads:
            row, at = new.places[there]
            only = len(now["langkah"][row]["simbol"]) == 1
            path = f"langkah[{row + 1}]" + ("" if only else f".simbol[{at + 1}]") + ".panah"
            yield Difference(path, was, leads)
