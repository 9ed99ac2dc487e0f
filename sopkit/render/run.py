"""Drawing many SOPs: each by itself, in as many processes as pay off; one that fails stops no other."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sopkit.errors import SopkitError
from sopkit.layout.table import Layout
from sopkit.locale.message import message
from sopkit.project.discovery import find_root
from sopkit.project.git import GitUnavailable, open_repository
from sopkit.render.draw import Sheets, draw_pages, lay_out_subject, typesetter
from sopkit.render.options import Options
from sopkit.render.output import make_folder, write_pages
from sopkit.render.subject import Project, Subject, load_project, load_subject, parse_subject
from sopkit.render.typesetter import TypstMeasurer

if TYPE_CHECKING:
    from sopkit.layout.faults import LayoutFault
    from sopkit.lint.finding import Finding

Result = TypeVar("Result")

PARALLEL_FROM = 12
"""Files from which on a second process pays for its start."""


@dataclass(frozen=True, slots=True)
class Task:
    """One SOP to draw. `target` is the file of the drawing, None where nothing is to be written."""

    file: Path
    project: Project
    options: Options
    target: Path | None = None
    commit: str | None = None
    epoch: int | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one SOP fared: what was written, or why not."""

    file: Path
    written: tuple[Path, ...] = ()
    refused: bool = False
    findings: "tuple[Finding, ...]" = ()
    """Why the flow can't be drawn."""
    faults: "tuple[LayoutFault, ...]" = ()
    """What is wrong with the layout, where that was asked for."""
    error: SopkitError | None = None
    excess: int = 0
    """The pages that it takes, where one was asked for and does not do."""


def find_tasks(
    projects: Sequence[tuple[Project, Sequence[Path]]], options: Options, *, force: bool, epoch: int | None
) -> list[Task]:
    """Return the tasks of the SOPs in `projects`, with the commits of those that are unmodified."""
    tasks = []
    for project, files in projects:
        commits = last_commits(project.root.folder, files) if options.form == "pdf" else {}
        tasks += [
            Task(file, project, options, commit=commits.get(file), epoch=epoch, force=force) for file in files
        ]
    return tasks


def last_commits(folder: Path, files: Sequence[Path]) -> Mapping[Path, str]:
    """Return the last commit of each of `files` that is unmodified; none where there is no git."""
    try:
        return open_repository(folder).last_commits(list(files))
    except GitUnavailable:
        return {}


def run(tasks: Sequence[Task], jobs: int | None, *, check: bool = False) -> Iterator[Outcome]:
    """Yield the outcome of each task, in order; with `check` nothing is drawn, and faults are told."""
    return spread(_check if check else _draw, tasks, jobs)


