"""Reports made by hand: an ordinary one, an empty one, and one full of hostile text."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sopkit.diff.formats import Look
from sopkit.diff.model import Change, Comparison, Effect, Figures, Severity, Verdict
from sopkit.diff.report import Entry, Failure, Position, Report, Side
from sopkit.locale.message import message
from sopkit.locale.translator import Translator
from sopkit.model.build import build
from sopkit.model.duration import Calendar
from sopkit.source.document import parse_document
from tests.conftest import CLEAN

HOSTILE = (
    "\n::error::100%0A,\r\x1b[31m\u202e|<b>`@ketua #12 !3 </details> [klik](https://x.invalid) www.x.invalid "
    "$y$ *tebal* :smile: ~~x~~ &lt; \\\\"
)
HOSTILE_FILE = "sop/café #1, 100%: a | b `c.sop.yaml"
NUMBER = "001/RT.02-SOP/3576/2026"


def side(text: str = CLEAN) -> Side:
    document = parse_document("a.sop.yaml", text.encode())
    return Side(document, build(document.data))


def comparison(name: str, *changes: Change, title: str = "Pengelolaan Surat Masuk") -> Comparison:
    before = Figures(3, 2, 0, 30.0, 1)
    is_changed = any(change.severity is Severity.SUBSTANTIAL for change in changes)
    return Comparison(
        name,
        name,
        NUMBER,
        title,
        Verdict.CHANGED if is_changed else Verdict.CORRECTED,
        changes,
        (message("it changes who does it ({count})", count=1),),
        Effect(before, before._replace(minutes=475.0, handovers=2) if is_changed else before),
        (message("“versi” is still {version}", version=1),),
    )


REASSIGNED = Change(
    "pelaksana-langkah-diubah",
    Severity.SUBSTANTIAL,
    "Staf Subbagian Umum",
    "Kepala Subbagian Umum",
    ("langkah", 1, "pelaksana"),
    ("langkah", 1, "pelaksana"),
    2,
    2,
)
SLOWED = Change(
    "waktu-diubah",
    Severity.SUBSTANTIAL,
    "15 menit",
    "1 hari kerja",
    ("langkah", 2, "mutu_baku", "waktu"),
    ("langkah", 2, "mutu_baku", "waktu"),
    3,
    3,
    (("selisih", "+7 jam 15 menit"),),
)
REMOVED = Change("peralatan-dihapus", Severity.SUBSTANTIAL, "Komputer", None, ("peralatan", 0))
REWORDED = Change(
    "kegiatan-diubah",
    Severity.EDITORIAL,
    "Mencatat surat masuk dalam buku agenda",
    "Mencatat surat masuk pada buku agenda",
    ("langkah", 1, "kegiatan"),
    ("langkah", 1, "kegiatan"),
    2,
    2,
)


def entry(*changes: Change, name: str = "umum/a.sop.yaml", title: str = "Pengelolaan Surat Masuk") -> Entry:
    return Entry(comparison(name, *changes, title=title), side(), side(), Calendar())


@pytest.fixture
def plain() -> Look:
    return Look(Translator("en"))


@pytest.fixture
def ordinary() -> Report:
    gone = Comparison(
        "lama.sop.yaml",
        None,
        "002/RT.02-SOP/3576/2026",
        "Pengelolaan Arsip",
        Verdict.WITHDRAWN,
        (),
        (message("there is no later version"),),
        Effect(Figures(3, 2, 0, None, 1), None),
    )
    same = replace(comparison("c.sop.yaml"), verdict=Verdict.SAME, remarks=())
    return Report(
        (
            Entry(gone, side(), None, Calendar()),
            entry(REASSIGNED, SLOWED, REMOVED, REWORDED),
            Entry(same, side(), side(), Calendar()),
        ),
        (Failure("rusak.sop.yaml", message("not YAML"), message("mend it"), Position(3, 5)),),
    )


@pytest.fixture
def hostile() -> Report:
    change = REWORDED._replace(
        old=f"Mencatat surat dalam buku {HOSTILE}", new=f"Mencatat surat pada buku {HOSTILE}"
    )
    added = Change("peringatan-ditambah", Severity.SUBSTANTIAL, None, HOSTILE, None, ("peringatan", 0))
    return Report(
        (entry(change, added, name=HOSTILE_FILE, title=HOSTILE),),
        (
            Failure(
                HOSTILE_FILE, message("{text}", text=HOSTILE), message("{text}", text=HOSTILE), is_old=True
            ),
        ),
    )


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with a golden file; SOPKIT_GOLDEN=write makes it anew, to be read before it is kept."""

    def check(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if os.environ.get("SOPKIT_GOLDEN") == "write":
            file.write_bytes(text.encode())
        assert text == file.read_text(encoding="utf-8")

    return check
