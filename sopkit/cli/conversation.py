"""The conversation of a tabletop trial: what is asked at each step, and how an answer is understood."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sopkit.cli.console import Console
from sopkit.cli.questions import ask
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import Message, message

if TYPE_CHECKING:
    from sopkit.life.walk import Guide, Walk

_BACK, _QUIT = ("b", "back", "k", "kembali"), ("q", "quit", "keluar")
_SHORT = {"y": "ya", "yes": "ya", "t": "tidak", "n": "tidak", "no": "tidak"}
_BOLD = "1"


class _Quit(Exception):
    """Raised where the user leaves before the end, or says nothing more."""


class Conversation:
    """Walks through an SOP with somebody, line by line: asks on standard error, listens to standard input."""

    def __init__(self, console: Console, guide: "Guide") -> None:
        self.console, self.guide = console, guide
        self.names = {executor.id: executor.name for executor in guide.subject.sop.executors}

    def walk(self) -> "Walk":
        """Go through the SOP and return the walk at its end, or where the user left."""
        sop = self.guide.subject.sop
        self._tell(" ".join(filter(None, (sop.number, sop.title))) or "SOP", is_bold=True)
        self._say(
            message("Enter goes on, k or b goes back, q leaves, and “# …” notes something at the step.")
        )
        walk = self._begin()
        try:
            shown = None
            while not walk.is_over:
                if walk.trail is not shown:
                    self._show(walk)
                    shown = walk.trail
                walk = self._next(walk, self._ask(self._question(walk)))
        except _Quit:
            self._tell("")
        return walk

    def summary(self, walk: "Walk") -> str:
        """Return the path that was taken, how long it takes, and what was noted."""
        from sopkit.life.simulation.words import spelled

        calendar = self.guide.subject.project.config.calendar
        lines = [message("Path: {path}", path=walk.path or "-")]
        if walk.is_over:
            time = walk.trail.time
            least, most = spelled(time.low, calendar), spelled(time.high, calendar)
            lines.append(
                message("Time: {time}", time=most)
                if least == most
                else message("Time: {least} to {most}", least=least, most=most)
            )
        else:
            lines.append(message("The trial stopped before row {row}.", row=walk.step.number))
        lines += [message("Row {row}: {note}", row=note.row, note=note.text) for note in sorted(walk.notes)]
        return "".join(f"{self.console.line(line)}\n" for line in lines)

    def result(self, results: tuple[str, ...]) -> str | None:
        """Ask for the result of the trial; None where the user leaves."""
        try:
            while True:
                said = self._ask(message("Result ({results})?", results=_numbered(results)))
                found = _chosen(said, results)
                if found is not None or said.lower() in _QUIT:
                    return found
                self._say(message("answer with one of these: {answers}", answers=_numbered(results)))
        except _Quit:
            return None

    def _begin(self) -> "Walk":
        """Return the walk at the start that the user chooses; the first where there is no choice."""
        from sopkit.life.walk import set_out

        symbols = self.guide.subject.flow.symbols
        starts = {str(symbols[order].row): order for order in reversed(self.guide.course.starts)}
        rows = tuple(reversed(starts))
        try:
            while len(rows) > 1:
                said = self._ask(message("Begin at which row ({rows})?", rows=", ".join(rows)))
                if said in starts:
                    return set_out(self.guide, starts[said])
        except _Quit:
            pass
        return set_out(self.guide, self.guide.course.starts[0])

    def _show(self, walk: "Walk") -> None:
        """Tell who does what at this step, with what, how long, and what comes of it."""
        step, symbol = walk.step, walk.symbol
        who = ", ".join(self.names.get(one, one) for one in (symbol.executor, *symbol.partners))
        self._tell("")
        self._tell(f"{step.number}. {step.activity or ''}", is_bold=True)
        parts = [
            (message("who"), who),
            (message("what"), symbol.spec.text or ""),
            (message("with"), "; ".join(text.value for text in step.inputs)),
            (message("time"), step.time.text if step.time else ""),
            (message("result"), "; ".join(text.value for text in step.outputs)),
            (message("remark"), step.note or ""),
            (message("by the SOP"), step.sop or ""),
            (message("beside it"), ", ".join(map(str, walk.others))),
        ]
        for name, text in parts:
            if text:
                self._tell(f"   {self.console.line(name)}: {text}")

    def _question(self, walk: "Walk") -> Message:
        if not walk.answers:
            return message("Done?")
        decision = walk.symbol.spec.decision
        asked = decision.question if decision and decision.question else message("Which way?")
        return message("{question} ({answers})", question=asked, answers=_numbered(walk.answers))

    def _next(self, walk: "Walk", said: str) -> "Walk":
        """Return the walk after what the user said to this step. Raises _Quit."""
        if said.startswith("#"):
            return walk.note(said.strip("# ")) if said.strip("# ") else walk
        answer = _chosen(said, walk.answers)
        if answer is not None:
            return walk.go_on(answer)
        if said.lower() in _BACK:
            return walk.go_back()
        if said.lower() in _QUIT:
            raise _Quit
        if not walk.answers and not said:
            return walk.go_on()
        self._say(
            message("answer with one of these: {answers}", answers=_numbered(walk.answers))
            if walk.answers
            else message("press Enter to go on; begin a note with “#”")
        )
        return walk

    def _ask(self, question: Message) -> str:
        """Return what the user answers. Raises _Quit at the end of the input."""
        said = ask(self.console, f"   {self.console.line(question)} > ")
        if said is None:
            raise _Quit
        return said

    def _say(self, said: Message) -> None:
        self._tell(self.console.line(said))

    def _tell(self, text: str, *, is_bold: bool = False) -> None:
        shown = printable(text)
        bold = is_bold and self.console.colour_of_errors
        self.console.aside(f"\x1b[{_BOLD}m{shown}\x1b[0m\n" if bold else f"{shown}\n")


def _numbered(answers: Sequence[str]) -> str:
    return ", ".join(f"{number} {answer}" for number, answer in enumerate(answers, 1))


def _chosen(said: str, answers: Sequence[str]) -> str | None:
    """Return the one of `answers` that was meant: by its number, its name, or how that begins."""
    if said.isdecimal() and 0 < int(said) <= len(answers):
        return answers[int(said) - 1]
    word = said.casefold()
    for meant in (word, _SHORT.get(word)):
        exact = [answer for answer in answers if answer.casefold() == meant]
        if exact:
            return exact[0]
    if not word or word in (*_BACK, *_QUIT):
        return None
    found = [answer for answer in answers if answer.casefold().startswith(word)]
    return found[0] if len(found) == 1 else None
