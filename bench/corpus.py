"""A made-up office of any number of SOPs: plausible, clean, and the same bytes on every machine.

    python bench/corpus.py FOLDER 1000
    python bench/corpus.py FOLDER 1000 --faulty

Each file has some 120 lines: 15 steps, of which three are decisions that return, and every section. `sopkit
lint --select ALL` finds nothing in the folder. With `--faulty` each file has five faults, and lint finds just
these:

    YM003  the number of the business process without its quotes
    SK004  a key that is not known
    PL002  a column that no step uses
    LK003  an activity that begins with a noun
    MB004  “minit” for “menit”

File 0 has no link to others of the folder, and so is the same alone as among thousands.
"""

import argparse
import random
import re
from pathlib import Path
from typing import NamedTuple

from vocabulary import KINDS, LAWS, NAMES, RISKS, SKILLS, STEPS, TOOLS, TOPICS, UNITS

SEED = 35
TURN = 7919
"""A prime that doesn't divide the number of subjects, so that each comes up once."""
OFFICE = "Pemerintah Kota Tirta Raya"


class Subject(NamedTuple):
    """What SOP number `index` is about: each subject occurs once."""

    aspect: str
    thing: str
    place: str

    @property
    def text(self) -> str:
        """The subject within a sentence."""
        return f"{self.thing} {self.place}"

    @property
    def title(self) -> str:
        """The title of the SOP."""
        return f"{self.aspect} {self.thing.title()} {self.place}"


def subject(index: int) -> Subject:
    """Return the subject of SOP number `index`, neighbours in number being far apart in topic."""
    count = len(TOPICS) * len(KINDS) * len(NAMES)
    turn, at = divmod(index, count)
    at, topic = divmod(at * TURN % count, len(TOPICS))
    name, kind = divmod(at, len(KINDS))
    again = f" Sektor {turn + 1}" if turn else ""
    return Subject(*TOPICS[topic], f"{KINDS[kind]} {NAMES[name]}{again}")


def number(index: int) -> str:
    """Return the number of SOP number `index`."""
    return f"{index + 1:06d}/OT.02-SOP/2026"


def sop(index: int, count: int, *, faulty: bool = False) -> str:
    """Return SOP number `index` of `count`, as YAML."""
    chance = random.Random(f"{SEED} {index}")
    about = subject(index)
    unit, field = chance.choice([*UNITS.items()])
    code = f"{chance.randint(1, 9):02d}.{chance.randint(1, 89):02d}"
    lines = [
        "# yaml-language-server: $schema=../../schemas/sop.schema.json",
        "sopkit: 1",
        f"nomor: {number(index)}",
        f"judul: {about.title}",
        f"unit: {unit}",
        "status: rancangan",
        "versi: 1",
        "jenis_perubahan: baru",
        f"tanggal: {{pembuatan: {_date(chance, 2025)}, revisi: null, efektif: null}}",
        "pengesahan:",
        f"  jabatan: Kepala {unit}",
        "  nama: Sri Rahayu",
        "  pangkat: Pembina",
        f"  nip: {_quoted(_nip(chance))}",
        "jenis_sop: {sifat: administratif, cakupan: mikro, kelengkapan: final, kekhususan: spesifik}",
        "proses_bisnis:",
        f"  kode: {code if faulty else _quoted(code)}",
        f"  nama: {about.aspect} {about.thing}",
        "standar_pelayanan: {waktu: 40 hari kerja}",
        *_list("dasar_hukum", _some(chance, LAWS, 3)),
        *_list("kualifikasi_pelaksana", _some(chance, SKILLS, 2)),
        *_links(index, count),
        *_list("peralatan", _some(chance, TOOLS, 3)),
        *_list("peringatan", _warnings(chance, about)),
        *_list("pencatatan", [f"Buku register usulan {about.thing}", f"Berkas keputusan {about.thing}"]),
        *(["catatan_kaki: Dicetak dua sisi"] if faulty else []),
        "pelaksana:",
        f"  staf: Staf {unit}",
        f"  analis: Analis {field.title()}",
        f"  kasi: Kepala Seksi {field.title()}",
        f"  kabid: Kepala {unit}",
        "  kepala: Kepala Dinas",
        *(["  bendahara: Bendahara Pengeluaran"] if faulty else []),
        "langkah:",
        *(line for row, _ in enumerate(STEPS) for line in _step(chance, row, about, faulty=faulty)),
        "riwayat:",
        f"  - {{versi: 1, tanggal: {_date(chance, 2025)}, jenis: baru, uraian: Penyusunan pertama}}",
        "pengujian:",
        f"  - {{tanggal: {_date(chance, 2026)}, penguji: pelaksana, hasil: layak}}",
        "evaluasi:",
        f"  - {{tanggal: {_date(chance, 2026)}, jenis: monitoring, penilaian: berjalan baik}}",
    ]
    return "\n".join(lines) + "\n"


