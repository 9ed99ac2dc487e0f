"""A map as JSON."""

from typing import Any

from sopkit.life.map.chart import Node
from sopkit.life.map.problems import LinkProblem
from sopkit.life.map.run import Map
from sopkit.life.map.ties import Tie
from sopkit.life.register.entry import Entry
from sopkit.life.register.listing import entry_data
from sopkit.lint.formats.machine import dump

VERSION = 1


def render_json(found: Map) -> str:
    """Return the map as one JSON object; links name SOPs by their files."""
    chart = found.chart
    nodes = chart.nodes
    return dump(
        {
            "version": VERSION,
            "by": chart.query.by,
            "groups": [
                {"name": group.key or None, "sops": [_sop(node) for node in group.nodes]}
                for group in chart.groups
            ],
            "links": [_tie(tie, nodes) for tie in chart.ties],
            "problems": [_problem(problem) for problem in found.problems],
            "old_not_shown": chart.old,
            "generic_documents": list(chart.generic),
            "errors": [fault.as_data() for fault in found.faults],
        }
    )


def _sop(node: Node) -> dict[str, Any]:
    code, name = node.sop.process or (None, None)
    process = {"code": code, "name": name} if node.sop.process else None
    return {**entry_data(Entry(node.file, node.sop)), "process": process, "asked": node.is_asked}


def _tie(tie: Tie, nodes: dict[str, Node]) -> dict[str, Any]:
    return {
        "kind": tie.kind,
        "from": nodes[tie.source].file.as_posix(),
        "to": nodes[tie.target].file.as_posix(),
        "said_by": [nodes[name].file.as_posix() for name in sorted(tie.sayers)],
        "steps": list(tie.steps),
        "documents": list(tie.documents),
    }


def _problem(problem: LinkProblem) -> dict[str, Any]:
    return {
        "kind": problem.kind,
        "code": problem.code,
        **problem.fault.as_data(),
        "related": list(problem.related),
    }