def spread(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int | None) -> Iterator[Result]:
    """Yield what `work` makes of each task, in order, in as many processes as asked for or pay off."""
    workers = _workers(len(tasks), jobs)
    if workers == 1:
        yield from map(work, tasks)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(work, tasks, chunksize=max(1, len(tasks) // (workers * 8)))


def sheets_of(task: Task) -> Sheets | Outcome:
    """Return the layout of one SOP, or why there is none."""
    try:
        subject = load_subject(task.file, task.project)
        if not subject.is_drawable:
            return _refuse(subject)
        return lay_out_subject(subject, task.options)
    except SopkitError as error:
        return Outcome(task.file, error=error)


class Pages(NamedTuple):
    """The drawing of one SOP: its files, and what could not be drawn of it."""

    files: list[bytes]
    faults: "tuple[LayoutFault, ...]" = ()
    excess: int = 0
    """The pages that it takes, where one was asked for and does not do."""


def draw_bytes(task: Task) -> Pages | Outcome:
    """Return the pages of one SOP as files, or why there are none."""
    try:
        return _pages(load_subject(task.file, task.project), task)
    except SopkitError as error:
        return Outcome(task.file, error=error)


def draw_stdin(content: bytes, options: Options, epoch: int | None) -> Pages | Outcome:
    """Return the pages of the SOP in `content`, as if it were kept in the current folder."""
    file = Path("sop.sop.yaml")
    try:
        project = load_project(find_root(Path.cwd()))
        return _pages(parse_subject(content, file, project), Task(file, project, options, epoch=epoch))
    except SopkitError as error:
        return Outcome(file, error=error)


def _pages(subject: Subject, task: Task) -> Pages | Outcome:
    if not subject.is_drawable:
        return _refuse(subject)
    if task.options.view == "flowchart":
        from sopkit.render.chartview import draw_flowchart

        return Pages(draw_flowchart(subject, task.options, task.commit, task.epoch))
    sheets = lay_out_subject(subject, task.options)
    count = sheets.layout.page_count
    excess = count if task.options.together and count > 1 else 0
    files = draw_pages(sheets, task.options, task.commit, task.epoch)
    return Pages(files, undrawn(sheets.layout), excess)


def undrawn(layout: Layout) -> "tuple[LayoutFault, ...]":
    """Return what is missing on the pages of an SOP: arrows that found no way, rows beyond the paper."""
    bottom = layout.sheet.body.y + layout.sheet.body.height
    lost = [(page, link) for page in layout.pages for link in page.drawing.unrouted]
    high = [page for page in layout.pages if page.drawing.rows[-1].y1 > bottom + 1]
    if not lost and not high:
        return ()
    from sopkit.layout.faults import PAGE, LayoutFault
    from sopkit.layout.geometry import Point
    from sopkit.layout.verify import Kind

    missing = [
        LayoutFault(Kind.MISSING.value, page.number, (f"{link.source}>{link.target}",), Point(0, 0))
        for page, link in lost
    ]
    return (*missing, *(LayoutFault(PAGE, page.number, (), Point(0, bottom)) for page in high))


def _draw(task: Task) -> Outcome:
    try:
        return _drawn(task)
    except SopkitError as error:
        return Outcome(task.file, error=error)
    except Exception as error:  # one SOP may not take the others with it
        return Outcome(task.file, error=own_fault(task, error))


def _drawn(task: Task) -> Outcome:
    subject = load_subject(task.file, task.project)
    pages = _pages(subject, task)
    if isinstance(pages, Outcome) or task.target is None:
        return pages if isinstance(pages, Outcome) else Outcome(task.file)
    make_folder(task.target.parent)
    written = tuple(write_pages(task.target, pages.files, force=task.force))
    return Outcome(task.file, written, faults=pages.faults, excess=pages.excess)


def own_fault(task: Task, error: Exception) -> SopkitError:
    """Return the error that says that sopkit itself stumbled over an SOP."""
    return SopkitError(
        message(
            "{file}: a fault of sopkit itself: {kind}: {error}",
            file=task.file.as_posix(),
            kind=type(error).__name__,
            error=error,
        ),
        message("please report it, with the file"),
    )


def _check(task: Task) -> Outcome:
    from sopkit.layout.chart import make_chart
    from sopkit.layout.check import check_layout

    sheets = sheets_of(task)
    if isinstance(sheets, Outcome):
        return sheets
    config, subject = task.project.config.render, sheets.subject
    measurer = TypstMeasurer(typesetter(config.font), sheets.layout.sheet)
    chart = make_chart(subject.sop, subject.flow, task.options.capsule(config))
    return Outcome(task.file, faults=check_layout(sheets.layout, measurer, subject.sop, chart))


def _refuse(subject: Subject) -> Outcome:
    from sopkit.render.refusal import refusal

    return Outcome(subject.file, refused=True, findings=refusal(subject))


def _workers(files: int, jobs: int | None) -> int:
    """Return how many processes to use: as asked for, else as many as pay for themselves."""
    most = 61 if os.name == "nt" else files  # Windows waits for no more
    if jobs is not None:
        return max(1, min(jobs, files, most))
    return 1 if files < PARALLEL_FROM or os.name == "nt" else max(1, min(os.cpu_count() or 1, files))
