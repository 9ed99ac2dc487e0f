"""The one exception that stands for a mistake of the user, not of the program."""

from sopkit.locale.message import Message


class SopkitError(Exception):
    """Wrong use or input that can't be worked on: reported in a sentence, exit status 2.

    `text` says what is wrong and where, `hint` (optional) what to do about it. Both are messages that
    the command line translates; `str(error)` is the English form.
    """

    def __init__(self, text: Message, hint: Message | None = None) -> None:
        super().__init__(str(text))
        self.text = text
        self.hint = hint
