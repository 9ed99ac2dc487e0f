"""One project in a run of lint: its settings, the files asked for, and the faults of its sopkit.yaml."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sopkit.lint.finding import Finding
from sopkit.lint.place import make_finding
from sopkit.lint.registry import rules_by_name
from sopkit.lint.rule import Hit
from sopkit.lint.settings import Options, Settings, make_settings
from sopkit.project.config import CONFIG_NAME, Config, load_config
from sopkit.project.discovery import (
    Root,
    find_files,
    find_root,
    from_here,
    group_files,
    is_excluded,
    no_files,
    relative_name,
)


class Project(NamedTuple):
    """A project, its settings, the files that were asked for, and what is wrong in its sopkit.yaml."""

    root: Root
    settings: Settings
    targets: tuple[Path, ...]
    config_findings: tuple[Finding, ...]

    def name(self, file: Path) -> str:
        """Return `file` as seen from the project's folder."""
        return relative_name(file, self.root.folder)

    def others(self) -> list[Path]:
        """Return the SOP files of the project that were not asked for."""
        if not self.root.folder.is_dir():  # of a text that is not on disk
            return []
        asked = {os.path.abspath(target) for target in self.targets}
        excluded = self.settings.config.lint.exclude
        found = [file for file, _ in find_files([self.root.folder]) if os.path.abspath(file) not in asked]
        # A folder below may be a project of its own.
        ours = {
            folder: find_root(folder, self.root.folder).folder == self.root.folder
            for folder in {file.parent for file in found}
        }
        return [file for file in found if ours[file.parent] and not is_excluded(file, self.root, excluded)]


def find_projects(paths: Iterable[Path], options: Options) -> list[Project]:
    """Return the projects of the SOP files that `paths` name; none of them means the project here.

    Raises SopkitError where there is no SOP file, for a path that does not exist, and for an unknown rule.
    """
    paths = list(paths)
    roots = group_files(paths)
    projects = [make_project(root, files, options) for root, files in roots.items()]
    is_left_out = options.force_exclude and any(named for files in roots.values() for _, named in files)
    if not is_left_out and not any(project.targets for project in projects):
        raise no_files(paths)
    return projects


def make_project(root: Root, files: list[tuple[Path, bool]], options: Options) -> Project:
    """Return the project at `root` with those of `files` (and whether each was named) that count."""
    config, findings = _read_config(root)
    settings = make_settings(config, options)
    excluded = config.lint.exclude
    seen: dict[str, Path] = {}
    for file, named in files:
        if (not named or options.force_exclude) and is_excluded(file, root, excluded):
            continue
        seen.setdefault(os.path.abspath(file), file)
    return Project(root, settings, tuple(seen.values()), findings)


def _read_config(root: Root) -> tuple[Config, tuple[Finding, ...]]:
    if root.config is None:
        return Config(), ()
    shown = from_here(root.config).as_posix()
    config, document, problems = load_config(root.config, shown)
    rules = rules_by_name()
    return config, tuple(
        make_finding(
            document,
            CONFIG_NAME,
            rules[problem.code],
            Hit(problem.path, problem.message, problem.suggestion, problem.role, span=problem.span),
        )
        for problem in problems
    )
