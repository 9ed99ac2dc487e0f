"""The table of codes is whole: every change has its mirror, its reason and its sentence."""

import pytest

from sopkit.diff.codes import CODES, sentence
from sopkit.diff.model import Change

OPPOSITES = {"ditambah": "dihapus", "dihapus": "ditambah", "dipecah": "digabung", "digabung": "dipecah"}
# These turn back into themselves: the reverse of a change is a change.
SELF_MIRRORED = {"diubah", "dipindah", "diurutkan", "nama"}


@pytest.mark.parametrize("slug", CODES)
def test_every_code_has_its_mirror(slug: str) -> None:
    name, _, action = slug.rpartition("-")
    assert action in OPPOSITES or action in SELF_MIRRORED
    if action in OPPOSITES:
        assert f"{name}-{OPPOSITES[action]}" in CODES


@pytest.mark.parametrize("slug", CODES)
def test_every_code_has_a_reason_and_a_sentence(slug: str) -> None:
    assert CODES[slug].why
    detail = (("answer", "ya"), ("other_step", "9"))
    change = Change(
        slug, CODES[slug].severity, "yang lama", "yang baru", old_step=7, new_step=8, detail=detail
    )
    told = str(sentence(change))
    assert "8" in told or "7" in told
    assert "yang baru" in told or "yang lama" in told
    assert "None" not in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change("unit-diubah", CODES["unit-diubah"].severity, "A", "B"), "unit changed from “A” to “B”"),
        (Change("unit-diubah", CODES["unit-diubah"].severity, None, "B"), "unit added: “B”"),
        (Change("output-dihapus", CODES["output-dihapus"].severity, "A", None, old_step=2, new_step=3), "step 3: output removed: “A”"),
        (Change("alur-diubah", CODES["alur-diubah"].severity, "4", None, old_step=2, new_step=3), "step 3 leads to nowhere, before to step 4"),
        (
            Change("waktu-diubah", CODES["waktu-diubah"].severity, "1 jam", "2 jam", old_step=1, new_step=1, detail=(("selisih", "+1 jam"),)),
            "step 1: time changed from “1 jam” to “2 jam” (+1 jam)",
        ),
        (
            Change("langkah-dipecah", CODES["langkah-dipecah"].severity, "A dan B", "“A”, “B”", old_step=4, new_step=4, detail=(("other_step", "5"),)),
            "step 4 “A dan B” split into steps 4 and 5: “A”, “B”",
        ),
    ],
)  # fmt: skip
def test_sentences(change: Change, told: str) -> None:
    assert str(sentence(change)) == told
