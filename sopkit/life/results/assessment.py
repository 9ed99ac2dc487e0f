"""An assessment as the model knows it, and as an SOP's file holds it."""

from typing import Any

from sopkit.model.sop import Evaluation, Sop


def is_among(evaluation: Evaluation, sop: Sop) -> bool:
    """Tell whether `sop` has this very assessment, wherever it stands."""
    return evaluation in (_bare(one) for one in sop.evaluations)


def is_taken(evaluation: Evaluation, sop: Sop) -> bool:
    """Tell whether `sop` has another assessment of this kind and day."""
    same = (evaluation.counts_as, evaluation.date)
    is_there = any((one.counts_as, one.date) == same for one in sop.evaluations)
    return is_there and not is_among(evaluation, sop)


def _bare(one: Evaluation) -> Evaluation:
    """Return an assessment as the file says it, without its place and blanks around its texts."""
    note, action = ((text or "").strip() or None for text in (one.note, one.action))
    return one._replace(
        path=(), kind=one.counts_as, note=note, action=action, answers=tuple(sorted(one.answers))
    )


def as_item(one: Evaluation) -> dict[str, Any]:
    """Return an assessment as an SOP's file holds it, what it does not say left out."""
    item: dict[str, Any] = {
        "tanggal": one.date,
        "jenis": one.kind,
        "penilaian": one.grade,
        "catatan": one.note,
        "tindakan": one.action,
        "jawaban": {str(number): answer for number, answer in one.answers},
    }
    return {key: value for key, value in item.items() if value}
