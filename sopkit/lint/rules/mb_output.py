"""MB, what goes in and what comes out: every row names its inputs and its result, and they form a chain."""

import re
from collections.abc import Iterable, Iterator

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.rules.mb_time import is_blank
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, message
from sopkit.model.duration import parse_duration
from sopkit.model.flow import END
from sopkit.model.sop import Step, Text
from sopkit.text import normalise, words

_DIGIT = re.compile(r"\d")
_LEAD = re.compile(
    r"^\W*(?:(?:dalam|selama|sekitar|kurang\s+lebih|estimasi|durasi|waktu|jangka\s+waktu|lebih\s+kurang)\b\W*)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_LISTED = re.compile(r"[,;/]|\b(?:dan|serta|atau)\b", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    {"yang", "dan", "atau", "serta", "di", "ke", "dari", "pada", "kepada", "untuk", "dengan", "oleh"}
    | {"dalam", "telah", "sudah", "hasil", "per", "para", "sebagai"}
)
_LEAST_STEM = 5
_ROWS_IN_A_ROW = 3


def _empty(texts: Iterable[Text]) -> bool:
    """Tell whether a cell holds nothing but the dash of an empty one."""
    return not any(words(text.value) for text in texts)


def _rows(subject: Subject) -> Iterator[Step]:
    """Yield the rows that must say what goes in and comes out.

    A row without any mutu baku is MB001's, one that another SOP carries out has it there.
    """
    return (step for step in subject.sop.steps if step.sop is None and not is_blank(step))


@sop_rule(
    "MB008",
    "output-kosong",
    Severity.ERROR,
    Principle.KU,
    summary=N_("a step without an output"),
    why=N_(
        "The output is what shows that a step was done, and what the next one works with. A step that "
        "produces nothing is either superfluous or not thought through."
    ),
    source=N_(
        "Each activity carries its own mutu baku, with the output (PermenPANRB 35/2012, the columns of the "
        "flowchart part); empty in 26 of 1,171 rows of real SOPs."
    ),
    wrong="""\
langkah:
  - kegiatan: Mencatat surat
    pelaksana: staf
    mutu_baku: {kelengkapan: [Surat], waktu: 5 menit, output: []}
""",
    right="""\
langkah:
  - kegiatan: Mencatat surat
    pelaksana: staf
    mutu_baku: {kelengkapan: [Surat], waktu: 5 menit, output: [Surat teragenda]}
""",
)
def no_output(subject: Subject) -> Iterator[Hit]:
    for step in _rows(subject):
        if _empty(step.outputs):
            yield Hit(
                (*step.path, "mutu_baku", "output"),
                message("step {row} has no output", row=step.number),
                message("write “output:” with what the step produces, such as “Surat teragenda”"),
                role="key",
            )


@sop_rule(
    "MB009",
    "output-kata-kerja",
    Severity.INFO,
    Principle.KU,
    summary=N_("an output that is an activity, not a result"),
    why=N_(
        "“Mengirim surat” is what is done; “Surat terkirim” is what is there afterwards and can be checked."
    ),
    source=N_(
        "The output is the result of the activity (PermenPANRB 35/2012, the columns of the flowchart part); "
        "common practice."
    ),
    wrong="""\
langkah:
  - {kegiatan: Mengirim surat, pelaksana: staf, mutu_baku: {output: [Mengirim surat]}}
""",
    right="""\
langkah:
  - {kegiatan: Mengirim surat, pelaksana: staf, mutu_baku: {output: [Surat terkirim]}}
""",
)
def output_is_activity(subject: Subject) -> Iterator[Hit]:
    for step in subject.sop.steps:
        for text in step.outputs:
            verb = _WORD.match(text.value.lstrip())
            if verb and verb.group()[:2].lower() == "me" and subject.lexicon.is_active_verb(verb.group()):
                yield Hit(
                    text.path,
                    message("the output begins with the verb “{verb}”", verb=verb.group()),
                    message("write the result: a document, a record or a state, such as “Surat terkirim”"),
                    piece=verb.group(),
                )


