"""How likely each answer of a decision is: as was asked for, as the file says, or by a stated assumption."""

import math
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.simulation.source import place
from sopkit.lint.rules.al_arrows import misfit
from sopkit.locale.message import message
from sopkit.model.flow import Flow, Symbol
from sopkit.render.subject import Subject
from sopkit.text import nearest

RETURNING = 0.2
"""Assumed chance that a check sends the work back, where the file does not tell."""

Origin = Literal["file", "option", "assumed"]


class Given(NamedTuple):
    """A chance given on the command line: for `answer` (None: ya) of the decision with this id or row."""

    name: str
    answer: str | None
    chance: float


class Odds(NamedTuple):
    """The chances of the answers of one decision, which add up to 1, and where they come from."""

    order: int
    chances: tuple[tuple[str, float], ...]
    origin: Origin


def parse_given(text: str) -> Given:
    """Return what `NAME=0.9`, `NAME=90%` or `NAME:ANSWER=0.7` says. Raises SopkitError for anything else."""
    target, _, value = text.rpartition("=")
    name, _, answer = target.partition(":")
    number = value.strip().replace(",", ".")
    try:
        chance = float(number[:-1]) / 100 if number.endswith("%") else float(number)
    except ValueError:
        chance = math.nan
    if not name.strip() or not 0 <= chance <= 1:
        raise SopkitError(
            message("“{value}” is not a value of {option}", value=text, option="--peluang"),
            message("write ID=0.9 or ID:ANSWER=0.7, with a chance between 0 and 1"),
        )
    return Given(name.strip(), answer.strip() or None, chance)


def decide_odds(subject: Subject, given: Sequence[Given] = ()) -> dict[int, Odds]:
    """Return the odds of every decision of `subject`, by the order of its symbol.

    Raises SopkitError, with the place, for chances that don't fit the answers or don't add up to 1.
    """
    asked = _by_order(subject.flow, given)
    return {
        symbol.order: _odds(subject, symbol, asked.get(symbol.order))
        for symbol in subject.flow.symbols
        if symbol.answers
    }


def _by_order(flow: Flow, given: Sequence[Given]) -> dict[int, dict[str, float]]:
    """Return what was given for each decision. Raises SopkitError for a name that is none's."""
    decisions = [symbol for symbol in flow.symbols if symbol.answers]
    names = {symbol.id: symbol.order for symbol in reversed(decisions)}
    rows = {str(symbol.row): symbol.order for symbol in reversed(decisions)}
    found: dict[int, dict[str, float]] = {}
    for one in given:
        order = names.get(one.name, rows.get(one.name))
        if order is None:
            near = nearest(one.name, names)
            raise SopkitError(
                message("there is no decision “{name}” in this SOP", name=one.name),
                message("did you mean “{near}”?", near=near)
                if near
                else message("decisions here: {names}", names=", ".join(names) or "-"),
            )
        found.setdefault(order, {})[one.answer or "ya"] = one.chance
    return found


def _odds(subject: Subject, symbol: Symbol, asked: Mapping[str, float] | None) -> Odds:
    where = f"--peluang {symbol.id}"
    origin: Origin = "option"
    stated = asked
    if stated is None and symbol.spec.decision is not None:
        path = (*symbol.spec.decision.path, "peluang")
        where = place(subject, path)
        origin = "file"
        stated = symbol.spec.decision.stated
    if not stated:
        return Odds(symbol.order, _assumed(symbol, subject.flow), "assumed")
    return Odds(symbol.order, _completed(symbol.answers, stated, where), origin)


def _assumed(symbol: Symbol, flow: Flow) -> tuple[tuple[str, float], ...]:
    """Return `RETURNING` for the answers that lead back together, the rest for the others, in equal parts.

    Where all lead back, or none, all are equally likely.
    """
    back = {arrow.label for arrow in flow.leaving[symbol.order] if arrow.is_return}
    count, returning = len(symbol.answers), len(back)
    if returning in (0, count):
        return tuple((answer, 1 / count) for answer in symbol.answers)
    share = {True: RETURNING / returning, False: (1 - RETURNING) / (count - returning)}
    return tuple((answer, share[answer in back]) for answer in symbol.answers)


def _completed(
    answers: Sequence[str], stated: Mapping[str, float], where: str
) -> tuple[tuple[str, float], ...]:
    """Return the chances of all `answers`; those that are not stated share what is left."""
    wrong = misfit(answers, stated)
    if wrong is not None:
        raise SopkitError(message("{place}: {what}", place=where, what=wrong.message), wrong.advice)
    total = sum(stated.values())
    open_ = [answer for answer in answers if answer not in stated]
    rest = max(0.0, 1 - total) / len(open_) if open_ else 0.0
    whole = total + rest * len(open_)
    return tuple((answer, stated.get(answer, rest) / whole) for answer in answers)
