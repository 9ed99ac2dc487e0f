"""Real structures: the corpus of flows taken from public SOPs, with filler text.

It is kept beside the project, not in it; without it these tests are skipped. `SOPKIT_KORPUS` names its folder.
"""

import datetime
import os
from pathlib import Path

import pytest

from sopkit.layout.chart import make_chart
from sopkit.layout.check import check_layout
from sopkit.lint.finding import Finding, Severity
from sopkit.lint.run import lint_paths
from sopkit.lint.settings import Options
from sopkit.project.discovery import find_root
from sopkit.render.draw import lay_out_subject, typesetter
from sopkit.render.options import Options as Drawing
from sopkit.render.refusal import refusal
from sopkit.render.subject import load_project, load_subject
from sopkit.render.typesetter import TypstMeasurer

KORPUS = Path(os.environ.get("SOPKIT_KORPUS", Path(__file__).parents[2] / "shared/korpus"))
TODAY = datetime.date(2026, 1, 31)
# Their empty cells are real, and so are MB001, MB008 and MB011 there.
EMPTY_CELLS = {"MB001", "MB008", "MB011"}
# What the source itself draws wrongly, read one by one: a reviewer would agree.
TRUE_ALARMS = {
    ("t001", "AL002"),  # the last row is a box without an arrow; the capsule stands in an earlier row
    ("t121", "AL012"),  # an end from which an arrow leaves, twice
    ("t199", "AL012"),  # an end from which an arrow leaves
    ("t309", "AL003"),  # the only beginning is drawn as an end
    ("t313", "AL003"),  # the last symbol is a box: nothing ends
}

pytestmark = pytest.mark.skipif(not KORPUS.is_dir(), reason="the corpus is not here")


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    report = lint_paths([KORPUS], Options(TODAY, select=("ALL",)))
    assert not report.faults
    assert len(report.files) == len(list(KORPUS.glob("*.sop.yaml")))
    return report.findings


def test_sound_flows_have_no_false_alarm(findings: tuple[Finding, ...]) -> None:
    told = [
        (finding.place.file, finding.code, str(finding.message))
        for finding in findings
        if "-rusak" not in finding.place.file
        and finding.code[:2] in ("AL", "PL", "MB")
        and finding.severity >= Severity.WARNING
        and finding.code not in EMPTY_CELLS
        and (Path(finding.place.file).name.split(".")[0], finding.code) not in TRUE_ALARMS
    ]
    assert told == []


def test_broken_flows_are_found(findings: tuple[Finding, ...]) -> None:
    flawed = {f.place.file for f in findings if "-rusak" in f.place.file and f.severity is Severity.ERROR}
    assert len(flawed) > 40


@pytest.mark.parametrize("file", sorted(KORPUS.glob("*.sop.yaml")), ids=lambda file: file.name.split(".")[0])
def test_every_sound_flow_is_drawn_without_a_fault(file: Path) -> None:
    subject = load_subject(file, load_project(find_root(file.parent)))
    if "-rusak" in file.name and not subject.is_drawable:
        assert refusal(subject)
        return
    assert subject.is_drawable
    layout = lay_out_subject(subject, Drawing()).layout
    chart = make_chart(subject.sop, subject.flow)
    faults = check_layout(layout, TypstMeasurer(typesetter(None), layout.sheet), subject.sop, chart)
    assert faults == () or "-rusak" in file.name
