"""The canonical form as people read it: parts by their keys in the file, times as text."""

from typing import Any

_PARTS = {
    "tanggal": ("pembuatan", "revisi", "efektif", "reviu"),
    "pengesahan": ("jabatan", "nama", "pangkat", "nip"),
    "jenis_sop": ("sifat", "cakupan", "kelengkapan", "kekhususan"),
    "proses_bisnis": ("kode", "nama"),
}
_ITEMS = {
    "keterkaitan": ("sop", "hubungan", "teks"),
    "pelaksana": ("nama", "singkatan"),
    "riwayat": ("versi", "tanggal", "jenis", "uraian", "dasar"),
    "pengujian": ("tanggal", "penguji", "hasil", "catatan"),
    "evaluasi": ("tanggal", "jenis", "penilaian", "catatan", "tindakan", "jawaban"),
}
"""What the values of the canonical form are called in the file, in their order."""


def readable(form: dict[str, Any]) -> dict[str, Any]:
    """Return a canonical form with names for the parts of its values.

    The chances of a decision, `peluang`, move to its symbol. `panah` is as it was.
    """
    named = {key: value for key, value in form.items() if key != "peluang"}
    for key, parts in _PARTS.items():
        named[key] = dict(zip(parts, form[key], strict=True)) if form[key] is not None else None
    for key, parts in _ITEMS.items():
        named[key] = [dict(zip(parts, item, strict=True)) for item in form[key]]
    named["standar_pelayanan"] = _time(form["standar_pelayanan"])
    chances = dict(form["peluang"])
    order = 0
    named["langkah"] = []
    for step in form["langkah"]:
        symbols = []
        for symbol in step["simbol"]:
            chance = chances.get(order)
            symbols.append(symbol | ({"peluang": _chances(chance)} if chance else {}))
            order += 1
        named["langkah"].append(step | {"waktu": _time(step["waktu"]), "simbol": symbols})
    return named


def _chances(chances: list[tuple[str | None, float]]) -> str:
    return ", ".join(f"{label}: {chance:.15g}" for label, chance in chances)


def _time(value: Any) -> Any:
    """Return a time as it would be written; one that could not be read is text already."""
    if not isinstance(value, list):
        return value
    (low, high), is_bound, is_shared, per, remarks = value
    if is_shared:
        text = "bersama"
    else:
        ends = [_amounts(low)] + ([_amounts(high)] if high != low else [])
        text = ("maksimal " if is_bound else "") + " - ".join(ends)
    return text + (f"/{per}" if per else "") + "".join(f" ({remark})" for remark in remarks)


def _amounts(amounts: list[Any]) -> str:
    return " ".join(f"{number:.15g} {unit}".replace(".", ",") for number, unit in amounts)
