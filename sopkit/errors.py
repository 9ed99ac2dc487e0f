"""The one exception that stands for a mistake of the user, not of the program."""

import errno

from sopkit.locale.message import Message, message

_REASONS = {
    errno.ENOENT: message("there is no such file or folder"),
    errno.ENOTDIR: message("there is no such file or folder"),
    errno.EACCES: message("permission denied"),
    errno.EPERM: message("permission denied"),
    errno.EISDIR: message("it is a folder"),
    errno.ENOSPC: message("the disk is full"),
    errno.EROFS: message("the disk is read-only"),
}


def reason(error: OSError) -> Message:
    """Return in our words why the system refused something."""
    return _REASONS.get(error.errno or 0) or message("{said}", said=error.strerror or error)


class SopkitError(Exception):
    """Wrong use or input that can't be worked on: reported in a sentence, exit status 2.

    `text` says what is wrong and where, `hint` (optional) what to do about it. Both are messages that
    the command line translates; `str(error)` is the English form.
    """

    def __init__(self, text: Message, hint: Message | None = None) -> None:
        super().__init__(str(text))
        self.text = text
        self.hint = hint

    def __reduce__(self) -> tuple[type["SopkitError"], tuple[Message, Message | None]]:
        """Travel between processes as the two messages, which the other side translates."""
        return type(self), (self.text, self.hint)