@sop_rule(
    "MB010",
    "output-berisi-waktu",
    Severity.WARNING,
    Principle.KU,
    summary=N_("a time where the output belongs"),
    why=N_("A time in the output column is a slip of copying: the result of the step is missing."),
    source=N_("Seen in real SOPs: three rows of one SOP repeat their time as output."),
    wrong="""\
langkah:
  - {kegiatan: Menelaah naskah, pelaksana: tim, mutu_baku: {waktu: 1 hari, output: [1 Hari Kerja]}}
""",
    right="""\
langkah:
  - {kegiatan: Menelaah naskah, pelaksana: tim, mutu_baku: {waktu: 1 hari, output: [Naskah tertelaah]}}
""",
)
def output_is_time(subject: Subject) -> Iterator[Hit]:
    for step in subject.sop.steps:
        for text in step.outputs:
            # Only an output that is nothing but a time is surely one: “Laporan 3 bulanan” is not.
            if not _DIGIT.search(text.value):
                continue
            time = parse_duration(_LEAD.sub("", text.value).strip(" .±"))
            if time.fault is None:
                yield Hit(
                    text.path,
                    message("the output “{output}” is a time", output=text.value.strip()),
                    message("write what the step produces, and the time under “waktu”"),
                )


@sop_rule(
    "MB011",
    "kelengkapan-kosong",
    Severity.WARNING,
    Principle.KU,
    summary=N_("a step without inputs"),
    why=N_("Whoever carries out a step needs to know what must be at hand before it can begin."),
    source=N_(
        "Each activity carries its own mutu baku, with what it requires (PermenPANRB 35/2012, the columns "
        "of the flowchart part); empty in 58 of 1,171 rows of real SOPs."
    ),
    wrong="""\
langkah:
  - kegiatan: Mencatat surat
    pelaksana: staf
    mutu_baku: {waktu: 5 menit, output: [Surat teragenda]}
""",
    right="""\
langkah:
  - kegiatan: Mencatat surat
    pelaksana: staf
    mutu_baku: {kelengkapan: [Surat masuk], waktu: 5 menit, output: [Surat teragenda]}
""",
)
def no_input(subject: Subject) -> Iterator[Hit]:
    for step in _rows(subject):
        if _empty(step.inputs):
            yield Hit(
                (*step.path, "mutu_baku", "kelengkapan"),
                message("step {row} has no input", row=step.number),
                message(
                    "write “kelengkapan:” with what must be at hand, such as the output of the step before"
                ),
                role="key",
            )


@sop_rule(
    "MB012",
    "rantai-terputus",
    Severity.INFO,
    Principle.KS,
    summary=N_("an output that no later step uses"),
    why=N_(
        "What one step produces is what a later one works with. An output that nobody uses may be "
        "superfluous, or its user is missing."
    ),
    source=N_("Common practice; in real SOPs about half of the outputs return as an input of the next row."),
    wrong="""\
langkah:
  - {kegiatan: Menyusun konsep, pelaksana: staf, mutu_baku: {output: [Konsep surat]}}
  - {kegiatan: Mencetak amplop, pelaksana: staf, mutu_baku: {kelengkapan: [Printer], output: [Amplop]}}
""",
    right="""\
langkah:
  - {kegiatan: Menyusun konsep, pelaksana: staf, mutu_baku: {output: [Konsep surat]}}
  - {kegiatan: Memeriksa konsep, pelaksana: kepala, mutu_baku: {kelengkapan: [Konsep surat], output: [Surat]}}
""",
    default=False,
)
def unused_output(subject: Subject) -> Iterator[Hit]:
    last = _last_rows(subject)
    later: set[str] = set()
    hits: list[Hit] = []
    for step in reversed(subject.sop.steps):
        if later and step.number not in last:
            for text in reversed(step.outputs):
                content = _content(text.value)
                if content and 2 * len(content & later) < len(content):
                    hits.append(
                        Hit(
                            text.path,
                            message(
                                "no later step has “{output}” among its inputs", output=text.value.strip()
                            ),
                            message("name it under “kelengkapan” of the step that uses it"),
                        )
                    )
        for text in step.inputs:
            later |= _content(text.value)
    yield from reversed(hits)


def _last_rows(subject: Subject) -> frozenset[int]:
    """Return the numbers of the rows whose output leaves the SOP: at an end, or where nothing follows."""
    flow = subject.flow
    return frozenset(
        symbol.row for symbol in flow.symbols if symbol.kind == END or not flow.leaving[symbol.order]
    )


def _content(text: str) -> frozenset[str]:
    """Return the words of `text` that say what it is about."""
    return frozenset(word for word in words(text) if len(word) > 1 and word not in _SMALL_WORDS)


