"""Known edits of the identity block and of the executors."""

from tests.diff.edits import Draft, Edit, Row, holders


def _once(area: str, edit: Edit) -> Edit:
    """Return `edit`, made only where nothing else changed the same part."""

    def made(draft: Draft) -> bool:
        if area in draft.areas:
            return False
        draft.areas.add(area)
        return edit(draft)

    return made


def _set(code: str, *path: str, value: str) -> Edit:
    def edit(draft: Draft) -> bool:
        holder = draft.new
        for key in path[:-1]:
            if not isinstance(holder.get(key), dict):
                holder[key] = {}
            holder = holder[key]
        if holder.get(path[-1]) == value:
            return False
        holder[path[-1]] = value
        draft.expect(code)
        return True

    return _once(path[0] if path[0] != "tanggal" else path[1], edit)


def _added(name: str, key: str, value: object) -> Edit:
    def edit(draft: Draft) -> bool:
        if not isinstance(draft.new.get(key), list):
            draft.new[key] = []
        items = draft.new[key]
        items.insert(draft.rng.randint(0, len(items)), value)
        draft.expect(f"{name}-ditambah")
        return True

    return _once(key, edit)


def _removed(name: str, key: str) -> Edit:
    def edit(draft: Draft) -> bool:
        items = draft.new.get(key)
        if not isinstance(items, list) or not items:
            return False
        del items[draft.rng.randrange(len(items))]
        draft.expect(f"{name}-dihapus")
        return True

    return _once(key, edit)


def _reordered(name: str, key: str) -> Edit:
    def edit(draft: Draft) -> bool:
        items = draft.new.get(key)
        if not isinstance(items, list) or len({str(item) for item in items}) < 2:
            return False
        items.append(items.pop(0))
        if items == draft.old.get(key):
            return False
        draft.expect(f"{name}-diurutkan")
        return True

    return _once(key, edit)


def respell_law(draft: Draft) -> bool:
    """A law is cited in another way, which is no change."""
    laws = draft.new["dasar_hukum"]
    laws[:] = [
        law.replace("UU Nomor ", "Undang-Undang No. ").replace("Peraturan Menteri PANRB", "PermenPANRB")
        for law in laws
    ]
    return laws != draft.old["dasar_hukum"]


def raise_version(draft: Draft) -> bool:
    """Version, date of revision, history and kind of change are raised: one change."""
    data = draft.new
    data["versi"] = (data.get("versi") or 1) + 1
    data["tanggal"]["revisi"] = "2026-03-02"
    data["jenis_perubahan"] = "perubahan"
    data["riwayat"] = [
        *(data.get("riwayat") or []),
        {"versi": data["versi"], "tanggal": "2026-03-02", "jenis": "perubahan"},
    ]
    draft.expect("pembukuan-diubah")
    return True


def add_executor(draft: Draft) -> bool:
    """A column is added."""
    draft.new["pelaksana"]["petugas-baru"] = "Pramubakti"
    draft.expect("pelaksana-ditambah")
    return True


def rename_executor(draft: Draft) -> bool:
    """A column is called otherwise; its steps are not told one by one."""
    who = draft.executor("petugas-baru")
    if who is None:
        return False
    value = draft.new["pelaksana"][who]
    if isinstance(value, dict):
        value["nama"] = "Analis Tata Laksana"
    else:
        draft.new["pelaksana"][who] = "Analis Tata Laksana"
    draft.expect("pelaksana-diganti-nama")
    return True


def reorder_executors(draft: Draft) -> bool:
    """The columns stand in another order."""
    items = list(draft.new["pelaksana"].items())
    if len(items) < 2 or "petugas-baru" in draft.new["pelaksana"]:
        return False
    draft.new["pelaksana"] = dict([*items[1:], items[0]])
    draft.expect("pelaksana-diurutkan")
    return True


def rename_executor_id(draft: Draft) -> bool:
    """An executor has another id, which is no change."""
    who = draft.executor("petugas-baru")
    if who is None:
        return False
    draft.new["pelaksana"] = {
        ("p-" + key if key == who else key): name for key, name in draft.new["pelaksana"].items()
    }
    for row in draft.rows:
        for holder in holders(row):
            _put(holder, who)
    return True


def _put(holder: Row, who: str) -> None:
    value = holder.get("pelaksana")
    if value == who:
        holder["pelaksana"] = "p-" + who
    elif isinstance(value, list):
        holder["pelaksana"] = ["p-" + one if one == who else one for one in value]


IDENTITY_EDITS: dict[str, Edit] = {
    "number": _set("nomor-diubah", "nomor", value="099/XX.09-SOP/2027"),
    "title": _set("judul-diubah", "judul", value="Pemusnahan Arsip"),
    "unit": _set("unit-diubah", "unit", value="Subbagian Persidangan"),
    "status": _set("status-diubah", "status", value="berlaku"),
    "date of making": _set("tanggal-pembuatan-diubah", "tanggal", "pembuatan", value="2025-12-01"),
    "date of coming into force": _set("tanggal-efektif-diubah", "tanggal", "efektif", value="2027-12-01"),
    "approving position": _set("pengesahan-diubah", "pengesahan", "jabatan", value="Inspektur"),
    "name of the official": _set("pejabat-diubah", "pengesahan", "nama", value="Sri Rahayu"),
    "promised time": _set("standar-pelayanan-diubah", "standar_pelayanan", "waktu", value="31 hari kerja"),
    "kind of SOP": _set("jenis-sop-diubah", "jenis_sop", "sifat", value="teknis"),
    "law added": _added("dasar-hukum", "dasar_hukum", "PP Nomor 71 Tahun 2019 tentang Sistem Elektronik"),
    "law removed": _removed("dasar-hukum", "dasar_hukum"),
    "laws reordered": _reordered("dasar-hukum", "dasar_hukum"),
    "law spelled otherwise": _once("dasar_hukum", respell_law),
    "qualification added": _added("kualifikasi", "kualifikasi_pelaksana", "Menguasai bahasa isyarat"),
    "equipment added": _added("peralatan", "peralatan", "Lemari besi"),
    "equipment removed": _removed("peralatan", "peralatan"),
    "warning added": _added("peringatan", "peringatan", "Jika lewat 3 hari, maka permohonan gugur"),
    "warning removed": _removed("peringatan", "peringatan"),
    "record added": _added("pencatatan", "pencatatan", "Formulir kendali"),
    "records reordered": _reordered("pencatatan", "pencatatan"),
    "link added": _added("keterkaitan", "keterkaitan", {"sop": "077/A", "hubungan": "terkait"}),
    "link removed": _removed("keterkaitan", "keterkaitan"),
    "version raised": _once("versi", raise_version),
    "executor added": _once("executors", add_executor),
    "executor renamed": _once("executor", rename_executor),
    "executors reordered": _once("executors", reorder_executors),
    "id of an executor": _once("executor", rename_executor_id),
}
"""Edits of the identity block, by what they do; some must not be told at all."""