def _step(chance: random.Random, row: int, about: Subject, *, faulty: bool) -> list[str]:
    step = STEPS[row]
    activity = f"{chance.choice(step.verbs)} {step.activity}"
    time = f"{chance.randrange(10, 60, 5)} menit" if chance.random() < 0.6 else f"{chance.randint(1, 7)} jam"
    if faulty and step.id == "susun":
        activity = f"Pembuatan {step.activity}"
    if faulty and step.id == "catat":
        time = "10 minit"
    needs = [f"{STEPS[row - 1].output} {about.thing}", step.need] if row else [step.need]
    output = f"{step.output} {about.thing}"
    return [
        f"  - id: {step.id}",
        f"    kegiatan: {activity} {about.text}",
        f"    pelaksana: {step.executor}",
        *(_decision(row) if step.question else []),
        f"    mutu_baku: {{kelengkapan: [{', '.join(needs)}], waktu: {time}, output: [{output}]}}",
    ]


def _decision(row: int) -> list[str]:
    step, following = STEPS[row], STEPS[row + 1]
    return [
        f"    keputusan: {{tanya: {_quoted(step.question)}, ya: {following.id}, tidak: {step.back}}}",
        "    keterangan: Dikembalikan beserta catatan perbaikan",
    ]


def _links(index: int, count: int) -> list[str]:
    """Return the links: 1 and 2, 3 and 4 … name each other; who is left over names one kept elsewhere."""
    other = index + 1 if index % 2 else index - 1
    if index == 0 or other >= count:
        return ["keterkaitan:", "  - SOP Pengelolaan Surat Masuk"]
    relation = "mendahului" if index % 2 else "mengikuti"
    return ["keterkaitan:", f"  - sop: {number(other)}", f"    hubungan: {relation}"]


def _warnings(chance: random.Random, about: Subject) -> list[str]:
    first, second = chance.sample(RISKS, 2)
    return [
        f"Jika berkas {about.thing} tidak lengkap, maka usulan {first}",
        f"Jika keputusan {about.thing} terlambat, maka layanan {second}",
    ]


def _list(key: str, items: list[str]) -> list[str]:
    return [f"{key}:", *(f"  - {item}" for item in items)]


def _some(chance: random.Random, items: tuple[str, ...], count: int) -> list[str]:
    """Return `count` of `items`, in their order."""
    return [items[at] for at in sorted(chance.sample(range(len(items)), count))]


def _date(chance: random.Random, year: int) -> str:
    return f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _nip(chance: random.Random) -> str:
    """Return an employee's number: birth, appointment, sex, serial number."""
    birth = f"{chance.randint(1970, 1985)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    return f"{birth}{chance.randint(2005, 2015)}{chance.randint(1, 12):02d}2{chance.randint(1, 99):03d}"


def _quoted(text: str) -> str:
    return f'"{text}"'


def write(folder: Path, count: int, *, faulty: bool = False) -> list[Path]:
    """Write a project of `count` SOPs into `folder`, and return the SOP files."""
    folder.mkdir(parents=True, exist_ok=True)
    config = [
        "language: id",
        "agency:",
        f"  instansi: {OFFICE}",
        "  nomor_pattern: '^[0-9]{6}/OT[.]02-SOP/2026$'",
    ]
    (folder / "sopkit.yaml").write_text("\n".join(config) + "\n", "utf-8")
    files = []
    for index in range(count):
        name = re.sub("[^a-z0-9]+", "-", subject(index).title.lower())
        file = folder / f"{name}.sop.yaml"
        file.write_text(sop(index, count, faulty=faulty), "utf-8")
        files.append(file)
    return files


def main() -> None:
    """Write the files that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a project of made-up SOPs.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--faulty", action="store_true", help="with five faults in each")
    arguments = parser.parse_args()
    write(arguments.folder, arguments.count, faulty=arguments.faulty)


if __name__ == "__main__":
    main()
