"""Citations as people write them, and what is read from them."""

import pytest

from sopkit.model.law import parse_legal_basis


@pytest.mark.parametrize(
    ("text", "key", "name"),
    [
        ("UU 16/1997", "UU 16/1997", "UU 16/1997"),
        (
            "1. Undang – Undang R.I. No. 43 Tahun 2009 tentang Kearsipan",
            "UU 43/2009",
            "Undang – Undang R.I. No. 43 Tahun 2009",
        ),
        ("UU KIP Nomor 14 Tahun 2008", "UU 14/2008", "UU KIP Nomor 14 Tahun 2008"),
        ("PMK 190/PMK.05/2012", "Permen Keuangan 190/2012", "PMK 190/PMK.05/2012"),
        ("PERMENPAN NO. PER/21/M.PAN/11/2008", "Permen PANRB 21/2008", "PERMENPAN NO. PER/21/M.PAN/11/2008"),
        ("UU 8/1974 jo. UU 43/1999 tentang Kepegawaian", "UU 8/1974", "UU 8/1974"),
        (
            "Perda Kabupaten Malang Tahun 2016 Nomor 9 tentang X",
            "Perda Kabupaten/Kota malang 9/2016",
            "Perda Kabupaten Malang Tahun 2016 Nomor 9",
        ),
        (
            "SK Bupati Malang Nomor 5 Tahun 2020",
            "Keputusan bupati malang 5/2020",
            "SK Bupati Malang Nomor 5 Tahun 2020",
        ),
        (
            "Surat Keputusan Bupati Malang No. 5/2020",
            "Keputusan bupati malang 5/2020",
            "Surat Keputusan Bupati Malang No. 5/2020",
        ),
        (
            "Keputusan Gubernur Nomor 5 Tahun 2020",
            "Keputusan gubernur 5/2020",
            "Keputusan Gubernur Nomor 5 Tahun 2020",
        ),
        (
            "Keputusan KPU RI Nomor 12 Tahun 2022",
            "Keputusan KPU 12/2022",
            "Keputusan KPU RI Nomor 12 Tahun 2022",
        ),
        (
            "Keputusan KPU Kota X Nomor 12 Tahun 2022",
            "Keputusan KPU kota x 12/2022",
            "Keputusan KPU Kota X Nomor 12 Tahun 2022",
        ),
        ("ISO 9001:2015 klausul 7.5", None, "ISO 9001:2015 klausul 7.5"),
        ("Instruksi Kerja Pengarsipan", None, "Instruksi Kerja Pengarsipan"),
    ],
)
def test_reading(text: str, key: str | None, name: str) -> None:
    basis = parse_legal_basis(text)
    assert (basis.key, basis.name) == (key, name)
