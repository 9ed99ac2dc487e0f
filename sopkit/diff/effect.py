"""An SOP in figures, so that two versions can be weighed against each other."""

from sopkit.diff.model import Figures
from sopkit.model.duration import Calendar
from sopkit.model.flow import DECISION, Flow, longest_time
from sopkit.model.sop import Sop


def figures(sop: Sop, flow: Flow, calendar: Calendar) -> Figures:
    """Return the figures of `sop`, whose flow is `flow`."""
    is_known = all(step.time is None or not step.time.fault for step in sop.steps)
    return Figures(
        rows=len(sop.steps),
        executors=len(sop.executors),
        decisions=sum(symbol.kind == DECISION for symbol in flow.symbols),
        minutes=longest_time(sop, flow, calendar) if is_known else None,
        handovers=sum(
            flow.symbols[arrow.source].executor != flow.symbols[arrow.target].executor
            for arrow in flow.arrows
        ),
    )
