"""An SOP as one fact a line, in the words of the Permen, for git to compare line by line.

No line holds the number of a row, so that an insertion changes only what it inserts.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sopkit.lint.formats.escape import printable
from sopkit.model.flow import Arrow, Flow, Symbol, build_flow
from sopkit.model.sop import Sop, Step
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document

_INDENT = "  "


def readable_form(file: Path) -> bytes:
    """Return the facts of the SOP in `file`, a line each; of what is no SOP, its bytes as they are.

    Whatever goes wrong, git gets something to show: a failure here would end its whole output.
    """
    content = file.read_bytes()
    try:
        sop = read_sop(parse_document(file.as_posix(), content))
        return facts(sop).encode("utf-8") if sop is not None and sop.steps else content
    except Exception:
        return content


def facts(sop: Sop) -> str:
    """Return the facts of `sop`: first of the whole, then of each step, under a line `Langkah: …`."""
    lines = [*_head(sop), "", *_steps(sop)]
    return "".join(f"{printable(line)}\n" for line in lines)


def _head(sop: Sop) -> Iterator[str]:
    dates, approval, kind = sop.dates, sop.approval, sop.classification
    code, process = sop.process or (None, None)
    single = (
        ("Nomor", sop.number),
        ("Judul", sop.title),
        ("Instansi", sop.agency),
        ("Unit", sop.unit),
        ("Status", sop.status),
        ("Versi", sop.version),
        ("Jenis perubahan", sop.change),
        ("Menggantikan", sop.replaces),
        ("Tanggal pembuatan", dates.created),
        ("Tanggal revisi", dates.revised),
        ("Tanggal efektif", dates.effective),
        ("Tanggal reviu", dates.review),
        ("Disahkan oleh", approval.position),
        ("Nama pejabat", approval.name),
        ("Pangkat", approval.rank),
        ("NIP", approval.nip),
        ("Jenis SOP", _joined(kind)),
        ("Proses bisnis", _joined((code, process))),
        ("Standar pelayanan", sop.standard.text if sop.standard else None),
    )
    yield from (f"{name}: {value}" for name, value in single if value is not None and value != "")
    many = (
        ("Dasar hukum", [law.text for law in sop.legal_bases]),
        ("Kualifikasi pelaksana", [item.value for item in sop.qualifications]),
        ("Keterkaitan", [_joined((link.target, link.relation, link.text)) for link in sop.links]),
        ("Peralatan", [item.value for item in sop.equipment]),
        ("Peringatan", [item.value for item in sop.warnings]),
        ("Pencatatan", [item.value for item in sop.records]),
        ("Pelaksana", [_joined((executor.name, executor.short)) for executor in sop.executors]),
        ("Riwayat", [_joined(entry[1:]) for entry in sop.history]),
        ("Pengujian", [_joined(trial[1:]) for trial in sop.trials]),
        ("Evaluasi", [_joined(evaluation[1:-1]) for evaluation in sop.evaluations]),
    )
    yield from (f"{name}: {item}" for name, items in many for item in items)


def _steps(sop: Sop) -> Iterator[str]:
    flow = build_flow(sop)
    names = {executor.id: executor.name for executor in sop.executors}
    rows: dict[int, list[Symbol]] = {}
    for symbol in flow.symbols:
        rows.setdefault(symbol.row, []).append(symbol)
    for step in sop.steps:
        yield f"Langkah: {_name(step)}"
        for symbol in rows.get(step.number, ()):
            yield from _indented(_symbol(symbol, sop, flow, names))
        yield from _indented(_standard(step))
        yield ""


def _symbol(symbol: Symbol, sop: Sop, flow: Flow, names: dict[str, str]) -> Iterator[str]:
    yield f"Pelaksana: {', '.join(names.get(one, one) for one in (symbol.executor, *symbol.partners))}"
    if symbol.kind != "proses":
        yield f"Simbol: {symbol.kind}"
    if symbol.spec.text:
        yield f"Teks simbol: {symbol.spec.text}"
    if symbol.spec.decision is not None and symbol.spec.decision.question:
        yield f"Pertanyaan: {symbol.spec.decision.question}"
    for arrow in flow.leaving[symbol.order]:
        if arrow.label or arrow.target != symbol.order + 1:
            yield _arrow(arrow, sop, flow)


def _arrow(arrow: Arrow, sop: Sop, flow: Flow) -> str:
    target = flow.symbols[arrow.target]
    step = sop.steps[target.row - 1]
    return f"{(arrow.label or 'lanjut').capitalize()} → {_name(step)}"


def _standard(step: Step) -> Iterator[str]:
    yield from (f"Kelengkapan: {item.value}" for item in step.inputs)
    if step.time is not None:
        yield f"Waktu: {step.time.text}"
    yield from (f"Output: {item.value}" for item in step.outputs)
    if step.note:
        yield f"Keterangan: {step.note}"
    if step.sop:
        yield f"SOP: {step.sop}"


def _name(step: Step) -> str:
    return " ".join((step.activity or step.id or "-").split())


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)


def _joined(parts: Iterable[object]) -> str:
    return ", ".join(str(part) for part in parts if part is not None)
