"""Which SOP of one set is which of the other."""

from hypothesis import given
from hypothesis import strategies as st

from sopkit.diff.pairing import Located, Pair, match
from sopkit.diff.report import Side
from sopkit.model.build import build
from sopkit.model.duration import Calendar
from sopkit.source.document import parse_document

STEPS = ["Menerima", "Memeriksa", "Mencatat", "Membahas", "Menyusun", "Mengirim"]


def located(key: str, number: str | None, title: str, steps: str) -> Located:
    text = "".join(f"  - {{kegiatan: {STEPS[int(step)]} {title}}}\n" for step in steps)
    head = f"nomor: '{number}'\n" if number else ""
    document = parse_document(key, f"{head}judul: {title}\nlangkah:\n{text}".encode())
    return Located(key, key, Side(document, build(document.data)), Calendar())


def keys(pairs: list[Pair]) -> list[tuple[str | None, str | None]]:
    return [tuple(one.key if one else None for one in pair) for pair in pairs]  # type: ignore[misc]


def paired(old: list[Located], new: list[Located]) -> list[tuple[str | None, str | None]]:
    names = sorted({one.key for one in (*old, *new)})
    olds, news = ({one.key: one for one in side} for side in (old, new))
    return keys(match(Pair(olds.get(name), news.get(name)) for name in names))


def test_the_number_goes_before_likeness() -> None:
    old = [located("a", "1", "surat", "0123")]
    new = [located("b", "2", "surat", "0123"), located("c", "1", "arsip", "45")]
    assert paired(old, new) == [(None, "b"), ("a", "c")]


def test_a_number_that_is_used_twice_tells_nothing() -> None:
    old = [located("a", "1", "surat", "0123"), located("b", "1", "arsip", "012")]
    new = [located("c", "1", "arsip", "0123"), located("d", "1", "surat", "0123")]
    assert paired(old, new) == [("b", "c"), ("a", "d")]


def test_the_most_alike_are_put_together() -> None:
    old = [located("a", None, "surat", "0123")]
    new = [located("b", None, "surat", "0145"), located("c", None, "surat", "0125")]
    assert paired(old, new) == [(None, "b"), ("a", "c")]


def test_what_is_not_alike_came_and_went() -> None:
    old, new = [located("a", "1", "surat", "012")], [located("b", "2", "arsip", "012")]
    assert paired(old, new) == [("a", None), (None, "b")]
    assert paired([located("a", None, "x", "")], [located("b", None, "x", "")]) == [("a", None), (None, "b")]


def test_renumbering_moves_no_file() -> None:
    old = [located("a", "1", "surat", "012"), located("b", "2", "arsip", "012")]
    new = [located("a", "2", "surat", "012"), located("b", "3", "arsip", "012")]
    assert paired(old, new) == [("a", "a"), ("b", "b")]


def test_one_sop_put_in_the_place_of_another_is_one_file() -> None:
    assert paired([located("a", "1", "surat", "012")], [located("a", "2", "arsip", "345")]) == [("a", "a")]


SETS = st.lists(
    st.builds(
        located,
        st.sampled_from("abcdef"),
        st.sampled_from([None, "1", "2", "3"]),
        st.sampled_from(["surat", "arsip"]),
        st.text("012345", max_size=4),
    ),
    unique_by=lambda one: one.key,
)


@given(SETS, SETS)
def test_every_sop_is_told_once(old: list[Located], new: list[Located]) -> None:
    pairs = paired(old, new)
    for at, side in enumerate((old, new)):
        assert sorted(pair[at] or "" for pair in pairs if pair[at]) == sorted(one.key for one in side)
    assert all(pair != (None, None) for pair in pairs)
