"""Which SOP a row is about, by its number."""

from collections import defaultdict

from sopkit.life.register.entry import Entry, Register
from sopkit.life.results.values import Unfit
from sopkit.locale.message import message
from sopkit.text import nearest, normalise


class Numbers:
    """The SOPs by number, or by file where they have none, however the number was typed."""

    def __init__(self, register: Register) -> None:
        self.exact: defaultdict[str, list[Entry]] = defaultdict(list)
        self.loose: defaultdict[str, list[Entry]] = defaultdict(list)
        self.titles: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in register.entries:
            self.exact[entry.name].append(entry)
            self.loose[_loose(entry.name)].append(entry)
            self.titles[normalise(entry.sop.title or "")].append(entry)

    def find(self, number: str, title: str) -> Entry:
        """Return the SOP that has `number`. Raises Unfit where none or several have.

        Then `title` may tell which one was meant.
        """
        found = self.exact.get(number) or (self.loose.get(_loose(number), []) if number else [])
        if len(found) == 1:
            return found[0]
        if found:
            files = ", ".join(entry.file.as_posix() for entry in found)
            raise Unfit(
                message("several SOPs have the number {number}: {files}", number=number, files=files),
                message("give each SOP a number of its own first"),
            )
        titled = self.titles[normalise(title)] if title else []
        near = titled[0].name if len(titled) == 1 else nearest(number, self.exact)
        raise Unfit(
            message("no SOP here has the number “{number}”", number=number)
            if number
            else message("the number is missing"),
            message("did you mean “{near}”?", near=near)
            if near
            else message("“{command}” shows the numbers", command="sopkit list"),
        )


def _loose(number: str) -> str:
    """Return a number without blanks, differences of case, and the zeros that a spreadsheet takes away."""
    return "".join(number.split()).casefold().lstrip("0")