@sop_rule(
    "MB013",
    "output-berulang",
    Severity.INFO,
    Principle.KU,
    summary=N_("the same output on three rows in a row"),
    why=N_(
        "Steps that leave everything as it was show no progress: either the outputs are copied, or the "
        "steps are one."
    ),
    source=N_("Seen in real SOPs: one output on six rows in a row."),
    wrong="""\
langkah:
  - {kegiatan: Menyusun konsep, pelaksana: staf, mutu_baku: {output: [Konsep]}}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, mutu_baku: {output: [Konsep]}}
  - {kegiatan: Menyetujui konsep, pelaksana: kepala, mutu_baku: {output: [Konsep]}}
""",
    right="""\
langkah:
  - {kegiatan: Menyusun konsep, pelaksana: staf, mutu_baku: {output: [Konsep]}}
  - {kegiatan: Memeriksa konsep, pelaksana: kasubbag, mutu_baku: {output: [Konsep terparaf]}}
  - {kegiatan: Menyetujui konsep, pelaksana: kepala, mutu_baku: {output: [Surat]}}
""",
    default=False,
)
def repeated_output(subject: Subject) -> Iterator[Hit]:
    run: list[Step] = []
    for step in (*subject.sop.steps, None):
        if step is not None and run and _outputs(step) == _outputs(run[0]):
            run.append(step)
            continue
        if len(run) >= _ROWS_IN_A_ROW and not _empty(run[0].outputs):
            yield Hit(
                run[0].outputs[0].path,
                message(
                    "{count} rows in a row have the output “{output}”",
                    count=len(run),
                    output=run[0].outputs[0].value.strip(),
                ),
                message("say what each step changes: checked, signed, sent"),
                related=tuple(other.outputs[0].path for other in run[1:]),
            )
        run = [step] if step is not None else []


def _outputs(step: Step) -> frozenset[str]:
    return frozenset(normalise(text.value) for text in step.outputs)


@sop_rule(
    "MB015",
    "alat-sebagai-kelengkapan",
    Severity.INFO,
    Principle.KJ,
    summary=N_("inputs that are only equipment"),
    why=N_(
        "A computer is used by every step and says nothing about this one. Equipment has a place of its own, "
        "“peralatan”; the input is what the step works on."
    ),
    source=N_("Seen in real SOPs: rows whose only input is a computer and the internet."),
    wrong="""\
langkah:
  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {kelengkapan: [Komputer, ATK]}}
""",
    right="""\
langkah:
  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {kelengkapan: [Surat masuk, Komputer]}}
""",
    default=False,
)
def only_equipment(subject: Subject) -> Iterator[Hit]:
    tools = subject.lexicon.words("dokumen", "alat")
    for step in subject.sop.steps:
        things = [
            normalise(part) for text in step.inputs for part in _LISTED.split(text.value) if words(part)
        ]
        if things and all(thing in tools for thing in things):
            yield Hit(
                (*step.path, "mutu_baku", "kelengkapan"),
                message("the inputs of step {row} are only equipment", row=step.number),
                message("name the document that the step works on; equipment belongs under “peralatan”"),
            )


@sop_rule(
    "MB016",
    "akhir-tak-sesuai-judul",
    Severity.INFO,
    Principle.KS,
    summary=N_("the last output has nothing to do with the title"),
    why=N_(
        "The title is made of the kind of activity and its final output. When the last step produces "
        "something else, either the title or the end is wrong."
    ),
    source=N_(
        "The title is the aspect of the activity and its final output (PermenPANRB 35/2012, form for "
        "identifying SOPs)."
    ),
    wrong="""\
judul: Penyusunan Laporan Kinerja
langkah:
  - {kegiatan: Mengirim surat, pelaksana: staf, mutu_baku: {output: [Bukti kirim]}}
""",
    right="""\
judul: Penyusunan Laporan Kinerja
langkah:
  - {kegiatan: Mengirim, pelaksana: staf, mutu_baku: {output: [Laporan kinerja terkirim]}}
""",
    default=False,
)
def end_off_title(subject: Subject) -> Iterator[Hit]:
    ends = {subject.flow.symbols[order].row for order in subject.flow.ends}
    outputs = [text for step in subject.sop.steps if step.number in ends for text in step.outputs]
    title = _content(subject.sop.title or "")
    if not title or _empty(outputs):
        return
    results = {word for text in outputs for word in _content(text.value)}
    if title & results or any(_related(word, other) for word in title for other in results):
        return
    yield Hit(
        outputs[-1].path,
        message(
            "the last output, “{output}”, shares no word with the title", output=outputs[-1].value.strip()
        ),
        message("let the last step produce what the title names, or name in the title what it produces"),
    )


def _related(left: str, right: str) -> bool:
    """Tell whether one word holds the other, as pengarsipan holds arsip."""
    short, long = sorted((left, right), key=len)
    return len(short) >= _LEAST_STEM and short in long
