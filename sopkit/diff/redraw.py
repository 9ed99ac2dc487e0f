"""Whether the pages of a PDF are the ones that sopkit draws from the sources in it: it draws them again.

The same source, settings and version give the same bytes, so that bytes decide. What the settings were is
seen from the PDF where it can be, and tried where there are few.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Literal

from sopkit import __version__
from sopkit.errors import SopkitError
from sopkit.layout.measure import SOFT_BREAK
from sopkit.layout.paper import PAPERS, sheet
from sopkit.project.discovery import find_root
from sopkit.render.book.draw import draw_book, plan_book
from sopkit.render.book.plan import part_of
from sopkit.render.book.recipe import read_recipe
from sopkit.render.chartview import draw_flowchart
from sopkit.render.combine import title_of
from sopkit.render.draw import draw_pages, draw_together, lay_out_subject
from sopkit.render.embedded import Printed, Source, first_revision, printed, recipe_in
from sopkit.render.options import TERMINATORS, Options
from sopkit.render.subject import Project, Subject, load_project, parse_subject

Pages = Literal["confirmed", "unconfirmed", "other version"]


def check_pages(pdf: bytes, sources: Sequence[Source], folders: Sequence[Path], home: Path) -> Pages:
    """Tell whether the pages of `pdf` are drawn from `sources`, which are all that it carries.

    `folders` hold the file of each source, and so lead to its project; that of `home` made the book, if it is
    one. Pages that a later revision changes are never confirmed, and those of another version of sopkit can't
    be.
    """
    versions = {source.version for source in sources}
    if "" in versions or any(source.is_altered for source in sources):
        return "unconfirmed"
    if versions != {__version__}:
        return "other version"
    try:
        seen = printed(pdf)
        subjects = _subjects(sources, folders)
        commits = {Path(source.name): source.commit for source in sources if source.commit}
        recipe = recipe_in(pdf)
        drawn = (
            _drawings(seen, _in_order(subjects, seen), commits)
            if recipe is None
            else _books(seen, subjects, commits, recipe, load_project(find_root(home)))
        )
        first = first_revision(pdf)
        return "confirmed" if any(first_revision(one) == first for one in drawn) else "unconfirmed"
    except SopkitError:  # no such font, logo or engine here any more
        return "unconfirmed"


def _subjects(sources: Sequence[Source], folders: Sequence[Path]) -> list[Subject]:
    projects = {folder: load_project(find_root(folder)) for folder in dict.fromkeys(folders)}
    return [
        parse_subject(source.content, Path(source.name), projects[folder])
        for source, folder in zip(sources, folders, strict=True)
    ]


def _in_order(subjects: Sequence[Subject], seen: Printed) -> list[Subject]:
    """Return the SOPs in the order of their titles among the bookmarks; namesakes by number."""
    places: dict[str, list[int]] = {}
    for place, title in enumerate(seen.bookmarks):
        places.setdefault(_letters(title), []).append(place)
    ranks: dict[Path, int] = {}
    for subject in sorted(subjects, key=lambda subject: _rank(subject, seen.keywords)):
        found = places.get(_letters(subject.sop.title or ""))
        ranks[subject.file] = found.pop(0) if found else -1
    return sorted(subjects, key=lambda subject: ranks[subject.file])


def _rank(subject: Subject, keywords: str) -> int:
    """Return where the number of an SOP stands among the keywords, which are in the order of the pages."""
    return f", {keywords}".find(f", {subject.sop.number}, ") if subject.sop.number else -1


def _letters(text: str) -> str:
    """Return `text` as it can be compared with what is set, which has other breaks."""
    return "".join(text.replace(SOFT_BREAK, "").split())


def _drawings(seen: Printed, subjects: Sequence[Subject], commits: Mapping[Path, str]) -> Iterator[bytes]:
    """Yield the PDFs that sopkit makes of `subjects` and that may look like the one that was `seen`."""
    if not all(subject.is_drawable for subject in subjects):
        return
    first = subjects[0]
    commit = commits.get(first.file)
    paper = _paper(seen)
    if paper is None:
        if len(subjects) == 1:
            yield from draw_flowchart(first, Options(view="flowchart"), commit, seen.made)
        return
    name, is_portrait = paper
    for together, terminator in product((False, True), TERMINATORS):
        options = Options(paper=name, portrait=is_portrait, terminator=terminator, together=together)
        parts = [lay_out_subject(subject, options) for subject in subjects]
        if sum(part.layout.page_count for part in parts) != seen.pages:
            continue
        if len(parts) == 1:
            yield from draw_pages(parts[0], options, commit, seen.made)
        yield draw_together(parts, title_of(parts), commits, seen.made)


def _books(
    seen: Printed, subjects: Sequence[Subject], commits: Mapping[Path, str], content: bytes, project: Project
) -> Iterator[bytes]:
    """Yield the books of `subjects` by the recipe in `content` that may look like the one that was `seen`."""
    recipe, names = read_recipe(content)
    paper, by_name = _paper(seen), {subject.file.name: subject for subject in subjects}
    if paper is None or {*names} != {*by_name} or not all(subject.is_drawable for subject in subjects):
        return
    for terminator in TERMINATORS:
        options = Options(paper=paper[0], portrait=paper[1], terminator=terminator)
        parts = [
            part_of(lay_out_subject(by_name[name], options), commits.get(by_name[name].file))
            for name in names
        ]
        yield draw_book(plan_book(parts, recipe, project), recipe, project, seen.made)


def _paper(seen: Printed) -> tuple[str, bool] | None:
    """Return the paper, and whether it is upright; None for the page of a flowchart, which has any size."""
    for name, is_portrait in product(PAPERS, (False, True)):
        side = sheet(name, portrait=is_portrait)
        if abs(side.width - seen.width) < 1 and abs(side.height - seen.height) < 1:
            return name, is_portrait
    return None
