"""SK: the schema. Keys, types and allowed values, as schemas/sop.schema.json has them."""

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.rule import Principle, form_rule
from sopkit.locale.message import N_

missing = form_rule(
    "SK001",
    "wajib-ada",
    Severity.ERROR,
    Principle.KH,
    summary=N_("a required key is missing"),
    why=N_(
        "The identity block and the table have a fixed content; a part that is missing is missing on the "
        "signed page."
    ),
    source=N_(
        "PermenPANRB 35/2012, Unsur Prosedur: Bagian Identitas and Bagian Flowchart list what an SOP holds."
    ),
    wrong="sopkit: 1\njudul: Pengelolaan Surat Masuk\n",
    right="sopkit: 1\nnomor: 007/RT.02-SOP/3576/2026\njudul: Pengelolaan Surat Masuk\n",
)

wrong_type = form_rule(
    "SK002",
    "jenis-nilai",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a value of the wrong type"),
    why=N_(
        "Where a list belongs, one text can't be numbered; where a text belongs, a list has no single "
        "meaning."
    ),
    source=N_("The vocabulary of SOP files (schemas/sop.schema.json)."),
    wrong="peralatan: Komputer\n",
    right="peralatan: [Komputer]\n",
)

not_allowed = form_rule(
    "SK003",
    "nilai-terlarang",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a value outside the allowed ones"),
    why=N_(
        "Lists, registers and the printed page know these words only; another word would be counted nowhere."
    ),
    source=N_("The vocabulary of SOP files (schemas/sop.schema.json)."),
    wrong="status: aktif\n",
    right="status: berlaku\n",
)

unknown_key = form_rule(
    "SK004",
    "kunci-tak-dikenal",
    Severity.ERROR,
    Principle.KP,
    fix=Applicability.UNSAFE,
    summary=N_("an unknown key"),
    why=N_(
        "What stands under a misspelt key is read by nobody and printed nowhere, while the writer believes "
        "that it is."
    ),
    source=N_("The vocabulary of SOP files (schemas/sop.schema.json); a key of your own begins with “x-”."),
    wrong="peringantan: [Jika terlambat, maka surat tidak diproses]\n",
    right="peringatan: [Jika terlambat, maka surat tidak diproses]\n",
)

wrong_form = form_rule(
    "SK005",
    "pola",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a value without the required form, such as a date or an id"),
    why=N_("Dates are compared and ids referred to: both work only when everybody writes them alike."),
    source=N_("The vocabulary of SOP files (schemas/sop.schema.json); dates by ISO 8601."),
    wrong="tanggal:\n  pembuatan: 16 Juni 2022\n",
    right="tanggal:\n  pembuatan: 2022-06-16\n",
)

empty = form_rule(
    "SK006",
    "kosong",
    Severity.ERROR,
    Principle.KH,
    summary=N_("an empty text or list where content is required"),
    why=N_("An empty field on the signed page is a part of the procedure that nobody decided."),
    source=N_("PermenPANRB 35/2012, Unsur Prosedur, Bagian Identitas: every field has a content."),
    wrong="peringatan: []\n",
    right="peringatan: [Jika terlambat, maka surat tidak diproses]\n",
)
