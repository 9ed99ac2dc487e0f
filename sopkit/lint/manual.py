"""The manual of the rules: one page a rule, as Markdown or as text, in either language."""

from sopkit.lint.finding import Applicability
from sopkit.lint.rule import Rule
from sopkit.locale.message import N_
from sopkit.locale.translator import Translator

_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}
_FIXES = {
    None: N_("no"),
    Applicability.SAFE: N_("safe: “--fix” does it"),
    Applicability.UNSAFE: N_("to be looked at afterwards: “--fix --unsafe-fixes” does it"),
}


def markdown_page(rule: Rule, translator: Translator) -> str:
    """Return the page of `rule`: what it reports, why, its source, a wrong and a right example."""
    text = translator.text
    facts = [
        (text("Severity"), text(_SEVERITIES[rule.severity.word])),
        (text("Principle"), text(rule.principle.value)),
        (text("Fix"), text(_FIXES[rule.fix])),
        (text("Runs"), text("always") if rule.default else text("only when selected")),
    ]
    parts = [
        f"# {rule.code} `{rule.slug}`",
        _sentence(text(rule.summary)),
        "\n".join(f"- {name}: {value}" for name, value in facts),
        _heading(text("Why")),
        text(rule.why),
        _heading(text("Source")),
        text(rule.source),
        _heading(text("Wrong")),
        f"```yaml\n{rule.wrong.strip()}\n```",
        _heading(text("Right")),
        f"```yaml\n{rule.right.strip()}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def markdown_list(rules: tuple[Rule, ...], translator: Translator) -> str:
    """Return a table of `rules`, each linked to its page."""
    text = translator.text
    head = (text("code"), text("slug"), text("severity"), text("fix"), text("reports"))
    rows = [
        (
            f"[{rule.code}]({rule.code}.md)",
            rule.slug,
            text(_SEVERITIES[rule.severity.word])
            + ("" if rule.default else ", " + text("only when selected")),
            rule.fix.value if rule.fix else "",
            text(rule.summary),
        )
        for rule in rules
    ]
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def rule_data(rule: Rule, translator: Translator) -> dict[str, object]:
    """Return `rule` as plain data, its words in the language of `translator`."""
    return {
        "code": rule.code,
        "slug": rule.slug,
        "severity": rule.severity.word,
        "principle": rule.principle.name,
        "fix": rule.fix.value if rule.fix else None,
        "default": rule.default,
        "summary": translator.text(rule.summary),
        "why": translator.text(rule.why),
        "source": translator.text(rule.source),
        "wrong": rule.wrong,
        "right": rule.right,
        "url": rule.url,
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _heading(text: str) -> str:
    return f"## {text}"
