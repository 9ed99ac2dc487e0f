"""KT: circles. No SOP is part of itself, and none comes before itself."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, set_rule
from sopkit.lint.subject import Collection
from sopkit.locale.message import N_, Message, message
from sopkit.project.links import Edge, circles, successions, wholes


@set_rule(
    "KT006",
    "lingkar-makro",
    Severity.ERROR,
    Principle.KS,
    summary=N_("makro and mikro links that form a circle"),
    why=N_(
        "A makro SOP sums up its mikro SOPs. One that is, over others, part of itself can't be read from "
        "top to bottom."
    ),
    source=N_("A mikro SOP is part of a makro SOP (secondary)."),
    wrong="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 001/SOP/2026, hubungan: mikro}\n",
    right="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 002/SOP/2026, hubungan: mikro}\n",
)
def part_of_itself(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    for way in circles(wholes(collection.register)):
        first, *others = _told(way)
        if first.writer.is_target:
            yield first.writer.file, _hit(first, others, *_words_of_parts(way, first))


def _words_of_parts(way: list[Edge], first: Edge) -> tuple[Message, Message]:
    """Return what to say of the circle `way`, and what to do about it at `first`, where it is told."""
    by_steps = [edge for edge in way if edge.is_step]
    if not by_steps:
        return (
            message("the makro links form a circle: {chain}", chain=_chain(way)),
            message("decide which of them sums up the others, and correct “hubungan”"),
        )
    if len(way) == 1:
        return (
            message("this step is carried out by the SOP that it stands in"),
            message("take “sop” out of the step, or name the SOP that is meant"),
        )
    return (
        message("each of these SOPs carries out a step of the next, in a circle: {chain}", chain=_chain(way))
        if len(by_steps) == len(way)
        else message("makro links and steps of other SOPs form a circle: {chain}", chain=_chain(way)),
        message("decide which of them sums up the others, and take “sop” out of this step")
        if first.is_step
        else message(
            "decide which of them sums up the others, and correct “hubungan” here, or take “sop” out of the "
            "step there"
        ),
    )


@set_rule(
    "KT009",
    "lingkar-urutan",
    Severity.INFO,
    Principle.KS,
    summary=N_("SOPs each of which comes before the next, in a circle"),
    why=N_(
        "An order that goes round has no beginning: the reader can't tell which SOP the work starts with. "
        "Where it is a cycle of the year, “terkait” at its turn says so."
    ),
    source=N_("Consistency with other procedures is one of the drafting principles (secondary)."),
    wrong="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 001/SOP/2026, hubungan: mengikuti}\n",
    right="nomor: 001/SOP/2026\nketerkaitan:\n  - {sop: 002/SOP/2026, hubungan: mengikuti}\n",
)
def before_itself(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    for way in circles(successions(collection.register)):
        first, *others = _told(way)
        # Two SOPs that each say so contradict each other: KT008.
        is_contradiction = len(way) == 2 and first.writer is not others[0].writer
        if first.writer.is_target and not is_contradiction:
            yield (
                first.writer.file,
                _hit(
                    first,
                    others,
                    message(
                        "each of these SOPs comes before the next, in a circle: {chain}", chain=_chain(way)
                    ),
                    message("decide which of them comes first, and correct “hubungan” or write “terkait”"),
                ),
            )


def _told(way: list[Edge]) -> list[Edge]:
    """Return the links of a circle, the one where it is told first: in a target, if any is."""
    return sorted(way, key=lambda edge: (not edge.writer.is_target, edge.writer.name))


def _hit(first: Edge, others: list[Edge], what: Message, advice: Message) -> Hit:
    return Hit(first.path, what, advice, elsewhere=tuple((edge.writer.file, edge.path) for edge in others))


def _chain(way: list[Edge]) -> str:
    return " → ".join(edge.start.called for edge in (*way, way[0]))
