"""What a rule is: its metadata and its check, side by side.

A check is a generator of hits. A hit names a path into the data; the engine finds line and column, applies
suppressions and turns it into a finding.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Literal, NamedTuple, NotRequired, TypedDict, Unpack

from sopkit.lint.finding import Applicability, Severity
from sopkit.locale.message import N_, Message
from sopkit.source.edits import Edit
from sopkit.source.problem import Path, Role

if TYPE_CHECKING:
    from sopkit.lint.subject import Collection, Subject

DOCS_URL = "https://github.com/sopkit/sopkit/blob/main/docs/rules"


class Principle(StrEnum):
    """The eight drafting principles of SOP AP that rules guard, by the initials of their Indonesian names."""

    KJ = N_("ease and clarity")
    EE = N_("efficiency and effectiveness")
    KS = N_("consistency with other procedures")
    KU = N_("measurability")
    DI = N_("adaptability")
    PG = N_("user orientation")
    KH = N_("legal compliance")
    KP = N_("legal certainty")


class Hit(NamedTuple):
    """What a check found.

    `path` and `role` name the place; `piece` is the part of a text that is wrong, looked for from
    character `at` of the value on. `severity` and `applicability` override the rule's. `fix` holds the edits
    that mend it, `rename` a new file name. `related` are further places in the same file.
    """

    path: Path
    message: Message
    suggestion: Message | None = None
    role: Role = "value"
    piece: str = ""
    at: int = 0
    span: tuple[int, int] | None = None
    """Offsets into the text, for what has no path: comments, and files that are not YAML."""
    severity: Severity | None = None
    fix: tuple[Edit, ...] = ()
    applicability: Applicability | None = None
    rename: str | None = None
    related: tuple[Path, ...] = ()
    related_spans: tuple[tuple[int, int], ...] = ()
    """Further places that have no path, as offsets into the text."""
    elsewhere: tuple[tuple[FilePath, Path], ...] = ()
    """Places in other files of the set that belong to the fault."""


SopCheck = Callable[["Subject"], Iterator[Hit]]
SetCheck = Callable[["Collection"], Iterator[tuple[FilePath, Hit]]]


class Rule(NamedTuple):
    """One rule: `code` and `slug` are the public interface and never change meaning.

    `summary` says in a line what it reports, `why` in a paragraph why that matters, `source` where the
    rule comes from in the Permen or in practice. `wrong` and `right` are short pieces of an SOP file.
    `scope` tells who checks it: the reader and the schema ("form"), `check` on one SOP ("sop") or on the
    whole project ("set"). `default` is False for rules that run only when selected.
    """

    code: str
    slug: str
    severity: Severity
    principle: Principle
    summary: str
    why: str
    source: str
    wrong: str
    right: str
    fix: Applicability | None = None
    default: bool = True
    scope: Literal["form", "sop", "set"] = "form"
    check: SopCheck | None = None
    check_set: SetCheck | None = None

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:2]

    @property
    def url(self) -> str:
        """The page that explains the rule."""
        return f"{DOCS_URL}/{self.code}.md"


class Metadata(TypedDict):
    """What a rule says about itself beside code, slug, severity and principle; see `Rule`."""

    summary: str
    why: str
    source: str
    wrong: str
    right: str
    fix: NotRequired[Applicability]
    default: NotRequired[bool]


def form_rule(
    code: str, slug: str, severity: Severity, principle: Principle, **metadata: Unpack[Metadata]
) -> Rule:
    """Return a rule that the reader or the schema checks: only its words are kept here."""
    return Rule(code, slug, severity, principle, **metadata)


def sop_rule(
    code: str, slug: str, severity: Severity, principle: Principle, **metadata: Unpack[Metadata]
) -> Callable[[SopCheck], Rule]:
    """Make the decorated generator the check of a rule about one SOP."""
    return lambda check: Rule(code, slug, severity, principle, **metadata, scope="sop", check=check)


def set_rule(
    code: str, slug: str, severity: Severity, principle: Principle, **metadata: Unpack[Metadata]
) -> Callable[[SetCheck], Rule]:
    """Make the decorated generator the check of a rule about the SOPs of a project together."""
    return lambda check: Rule(code, slug, severity, principle, **metadata, scope="set", check_set=check)
