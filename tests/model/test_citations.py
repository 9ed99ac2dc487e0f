"""The ways in which one law is cited, and that they are known for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.model.law import parse_legal_basis


@pytest.mark.parametrize(
    ("text", "kind", "number", "year", "about"),
    [
        ("UU No. 30 Tahun 2014", "UU", "30", 2014, None),
        (
            "Undang-Undang Republik Indonesia Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan",
            "UU",
            "30",
            2014,
            "Administrasi Pemerintahan",
        ),
        ("PermenPANRB 35/2012", "Permen", "35/2012", 2012, None),
        (
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 35 Tahun 2012 tentang Pedoman",
            "Permen",
            "35",
            2012,
            "Pedoman",
        ),
        (
            "Peraturan Menteri Negara Pendayagunaan Aparatur Negara Nomor PER/21/M.PAN/11/2008 tentang Pedoman",
            "Permen",
            "PER/21/M.PAN/11/2008",
            2008,
            "Pedoman",
        ),
        ("PP 28 Tahun 2012 tentang Arsip", "PP", "28", 2012, "Arsip"),
        ("Peraturan Presiden Nomor 105 Tahun 2018", "Perpres", "105", 2018, None),
        ("UU Nomor 43 Tahun 2009 ttg Kearsipan", "UU", "43", 2009, "Kearsipan"),
        ("uu no 43 thn 2009 tentang kearsipan", "UU", "43", 2009, "kearsipan"),
        ("UU Nomor 43 tentang Kearsipan", "UU", "43", None, "Kearsipan"),
        ("UU tentang Kearsipan", "UU", None, None, "Kearsipan"),
        ("Buku Pedoman Kearsipan", None, None, None, None),
    ],
)
def test_parts(text: str, kind: str | None, number: str | None, year: int | None, about: str | None) -> None:
    found = parse_legal_basis(text)
    assert (found.kind, found.number, found.year, found.about) == (kind, number, year, about)
    assert found.text == text


@pytest.mark.parametrize(
    "texts",
    [
        [
            "UU No. 30 Tahun 2014",
            "UU 30/2014",
            "Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan",
            "Undang-Undang Republik Indonesia Nomor 30 Tahun 2014",
            "UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 30 TAHUN 2014",
        ],
        [
            "PermenPANRB 35/2012",
            "Permenpan RB Nomor 35 Tahun 2012",
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 35 Tahun 2012",
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Republik Indonesia No. 35 Tahun 2012",
        ],
        [
            "Peraturan Menteri Negara Pendayagunaan Aparatur Negara Nomor PER/21/M.PAN/11/2008",
            "PermenPAN Nomor 21 Tahun 2008",
            "PERMENPAN NO. PER/21/M.PAN/11/2008",
        ],
        [
            "PKPU 14 Tahun 2020",
            "Peraturan KPU Nomor 14 Tahun 2020",
            "Peraturan Komisi Pemilihan Umum Nomor 14 Tahun 2020",
        ],
    ],
)
def test_one_law(texts: list[str]) -> None:
    keys = {parse_legal_basis(text).key for text in texts}
    assert len(keys) == 1
    assert None not in keys


def test_different_laws() -> None:
    texts = ["UU 30/2014", "UU 30/2015", "UU 31/2014", "PP 30/2014", "PermenPANRB 30/2014", "PKPU 30/2014"]
    assert len({parse_legal_basis(text).key for text in texts}) == len(texts)


def test_a_chain_is_its_first_law() -> None:
    text = "UU Nomor 7 Tahun 2017 tentang Pemilu sebagaimana diubah dengan UU Nomor 7 Tahun 2023"
    found = parse_legal_basis(text)
    assert (found.key, found.about) == ("UU 7/2017", "Pemilu")


def test_hierarchy() -> None:
    order = [
        "UUD 1945",
        "UU 30/2014",
        "PP 28/2012",
        "Perpres 81/2010",
        "PermenPANRB 35/2012",
        "Keputusan KPU Nomor 57 Tahun 2022",
    ]
    levels = [parse_legal_basis(text).level for text in order]
    assert None not in levels
    assert levels == sorted(levels)  # type: ignore[type-var]


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    assert parse_legal_basis(text).text == text


@given(
    st.lists(
        st.sampled_from(
            [
                "UU",
                "Peraturan",
                "Menteri",
                "Nomor",
                "No.",
                "Tahun",
                "2012",
                "35",
                "35/2012",
                "/",
                "tentang",
                "jo.",
                ",",
                "(",
                "RI",
            ]
        ),
        max_size=9,
    )
)
def test_any_citation_like_text(words: list[str]) -> None:
    found = parse_legal_basis(" ".join(words))
    assert found.year is None or 1000 <= found.year <= 9999
    assert (found.level is None) is (found.kind is None)
