"""Asking for what a command was not told: only where there is somebody to answer."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import typer

from sopkit.cli.console import Console
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import Message
from sopkit.text import tidy


def can_ask() -> bool:
    """Tell whether somebody sits at the other end of standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(console: Console, prompt: str) -> str | None:
    """Write `prompt` on standard error and return the next line of standard input, None at its end."""
    console.aside(printable(prompt))
    sys.stderr.flush()
    said = sys.stdin.readline()
    if not sys.stdin.isatty():  # where nobody pressed Enter, the line is not ended yet
        console.aside("\n")
    return said.strip() if said else None


class Questions(NamedTuple):
    """Questions on standard error, answers from standard input, line by line."""

    console: Console

    def ask(self, question: Message, default: str = "") -> str:
        """Return the answer, `default` for an empty line; without a default the question is asked again.

        Raises typer.Abort at the end of the input.
        """
        offered = f" [{default}]" if default else ""
        while True:
            answer = self._line(f"{self.console.line(question)}{offered}: ") or default
            if answer:
                return answer

    def ask_several(self, question: Message, defaults: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the answers up to an empty line, `defaults` for none. Raises as `ask` does."""
        self.console.aside(f"{self.console.line(question)}\n")
        answers: list[str] = []
        while True:
            offered = f" [{'; '.join(defaults)}]" if defaults and not answers else ""
            answer = self._line(f"  {len(answers) + 1}{offered}: ")
            if answer:
                answers.append(answer)
            elif answers or defaults:
                return tuple(answers) or defaults

    def choose(self, question: Message, choices: Sequence[str]) -> int:
        """Return which of `choices`, counted from 0, is picked by its number; the first for an empty line.

        Another answer is asked for again. Raises as `ask` does.
        """
        listed = "".join(f"  {at}: {printable(choice)}\n" for at, choice in enumerate(choices, 1))
        self.console.aside(f"{self.console.line(question)}\n{listed}")
        numbers = [str(at) for at in range(1, len(choices) + 1)]
        while True:
            answer = self._line(f"  1–{len(choices)} [1]: ") or "1"
            if answer in numbers:
                return numbers.index(answer)

    def _line(self, prompt: str) -> str:
        said = ask(self.console, prompt)
        if said is None:
            self.console.aside("\n")
            raise typer.Abort
        return tidy(said)
