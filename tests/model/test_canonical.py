"""The canonical form: the same for files that say the same, different for any change of the procedure."""

from typing import Any

import pytest
import yaml

from sopkit.model.build import build
from sopkit.model.canonical import BOOKKEEPING, canonical, content

BASE = """\
nomor: 012/RT.02-SOP/3576/2022
judul: Pengelolaan Surat Masuk
status: berlaku
tanggal: {pembuatan: 2022-06-16}
pengesahan: {jabatan: Sekretaris, nip: "198001012005011001"}
dasar_hukum: [UU Nomor 43 Tahun 2009 tentang Kearsipan]
keterkaitan: [{sop: 013/RT.02-SOP/3576/2022, hubungan: mengikuti}]
peralatan: [Komputer]
pelaksana: {staf: Staf, kasubbag: Kepala Subbagian}
langkah:
  - id: terima
    kegiatan: Menerima surat
    pelaksana: staf
    mutu_baku: {kelengkapan: [Surat], waktu: 1-2 hari kerja, output: [Surat tercatat]}
  - id: periksa
    kegiatan: Memeriksa surat
    pelaksana: kasubbag
    keputusan: {tanya: "Lengkap?", ya: arsip, tidak: terima, peluang: 0.8}
    mutu_baku: {kelengkapan: [Surat tercatat], waktu: 10 menit (per surat), output: [Surat terperiksa]}
  - id: arsip
    kegiatan: Mengarsipkan surat
    pelaksana: [staf, kasubbag]
    mutu_baku: {kelengkapan: [Surat terperiksa], waktu: bersama, output: [Arsip]}
"""


def reverse(value: Any) -> Any:
    """Return `value` with its keys in reverse order, but for the executors: they are the columns."""
    if isinstance(value, list):
        return [reverse(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: value[key] if key == "pelaksana" else reverse(value[key]) for key in reversed(value)}


REVERSED = yaml.safe_dump(reverse(yaml.load(BASE, yaml.BaseLoader)), sort_keys=False)


def form(text: str) -> dict[str, Any]:
    # All scalars as text, as sopkit's own reader has them but for numbers.
    return canonical(build(yaml.load(text, yaml.BaseLoader) | {"versi": 1}))


def changed(old: str, new: str) -> str:
    assert old in BASE
    return BASE.replace(old, new)


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(
            "# a comment\n" + changed("judul: Pengelolaan Surat Masuk", 'judul: "Pengelolaan Surat Masuk"'),
            id="quotes",
        ),
        pytest.param(
            changed("judul: Pengelolaan Surat Masuk", "judul: >-\n  Pengelolaan\n  Surat   Masuk"),
            id="folding",
        ),
        pytest.param(REVERSED, id="key order"),
        pytest.param(
            changed("id: terima\n", "id: mulai-terima\n").replace("tidak: terima", "tidak: mulai-terima"),
            id="renamed step",
        ),
        pytest.param(
            changed("{staf: Staf,", "{petugas: Staf,")
            .replace("pelaksana: staf", "pelaksana: petugas")
            .replace("[staf,", "[petugas,"),
            id="renamed executor",
        ),
        pytest.param(
            changed(
                "    kegiatan: Menerima surat\n",
                "    kegiatan: Menerima surat\n    jenis: mulai\n    lanjut: periksa\n",
            ),
            id="defaults of a step",
        ),
        pytest.param(changed("ya: arsip, tidak", "tidak"), id="default of ya"),
        pytest.param(
            changed(
                "    pelaksana: [staf, kasubbag]\n",
                "    simbol:\n      - {pelaksana: [staf, kasubbag], jenis: selesai}\n",
            ),
            id="one symbol in a list",
        ),
        pytest.param(changed("judul:", "jenis_perubahan: baru\njudul:"), id="default of the kind of change"),
        pytest.param(changed("1-2 hari kerja", "1 – 2 hari efektif"), id="the same time"),
        pytest.param(changed("UU Nomor 43 Tahun 2009", "Undang-Undang No. 43 Tahun 2009"), id="the same law"),
        pytest.param(changed('"198001012005011001"', '"19800101 200501 1 001"'), id="spaced NIP"),
        pytest.param(changed("peralatan:", "x-catatan: rahasia\nperalatan:"), id="a key of one's own"),
    ],
)
def test_same_meaning_is_the_same_form(same: str) -> None:
    assert same != BASE
    assert form(same) == form(BASE)


@pytest.mark.parametrize(
    ("keys", "other"),
    [
        (
            "langkah",
            changed(
                "kegiatan: Menerima surat\n    pelaksana: staf",
                "kegiatan: Menerima surat\n    pelaksana: kasubbag",
            ),
        ),
        ("langkah", changed("[staf, kasubbag]", "[kasubbag, staf]")),
        ("langkah", changed("Menerima surat", "Menerima Surat")),
        ("langkah", changed("1-2 hari kerja", "1-2 hari")),
        ("langkah", changed("1-2 hari kerja", "maksimal 2 hari kerja")),
        ("langkah", changed("10 menit (per surat)", "10 menit (per berkas)")),
        ("langkah", changed("Lengkap?", "Sesuai?")),
        ("panah", changed("tidak: terima", "tidak: periksa")),
        ("panah", changed("ya: arsip, tidak: terima", "ya: terima, tidak: arsip")),
        ("peluang", changed("0.8", "0.7")),
        ("pelaksana langkah", changed("Kepala Subbagian", "Kepala Bagian")),
        (
            "pelaksana",
            changed("{staf: Staf, kasubbag: Kepala Subbagian}", "{kasubbag: Kepala Subbagian, staf: Staf}"),
        ),
        ("dasar_hukum", changed("43 Tahun 2009", "43 Tahun 2010")),
        ("keterkaitan", changed("mengikuti", "mendahului")),
        ("pengesahan", changed("jabatan: Sekretaris", "jabatan: Kepala")),
        ("tanggal", changed("2022-06-16", "2022-06-17")),
    ],
)
def test_a_change_is_seen_where_it_is(keys: str, other: str) -> None:
    # A number that YAML reads is not text: the chances are real numbers here.
    old, new = (canonical(build(yaml.load(text, Loader))) for text in (BASE, other))
    assert [name for name in old if old[name] != new[name]] == keys.split()


def test_content_leaves_out_the_bookkeeping() -> None:
    sop = build(yaml.load(BASE, Loader))
    assert canonical(sop).keys() - content(sop).keys() == BOOKKEEPING
    raised = changed("status: berlaku", "status: berlaku\nversi: 2").replace(
        "{pembuatan: 2022-06-16}", "{pembuatan: 2022-06-16, revisi: 2023-01-02}"
    )
    assert content(build(yaml.load(raised, Loader))) == content(sop)


def test_never_fails() -> None:
    faulty: list[Any] = [
        None,
        [],
        "text",
        {},
        {"langkah": "x", "pelaksana": []},
        {"langkah": [{"simbol": [1, {}]}]},
    ]
    for data in faulty:
        assert canonical(build(data))["langkah"] is not None


class Loader(yaml.SafeLoader):
    """YAML with dates left as text, as sopkit reads them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
