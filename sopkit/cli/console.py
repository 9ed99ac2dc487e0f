"""The terminal as a conversation: data to standard output, talk to standard error."""

import os
import sys
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import Message
from sopkit.locale.translator import Translator


class Console(NamedTuple):
    """How to speak to the user: in which language, and whether in colour on each stream."""

    translator: Translator
    colour: bool
    colour_of_errors: bool

    def out(self, text: str) -> None:
        """Write `text`, as it is, to standard output, as long as somebody reads it."""
        try:
            sys.stdout.write(text)
        except BrokenPipeError:
            self._let_go()

    def flush(self) -> None:
        """Hand over what was written."""
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            self._let_go()

    @staticmethod
    def _let_go() -> None:
        # The reader (`| head`) has seen enough: the rest goes nowhere, and the exit status stays what it is.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def say(self, message: Message) -> None:
        """Tell the user `message` on standard error."""
        sys.stderr.write(f"sopkit: {self.translator.render(message)}\n")

    def fail(self, error: SopkitError) -> None:
        """Tell the user what went wrong, and what to do about it, on standard error."""
        word = self.translator.text("error")
        start, end = ("\x1b[1;31m", "\x1b[0m") if self.colour_of_errors else ("", "")
        sys.stderr.write(f"sopkit: {start}{word}{end}: {self.translator.render(error.text)}\n")
        if error.hint is not None:
            sys.stderr.write(f"  {self.translator.render(error.hint)}\n")
