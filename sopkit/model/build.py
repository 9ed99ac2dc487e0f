"""From the keys of the file to the names of the model: the one place where the two languages meet.

The data may be faulty: a value of the wrong type is left out, as if it had not been written. The schema
reports it; everything else can go on.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from sopkit.model.duration import Duration, parse_duration
from sopkit.model.law import parse_legal_basis
from sopkit.model.sop import (
    Answer,
    Approval,
    Classification,
    Dates,
    Decision,
    Evaluation,
    Executor,
    Link,
    Path,
    Reference,
    Revision,
    Sop,
    Step,
    SymbolSpec,
    Text,
    Trial,
)


def build(data: Any, agency: str | None = None) -> Sop:
    """Return the SOP that `data`, a parsed file, describes.

    `agency` is the `instansi` of sopkit.yaml, which counts where the file has none. Never raises.
    """
    top = _dict(data)
    dates = _dict(top.get("tanggal"))
    approval = _dict(top.get("pengesahan"))
    kinds = _dict(top.get("jenis_sop"))
    process = _dict(top.get("proses_bisnis"))
    return Sop(
        number=_text(top.get("nomor")),
        title=_text(top.get("judul")),
        agency=_text(top.get("instansi")) or agency,
        unit=_text(top.get("unit")),
        status=_text(top.get("status")),
        version=_int(top.get("versi")) or 1,
        change=_text(top.get("jenis_perubahan")) or "baru",
        replaces=_text(top.get("menggantikan")),
        dates=Dates(
            _date(dates.get("pembuatan")),
            _date(dates.get("revisi")),
            _date(dates.get("efektif")),
            _date(dates.get("reviu")),
        ),
        approval=Approval(
            _text(approval.get("jabatan")),
            _text(approval.get("nama")),
            _text(approval.get("pangkat")),
            _text(approval.get("nip")),
        ),
        classification=Classification(
            _text(kinds.get("sifat")),
            _text(kinds.get("cakupan")),
            _text(kinds.get("kelengkapan")),
            _text(kinds.get("kekhususan")),
        ),
        process=(_text(process.get("kode")), _text(process.get("nama"))) if process else None,
        standard=_duration(_dict(top.get("standar_pelayanan")).get("waktu")),
        legal_bases=tuple(parse_legal_basis(text.value, text.path) for text in _texts(top, ("dasar_hukum",))),
        qualifications=_texts(top, ("kualifikasi_pelaksana",)),
        links=tuple(_links(top.get("keterkaitan"))),
        equipment=_texts(top, ("peralatan",)),
        warnings=_texts(top, ("peringatan",)),
        records=_texts(top, ("pencatatan",)),
        executors=tuple(_executors(top.get("pelaksana"))),
        steps=tuple(
            _step(_dict(item), number, ("langkah", number - 1))
            for number, item in enumerate(_list(top.get("langkah")), 1)
            if isinstance(item, dict)
        ),
        history=tuple(_history(top.get("riwayat"))),
        trials=tuple(_trials(top.get("pengujian"))),
        evaluations=tuple(_evaluations(top.get("evaluasi"))),
    )


def outline(data: Any) -> Sop:
    """Return only what a register holds of the SOP that `data` describes, at a fifth of the price.

    That is number, title, unit, status, links and executors, and of the steps activities, outputs and SOPs.
    """
    top = _dict(data)
    steps = []
    for index, item in enumerate(_list(top.get("langkah"))):
        step = _dict(item)
        path: Path = ("langkah", index)
        outputs = _texts(_dict(step.get("mutu_baku")), (*path, "mutu_baku", "output"))
        activity, sop = _text(step.get("kegiatan")), _text(step.get("sop"))
        steps.append(Step(index + 1, path, activity=activity, outputs=outputs, sop=sop))
    return Sop(
        number=_text(top.get("nomor")),
        title=_text(top.get("judul")),
        unit=_text(top.get("unit")),
        status=_text(top.get("status")),
        replaces=_text(top.get("menggantikan")),
        links=tuple(_links(top.get("keterkaitan"))),
        executors=tuple(_executors(top.get("pelaksana"))),
        steps=tuple(steps),
    )


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _int(value: Any) -> int | None:
    return value if type(value) is int else None


def _date(value: Any) -> datetime.date | None:
    if not isinstance(value, str) or len(value) != len("2022-06-16"):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _duration(value: Any) -> Duration | None:
    if type(value) in (int, float):  # `waktu: 20`, a number without unit
        return parse_duration(f"{value:g}".replace(".", ","))
    text = _text(value)
    return parse_duration(text) if text else None


def _texts(holder: dict[str, Any], path: Path) -> tuple[Text, ...]:
    items = _list(holder.get(str(path[-1])))
    return tuple(Text(item, (*path, index)) for index, item in enumerate(items) if _text(item))


def _links(value: Any) -> Iterator[Link]:
    for index, item in enumerate(_list(value)):
        path: Path = ("keterkaitan", index)
        if isinstance(item, dict):
            target = _text(item.get("sop"))
            if target:
                yield Link(path, target, _text(item.get("hubungan")))
        elif _text(item):
            yield Link(path, text=item)


def _executors(value: Any) -> Iterator[Executor]:
    for key, item in _dict(value).items():
        if key.startswith("x-"):
            continue
        path: Path = ("pelaksana", key)
        if isinstance(item, dict):
            yield Executor(key, _text(item.get("nama")) or key, (*path, "nama"), _text(item.get("singkatan")))
        else:
            yield Executor(key, _text(item) or key, path)


def _step(item: dict[str, Any], number: int, path: Path) -> Step:
    standard = _dict(item.get("mutu_baku"))
    listed = item.get("simbol")
    if isinstance(listed, list):
        symbols = tuple(
            _symbol(symbol, (*path, "simbol", index))
            for index, symbol in enumerate(listed)
            if isinstance(symbol, dict) and symbol.get("pelaksana")
        )
        idle = tuple(
            _text(symbol.get("id"))
            for symbol in listed
            if isinstance(symbol, dict) and not symbol.get("pelaksana")
        )
    else:
        symbols = (_symbol(item, path),) if item.get("pelaksana") else ()
        idle = ()
    return Step(
        number=number,
        path=path,
        id=_text(item.get("id")),
        activity=_text(item.get("kegiatan")),
        symbols=symbols,
        inputs=_texts(standard, (*path, "mutu_baku", "kelengkapan")),
        time=_duration(standard.get("waktu")),
        outputs=_texts(standard, (*path, "mutu_baku", "output")),
        note=_text(item.get("keterangan")),
        sop=_text(item.get("sop")),
        idle=idle,
    )


def _symbol(item: dict[str, Any], path: Path) -> SymbolSpec:
    decision = item.get("keputusan")
    return SymbolSpec(
        path=path,
        id=_text(item.get("id")),
        executors=_references(item.get("pelaksana"), (*path, "pelaksana")),
        kind=_text(item.get("jenis")),
        text=_text(item.get("teks")),
        decision=_decision(decision, (*path, "keputusan")) if isinstance(decision, dict) else None,
        next=_references(item["lanjut"], (*path, "lanjut"))
        if isinstance(item.get("lanjut"), (str, list))
        else None,
    )


def _references(value: Any, path: Path) -> tuple[Reference, ...]:
    """Return the ids of `value`, one id or a list of them."""
    if isinstance(value, list):
        return tuple(Reference(item, (*path, index)) for index, item in enumerate(value) if _text(item))
    return (Reference(value, path),) if _text(value) else ()


def _decision(item: dict[str, Any], path: Path) -> Decision:
    branches = item.get("cabang")
    if isinstance(branches, dict):
        written = [(label, value, (*path, "cabang", label)) for label, value in branches.items()]
    else:
        written = [(label, item[label], (*path, label)) for label in ("ya", "tidak") if label in item]
    answers = tuple(
        Answer(label, _references(value, place), place)
        for label, value, place in written
        if not label.startswith("x-")
    )
    chances = item.get("peluang")
    if isinstance(chances, dict):
        known = tuple(
            (label, float(chance)) for label, chance in chances.items() if type(chance) in (int, float)
        )
    else:
        known = (("ya", float(chances)),) if type(chances) in (int, float) else ()  # type: ignore[arg-type]
    return Decision(path, _text(item.get("tanya")), answers, known)


def _history(value: Any) -> Iterator[Revision]:
    for index, item in _entries(value):
        yield Revision(
            ("riwayat", index),
            _int(item.get("versi")),
            _date(item.get("tanggal")),
            _text(item.get("jenis")),
            _text(item.get("uraian")),
            _text(item.get("dasar")),
        )


def _trials(value: Any) -> Iterator[Trial]:
    for index, item in _entries(value):
        yield Trial(
            ("pengujian", index),
            _date(item.get("tanggal")),
            _text(item.get("penguji")),
            _text(item.get("hasil")),
            _text(item.get("catatan")),
        )


def _evaluations(value: Any) -> Iterator[Evaluation]:
    for index, item in _entries(value):
        answers = _dict(item.get("jawaban"))
        yield Evaluation(
            ("evaluasi", index),
            _date(item.get("tanggal")),
            _text(item.get("jenis")),
            _text(item.get("penilaian")),
            _text(item.get("catatan")),
            _text(item.get("tindakan")),
            tuple(
                (int(number), answer)
                for number, answer in answers.items()
                if number.isdecimal() and len(number) == 1 and _text(answer)
            ),
        )


def _entries(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((index, item) for index, item in enumerate(_list(value)) if isinstance(item, dict))
