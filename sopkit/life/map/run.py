"""A map of the project here: what is asked for, and what is wrong with the links of what is shown."""

from pathlib import Path
from typing import NamedTuple

from sopkit.life.fault import Fault
from sopkit.life.map.chart import Chart, Query, chart_of
from sopkit.life.map.problems import LinkProblem, link_problems
from sopkit.life.map.reading import collect
from sopkit.life.register.reading import config_of, project_files
from sopkit.project.config import Config
from sopkit.project.discovery import find_root, no_files


class Map(NamedTuple):
    """What is shown, what is wrong with its links, what is wrong in the files, and the project's settings."""

    chart: Chart
    problems: tuple[LinkProblem, ...]
    faults: tuple[Fault, ...]
    config: Config


def map_here(query: Query) -> Map:
    """Return the map of the project here that `query` asks for.

    Raises SopkitError where there is no SOP, and for a unit or an SOP that is not there.
    """
    here = Path.cwd()
    config = config_of(here)
    collection = collect(project_files(), find_root(here).folder, config)
    if not collection.sops and not collection.faults:
        raise no_files(())
    chart = chart_of(collection, query, config.agency.units)
    asked = {node.name for node in chart.nodes.values() if node.is_asked}
    problems = link_problems(collection.register, config)
    told = tuple(problem for problem in problems if not asked.isdisjoint(problem.names))
    return Map(chart, told, collection.faults, config)
