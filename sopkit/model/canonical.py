"""What two SOPs have in common, whatever the files look like.

The canonical form has no comments, positions or order of keys; defaults are spelled out, texts normalised,
laws known by kind, number and year, and symbols by their place in the table, so that renamed ids make no
difference.
"""

import re
import unicodedata
from typing import Any

from sopkit.model.duration import Duration
from sopkit.model.flow import Flow, Symbol, build_flow
from sopkit.model.sop import Sop, Step, Text

BOOKKEEPING = frozenset(
    {"versi", "tanggal", "riwayat", "status", "jenis_perubahan", "pengujian", "evaluasi", "peluang"}
)
"""Keys that are not the procedure itself: they record its changes, or serve its simulation."""

RECORDS = frozenset({"pengujian", "evaluasi"})
"""Keys under which an SOP that is tried or in force collects what was found: nothing of them is printed."""

_REMARK = re.compile(r"\(([^()]*)\)")


def canonical(sop: Sop) -> dict[str, Any]:
    """Return `sop` as plain data in which equal meaning is equal value, keyed by the terms of the file."""
    flow = build_flow(sop)
    names = {executor.id: _text(executor.name) for executor in sop.executors}
    rows: dict[int, list[Symbol]] = {}
    for symbol in flow.symbols:
        rows.setdefault(symbol.row, []).append(symbol)
    return {
        "nomor": _text(sop.number),
        "judul": _text(sop.title),
        "instansi": _text(sop.agency),
        "unit": _text(sop.unit),
        "status": sop.status,
        "versi": sop.version,
        "jenis_perubahan": sop.change,
        "menggantikan": _text(sop.replaces),
        "tanggal": [
            date.isoformat() if date else None
            for date in (sop.dates.created, sop.dates.revised, sop.dates.effective, sop.dates.review)
        ],
        "pengesahan": [
            _text(sop.approval.position),
            _text(sop.approval.name),
            _text(sop.approval.rank),
            "".join((sop.approval.nip or "").split()),
        ],
        "jenis_sop": [
            sop.classification.nature,
            sop.classification.scope,
            sop.classification.completeness,
            sop.classification.specificity,
        ],
        "proses_bisnis": [_text(part) for part in sop.process] if sop.process else None,
        "standar_pelayanan": _duration(sop.standard),
        "dasar_hukum": [law.key or _text(law.text) for law in sop.legal_bases],
        "kualifikasi_pelaksana": _texts(sop.qualifications),
        "keterkaitan": [[_text(link.target), link.relation, _text(link.text)] for link in sop.links],
        "peralatan": _texts(sop.equipment),
        "peringatan": _texts(sop.warnings),
        "pencatatan": _texts(sop.records),
        "pelaksana": [[_text(executor.name), _text(executor.short)] for executor in sop.executors],
        "langkah": [_step(step, rows.get(step.number, []), names) for step in sop.steps],
        "panah": sorted([arrow.source, arrow.target, _text(arrow.label) or ""] for arrow in flow.arrows),
        "peluang": _chances(flow),
        "riwayat": [
            [entry.version, str(entry.date), entry.kind, _text(entry.summary), _text(entry.basis)]
            for entry in sop.history
        ],
        "pengujian": [
            [str(trial.date), trial.tester, trial.result, _text(trial.note)] for trial in sop.trials
        ],
        "evaluasi": [
            [str(e.date), e.kind, e.grade, _text(e.note), _text(e.action), list(e.answers)]
            for e in sop.evaluations
        ],
    }


def content(sop: Sop) -> dict[str, Any]:
    """Return the canonical form of the procedure alone, without the keys that record its changes."""
    return {key: value for key, value in canonical(sop).items() if key not in BOOKKEEPING}


def fingerprint(sop: Sop) -> str:
    """Return ten hexadecimal digits that are the same for two SOPs when their canonical forms are.

    What was found in trials and monitoring does not count: a printed page stays what it was when it comes.
    """
    import hashlib  # loads a library of its own, which whoever only compares does not need
    import json

    said = {key: [] if key in RECORDS else value for key, value in canonical(sop).items()}
    form = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(form.encode("utf-8")).hexdigest()[:10]


def _step(step: Step, symbols: list[Symbol], names: dict[str, str | None]) -> dict[str, Any]:
    return {
        "kegiatan": _text(step.activity),
        "simbol": [
            {
                "jenis": symbol.kind,
                "pelaksana": [names.get(one, one) for one in (symbol.executor, *symbol.partners)],
                "teks": _text(symbol.spec.text),
                "tanya": _text(symbol.spec.decision.question) if symbol.spec.decision else None,
            }
            for symbol in symbols
        ],
        "kelengkapan": _texts(step.inputs),
        "waktu": _duration(step.time),
        "output": _texts(step.outputs),
        "keterangan": _text(step.note),
        "sop": _text(step.sop),
    }


def _chances(flow: Flow) -> list[list[Any]]:
    return [
        [symbol.order, sorted([_text(label), chance] for label, chance in symbol.spec.decision.chances)]
        for symbol in flow.symbols
        if symbol.spec.decision is not None and symbol.spec.decision.chances
    ]


def _text(value: str | None) -> str | None:
    """Return `value` composed and with single spaces: wording, case and punctuation are content."""
    return " ".join(unicodedata.normalize("NFC", value).split()) if value else None


def _texts(items: tuple[Text, ...]) -> list[str | None]:
    return [_text(item.value) for item in items]


def _duration(value: Duration | None) -> Any:
    if value is None:
        return None
    if value.fault:
        return _text(value.text)
    amounts = [[[amount.number, amount.unit] for amount in end] for end in (value.low, value.high)]
    remarks = [_text(remark) for remark in _REMARK.findall(value.text)]  # printed, so part of the page
    return [amounts, value.is_bound, value.is_shared, value.per, remarks]
