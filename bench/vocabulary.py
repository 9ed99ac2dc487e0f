"""The words of which bench/corpus.py makes its SOPs."""

from typing import NamedTuple

# What the title begins with, and what it may be about.
_TOPICS = {
    "Penerbitan": """
        izin reklame, izin penelitian, surat keterangan usaha, kartu tanda anggota, rekomendasi
        teknis bangunan, sertifikat laik sehat, izin keramaian, izin trayek angkutan, surat
        izin praktik, tanda daftar gudang
    """,
    "Pemberian": """
        bantuan alat tani, bantuan modal usaha, beasiswa pelajar, santunan kematian, dispensasi
        retribusi, rekomendasi kerja praktik
    """,
    "Pelayanan": """
        peminjaman ruang rapat, pengaduan warga, konsultasi hukum, uji kendaraan, legalisasi
        dokumen, ambulans gawat darurat, donor darah, tera ulang timbangan
    """,
    "Pengelolaan": """
        sampah rumah tangga, parkir berlangganan, retribusi kebersihan, barang persediaan,
        kendaraan dinas, arsip inaktif, koleksi pustaka, limbah medis
    """,
    "Pemeliharaan": """
        lampu jalan, saluran drainase, taman bermain, jaringan komputer, gedung kantor, marka
        jalan, sumur resapan
    """,
    "Pendaftaran": """
        peserta pelatihan, kelompok tani, sanggar seni, koperasi simpan pinjam, pedagang kaki
        lima
    """,
    "Penyaluran": """
        bantuan pangan, bibit tanaman, air bersih, pupuk bersubsidi
    """,
    "Pengawasan": """
        depot air minum, kualitas udara, jajanan sekolah, rumah kos
    """,
    "Pengujian": """
        mutu beton, contoh tanah, kualitas air sungai
    """,
    "Penataan": """
        papan nama, jalur sepeda
    """,
    "Penertiban": """
        reklame liar, kabel udara
    """,
    "Pembinaan": """
        usaha mikro
    """,
}
TOPICS = tuple(
    (aspect, thing.strip()) for aspect, text in _TOPICS.items() for thing in " ".join(text.split()).split(",")
)

_KINDS = """
    Kecamatan Kelurahan Pasar Terminal Kawasan Puskesmas Perpustakaan Balai Dermaga Kampung
"""
_NAMES = """
    Anggrek Bandeng Cempaka Delima Embun Flamboyan Gambir Harapan Ilalang Jatimulyo Kenanga Lestari
    Makmur Nusantara Oasis Pelita Rajawali Seroja Teratai Utama Widuri Wijaya Yudistira Zamrud Arjuna
    Bratasena Cendana Damar Ebony Fajar Gemilang Hijau Indah Jaya Kartika Lembayung Mawar Nirwana
    Padma Purnama Rembulan Sentosa Tirtayasa Ungaran Wisnu Abadi Bahagia Cahaya Dahlia Elok
"""
KINDS = tuple(_KINDS.split())
NAMES = tuple(_NAMES.split())

LAWS = (
    "UU Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
    "UU Nomor 25 Tahun 2009 tentang Pelayanan Publik",
    "UU Nomor 43 Tahun 2009 tentang Kearsipan",
    "UU Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan",
    "PP Nomor 60 Tahun 2008 tentang Sistem Pengendalian Intern Pemerintah",
    "Perpres Nomor 76 Tahun 2013 tentang Pengelolaan Pengaduan Pelayanan Publik",
    "Perpres Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis Elektronik",
)
SKILLS = (
    "Memahami tata naskah dinas",
    "Memahami standar pelayanan",
    "Menguasai aplikasi perkantoran",
    "Mampu berkomunikasi dengan santun",
    "Mampu mengolah data",
    "Teliti dalam memeriksa berkas",
)
TOOLS = (
    "Komputer yang terhubung ke internet",
    "Pencetak",
    "Pemindai dokumen",
    "Alat tulis kantor",
    "Kendaraan operasional",
    "Kamera",
)
UNITS = {
    "Bidang Pelayanan": "pelayanan",
    "Bidang Pengendalian": "pengendalian",
    "Bidang Pengembangan": "pengembangan",
    "Bidang Sarana": "sarana",
    "Bidang Data": "data",
}
RISKS = ("tertunda", "ditolak", "tidak dapat ditelusuri", "berlarut-larut", "menimbulkan pengaduan")


class Step(NamedTuple):
    """One row of the table: verbs to choose from, and where a “no” returns if the row is a decision.

    It needs what the row above made, and `need`.
    """

    id: str
    verbs: tuple[str, ...]
    activity: str
    executor: str
    need: str
    output: str
    question: str
    back: str


def _step(line: str) -> Step:
    name, verbs, activity, executor, need, output, decision = (part.strip() for part in line.split(";"))
    question, _, back = decision.partition(" ")
    return Step(name, tuple(verbs.split()), activity, executor, need, output, question, back)


_STEPS = """
terima; Menerima Menghimpun Menampung; berkas usulan; staf; Formulir usulan; Berkas usulan;
catat; Mencatat Mendaftarkan Membukukan; usulan; staf; Buku register; Usulan teregister;
periksa; Memeriksa Meneliti Memverifikasi; isi usulan; analis; Daftar periksa; Usulan lengkap; Lengkap? terima
jadwal; Menyusun Merancang Menyiapkan; jadwal peninjauan; analis; Kalender kerja; Jadwal peninjauan;
tugas; Menugaskan Menunjuk Menetapkan; petugas peninjau; kasi; Daftar petugas; Surat tugas;
tinjau; Meninjau Mengamati Mendatangi; lokasi; analis; Formulir peninjauan; Berita acara peninjauan;
olah; Mengolah Menganalisis Merangkum; hasil peninjauan; analis; Data pendukung; Telaahan;
telaah; Memeriksa Meneliti Mereviu; telaahan; kasi; Pedoman teknis; Telaahan sahih; Sesuai? olah
susun; Menyusun Membuat Menulis; konsep keputusan; analis; Contoh naskah dinas; Konsep keputusan;
koreksi; Mengoreksi Menyempurnakan Menyunting; tata bahasa keputusan; kasi; Kamus; Konsep terkoreksi;
setuju; Memeriksa Meneliti Mereviu; naskah keputusan; kabid; Pedoman teknis; Naskah keputusan; Setuju? susun
tetapkan; Menandatangani Menetapkan Mengesahkan; keputusan; kepala; Lembar paraf; Keputusan bertanda tangan;
nomori; Menomori Mengagendakan Mengecap; keputusan; staf; Buku nomor; Keputusan bernomor;
sampaikan; Menyampaikan Menyerahkan Mengirimkan; keputusan; staf; Surat pengantar; Tanda terima keputusan;
arsipkan; Mengarsipkan Menyimpan Memberkaskan; dokumen; staf; Map arsip; Arsip;
"""
STEPS = tuple(_step(line) for line in _STEPS.strip().splitlines())
