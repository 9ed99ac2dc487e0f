"""Every known edit, by what it does."""

from tests.diff.cell_edits import CELL_EDITS
from tests.diff.identity_edits import IDENTITY_EDITS
from tests.diff.step_edits import STEP_EDITS

EDITS = STEP_EDITS | CELL_EDITS | IDENTITY_EDITS
