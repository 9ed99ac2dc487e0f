"""MB, the times: every row says how long it takes, with a number and a unit."""

import re
from collections.abc import Iterator

from sopkit.lint.finding import Applicability, Severity
from sopkit.lint.lexicon import Lexicon
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, Message, message
from sopkit.model.duration import LONGEST, UNITS, Duration, parse_duration
from sopkit.model.sop import Path, Sop, Step
from sopkit.source.edits import SetText
from sopkit.text import distance, normalise, words

_ABOUT = str.maketrans("±~≈", "   ")
_COUNT_ONLY = re.compile(r"\d+\s*[x×]\s*\d+", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"(?<=\d)\s*([^\W\d_]+)(?:(\s+)([^\W\d_]+))?")


def is_blank(step: Step) -> bool:
    """Tell whether the row has no mutu baku at all: one fault, which MB001 reports."""
    return not _written(step.time) and not any(words(text.value) for text in (*step.inputs, *step.outputs))


def _written(time: Duration | None) -> bool:
    """Tell whether a cell holds more than the dash of an empty one."""
    return time is not None and bool(words(time.text))


def times(sop: Sop) -> Iterator[tuple[Path, Duration]]:
    """Yield every time that is written, and where: the promise first, then the rows."""
    if sop.standard is not None:
        yield ("standar_pelayanan", "waktu"), sop.standard
    for step in sop.steps:
        if step.time is not None and _written(step.time):
            yield (*step.path, "mutu_baku", "waktu"), step.time


@sop_rule(
    "MB001",
    "waktu-kosong",
    Severity.ERROR,
    Principle.KU,
    summary=N_("a step without a time"),
    why=N_(
        "A step without a time can't be measured: nobody can tell whether it is late, and the time of the "
        "whole procedure can't be worked out. A row without any mutu baku is told once, here; a row that "
        "another SOP carries out (“sop:”) has its times there."
    ),
    source=N_(
        "Each activity carries its own mutu baku, with the time to finish it (PermenPANRB 35/2012, the "
        "columns of the flowchart part); empty in 27 of 1,171 rows of real SOPs."
    ),
    wrong="""\
langkah:
  - kegiatan: Menerima surat
    pelaksana: staf
    mutu_baku: {kelengkapan: [Surat], output: [Surat teragenda]}
""",
    right="""\
langkah:
  - kegiatan: Menerima surat
    pelaksana: staf
    mutu_baku: {kelengkapan: [Surat], waktu: 10 menit, output: [Surat teragenda]}
""",
)
def no_time(subject: Subject) -> Iterator[Hit]:
    for step in subject.sop.steps:
        path = (*step.path, "mutu_baku", "waktu")
        if _written(step.time):
            if step.number == 1 and step.time is not None and step.time.is_shared:
                yield Hit(
                    path,
                    message("“bersama” means the time of the row above, and the first row has none above it"),
                    message("write the time here, and “bersama” in the rows that share it"),
                )
        elif step.sop is not None:
            continue
        elif is_blank(step):
            yield Hit(
                path[:-1],
                message("step {row} has no mutu baku: no input, time or output", row=step.number),
                message("write “mutu_baku:” with “kelengkapan”, “waktu” and “output”"),
                role="key",
            )
        else:
            yield Hit(
                path,
                message("step {row} has no time", row=step.number),
                message("write “waktu:” with a number and a unit, such as “10 menit”"),
                role="key",
            )


@sop_rule(
    "MB002",
    "waktu-kabur",
    Severity.WARNING,
    Principle.KU,
    summary=N_("a time that can't be measured"),
    why=N_(
        "“Segera” or “sesuai jadwal” promises nothing: it can be neither met nor missed. How often a step is "
        "repeated (“triwulanan”) is not how long it takes."
    ),
    source=N_(
        "One of the drafting principles is that the result can be measured; seen in 18 of 1,171 rows of "
        "real SOPs."
    ),
    wrong="langkah:\n  - {kegiatan: Menandatangani surat, pelaksana: kepala, mutu_baku: {waktu: segera}}\n",
    right="""\
langkah:
  - {kegiatan: Menandatangani surat, pelaksana: kepala, mutu_baku: {waktu: maksimal 1 jam}}
""",
)
def vague_time(subject: Subject) -> Iterator[Hit]:
    for path, time in times(subject.sop):
        if time.fault is None or _lacks_unit(time) or _mended(time, subject.lexicon):
            continue
        text = time.text.strip()
        if clearer := _clearer(text, subject.lexicon):
            advice = message("write “{time}”; what it depends on belongs in “keterangan”", time=clearer)
        else:
            advice = message("give a number and a unit, or an upper bound such as “maksimal 3 hari kerja”")
        yield Hit(path, _complaint(text, subject.lexicon), advice)


def _complaint(text: str, lexicon: Lexicon) -> Message:
    vague = lexicon.words("ketidakpastian", "waktu_kabur")
    beginning = normalise(text).split()[:3]
    if any(" ".join(beginning[:count]) in vague for count in range(1, len(beginning) + 1)):
        return message("“{text}” is no time that can be measured", text=text)
    if not any(sign.isdecimal() for sign in text):
        return message("“{text}” holds no number", text=text)
    return message("“{text}” can't be read as a time", text=text)


