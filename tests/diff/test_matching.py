"""Rows are matched as a reader would: by id, by what they say, and all of them together."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.diff.assignment import best_pairs
from sopkit.diff.compare import compare
from sopkit.diff.matching import pair_up, rising
from sopkit.diff.model import Comparison
from sopkit.model.build import build
from sopkit.model.duration import Calendar


def sop(*rows: str, ids: str | None = None) -> dict[str, Any]:
    """Return an SOP with the activities `rows`; `ids` are single letters."""
    steps: list[dict[str, Any]] = [{"kegiatan": row, "pelaksana": "staf"} for row in rows]
    for step, name in zip(steps, ids or "", strict=False):
        step["id"] = name
    return {"pelaksana": {"staf": "Staf"}, "langkah": steps}


def compared(old: dict[str, Any], new: dict[str, Any]) -> Comparison:
    return compare(build(old), build(new), old_name="", new_name="", calendar=Calendar())


def told(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, int | None, int | None]]:
    return [(change.code, change.old_step, change.new_step) for change in compared(old, new).changes]


A, B, C, D, E = (
    "Menerima surat",
    "Mencatat agenda",
    "Memeriksa berkas",
    "Menandatangani naskah",
    "Menyimpan arsip",
)


def test_inserted_steps_renumber_the_others_without_a_word() -> None:
    new = sop(A, "Memindai lampiran", B, C, D, E)
    assert told(sop(A, B, C, D, E), new) == [("langkah-ditambah", None, 2)]


def test_the_fewest_steps_are_moved() -> None:
    assert told(sop(A, B, C, D, E), sop(B, C, D, E, A)) == [("langkah-dipindah", 1, 5)]
    assert told(sop(A, B, C, D, E), sop(E, A, B, C, D)) == [("langkah-dipindah", 5, 1)]


def test_ids_that_were_numbered_anew_are_not_believed() -> None:
    old = sop(A, B, C, D, ids="1234")
    assert told(old, sop(A, "Memindai lampiran", B, C, D, ids="12345")) == [("langkah-ditambah", None, 2)]
    assert told(old, sop(B, C, D, ids="123")) == [("langkah-dihapus", 1, None)]
    late = sop(A, B, "Memindai lampiran surat", C.replace("berkas", "berkas warga"), D, ids="12345")
    assert told(old, late) == [("langkah-ditambah", None, 3), ("kegiatan-diubah", 3, 4)]


def test_an_id_tells_a_step_that_was_rewritten_from_end_to_end() -> None:
    old, new = sop(A, B, C, D, E, ids="abcde"), sop(A, B, "Melapor", D, E, ids="abcde")
    new["pelaksana"]["ketua"] = "Ketua"
    new["langkah"][2] |= {"pelaksana": "ketua", "mutu_baku": {"kelengkapan": ["Notula"]}}
    assert told(old, new) == [
        ("pelaksana-ditambah", None, None),
        ("kegiatan-diubah", 3, 3),
        ("kelengkapan-ditambah", 3, 3),
        ("pelaksana-langkah-diubah", 3, 3),
    ]


def test_an_id_tells_a_reworded_step() -> None:
    old = sop(A, B, C, D, E, ids="abcde")
    new = sop(A, B, "Menelaah dokumen permohonan", D, E, ids="abcde")
    assert told(old, new) == [("kegiatan-diubah", 3, 3)]
    assert told(old, sop(A, B, "Menelaah dokumen permohonan", D, E, ids="abxde")) == [
        ("langkah-ditambah", None, 3),
        ("langkah-dihapus", 3, None),
    ]


def test_the_best_pairs_are_found_together() -> None:
    # Greedily, “Memeriksa berkas lengkap” would take the new row that is the only fit of the other.
    old = sop(A, "Memeriksa berkas lengkap", "Memeriksa berkas permohonan lengkap warga", E)
    new = sop(A, "Memeriksa berkas permohonan lengkap", "Memeriksa berkas permohonan lengkap warga baru", E)
    assert compared(old, new).steps == ((1, 1), (2, 2), (3, 3), (4, 4))


def test_a_split_and_a_merge_explain_their_parts() -> None:
    whole, parts = sop(A, "Memeriksa dan memaraf konsep", E), sop(A, "Memeriksa konsep", "Memaraf konsep", E)
    assert told(whole, parts) == [("langkah-dipecah", 2, 2)]
    assert told(parts, whole) == [("langkah-digabung", 2, 2)]
    assert compared(whole, parts).steps == ((1, 1), (2, 2), (2, 3), (3, 4))
    assert compared(parts, whole).steps == ((1, 1), (2, 2), (3, 2), (4, 3))


def test_no_split_where_a_part_was_there_before() -> None:
    old = sop(A, "Memeriksa dan memaraf konsep", "Memaraf konsep", E)
    assert told(old, sop(A, "Memeriksa konsep", "Memaraf konsep", E)) == [("kegiatan-diubah", 2, 2)]


def test_removed_rows_stand_where_they_stood() -> None:
    result = compared(sop(A, B, C, D, E), sop(A, C, E, "Melaporkan hasil"))
    assert result.steps == ((1, 1), (2, None), (3, 2), (4, None), (5, 3), (None, 4))


def test_an_executor_who_takes_over_all_steps_is_told_once() -> None:
    old = sop(A, B, C)
    new = sop(A, B, C)
    new["pelaksana"] = {"arsip": "Arsiparis"}
    for row in new["langkah"]:
        row["pelaksana"] = "arsip"
    assert told(old, new) == [("pelaksana-diganti-nama", None, None)]


# The parts.


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-3, 9)))
def test_pairs_have_the_greatest_sum(gains: dict[tuple[int, int], int]) -> None:
    pairs = best_pairs({pair: gain / 10 for pair, gain in gains.items()})
    assert len(set(pairs.values())) == len(pairs)
    best = max(
        sum(max(gains.get((i, j), 0), 0) for i, j in enumerate(order)) for order in permutations(range(5))
    )
    assert sum(gains[pair] for pair in pairs.items()) == pytest.approx(best)


@given(st.permutations(range(7)))
def test_a_longest_rising_run(numbers: list[int]) -> None:
    kept = rising(numbers)
    run = [numbers[at] for at in sorted(kept)]
    assert run == sorted(run)
    longest = [1] * 7
    for at in range(7):
        longest[at] = 1 + max((longest[k] for k in range(at) if numbers[k] < numbers[at]), default=0)
    assert len(kept) == max(longest)


@given(st.lists(st.sampled_from("abAB")), st.lists(st.sampled_from("abAB")))
def test_pairing_up_is_the_same_from_both_sides(old: list[str], new: list[str]) -> None:
    keys = (str, str.lower)
    forth, back = pair_up(old, new, keys), pair_up(new, old, keys)
    assert sorted((j, i) for i, j in forth.pairs) == sorted(back.pairs)
    assert (forth.removed, forth.added) == (back.added, back.removed)
