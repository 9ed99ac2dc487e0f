"""Counts instead of findings: by rule, and by the eight drafting principles of the Permen."""

from collections import Counter

from sopkit.lint.registry import rules_by_name
from sopkit.lint.report import Report
from sopkit.lint.rule import Principle
from sopkit.locale.translator import Translator


def render_statistics(report: Report, translator: Translator) -> str:
    """Return two tables, the most frequent first."""
    rules = rules_by_name()
    by_rule = Counter(finding.code for finding in report.findings)
    by_principle = Counter(rules[finding.code].principle for finding in report.findings)
    lines = [
        f"{count:6}  {code}  {rules[code].slug}: {translator.text(rules[code].summary)}"
        for code, count in sorted(by_rule.items(), key=lambda item: (-item[1], item[0]))
    ]
    lines.append("")
    lines += [
        f"{by_principle[principle]:6}  {translator.text(principle.value)}"
        for principle in sorted(Principle, key=lambda principle: (-by_principle[principle], principle.name))
    ]
    return "\n".join(lines) + "\n"


def render_timings(report: Report) -> str:
    """Return the milliseconds that each rule took over all files, the slowest first."""
    slowest = sorted(report.timings.items(), key=lambda item: (-item[1], item[0]))
    slugs = rules_by_name()
    return "".join(f"{seconds * 1000:10.3f} ms  {code}  {slugs[code].slug}\n" for code, seconds in slowest)
