"""What differs in the identity block."""

import datetime
from collections import Counter
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from sopkit.diff.codes import CODES
from sopkit.diff.items import Item, item_changes, law_items, text_items
from sopkit.diff.model import Change, Severity
from sopkit.diff.times import time_change
from sopkit.diff.wording import is_rewording, is_same_name, plain
from sopkit.model.duration import Calendar
from sopkit.model.sop import Link, Path, Revision, Sop

_Key = tuple[int | None, int]
"""An entry of the history: its version, and the how manieth of that version it is."""
_AXES = ("sifat", "cakupan", "kelengkapan", "kekhususan")
_TEXT_LISTS = (
    ("kualifikasi", "qualifications"),
    ("peralatan", "equipment"),
    ("peringatan", "warnings"),
    ("pencatatan", "records"),
)


def identity_changes(old: Sop, new: Sop, calendar: Calendar) -> Iterator[Change]:
    """Yield what differs in the identity block of two versions."""
    for field in _FIELDS:
        yield from _field_change(field, old, new)
    yield from _kind_changes(old, new)
    yield from time_change(
        "standar-pelayanan-diubah",
        (old.standard, ("standar_pelayanan", "waktu")),
        (new.standard, ("standar_pelayanan", "waktu")),
        calendar,
    )
    yield from item_changes("dasar-hukum", law_items(old.legal_bases), law_items(new.legal_bases))
    yield from item_changes("keterkaitan", _links(old.links), _links(new.links))
    for name, attribute in _TEXT_LISTS:
        yield from item_changes(
            name, text_items(getattr(old, attribute)), text_items(getattr(new, attribute))
        )
    yield from item_changes("pengujian", _trials(old), _trials(new))
    yield from item_changes("evaluasi", _evaluations(old), _evaluations(new))
    yield from _history_changes(old, new)


class _Field(NamedTuple):
    """A field with one value: its code, its place in the file, how to read it, and what makes it the same."""

    code: str
    path: Path
    read: Callable[[Sop], str | None]
    is_same: Callable[[str, str], bool] | None = None


def _date(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None


def _person(sop: Sop) -> str | None:
    parts = (plain(sop.approval.name), plain(sop.approval.rank), "".join((sop.approval.nip or "").split()))
    return ", ".join(filter(None, parts)) or None


def _process(sop: Sop) -> str | None:
    return " ".join(filter(None, map(plain, sop.process or ()))) or None


_FIELDS = (
    _Field("nomor-diubah", ("nomor",), lambda sop: plain(sop.number)),
    _Field("judul-diubah", ("judul",), lambda sop: plain(sop.title), is_rewording),
    _Field("instansi-diubah", ("instansi",), lambda sop: plain(sop.agency), is_same_name),
    _Field("unit-diubah", ("unit",), lambda sop: plain(sop.unit), is_same_name),
    _Field("menggantikan-diubah", ("menggantikan",), lambda sop: plain(sop.replaces)),
    _Field("tanggal-pembuatan-diubah", ("tanggal", "pembuatan"), lambda sop: _date(sop.dates.created)),
    _Field("tanggal-efektif-diubah", ("tanggal", "efektif"), lambda sop: _date(sop.dates.effective)),
    _Field("tanggal-reviu-diubah", ("tanggal", "reviu"), lambda sop: _date(sop.dates.review)),
    _Field(
        "pengesahan-diubah", ("pengesahan", "jabatan"), lambda sop: plain(sop.approval.position), is_same_name
    ),
    _Field("pejabat-diubah", ("pengesahan",), _person),
    _Field("proses-bisnis-diubah", ("proses_bisnis",), _process),
)


def _field_change(field: _Field, old: Sop, new: Sop) -> Iterator[Change]:
    before, after = field.read(old), field.read(new)
    if before == after:
        return
    # The agency may have moved to or from sopkit.yaml.
    if field.code == "instansi-diubah" and (before is None or after is None):
        return
    severity = CODES[field.code].severity
    if field.is_same and before and after and field.is_same(before, after):
        severity = Severity.EDITORIAL
    paths = (field.path if before else None, field.path if after else None)
    yield Change(field.code, severity, before, after, *paths)


def _kind_changes(old: Sop, new: Sop) -> Iterator[Change]:
    if plain(old.status) != plain(new.status):
        severity = Severity.EDITORIAL if old.is_current == new.is_current else Severity.SUBSTANTIAL
        yield Change(
            "status-diubah", severity, plain(old.status), plain(new.status), ("status",), ("status",)
        )
    for axis, before, after in zip(_AXES, old.classification, new.classification, strict=True):
        if before != after:
            path = ("jenis_sop", axis)
            paths = (path if before else None, path if after else None)
            yield Change(
                "jenis-sop-diubah", Severity.EDITORIAL, before, after, *paths, detail=(("bagian", axis),)
            )


def _links(links: tuple[Link, ...]) -> list[Item]:
    items = []
    for link in links:
        name = plain(link.target or link.text) or ""
        text = f"{name} ({link.relation})" if link.relation else name
        items.append(Item(text, link.path, name.lower(), text, name))
    return items


def _record(path: Path, date: datetime.date | None, *parts: object) -> Item:
    text = ", ".join(str(part) for part in (date, *parts) if part)
    return Item(text, path, str(date), text, text)


def _trials(sop: Sop) -> list[Item]:
    return [_record(one.path, one.date, one.tester, one.result, plain(one.note)) for one in sop.trials]


def _evaluations(sop: Sop) -> list[Item]:
    return [
        _record(
            one.path,
            one.date,
            one.kind,
            one.grade,
            plain(one.note),
            plain(one.action),
            ", ".join(f"{number}: {answer}" for number, answer in sorted(one.answers)),
        )
        for one in sop.evaluations
    ]


def _history_changes(old: Sop, new: Sop) -> Iterator[Change]:
    """Yield the raise of the version, all in one, and the entries of the history that were rewritten."""
    earlier, later = _entries(old), _entries(new)
    for key, other in later.items():
        entry = earlier.get(key)
        if entry is not None and _entry(entry) != _entry(other):
            yield Change(
                "riwayat-diubah", Severity.EDITORIAL, _entry(entry), _entry(other), entry.path, other.path
            )
    was, now = _bookkeeping(old, later.keys()), _bookkeeping(new, earlier.keys())
    if was != now:
        names = [name for name in was if was[name] != now[name]]
        before, after = ("; ".join(f"{name}: {side[name]}" for name in names) for side in (was, now))
        path: Path = tuple(names[0].split("."))
        yield Change("pembukuan-diubah", Severity.EDITORIAL, before, after, path, path)


def _entries(sop: Sop) -> dict[_Key, Revision]:
    """Return the entries of the history by their version; one version may have several, such as its end."""
    found: dict[_Key, Revision] = {}
    counts: Counter[int | None] = Counter()
    for entry in sop.history:
        found[entry.version, counts[entry.version]] = entry
        counts[entry.version] += 1
    return found


def _entry(entry: Revision) -> str:
    parts = (entry.version, _date(entry.date), entry.kind, plain(entry.summary), plain(entry.basis))
    return ", ".join(str(part) for part in parts if part)


def _bookkeeping(sop: Sop, known: Container[_Key]) -> dict[str, str]:
    entries = [_entry(entry) for key, entry in _entries(sop).items() if key not in known]
    return {
        "versi": str(sop.version),
        "tanggal.revisi": _date(sop.dates.revised) or "-",
        "riwayat": " / ".join(entries) or "-",
        "jenis_perubahan": sop.change,
    }
