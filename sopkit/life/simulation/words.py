"""Figures as people read them, and what was taken for granted, in words."""

from sopkit.diff.times import spelled_minutes
from sopkit.life.simulation.chances import Odds
from sopkit.life.simulation.report import Simulation
from sopkit.locale.message import N_, Message, message
from sopkit.model.duration import Calendar

_FINE = 30
"""Minutes below which tenths of a minute are told."""


def spelled(minutes: float, calendar: Calendar) -> str:
    """Return `minutes` of work in the units of an SOP, rounded: `1 hari kerja 2 jam 5 menit`."""
    return spelled_minutes(round(minutes, 1 if minutes < _FINE else 0), calendar)


def number(value: float, digits: int, language: str) -> str:
    """Return `value` with so many digits after the sign that `language` sets before them."""
    text = f"{value:,.{digits}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def percent(share: float, language: str) -> str:
    """Return a share as a percentage with one digit: `97.3 %`; not quite all is never told as all."""
    shown = min(max(share, 0.001), 0.999) if 0 < share < 1 else share
    return f"{number(shown * 100, 1, language)} %"


def chances(odds: Odds, language: str) -> str:
    """Return the answers of a decision with their chances: `ya 80.0 %, tidak 20.0 %`."""
    return ", ".join(f"{answer} {percent(chance, language)}" for answer, chance in odds.chances)


def question(simulation: Simulation, odds: Odds) -> str:
    """Return what a decision asks, else what is done there."""
    symbol = simulation.subject.flow.symbols[odds.order]
    asked = symbol.spec.decision.question if symbol.spec.decision else None
    activities = {step.number: step.activity for step in simulation.sop.steps}
    return asked or activities[symbol.row] or symbol.id


def assumptions(simulation: Simulation, language: str) -> tuple[Message, ...]:
    """Return what was taken for granted, so far as it matters for this SOP."""
    hours = simulation.subject.project.config.calendar.hours_per_workday
    readings, paths = simulation.readings, simulation.paths
    said = [
        message(
            "times are of work: a day, “hari” too, has {hours} hours; waiting in trays is not counted",
            hours=number(hours, 0 if hours == round(hours) else 1, language),
        )
    ]
    if any(odds.origin == "assumed" for odds in simulation.odds):
        said.append(
            message(
                "decisions without “peluang”: answers that lead back together 20 %, the others 80 %; where "
                "all or none lead back, each is equally likely"
            )
        )
    if simulation.has_branches:
        said.append(
            message(
                "branches run side by side and wait for one another where they meet; a case takes as long as "
                "its slowest ones, and nobody is held up by other work"
            )
        )
    if len(simulation.subject.flow.starts) > 1:
        said.append(message("a case may begin at each of the starts, with equal chance"))
    for rows, template in (
        (readings.ranges, N_("ranges are drawn evenly between both ends: {rows}")),
        (readings.bounds, N_("upper bounds (“maksimal”) count in full: {rows}")),
        (readings.units, N_("times per unit of work count once: {rows}")),
        (readings.shared, N_("“bersama” is counted in the row above: {rows}")),
        (readings.clock_days, N_("“24 jam” counts as one day: {rows}")),
        (readings.missing, N_("rows without a time count as 0: {rows}")),
        (readings.unread, N_("times that can't be read count as 0: {rows}")),
        (simulation.unreached, N_("no case came to these rows: {rows}")),
    ):
        if rows:
            said.append(message(template, rows=_rows(rows)))
    if not paths.is_complete:
        said.append(
            message("there are more paths than the {count} that were looked at", count=len(paths.ways))
        )
    if simulation.expected_work is None:
        said.append(message("too many branches can wait at once for the means to be computed exactly"))
    return tuple(said)


def _rows(rows: tuple[int, ...]) -> Message:
    listed = ", ".join(map(str, rows))
    return message("row {rows}", rows=listed) if len(rows) == 1 else message("rows {rows}", rows=listed)
