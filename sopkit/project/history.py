"""What the files of a project held in another revision."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sopkit.model.sop import Sop
from sopkit.project.git import Repository, open_repository
from sopkit.project.reading import read_sop
from sopkit.source.document import load_document, parse_document


class Versions(NamedTuple):
    """One file as it was in the base revision and as it is now."""

    file: Path
    old: Sop
    new: Sop


def changed_sops(folder: Path, files: list[Path], base: str, agency: str | None) -> Iterator[Versions]:
    """Yield those of `files`, in the repository of `folder`, that differ from the revision `base`.

    Raises GitUnavailable where there is no repository, no git or no such revision.
    """
    repository: Repository = open_repository(folder)
    for file in repository.changed(base, files):
        before = parse_document(file.name, repository.content(base, file))
        now = load_document(file)
        old, new = read_sop(before, agency), read_sop(now, agency)
        if old is not None and new is not None:
            yield Versions(file, old, new)
