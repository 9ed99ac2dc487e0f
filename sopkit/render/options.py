"""What is asked of a drawing, by the command line and by sopkit.yaml."""

from dataclasses import dataclass
from typing import Literal

from sopkit.layout.chart import Terminator
from sopkit.layout.paper import Sheet, sheet
from sopkit.project.config import RenderConfig

Form = Literal["pdf", "svg", "png", "json", "dot"]
FORMS: tuple[Form, ...] = ("pdf", "svg", "png", "json", "dot")
View = Literal["permen", "flowchart"]
VIEWS: tuple[View, ...] = ("permen", "flowchart")
TERMINATORS: tuple[Terminator, ...] = ("replace", "stacked")


@dataclass(frozen=True, slots=True)
class Options:
    """How to draw; what is None is left to sopkit.yaml, and then to the default."""

    form: Form = "pdf"
    view: View = "permen"
    paper: str | None = None
    portrait: bool = False
    terminator: Terminator | None = None
    together: bool = False
    """Whether the table follows the identity block on its page where all of it fits."""

    def sheet(self, config: RenderConfig) -> Sheet:
        """Return the paper: F4, lying, unless something else is asked for."""
        return sheet(self.paper or config.paper or "F4", portrait=self.portrait)

    def capsule(self, config: RenderConfig) -> Terminator:
        """Return whether capsules replace the first and last box, or stand above and below them."""
        written = next((one for one in TERMINATORS if one == config.terminator), None)
        return self.terminator or written or "replace"
