"""The recipe of a book, which its PDF carries."""

import copy
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.model.sop import Sop
from sopkit.project.config import BookConfig, Decree, Explanation
from sopkit.render.book import front
from sopkit.render.book.markdown import markdown_blocks
from sopkit.render.book.plan import Entry as BookEntry
from sopkit.render.book.plan import Group, Part, Plan
from sopkit.render.book.recipe import Recipe, read_recipe, recipe_bytes

TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
RECIPES = st.builds(
    Recipe,
    TEXTS,
    st.lists(WORDS, max_size=3).map(tuple),
    WORDS,
    st.builds(
        BookConfig,
        TEXTS,
        st.none() | st.integers(1945, 2999),
        TEXTS,
        st.builds(Decree, TEXTS, TEXTS, st.none() | st.dates(datetime.date(1000, 1, 1)), TEXTS),
        st.builds(Explanation, TEXTS, TEXTS, st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)),
    ),
    st.none() | st.just(({"kind": "paragraph", "runs": [["a", "b"]]},)),
)
PLAIN = Recipe("Kantor", ("A",), "", BookConfig())


@given(RECIPES, st.lists(WORDS, max_size=3))
def test_what_is_written_is_read(recipe: Recipe, names: list[str]) -> None:
    assert read_recipe(recipe_bytes(recipe, names)) == (recipe, tuple(names))


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"agency": 1},
        {"units": [["A"]]},
        {"units": None},
        {"book": []},
        {"blocks": 3},
        {"sops": None},
    ],
)
def test_another_form_is_refused(change: dict[str, object]) -> None:
    data = json.loads(recipe_bytes(PLAIN, ["a.sop.yaml"])) | change
    with pytest.raises(SopkitError, match="can't be read"):
        read_recipe(json.dumps(data).encode())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)
FULL = Recipe(
    "Kantor",
    ("A",),
    "a",
    BookConfig("J", 2030, "Jalan", Decree("P", "1", datetime.date(2030, 1, 2), "T"), Explanation("a", "b", (("c", "d"),))),
    tuple(markdown_blocks("# a\n\n3. b\n   - *c*\n", "p.md")),
)  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value in `data`."""
    if path:
        yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from places(value, (*path, key))


DATA = json.loads(recipe_bytes(FULL, ["a.sop.yaml"]))


@given(st.sampled_from([*places(DATA)]), VALUES)
@example(("book", "year"), float("inf"))
@example(("book", "year"), 10**400)
@example(("book", "decree", "date"), 20300102)
@example(("blocks", 1, "start"), True)
def test_a_forged_recipe_is_refused_or_can_be_printed(path: tuple[Any, ...], value: Any) -> None:
    forged = copy.deepcopy(DATA)
    holder = forged
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    content = json.dumps(forged).encode()
    try:
        recipe, names = read_recipe(content)
    except SopkitError:
        return
    assert read_recipe(recipe_bytes(recipe, names)) == (recipe, names)
    entry = BookEntry(Part(Path("a.sop.yaml"), Sop(), 1, {}), 1)
    plan = Plan((Group("A", 1, (entry,)),), has_parts=False, pages=1, front={})
    for part in (front.cover, front.decree, front.explanation):
        json.dumps(part(recipe, plan), ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"\xff", b"[" * 100_000])
def test_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(SopkitError, match="can't be read"):
        read_recipe(content)
