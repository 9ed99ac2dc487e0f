"""YM: the file. What the reader finds before anybody asks what the file means."""

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.rule import Principle, form_rule
from sopkit.locale.message import N_

syntax = form_rule(
    "YM001",
    "sintaks-yaml",
    Severity.ERROR,
    Principle.KJ,
    summary=N_("the file is not YAML"),
    why=N_(
        "A program stops at the first sign that breaks the rules of YAML; nothing after it can be read, and "
        "no page can be printed from the file."
    ),
    source=N_("YAML 1.2.2, the language of SOP files."),
    wrong="judul: Pengelolaan Surat: Masuk\n",
    right='judul: "Pengelolaan Surat: Masuk"\n',
)

duplicate_key = form_rule(
    "YM002",
    "kunci-ganda",
    Severity.ERROR,
    Principle.KP,
    summary=N_("the same key twice in one mapping"),
    why=N_(
        "Of two equal keys programs read the first or the last: what the SOP says would depend on the reader."
    ),
    source=N_("YAML 1.2.2, 3.2.1.3: the keys of a mapping are unique."),
    wrong="status: rancangan\nstatus: berlaku\n",
    right="status: berlaku\n",
)

ambiguous_scalar = form_rule(
    "YM003",
    "skalar-ambigu",
    Severity.WARNING,
    Principle.KP,
    fix=Applicability.SAFE,
    summary=N_("a plain value that programs read as something other than text"),
    why=N_(
        "Without quotes a NIP loses its leading zero, “no” becomes false and “12:30” a number of seconds, "
        "each in other programs. Quotes make it the text that was meant."
    ),
    source=N_("YAML 1.1 and YAML 1.2.2 (core schema) differ in what plain values stand for."),
    wrong="proses_bisnis:\n  kode: 03.02\n",
    right='proses_bisnis:\n  kode: "03.02"\n',
)

unreadable = form_rule(
    "YM004",
    "berkas-tak-terbaca",
    Severity.ERROR,
    Principle.KP,
    summary=N_("the file cannot be read as one SOP"),
    why=N_(
        "Not UTF-8, too large, nested too deeply, several documents or none: whatever it is, it is not the "
        "text of one SOP, and must not be taken for a checked one."
    ),
    source=N_("One SOP is one UTF-8 YAML file, so that every program and every computer reads the same."),
    wrong="- Surat Masuk\n- Surat Keluar\n",
    right="sopkit: 1\njudul: Pengelolaan Surat Masuk\n",
)

unused_suppression = form_rule(
    "YM005",
    "penekanan-tak-terpakai",
    Severity.WARNING,
    Principle.KJ,
    fix=Applicability.SAFE,
    summary=N_("a suppression comment that suppresses nothing"),
    why=N_("A comment that no longer has a reason hides the next real fault on its line."),
    source=N_("Practice of linters that are kept for years: exceptions are few, visible and needed."),
    wrong="judul: Pengelolaan Surat Masuk  # sopkit: ignore[ID004]\n",
    right="judul: Pengelolaan Surat Masuk\n",
)
