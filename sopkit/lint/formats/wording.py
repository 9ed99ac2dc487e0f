"""The sentences that several formats share, each on one line and safe to print."""

from sopkit.lint.engine import Fault
from sopkit.lint.finding import Finding
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import message
from sopkit.locale.translator import Translator


def sentence(finding: Finding, translator: Translator) -> str:
    """Return what is wrong and, in brackets, what to do about it."""
    wrong = printable(translator.render(finding.message))
    if finding.suggestion is None:
        return wrong
    return f"{wrong} ({printable(translator.render(finding.suggestion))})"


def fault_sentence(fault: Fault, translator: Translator) -> str:
    """Return which rule of sopkit crashed, with the last line of its trace."""
    crashed = message(
        "rule {rule} crashed, which is a fault of sopkit itself: {error}",
        rule=fault.rule,
        error=fault_error(fault),
    )
    return printable(translator.render(crashed))


def fault_error(fault: Fault) -> str:
    """Return the last line of the trace: the exception and what it says."""
    return fault.trace.rstrip().rpartition("\n")[2]
