"""Five hundred SOPs that nobody thought of, laid out without a fault."""

from collections import Counter

import pytest

from sopkit.layout.chart import make_chart
from sopkit.layout.check import check_layout
from sopkit.layout.faults import LayoutFault
from sopkit.layout.paper import sheet
from sopkit.layout.table import Opening, lay_out
from sopkit.model.flow import build_flow
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document
from tests.layout.measurer import PlainMeasurer
from tests.sops import random_sop

MEASURER = PlainMeasurer()


def faults(seed: int, executors: int | None = None) -> tuple[LayoutFault, ...]:
    sop = read_sop(parse_document("acak.sop.yaml", random_sop(seed, executors=executors).encode()))
    assert sop is not None
    flow = build_flow(sop)
    made = lay_out(sop, flow, sheet("F4"), MEASURER, opening=Opening(1, 300))
    return check_layout(made, MEASURER, sop, make_chart(sop, flow))


@pytest.mark.parametrize("start", range(0, 500, 50))
def test_no_fault_with_two_to_eight_executors(start: int) -> None:
    assert {seed: found for seed in range(start, start + 50) if (found := faults(seed))} == {}


def test_nine_to_twelve_executors_seldom_lack_room_for_a_label() -> None:
    found = {seed: faults(seed, 9 + seed % 4) for seed in range(1000, 1100)}
    assert {fault.kind for some in found.values() for fault in some} <= {"label"}
    assert sum(bool(some) for some in found.values()) <= 2


def test_thirteen_to_fifteen_executors_are_drawn_with_no_arrow_through_a_symbol() -> None:
    counts = Counter(fault.kind for seed in range(2000, 2030) for fault in faults(seed, 13 + seed % 3))
    assert counts["through"] == counts["missing"] == 0
