"""Fixes on files nobody thought of: they settle in one run, break nothing, and leave all other bytes alone."""

import datetime
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.lint.fixer import fix_text
from sopkit.lint.run import lint_text
from sopkit.lint.settings import Options
from sopkit.source.document import parse_document
from tests.schema.test_validators import EXAMPLES

OPTIONS = Options(datetime.date(2026, 1, 31), select=("ALL",))
FILE = Path("/nonexistent/contoh.sop.yaml")
TEXTS = tuple(file.read_text(encoding="utf-8") for file in EXAMPLES)

# What people do to a good file, as (old, new); each place it occurs at can be the one.
SLIPS = (
    (" menit", " minit"),
    ("judul: ", "judul: SOP "),
    ("judul: ", "judul: Standar Operasional Prosedur "),
    ("kegiatan: Menerima", "kegiatan: Penerimaan"),
    ("kegiatan: Menyusun", "kegiatan: Penyusunan"),
    ("kegiatan: Mengunggah", "kegiatan: Mengupload"),
    ("kegiatan: Men", "kegiatan: Surat di tandatangani, men"),
    ("izin", "ijin"),
    ("analisis", "analisa"),
    ("dasar_hukum:\n", "dasar_hukum:\n  - PP Nomor 28 Tahun 2012 tentang Pelaksanaan\n"),
    (
        "dasar_hukum:\n",
        "dasar_hukum:\n  # yang utama\n  - Keputusan KPU Nomor 1 Tahun 2020 tentang Tata Kerja\n",
    ),
    ("peringatan:", "peringantan:"),
    ("waktu: ", "wktu: "),
    ("pelaksana:\n", "pelaksana:\n  hantu: Kepala Bagian Umum\n"),
    ("status: rancangan", "status: rancangan  # sopkit: ignore[LK003] dulu perlu"),
    ("unit: ", "# sopkit: ignore[LK003] dulu perlu\nunit: "),
    ("\n", "\r\n"),
    ("nomor: ", "nomor: 007 # "),
    ("kode: ", "kode: 03.02 # "),
    ("- Memahami", "- >-\n    Memahami"),
)


@st.composite
def drafts(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    for old, new in draw(st.lists(st.sampled_from(SLIPS), min_size=1, max_size=6)):
        places = text.count(old)
        if not places:
            continue
        chosen = draw(st.integers(0, places - 1))
        parts = text.split(old)
        text = old.join(parts[: chosen + 1]) + new + old.join(parts[chosen + 1 :])
    return text


@settings(max_examples=120, deadline=None)
@given(drafts(), st.booleans())
def test_one_run_settles_and_breaks_nothing(text: str, unsafe: bool) -> None:
    before = text.encode()
    after, left = fix_text(before, FILE, OPTIONS, unsafe=unsafe)
    again, _ = fix_text(after, FILE, OPTIONS, unsafe=unsafe)
    assert again == after
    assert not left.faults
    if parse_document("a", before).data is not None:
        assert parse_document("a", after).data is not None
    errors = [
        finding for finding in lint_text(before, FILE, OPTIONS).findings if finding.code[:2] in ("YM", "SK")
    ]
    assert len([finding for finding in left.findings if finding.code[:2] in ("YM", "SK")]) <= len(errors)


def lines(content: bytes) -> list[bytes]:
    return re.split(rb"\r\n|\n|\r", content)


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_lines_without_a_finding_stay_as_they_are(text: str) -> None:
    before = text.encode()
    report = lint_text(before, FILE, OPTIONS)
    after, _ = fix_text(before, FILE, OPTIONS, unsafe=False)
    touched = {finding.place.start.line for finding in report.findings if finding.fix}
    if any(finding.code in ("HK001", "HK002") for finding in report.findings):
        return  # whole lines change their places
    kept = [line for number, line in enumerate(lines(before), 1) if number not in touched]
    rest = iter(lines(after))
    assert all(any(line == other for other in rest) for line in kept)
