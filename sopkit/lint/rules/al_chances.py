"""AL: chances. What `peluang` says of a decision fits its answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, Message, message
from sopkit.text import nearest

_TOLERANCE = 0.015
"""By which chances may miss 1: three times 0.33 is meant to be all."""


class Misfit(NamedTuple):
    """Why chances don't fit their decision, and what to do; `label` is the one that is no answer."""

    message: Message
    advice: Message
    label: str | None = None


def misfit(answers: Sequence[str], chances: Mapping[str, float]) -> Misfit | None:
    """Return what is wrong with `chances` (0 to 1, by label) of a decision with `answers`, None if nothing.

    Answers without a chance share what is left of 1.
    """
    stray = next((label for label in chances if label not in answers), None)
    if stray is not None:
        near = nearest(stray, answers)
        return Misfit(
            message("“{label}” is no answer of this decision", label=stray),
            message("did you mean “{near}”?", near=near)
            if near
            else message("give the chance of each of its answers: {answers}", answers=", ".join(answers)),
            stray,
        )
    total = sum(chances.values())
    is_all = all(answer in chances for answer in answers)
    if total > 1 + _TOLERANCE or (is_all and total < 1 - _TOLERANCE):
        return Misfit(
            message("the chances add up to {total}, not to 1", total=f"{total:.10g}"),
            message("correct them, or leave one out: it gets what is left"),
        )
    return None


@sop_rule(
    "AL013",
    "peluang-tak-cocok",
    Severity.ERROR,
    Principle.KU,
    summary=N_("chances that do not fit the answers of their decision"),
    why=N_(
        "One of the answers is always given, so that their chances add up to 1. With others nothing can be "
        "reckoned: “sopkit simulate” refuses them."
    ),
    source=N_("The vocabulary of SOP files (schemas/sop.schema.json); the axioms of probability."),
    wrong="""\
langkah:
  - kegiatan: Memilah
    pelaksana: staf
    keputusan: {cabang: {Umum: a, Hukum: b}, peluang: {Umum: 0.7, Hukum: 0.6}}
  - {id: a, kegiatan: Menelaah umum, pelaksana: umum, jenis: selesai}
  - {id: b, kegiatan: Menelaah hukum, pelaksana: hukum, jenis: selesai}
""",
    right="""\
langkah:
  - kegiatan: Memilah
    pelaksana: staf
    keputusan: {cabang: {Umum: a, Hukum: b}, peluang: {Umum: 0.7, Hukum: 0.3}}
  - {id: a, kegiatan: Menelaah umum, pelaksana: umum, jenis: selesai}
  - {id: b, kegiatan: Menelaah hukum, pelaksana: hukum, jenis: selesai}
""",
)
def chances_that_do_not_fit(subject: Subject) -> Iterator[Hit]:
    for symbol in subject.flow.symbols:
        decision = symbol.spec.decision
        if decision is None or symbol.lacks_answers:  # AL004
            continue
        found = misfit(symbol.answers, decision.stated)
        if found is not None:
            path = (*decision.path, "peluang")
            if found.label is None:
                yield Hit(path, found.message, found.advice)
            else:
                yield Hit((*path, found.label), found.message, found.advice, role="key")
