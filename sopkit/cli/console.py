"""The terminal as a conversation: data to standard output, talk to standard error."""

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from sopkit.errors import SopkitError, reason
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import Message, message
from sopkit.locale.translator import Translator


class Console(NamedTuple):
    """How to speak to the user: in which language, and whether in colour on each stream."""

    translator: Translator
    colour: bool
    colour_of_errors: bool

    def out(self, text: str) -> None:
        """Write `text`, as it is, to standard output, as long as somebody reads it."""
        self._hand_over(lambda: sys.stdout.write(text))

    def data(self, content: bytes) -> None:
        """Write `content` to standard output, as long as somebody reads it."""
        self._hand_over(lambda: sys.stdout.buffer.write(content))

    def aside(self, text: str) -> None:
        """Write `text`, as it is, to standard error."""
        sys.stderr.write(text)

    def flush(self) -> None:
        """Hand over what was written."""
        self._hand_over(sys.stdout.flush)

    @staticmethod
    def _hand_over(write: Callable[[], object]) -> None:
        try:
            write()
        except BrokenPipeError:
            # The reader (`| head`) has seen enough: the rest goes nowhere, and the exit status stays.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            raise SopkitError(
                message("the output cannot be written: {reason}", reason=reason(error))
            ) from None

    def say(self, said: Message) -> None:
        """Tell the user `said` on standard error."""
        sys.stderr.write(f"sopkit: {self._words(said)}\n")

    def fail(self, error: SopkitError) -> None:
        """Tell the user what went wrong, and what to do about it, on standard error."""
        word = self.translator.text("error")
        start, end = ("\x1b[1;31m", "\x1b[0m") if self.colour_of_errors else ("", "")
        sys.stderr.write(f"sopkit: {start}{word}{end}: {self._words(error.text)}\n")
        if error.hint is not None:
            sys.stderr.write(f"  {self._words(error.hint)}\n")

    def line(self, said: Message) -> str:
        """Return the sentence on one line, harmless to look at."""
        return self._words(said)

    def _words(self, said: Message) -> str:
        """Return the sentence, with nothing in it that could steer a terminal: names of files are data."""
        return printable(self.translator.render(said))
