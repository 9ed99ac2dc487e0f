"""Reports made by hand: an ordinary one, an empty one, one full of hostile text, one of a crashed rule."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sopkit.lint.engine import Fault
from sopkit.lint.finding import Applicability, Finding, Fix, Place, Position, Severity
from sopkit.lint.formats import json_, sarif
from sopkit.lint.report import Report
from sopkit.lint.rule import Principle, Rule
from sopkit.locale.message import message
from sopkit.locale.translator import Translator
from sopkit.source.edits import TextEdit

HOSTILE = '\n::error::100%0A,\r\x1b[31m\u202e"<b>`[klik](https://x.invalid) {0} \U0001f600'
HOSTILE_FILE = "sop/café #1, 100%: a b.sop.yaml"


def place(file: str, start: tuple[int, int], end: tuple[int, int]) -> Place:
    return Place(file, Position(*start), Position(*end))


LAYANAN = "sop/layanan.sop.yaml"

VAGUE = Finding(
    code="LK003",
    slug="kata-samar",
    severity=Severity.WARNING,
    message=message("“{word}” can't be measured", word="segera"),
    suggestion=message("write a duration in “waktu”"),
    place=place(LAYANAN, (12, 15), (12, 21)),
    path=("langkah", 2, "kegiatan"),
    fix=Fix(Applicability.UNSAFE, (TextEdit(240, 247, ""),)),
    related=(place(LAYANAN, (30, 5), (30, 11)),),
    fingerprint="00112233445566aa",
)
MISSING = Finding(
    code="SK001",
    slug="kunci-hilang",
    severity=Severity.ERROR,
    message=message("the key “{key}” is missing", key="pelaksana"),
    suggestion=None,
    place=place(LAYANAN, (14, 3), (17, 1)),
    path=("langkah", 3),
    fingerprint="00112233445566bb",
)
MISNAMED = Finding(
    code="ID009",
    slug="nama-berkas",
    severity=Severity.INFO,
    message=message("the name of the file does not tell its SOP"),
    suggestion=message("call it “{name}”", name="pengaduan.sop.yaml"),
    place=place("sop/x.sop.yaml", (1, 1), (1, 1)),
    path=(),
    fix=Fix(Applicability.UNSAFE, rename="pengaduan.sop.yaml"),
    fingerprint="00112233445566cc",
)

RULES = {
    "LK003": Rule(
        "LK003",
        "kata-samar",
        Severity.WARNING,
        Principle.KU,
        summary="a word that can't be measured",
        why="Nobody can check what has no measure.",
        source="PermenPANRB 35/2012",
        wrong="kegiatan: segera mengirim surat\n",
        right="kegiatan: mengirim surat\nwaktu: 1 jam\n",
        fix=Applicability.UNSAFE,
    ),
}


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (json_, sarif):
        monkeypatch.setattr(module, "rules_by_name", lambda: RULES)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with a golden file; SOPKIT_GOLDEN=write makes it anew, to be read before it is kept."""

    def check(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if os.environ.get("SOPKIT_GOLDEN") == "write":
            file.write_bytes(text.encode())
        assert text == file.read_text(encoding="utf-8")

    return check


@pytest.fixture
def english() -> Translator:
    return Translator("en")


@pytest.fixture
def ordinary() -> Report:
    return Report(
        findings=(VAGUE, MISSING, MISNAMED),
        files=(LAYANAN, "sop/x.sop.yaml"),
        notes=(message("git is missing, so changes are not looked at"),),
        suppressed=2,
        baselined=1,
        fixed=4,
    )


@pytest.fixture
def hostile() -> Report:
    finding = Finding(
        code="LK003",
        slug="kata-samar",
        severity=Severity.ERROR,
        message=message("“{word}” can't be measured", word=HOSTILE),
        suggestion=message("leave out “{word}”", word=HOSTILE),
        place=place(HOSTILE_FILE, (1, 2), (1, 9)),
        path=("langkah", 0, HOSTILE),
        fix=Fix(Applicability.SAFE, (TextEdit(1, 1, HOSTILE + "\ud800"),)),
        fingerprint="00112233445566dd",
    )
    return Report(
        findings=(finding, finding), files=(HOSTILE_FILE,), notes=(message(HOSTILE.replace("{0}", "")),)
    )


@pytest.fixture
def crashed() -> Report:
    trace = "Traceback (most recent call last):\n  File …\nValueError: bad\x1b[31m value\n"
    return Report(faults=(Fault("LK003", LAYANAN, trace), Fault("KT001", "", trace)), files=(LAYANAN,))
