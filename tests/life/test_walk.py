"""A trial goes step by step, and is recorded without touching anything else."""

import datetime
from pathlib import Path

import pytest
import yaml

from sopkit.errors import SopkitError
from sopkit.life.amend import planned
from sopkit.life.trial import TrialEntry, record_trial
from sopkit.life.walk import open_guide, set_out
from tests.life.simulation.office import CHECKED, FORKED, subject_of, text_of

ENTRY = TrialEntry(datetime.date(2026, 1, 31), "pimpinan", "layak", "Jalur 1, 2 (ya). Langkah 2: lama.")
DATA = {"tanggal": "2026-01-31", "penguji": "pimpinan", "hasil": "layak", "catatan": ENTRY.note}
LINE = '{tanggal: 2026-01-31, penguji: pimpinan, hasil: layak, catatan: "Jalur 1, 2 (ya). Langkah 2: lama."}'


def test_forward_back_and_notes() -> None:
    walk = set_out(open_guide(subject_of(CHECKED)), 0)
    assert (walk.step.number, walk.answers, walk.go_back()) == (1, (), walk)
    walk = walk.go_on()
    assert walk.answers == ("ya", "tidak")
    walk = walk.go_on("tidak").note("formulir kurang").go_back()
    assert walk.step.number == 2
    walk = walk.go_on("ya").go_on()
    assert walk.is_over
    assert walk.trail.time == (45, 45)
    assert walk.account == "Jalur 1, 2 (ya), 3. Langkah 1: formulir kurang."


def test_branches_are_gone_through_one_after_the_other() -> None:
    walk = set_out(open_guide(subject_of(FORKED)), 0).go_on()
    assert (walk.step.number, walk.others) == (2, (3,))
    walk = walk.go_on().go_on().go_on()
    assert (walk.path, walk.trail.time) == ("1, 2, 3, 4", (66, 66))


BASE = text_of(CHECKED)
BLOCK = """\
    - tanggal: 2026-01-31
      penguji: pimpinan
      hasil: layak
      catatan: "Jalur 1, 2 (ya). Langkah 2: lama."
"""
HISTORY = "riwayat:\n  - {versi: 1, tanggal: 2026-01-05, jenis: baru, uraian: Awal}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BASE, f"{BASE}pengujian:\n  - {LINE}\n"),
        (BASE.rstrip("\n"), f"{BASE}pengujian:\n  - {LINE}"),
        (f"{BASE}# akhir\n", f"{BASE}pengujian:\n  - {LINE}\n# akhir\n"),
        (f"{BASE}pengujian:\n- {{tanggal: 2026-01-01}} # satu\n\n# dua\nevaluasi: []\n",
         f"{BASE}pengujian:\n- {{tanggal: 2026-01-01}} # satu\n- {LINE}\n\n# dua\nevaluasi: []\n"),
        (f"{BASE}pengujian:\n    - tanggal: 2026-01-01\n      hasil: layak\n",
         f"{BASE}pengujian:\n    - tanggal: 2026-01-01\n      hasil: layak\n{BLOCK}"),
        (f"{BASE}pengujian: [{{tanggal: 2026-01-01}}] # ya\n", f"{BASE}pengujian: [{{tanggal: 2026-01-01}}, {LINE}] # ya\n"),
        (f"{BASE}pengujian: [] # belum\n", f"{BASE}pengujian: # belum\n  - {LINE}\n"),
        (f"{BASE}pengujian: # belum\n{HISTORY}", f"{BASE}pengujian: # belum\n  - {LINE}\n{HISTORY}"),
        (f"{BASE}{HISTORY}# nilai\nevaluasi: []\n", f"{BASE}{HISTORY}pengujian:\n  - {LINE}\n# nilai\nevaluasi: []\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_recording_touches_nothing_else(before: str, after: str, line_end: str, mark: bytes) -> None:
    added = planned(Path("a.sop.yaml"), mark + before.replace("\n", line_end).encode(), ENTRY.changes)
    assert added == mark + after.replace("\n", line_end).encode()
    held = yaml.load(added.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    assert held["pengujian"][-1] == DATA


@pytest.mark.parametrize("note", ["titik dua: ya", "# pagar", '"kutip"', "[a, b]", "baris\nbaru", "yes"])
def test_any_note_is_kept(note: str) -> None:
    added = planned(Path("a.sop.yaml"), BASE.encode(), ENTRY._replace(note=note).changes)
    assert yaml.load(added, Loader=yaml.BaseLoader)["pengujian"][0]["catatan"] == note


@pytest.mark.parametrize(
    "tail", ["x-uji: &uji [{tanggal: 2026-01-01}]\npengujian: *uji\n", "pengujian: nanti\n"]
)
def test_what_takes_no_entry_is_left_alone(tmp_path: Path, tail: str) -> None:
    file = tmp_path / "a.sop.yaml"
    file.write_text(BASE + tail, encoding="utf-8", newline="\n")
    with pytest.raises(SopkitError) as error:
        record_trial(file, ENTRY)
    assert LINE in str(error.value.hint)
    assert file.read_text(encoding="utf-8") == BASE + tail
