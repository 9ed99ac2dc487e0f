"""The recipe of a book, which its PDF carries."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.project.config import BookConfig, Decree, Explanation
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


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"\xff", b"[" * 100_000])
def test_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(SopkitError, match="can't be read"):
        read_recipe(content)
