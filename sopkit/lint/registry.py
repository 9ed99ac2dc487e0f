"""All rules, found in the family modules: a rule is a module-level `Rule`, nothing else has to be told."""

from collections.abc import Iterable
from functools import cache

from sopkit.errors import SopkitError
from sopkit.lint.rule import Rule
from sopkit.locale.message import message
from sopkit.text import nearest

FAMILIES = ("YM", "SK", "ID", "HK", "KT", "PL", "LK", "AL", "MB", "DF")
"""The rule families, in the order of an SOP file."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by family and code."""
    from importlib import import_module
    from pkgutil import iter_modules

    from sopkit.lint import rules

    names = sorted(module.name for module in iter_modules(rules.__path__))
    modules = [import_module(f"{rules.__name__}.{name}") for name in names]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return tuple(sorted(set(found), key=lambda rule: (FAMILIES.index(rule.family), rule.code)))


@cache
def rules_by_name() -> dict[str, Rule]:
    """Return every rule by code and by slug."""
    return {name: rule for rule in all_rules() for name in (rule.code, rule.slug)}


def find_rule(name: str) -> Rule:
    """Return the rule with this code or slug. Raises SopkitError, with the nearest name, for none."""
    rule = rules_by_name().get(name) or rules_by_name().get(name.upper()) or rules_by_name().get(name.lower())
    if rule is None:
        raise _unknown(name)
    return rule


def matching(selector: str) -> frozenset[str]:
    """Return the codes that a code, slug, family or `ALL` stands for; none for an unknown word."""
    word = selector.upper()
    if word == "ALL":
        return frozenset(rule.code for rule in all_rules())
    if word in FAMILIES:
        return frozenset(rule.code for rule in all_rules() if rule.family == word)
    rule = rules_by_name().get(word) or rules_by_name().get(selector.lower())
    return frozenset({rule.code}) if rule else frozenset()


def resolve(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes that `selectors` stand for. Raises SopkitError for an unknown one."""
    codes: set[str] = set()
    for selector in selectors:
        found = matching(selector)
        if not found:
            raise _unknown(selector)
        codes |= found
    return frozenset(codes)


def default_codes() -> frozenset[str]:
    """Return the codes of the rules that run when nothing is selected."""
    return frozenset(rule.code for rule in all_rules() if rule.default)


def _unknown(name: str) -> SopkitError:
    near = nearest(name, (*rules_by_name(), *FAMILIES))
    return SopkitError(
        message("there is no rule “{name}”", name=name),
        message("did you mean “{near}”? “sopkit rules” lists them all", near=near)
        if near
        else message("“sopkit rules” lists them all"),
    )
