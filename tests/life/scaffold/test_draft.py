"""The text of a new SOP reads as what it was made of, whatever that is."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from sopkit.life.scaffold.draft import Identity, draft, executor_ids
from sopkit.source.document import parse_document
from sopkit.text import tidy

DAY = datetime.date(2026, 3, 1)
TEXTS = st.text(min_size=1, max_size=30).map(tidy).filter(bool)


def identity(title: str = "Penyusunan", number: str | None = "1") -> Identity:
    return Identity(title, "Umum", number, None, "Sekretaris", DAY, "../sop.schema.json")


@given(
    TEXTS,
    TEXTS,
    st.one_of(st.none(), TEXTS),
    st.one_of(st.none(), TEXTS),
    st.lists(TEXTS, min_size=1, max_size=4),
)
def test_any_text_is_kept(
    title: str, unit: str, number: str | None, agency: str | None, executors: list[str]
) -> None:
    made = Identity(title, unit, number, agency, "", DAY, None)
    data = parse_document("x", draft(made, executors).encode("utf-8")).data
    assert (data["judul"], data["unit"], data["nomor"]) == (title, unit, number or "")
    assert data.get("instansi") == agency
    assert [*data["pelaksana"].values()] == executors
    assert [step["pelaksana"] for step in data["langkah"]] == [*data["pelaksana"]]


def test_ids_are_short_and_unique() -> None:
    assert executor_ids(["Staf", "staf", "Kepala Subbagian Umum dan Logistik", "🎉", "🎉"]) == [
        "staf",
        "staf-2",
        "kepala-subbagian",
        "pelaksana",
        "pelaksana-2",
    ]
    assert executor_ids(["X" * 40]) == ["x" * 20]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_an_id_is_an_id(names: list[str]) -> None:
    ids = executor_ids(names)
    assert len(set(ids)) == len(names)
    assert all(one.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == "" and one[0] != "-" for one in ids)


@given(st.permutations(["pelaksana", "langkah", "dasar_hukum", "peralatan", "nomor", "x-lain"]))
def test_a_copy_of_keys_in_any_order(keys: list[str]) -> None:
    values = {"pelaksana": "{a: A}", "langkah": "\n  - {kegiatan: x, pelaksana: a}", "nomor": "9"}
    lines = [f"# tentang {key}\n{key}: {values.get(key, '[b, c]')}\n" for key in keys]
    source = parse_document("x", "".join(lines).encode("utf-8"))
    text = draft(identity(), (), source)
    data = parse_document("x", text.encode("utf-8")).data
    for key in ("pelaksana", "langkah", "dasar_hukum", "peralatan"):
        assert data[key] == source.data[key]
        assert f"# tentang {key}\n{key}:" in text
    assert (data["nomor"], "x-lain" in data) == ("1", False)
