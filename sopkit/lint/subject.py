"""What a rule is given to look at."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from sopkit.lint.lexicon import Lexicon
from sopkit.model.flow import Flow
from sopkit.model.sop import Sop
from sopkit.project.config import Config
from sopkit.project.history import Versions
from sopkit.project.register import Register


class Subject(NamedTuple):
    """One SOP: `file_name` is its last part only, `today` the date that counts as now."""

    sop: Sop
    flow: Flow
    config: Config
    lexicon: Lexicon
    today: datetime.date
    file_name: str


class Collection(NamedTuple):
    """The SOPs of one project.

    `config_file` is its sopkit.yaml. `changed` asks git which of the files differ from the base revision;
    it may raise GitUnavailable.
    """

    register: Register
    config: Config
    config_file: Path | None
    lexicon: Lexicon
    today: datetime.date
    changed: Callable[[list[Path]], Iterator[Versions]]
