"""What a run of lint gives back, for the formats to show."""

from dataclasses import dataclass, field, replace

from sopkit.lint.engine import Fault
from sopkit.lint.finding import Finding, Severity
from sopkit.locale.message import Message


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run, by file and place, and how it went.

    `files` are those that were checked, `notes` things to be said once (git is missing), `suppressed` and
    `baselined` count the findings that comments and the baseline kept silent, `fixed` those that were mended.
    `timings` holds the seconds that each rule took, by code, when asked for.
    """

    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    files: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    suppressed: int = 0
    baselined: int = 0
    fixed: int = 0
    codes: frozenset[str] = frozenset()
    """The rules that ran, on some file at least."""
    timings: dict[str, float] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """Return how many findings are just as bad as `severity`."""
        return sum(finding.severity is severity for finding in self.findings)

    def worst(self) -> Severity | None:
        """Return the severity of the worst finding, None without any."""
        return max((finding.severity for finding in self.findings), default=None)

    def at_least(self, severity: Severity) -> "Report":
        """Return the report with only the findings that are as bad as `severity` or worse."""
        return replace(self, findings=tuple(f for f in self.findings if f.severity >= severity))
