"""Which rules run on a file, and how bad their findings are: defaults, sopkit.yaml and options in one."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.lint.finding import Severity
from sopkit.lint.registry import default_codes, matching, resolve
from sopkit.locale.message import message
from sopkit.project.config import Config
from sopkit.project.discovery import matches


class Options(NamedTuple):
    """What the command line or a caller asks for; it wins over sopkit.yaml.

    `select` and `ignore` hold codes, slugs or families. `base` is the git revision that DF004 compares
    with. `today` is the date that counts as now.
    """

    today: datetime.date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    base: str | None = None
    force_exclude: bool = False
    jobs: int | None = None
    timings: bool = False


class Settings(NamedTuple):
    """The rules for one project: the codes that run, and the severities that were changed."""

    config: Config
    today: datetime.date
    codes: frozenset[str]
    severities: dict[str, Severity]

    def silent_in(self, name: str) -> frozenset[str]:
        """Return the codes that `per-file-ignores` silences in the file `name`, seen from the project."""
        return frozenset(
            code
            for pattern, selectors in self.config.lint.per_file_ignores
            if matches(name, pattern)
            for code in _codes(selectors)
        )


def make_settings(config: Config, options: Options) -> Settings:
    """Return the settings of a project. Raises SopkitError for an unknown rule in the options.

    An unknown rule in sopkit.yaml is reported by the schema, and left out here.
    """
    lint = config.lint
    if options.select:
        codes = resolve(options.select)
    else:
        codes = _codes(lint.select) if lint.select is not None else default_codes()
        codes |= _codes(lint.extend_select)
    codes -= _codes(lint.ignore) if not options.select else frozenset()
    codes -= resolve(options.ignore)
    if not codes:
        raise SopkitError(
            message("no rule is left to run"), message("select fewer rules away, or leave --ignore out")
        )
    severities = {
        code: Severity[word.upper()] for selector, word in lint.severity for code in matching(selector)
    }
    return Settings(config, options.today, codes, severities)


def _codes(selectors: Iterable[str]) -> frozenset[str]:
    return frozenset(code for selector in selectors for code in matching(selector))
