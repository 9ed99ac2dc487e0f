"""`sopkit rules` lists the rules, `sopkit explain` tells all about one."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from sopkit.cli import parser
from sopkit.cli.console import Console
from sopkit.cli.options import CommonOptions, choice, option_maker
from sopkit.locale.message import N_


def register(app: typer.Typer, console: Console, text: Callable[[str], str]) -> None:
    """Add the commands to `app`; `text` translates their help."""
    option, common = option_maker(text), CommonOptions(text)

    @app.command(
        cls=parser.command_class(console.translator),
        help=text("List the rules of lint."),
        epilog=text("Example: sopkit rules --format markdown"),
    )
    def rules(
        format: Annotated[
            str,
            option("--format", metavar="FORMAT", help=N_("text (default), json or markdown.")),
        ] = "text",
    ) -> None:
        from sopkit.lint.manual import markdown_list, rule_data
        from sopkit.lint.registry import all_rules

        match choice(format, "--format", ("text", "json", "markdown")):
            case "markdown":
                console.out(markdown_list(all_rules(), console.translator))
            case "json":
                listed = [rule_data(rule, console.translator) for rule in all_rules()]
                console.out(_json({"rules": listed}))
            case _:
                for rule in all_rules():
                    console.out(f"{rule.code}  {rule.slug:26}  {console.translator.text(rule.summary)}\n")

    @app.command(
        cls=parser.command_class(console.translator),
        help=text(
            "Tell what a rule reports, why, where it comes from, and show a wrong and a right example."
        ),
        epilog=text("Example: sopkit explain LK003"),
    )
    def explain(
        rule: Annotated[str, typer.Argument(metavar="CODE|SLUG", help=text("The rule's code or slug."))],
        format: Annotated[str, common.text_or_json] = "text",
    ) -> None:
        from sopkit.lint.manual import markdown_page, rule_data
        from sopkit.lint.registry import find_rule

        found = find_rule(rule)
        if choice(format, "--format", ("text", "json")) == "json":
            console.out(_json({"rule": rule_data(found, console.translator)}))
            return
        page = markdown_page(found, console.translator)
        console.out(_rendered(page) if console.colour else page)


def _json(data: dict[str, Any]) -> str:
    import json

    return json.dumps({"version": 1} | data, ensure_ascii=False, indent=2) + "\n"


def _rendered(page: str) -> str:
    """Return a Markdown page as it looks in a terminal."""
    from rich.console import Console as Terminal
    from rich.markdown import Markdown

    terminal = Terminal(force_terminal=True, width=min(Terminal().width, 100))
    with terminal.capture() as captured:
        terminal.print(Markdown(page, hyperlinks=False))
    return captured.get()
