"""The columns of a form in a spreadsheet, which people fill in and `results` reads back."""

from typing import NamedTuple

from sopkit.life.forms.form import QUESTIONS, Kind
from sopkit.life.register.entry import Entry


class Column(NamedTuple):
    """A column: its key, its head in a form, and the other names under which it is known.

    The key is that of the SOP file, or the number of a question.
    """

    key: str
    head: str
    others: tuple[str, ...] = ()


NUMBER = Column("nomor", "Nomor", ("nomor sop",))
TITLE = Column("judul", "Judul", ("judul sop", "nama sop", "prosedur"))
DATE = Column("tanggal", "Tanggal", ("tanggal penilaian", "tanggal monitoring", "tanggal evaluasi"))
KIND = Column("jenis", "Jenis", ("jenis penilaian",))
GRADE = Column("penilaian", "Penilaian", ("penilaian terhadap penerapan", "hasil penilaian"))
NOTE = Column("catatan", "Catatan", ("catatan hasil penilaian",))
ACTION = Column("tindakan", "Tindakan", ("tindakan yang harus diambil",))
ANSWER_COLUMNS = tuple(
    Column(str(number), f"{number}. {question}", (str(number), f"pertanyaan {number}", f"jawaban {number}"))
    for number, question in enumerate(QUESTIONS, 1)
)
COLUMNS = (NUMBER, TITLE, DATE, KIND, *ANSWER_COLUMNS, GRADE, NOTE, ACTION)
"""All that is read; a form has `Jenis` only where somebody writes it in."""
ON_FORM: dict[Kind, tuple[Column, ...]] = {
    "monitoring": (NUMBER, TITLE, DATE, GRADE, NOTE, ACTION),
    "evaluasi": (NUMBER, TITLE, DATE, *ANSWER_COLUMNS, GRADE, NOTE, ACTION),
}


def blank(entry: Entry, kind: Kind, day: str) -> list[str]:
    """Return the row of an SOP on a form of this kind, to be filled in."""
    known = {NUMBER.key: entry.name, TITLE.key: entry.sop.title or "", DATE.key: day}
    return [known.get(column.key, "") for column in ON_FORM[kind]]