def _clearer(text: str, lexicon: Lexicon) -> str | None:
    """Return the time in `text` as it should be written: in figures, without what stands around it."""
    if len(text) > LONGEST:
        return None
    numerals = lexicon.pairs("satuan-waktu", "bilangan")
    parts = [numerals.get(word.lower(), word) for word in text.translate(_ABOUT).split()]
    first = next((index for index, part in enumerate(parts) if part[0].isdecimal()), len(parts))
    for end in range(len(parts), first, -1):
        clear = " ".join(parts[first:end]).rstrip(" .,;")
        if parse_duration(clear).high:
            is_bound = any(part[:3].lower() in ("mak", "max") for part in parts[:first])
            return f"maksimal {clear}" if is_bound else clear
    return None


@sop_rule(
    "MB003",
    "tanpa-satuan",
    Severity.ERROR,
    Principle.KU,
    summary=N_("a time without a unit"),
    why=N_(
        "“20” may be minutes or days. Whoever carries out the step has to guess, and the times can't be "
        "added up."
    ),
    source=N_(
        "Each activity carries its standard time (PermenPANRB 35/2012); seen in 14 of 1,171 rows of real "
        "SOPs."
    ),
    wrong="langkah:\n  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {waktu: 20}}\n",
    right="langkah:\n  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {waktu: 20 menit}}\n",
)
def no_unit(subject: Subject) -> Iterator[Hit]:
    for path, time in times(subject.sop):
        if _lacks_unit(time):
            text = time.text.strip()
            yield Hit(
                path,
                message("the time “{text}” has no unit", text=text),
                message("write “{text} menit”, or the unit that is meant", text=_number_of(time)),
            )


def _lacks_unit(time: Duration) -> bool:
    if time.fault is None:
        return False
    return time.fault.kind == "no-unit" or bool(_COUNT_ONLY.fullmatch(time.text.strip()))


def _number_of(time: Duration) -> str:
    """Return the figures of a time without unit, less “maksimal” or “/berkas”."""
    return time.fault.piece if time.fault and time.fault.kind == "no-unit" else time.text.strip()


@sop_rule(
    "MB004",
    "satuan-tak-dikenal",
    Severity.ERROR,
    Principle.KU,
    summary=N_("a misspelt or shortened unit of time"),
    why=N_(
        "A unit that is not spelled as agreed is left out when times are added up, and prints the mistake."
    ),
    source=N_("“minit” was seen in real SOPs; the list of units is that of the file format."),
    wrong="langkah:\n  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {waktu: 10 minit}}\n",
    right="langkah:\n  - {kegiatan: Mencatat surat, pelaksana: staf, mutu_baku: {waktu: 10 menit}}\n",
    fix=Applicability.SAFE,
)
def unknown_unit(subject: Subject) -> Iterator[Hit]:
    for path, time in times(subject.sop):
        mended = _mended(time, subject.lexicon)
        if mended is not None:
            text, at, piece, unit = mended
            yield Hit(
                path,
                message("“{unit}” is not a unit of time", unit=piece),
                message("write “{unit}”", unit=unit),
                piece=piece,
                at=at,
                fix=(SetText(path, text),),
            )


def _mended(time: Duration, lexicon: Lexicon) -> tuple[str, int, str, str] | None:
    """Return the time with its units spelled right, and the first wrong one: place, spelling, unit.

    None where nothing is misspelt, or the time would still not be one.
    """
    if time.fault is None or time.fault.kind == "no-unit" or len(time.text) > LONGEST:
        return None
    parts: list[str] = []
    wrong: list[tuple[int, str, str]] = []
    end = 0
    for found in _AFTER_NUMBER.finditer(time.text):
        piece, unit = _unit_for(found, lexicon)
        if unit is None:
            continue
        start = found.start(1)
        parts += [time.text[end:start], unit]
        wrong.append((start, piece, unit))
        end = start + len(piece)
    text = "".join([*parts, time.text[end:]]).rstrip(" .")
    if not wrong or parse_duration(text).fault is not None:
        return None
    return text, *wrong[0]


def _unit_for(found: re.Match[str], lexicon: Lexicon) -> tuple[str, str | None]:
    """Return the one or two words after a number, and the unit that was meant if they are none."""
    slips = lexicon.pairs("satuan-waktu", "salah_tulis")
    short = {
        form: unit
        for unit, forms in lexicon.entries("satuan-waktu", "satuan").items()
        for form in forms
        if parse_duration(f"1 {form}").fault is not None
    }
    first, gap, second = found.groups()
    both = f"{first.lower()} {(second or '').lower()}"
    if second and both in slips:
        return first + gap + second, _cased(slips[both], first)
    word = first.lower()
    if word in UNITS:
        return first, None
    unit = slips.get(word) or short.get(word) or next((u for u in UNITS if distance(word, u, 1) == 1), None)
    return first, unit and _cased(unit, first)


def _cased(unit: str, written: str) -> str:
    return unit.capitalize() if written[0].isupper() else unit
