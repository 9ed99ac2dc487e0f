import datetime
from pathlib import Path

import pytest

from sopkit.lint.finding import Severity
from sopkit.lint.run import lint_text
from sopkit.lint.settings import Options
from sopkit.model.flow import DECISION, Flow, build_flow
from sopkit.model.sop import Sop
from sopkit.project.reading import read_sop
from sopkit.schema.problems import schema_problems
from sopkit.source.document import parse_document
from tests.sops import random_sop

SEEDS = range(200)


def read(text: str) -> tuple[Sop, Flow]:
    document = parse_document("acak.sop.yaml", text.encode())
    assert document.problems == ()
    assert schema_problems(document, "sop") == []
    sop = read_sop(document)
    assert sop is not None
    return sop, build_flow(sop)


@pytest.mark.parametrize("seed", SEEDS)
def test_is_a_valid_sop_whose_every_symbol_is_reached(seed: int) -> None:
    sop, flow = read(random_sop(seed))
    assert 8 <= len(sop.steps) <= 60
    assert 2 <= len(sop.executors) <= 8
    assert flow.unknown == ()
    assert flow.repeated == ()
    known = {executor.id for executor in sop.executors}
    assert {symbol.executor for symbol in flow.symbols}.union(*(s.partners for s in flow.symbols)) <= known
    assert flow.reached == set(range(len(flow.symbols)))
    assert flow.reachable(flow.ends, backwards=True) == flow.reached - recipients(flow)
    assert not any(symbol.lacks_answers for symbol in flow.symbols)


def recipients(flow: Flow) -> set[int]:
    return {
        symbol.order for symbol in flow.symbols if symbol.spec.next == () and symbol.order not in flow.ends
    }


def test_has_no_errors_for_lint(tmp_path: Path) -> None:
    options = Options(today=datetime.date(2026, 1, 31))
    for seed in range(0, 200, 10):
        report = lint_text(random_sop(seed).encode(), tmp_path / "acak.sop.yaml", options)
        errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
        assert errors == [], f"seed {seed}"


def test_is_the_same_for_a_seed() -> None:
    assert random_sop(7) == random_sop(7)
    assert random_sop(7) != random_sop(8)


@pytest.mark.parametrize(("rows", "executors"), [(2, 2), (8, 2), (60, 8), (100, 15)])
def test_has_the_size_that_is_asked_for(rows: int, executors: int) -> None:
    sop, _ = read(random_sop(1, rows=rows, executors=executors))
    assert (len(sop.steps), len(sop.executors)) == (rows, executors)


def test_shows_every_trait_of_a_flow() -> None:
    flows = [read(random_sop(seed))[1] for seed in SEEDS]
    symbols = [symbol for flow in flows for symbol in flow.symbols]
    arrows = [arrow for flow in flows for arrow in flow.arrows]
    rows = sum(flow.symbols[-1].row for flow in flows)
    decisions = sum(symbol.kind == DECISION for symbol in symbols)
    assert 0.1 < decisions / rows < 0.5
    assert any(symbol.partners for symbol in symbols)
    assert any(symbol.spec.next == () for symbol in symbols)
    assert any(len(symbol.answers) == 3 for symbol in symbols)
    assert any(arrow.is_return for arrow in arrows)
    assert any(arrow.target - arrow.source > 10 for arrow in arrows)
