"""Random SOPs for tests: valid files whose flow is as tangled as a real office's."""

import datetime
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import yaml

Row = dict[str, Any]

DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # ten times faster where there is libyaml

EXECUTORS = (
    "Staf Subbagian Umum",
    "Kepala Subbagian Keuangan, Umum, dan Logistik",
    "Sekretaris",
    "Ketua KPU Kota Contoh",
    "Kepala Subbagian Hukum dan SDM",
    "Pemohon",
    "Petugas Pelayanan",
    "Bendahara Pengeluaran",
    "Pejabat Pembuat Komitmen",
    "Tim Reviu",
    "Arsiparis",
    "Divisi Perencanaan, Data, dan Informasi",
)
VERBS = (
    "Menerima", "Memeriksa", "Menyusun", "Meneliti", "Menyampaikan", "Menghimpun", "Mencatat", "Menelaah", "Membahas",
    "Mengarsipkan", "Memperbaiki", "Menyiapkan", "Mengirim", "Memverifikasi", "Mengunggah", "Menandatangani",
)  # fmt: skip
OBJECTS = (
    "surat", "berkas permohonan", "konsep laporan", "rancangan keputusan", "daftar hadir", "rekapitulasi data",
    "nota dinas", "bukti dukung", "disposisi", "dokumen pertanggungjawaban", "formulir", "jadwal", "data pemilih",
)  # fmt: skip
TAILS = (
    "",
    "",
    "dan lampirannya",
    "sesuai dengan daftar kelengkapan",
    "kepada subbagian terkait",
    "dalam buku agenda dan aplikasi persuratan",
    "bersama seluruh anggota tim serta pejabat yang membidangi, lalu mencatat hasilnya dalam notula rapat",
    "berdasarkan peraturan perundang-undangan, standar operasional, dan hasil rapat koordinasi sebelumnya",
)
QUESTIONS = (
    "Lengkap?",
    "Setuju?",
    "Sesuai?",
    "Ada?",
    "Perlu perbaikan?",
    "Sudah sesuai dengan ketentuan dan anggaran yang tersedia?",
    "Apakah seluruh syarat administrasi sudah dipenuhi oleh pemohon?",
)
BRANCHES = (
    ("Teknis", "Administratif", "Keuangan"),
    ("Diterima", "Diperbaiki", "Ditolak"),
    ("Sangat segera", "Segera", "Biasa"),
)
TIMES = ("5 menit", "15 menit", "1 jam", "2 jam 30 menit", "1 hari kerja", "1-3 hari kerja", "2 menit/berkas")
NOTES = (
    "Dikembalikan bila tidak lengkap",
    "Tembusan",
    "Dapat dilakukan secara daring melalui aplikasi, dan paling lambat diselesaikan pada hari kerja berikutnya",
)


def random_sop(seed: int, *, rows: int | None = None, executors: int | None = None) -> str:
    """Return the YAML of a valid SOP: `rows` rows (8 to 60, mostly up to 30) and `executors` columns (2 to 8).

    Who asks for another size may have any from 2 upwards. Up to half of the rows decide. Every symbol is reached; arrows go mostly to near rows and neighbouring columns.
    """
    rng = Random(seed)
    low, high = rng.choices([(8, 15), (16, 30), (31, 60)], [4, 5, 1])[0]
    size = rng.randint(low, high)
    columns = rng.randint(2, 8)
    writer = _Writer(rng, rows or size, executors or columns)
    writer.write()
    return yaml.dump(writer.document(), Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=110)


class _Pattern(NamedTuple):
    """What writes some rows at once, how many, and how often."""

    write: Callable[[], None]
    rows: int
    weight: float


