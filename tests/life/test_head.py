"""The head of a file says what the whole of it says, whatever its lists and steps look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.life.register.head import head
from sopkit.life.register.reading import _REST
from sopkit.schema.validator import validator
from sopkit.source.skim import skim
from tests.conftest import CLEAN
from tests.life.sample import sop
from tests.sops import random_sop

KEPT = ("nomor", "judul", "unit", "status", "versi", "tanggal", "riwayat", "evaluasi", "pengesahan")


def kept(data: object) -> object:
    return {key: data[key] for key in KEPT if key in data} if isinstance(data, dict) else data


@given(st.integers(0, 10_000), st.booleans())
def test_random_sops(seed: int, windows: bool) -> None:
    text = random_sop(seed) + "evaluasi:\n  - {tanggal: 2026-01-01, jenis: monitoring}\n"
    content = text.replace("\n", "\r\n" if windows else "\n").encode()
    assert kept(head(content)) == kept(skim(content))


@given(
    st.integers(0, len(CLEAN) - 1),
    st.sampled_from(["", "\n", "  ", '"', "'", "&a ", "*a", "# ", "- ", "---\n", "|", "["]),
)
def test_typing_errors(at: int, typed: str) -> None:
    """Of a file with a fault in its steps, the register may still know the rest; it never knows something else."""
    content = (CLEAN[:at] + typed + CLEAN[at:]).encode()
    whole = skim(content)
    if isinstance(whole, dict):
        assert kept(head(content)) == kept(whole)


@pytest.mark.parametrize(
    "text",
    [
        CLEAN.removesuffix("\n"),
        sop(more="evaluasi: []\n"),
        "{sopkit: 1, nomor: a, langkah: []}",
        "sopkit: 1\nlangkah:\n  - &satu {kegiatan: x}\nriwayat: [*satu]\n",
        "sopkit: 1\nnomor: a\nlangkah:\n# catatan di tepi\n- {kegiatan: x}\n\nversi: 2\n",
        "sopkit: 1\nlangkah:\n  - {kegiatan: x}\n---\nversi: 2\n",
    ],
)
def test_other_notations(text: str) -> None:
    assert kept(head(text.encode())) == kept(skim(text.encode()))


@pytest.mark.parametrize("text", ["", "a: [", "\x00", "- x"])
def test_what_is_no_sop(text: str) -> None:
    assert not isinstance(head(text.encode()), dict)


def test_the_skeleton_is_without_fault() -> None:
    assert list(validator("sop").violations(_REST)) == []