class _Writer:
    """Writes a table from top to bottom out of small patterns, each entered at its top and left at its foot.

    Row n has the id `k-n`, so that a pattern can lead to rows that are not written yet.
    """

    def __init__(self, rng: Random, size: int, columns: int) -> None:
        self.rng = rng
        self.size = size
        self.executors = [f"p{number}" for number in range(1, columns + 1)]
        self.column = 0
        self.rows: list[Row] = []
        self.closed: set[int] = set()
        """Rows from which the flow does not go on."""
        self.named: set[str] = set()
        """Ids that an arrow names."""
        self.says_end = False
        decisive = rng.uniform(0.1, 0.5)
        self.patterns = (
            _Pattern(self.plain, 1, 1 - decisive),
            _Pattern(self.check, 1, decisive * 0.5),
            _Pattern(self.skip, 1, decisive * 0.2),
            _Pattern(self.branch, 1, decisive * 0.15),
            _Pattern(self.crowded_check, 1, 0.08),
            _Pattern(self.refuse, 2, decisive * 0.1),
            _Pattern(self.copy, 2, 0.04),
            _Pattern(self.crowd, 2, 0.06),
            _Pattern(self.fork, 3, 0.06),
            _Pattern(self.forking_answer, 3, decisive * 0.1),
        )

    @property
    def number(self) -> int:
        """The number of the row that comes next."""
        return len(self.rows) + 1

    def write(self) -> None:
        rng = self.rng
        self.plain()
        if rng.random() < 0.2:
            self.rows[0]["jenis"] = "mulai"
        while self.number < self.size:
            room = self.size - self.number
            fitting = [pattern for pattern in self.patterns if pattern.rows <= room]
            rng.choices(fitting, [pattern.weight for pattern in fitting])[0].write()
        self.add(pelaksana=self.someone())
        if self.says_end or rng.random() < 0.2:
            self.rows[-1]["jenis"] = "selesai"
        if rng.random() < 0.5:
            for row in self.rows:
                if row["id"] not in self.named:
                    del row["id"]

    # The patterns.

    def plain(self) -> None:
        rng = self.rng
        row = self.add(pelaksana=self.someone())
        if len(self.executors) > 2 and rng.random() < 0.12:
            others = [executor for executor in self.executors if executor != row["pelaksana"]]
            row["pelaksana"] = [row["pelaksana"], *rng.sample(others, rng.randint(1, min(3, len(others))))]
        if rng.random() < 0.1:
            row["teks"] = rng.choice(["Rapat", "Arsip", "Rapat koordinasi"])

    def check(self) -> None:
        answers = {"tidak": self.back()}
        if self.rng.random() < 0.6:
            answers = {"ya": self.to(self.number + 1), **answers}
        self.decide(answers)

    def skip(self) -> None:
        over, onward = self.ahead(), self.to(self.number + 1)
        if self.rng.random() < 0.5:
            self.decide({"ya": over, "tidak": onward})
        else:
            self.decide({"ya": onward, "tidak": over})

    def branch(self) -> None:
        targets = [self.to(self.number + 1), self.ahead(), self.rng.choice([self.back, self.ahead])()]
        self.decide({"cabang": dict(zip(self.rng.choice(BRANCHES), targets, strict=True))})

    def refuse(self) -> None:
        number = self.number
        self.decide({"ya": self.to(number + 2), "tidak": self.to(number + 1)})
        self.close(pelaksana=self.someone(), jenis="selesai")
        self.says_end = True

    def copy(self) -> None:
        number = self.number
        self.add(pelaksana=self.someone(), lanjut=[self.to(number + 1), self.to(number + 2)])
        self.close(pelaksana=self.someone(), lanjut=[])

    def fork(self) -> None:
        number = self.number
        self.add(pelaksana=self.someone(), lanjut=[self.to(number + 1), self.to(number + 2)])
        self.add(pelaksana=self.someone(), lanjut=self.to(number + 3))
        self.add(pelaksana=self.someone())

    def forking_answer(self) -> None:
        number = self.number
        self.decide({"ya": [self.to(number + 1), self.to(number + 2)], "tidak": self.back()})
        self.add(pelaksana=self.someone(), lanjut=self.to(number + 3))
        self.add(pelaksana=self.someone())

    def crowd(self) -> None:
        """A fork into the symbols of one row, which join again in the row after it."""
        number = self.number
        many = self.rng.randint(2, max(2, min(4, len(self.executors))))
        ids = [self.to(number + 1, part) for part in range(1, many + 1)]
        self.add(pelaksana=self.someone(), lanjut=ids)
        columns = self.rng.sample(self.executors, many)
        join = self.to(number + 2)
        self.add(
            simbol=[
                {"id": id_, "pelaksana": column, "lanjut": join}
                for id_, column in zip(ids, columns, strict=True)
            ]
        )

    def crowded_check(self) -> None:
        """A row in which one works and one, or the same, decides."""
        first: Row = {"pelaksana": self.someone(), "teks": self.rng.choice(VERBS)}
        question = {"tanya": self.rng.choice(QUESTIONS), "ya": self.to(self.number + 1), "tidak": self.back()}
        self.add(simbol=[first, {"pelaksana": self.someone(), "keputusan": question}])

    # What the patterns are made of.

    def add(self, **flow: Any) -> Row:
        """Add the next row: the words of a table around `flow`, its keys about the symbols."""
        rng = self.rng
        standard: dict[str, Any] = {
            "kelengkapan": self.things(),
            "waktu": rng.choice(TIMES),
            "output": self.things(),
        }
        if self.rows and rng.random() < 0.07:
            standard["waktu"] = "bersama"
        row = {"id": f"k-{self.number}", "kegiatan": self.activity(), **flow, "mutu_baku": standard}
        if rng.random() < 0.2:
            row["keterangan"] = rng.choice(NOTES)
        self.rows.append(row)
        return row

    def close(self, **flow: Any) -> None:
        """Add a row that nothing follows."""
        self.closed.add(self.number)
        self.add(**flow)

    def decide(self, answers: Row) -> None:
        question = {"tanya": self.rng.choice(QUESTIONS)} if self.rng.random() < 0.8 else {}
        self.add(pelaksana=self.someone(), keputusan=question | answers)

    def to(self, number: int, part: int = 0) -> str:
        """Return the id of row `number`, or of its symbol `part`, as an arrow names it."""
        name = f"k-{number}-{part}" if part else f"k-{number}"
        self.named.add(name)
        return name

    def back(self) -> str:
        """Return the id of an earlier row, mostly a near one, from which the flow goes on."""
        far = self.number - 1
        number = self.number - self.rng.randint(1, far if self.rng.random() < 0.1 else min(6, far))
        while number in self.closed:
            number -= 1
        return self.to(number)

    def ahead(self) -> str:
        """Return the id of a row after the next one (or of the last), mostly a near one."""
        far = self.size - self.number
        return self.to(
            self.number + min(far, self.rng.randint(2, max(2, far if self.rng.random() < 0.1 else 6)))
        )

    def someone(self) -> str:
        """Return the next executor: mostly the one before or a neighbour."""
        rng = self.rng
        last = len(self.executors) - 1
        kind = rng.random()
        if kind < 0.2:
            self.column = rng.randint(0, last)
        elif kind < 0.75:
            self.column = min(last, max(0, self.column + rng.choice([-1, 1])))
        return self.executors[self.column]

    def activity(self) -> str:
        rng = self.rng
        parts = [rng.choice(VERBS), rng.choice(OBJECTS), rng.choice(TAILS)]
        if rng.random() < 0.2:
            parts += ["serta", rng.choice(VERBS).lower(), rng.choice(OBJECTS)]
        return " ".join(filter(None, parts))

    def things(self) -> list[str]:
        return [thing.capitalize() for thing in self.rng.sample(OBJECTS, self.rng.choice([1, 1, 1, 2, 2, 3]))]

    def document(self) -> Row:
        """Return the whole file as data."""
        rng = self.rng
        names = rng.sample(EXECUTORS, min(len(EXECUTORS), len(self.executors)))
        names += [f"Pelaksana {number}" for number in range(len(names) + 1, len(self.executors) + 1)]
        thing = rng.choice(OBJECTS)
        return {
            "sopkit": 1,
            "nomor": f"{rng.randint(1, 99):03}/RT.02-SOP/3576/2026",
            "judul": f"Pengelolaan {thing.title()}",
            "instansi": "Komisi Pemilihan Umum Kota Contoh",
            "unit": "Subbagian Umum",
            "status": "rancangan",
            "tanggal": {"pembuatan": datetime.date(2026, 1, 5)},
            "pengesahan": {"jabatan": "Sekretaris"},
            "dasar_hukum": ["UU Nomor 43 Tahun 2009 tentang Kearsipan"],
            "kualifikasi_pelaksana": ["Memahami tata naskah dinas"],
            "peralatan": ["Komputer"],
            "peringatan": [f"Jika {thing} tidak dicatat, maka {thing} tidak dapat ditelusuri"],
            "pencatatan": [f"Buku agenda {thing}"],
            "pelaksana": dict(zip(self.executors, names, strict=True)),
            "langkah": self.rows,
        }
