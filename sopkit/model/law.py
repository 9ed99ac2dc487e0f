"""Regulations as people cite them: `UU No. 30 Tahun 2014`, `PermenPANRB 35/2012`, `PER/21/M.PAN/11/2008`.

How people begin a citation, and where each kind of law stands in the hierarchy, is data: see
data/hierarki-hukum.yaml, which says where it comes from.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Any, NamedTuple

Path = tuple[str | int, ...]

_TABLE = FilePath(__file__).parent / "data" / "hierarki-hukum.json"
_CHAIN = re.compile(r"[\s,;(]+(?:jo\b\.?|juncto\b|sebagaimana\b|yang\s+telah\s+diubah\b)", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:tentang|ttg\.?|perihal)\s+(.+)", re.IGNORECASE | re.DOTALL)
_NUMBER_WORD = re.compile(r"\b(?:nomor|nomer|no)\b\.?\s*:?\s*", re.IGNORECASE)
_YEAR = re.compile(r"/?\s*\b(?:tahun|thn?)\b\.?\s*(\d{4})\b", re.IGNORECASE)
_ENUMERATOR = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•*])\s+", re.IGNORECASE)
_REGION = frozenset({"provinsi", "propinsi", "prov", "kabupaten", "kab", "kota"})
_NATIONAL = frozenset({"UUD", "TAP MPR", "UU", "Perppu", "PP", "Perpres", "Keppres", "Inpres"})
"""Kinds that only one body makes: what stands between kind and number is a name of the law, not an issuer."""
_GENERIC = frozenset(
    ("keputusan", "peraturan", "surat", "edaran", "instruksi", "kepala", "sk", "se", "skb", "seb")
)
_OF_MANY_OFFICES = frozenset({"Keputusan", "Instruksi", "SE", "Peraturan Lembaga"})
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d{2})$")
_WORD = re.compile(r"[^\s,;:()]+")
_FILLERS = frozenset({"republik", "indonesia", "ri", "r.i.", "tentang", "nomor", "tahun"})


class LegalBasis(NamedTuple):
    """One item of `dasar_hukum`, as written (`text`) and as far as it could be read.

    `kind` is a key of the table (UU, PP, Permen, …), `issuer` the ministry, agency or region where the kind
    has several. `level` is its place in the hierarchy, 1 the highest; `lowest` differs from it where a kind
    can stand on several levels. All are None or empty where the item could not be read.
    """

    text: str
    path: Path = ()
    kind: str | None = None
    issuer: str = ""
    number: str | None = None
    year: int | None = None
    about: str | None = None
    level: int | None = None
    lowest: int | None = None

    @property
    def name(self) -> str:
        """The citation without its topic and amendments, by which people call the law."""
        about = _ABOUT.search(self.text)
        head = self.text[: about.start()] if about else self.text
        lead = _ENUMERATOR.match(head)
        name = _CHAIN.split(head[lead.end() if lead else 0 :], maxsplit=1)[0].strip(" \t\r\n,;:.(")
        return name or self.text.strip()

    @property
    def amendments(self) -> tuple[int, ...]:
        """The numbers and years of the laws that amended this one, as far as they are cited with it."""
        chain = _CHAIN.search(self.text)
        return tuple(map(int, re.findall(r"\d+", self.text[chain.end() :]))) if chain else ()

    @property
    def key(self) -> str | None:
        """A name that is equal for two citations of one law; None where number or year is unknown."""
        if self.kind is None or self.number is None or self.year is None:
            return None
        core = f"{_core(self.number)}/{self.year}"
        return f"{self.kind} {self.issuer} {core}" if self.issuer else f"{self.kind} {core}"


class _Form(NamedTuple):
    kind: str
    issuer: str
    level: int
    lowest: int


@cache
def _forms() -> dict[str, list[Any]]:
    """Return every way to begin a citation, in lower case with single spaces, with the parts of its form."""
    table: dict[str, list[Any]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table


def parse_legal_basis(text: str, path: Path = ()) -> LegalBasis:
    """Return what the citation `text` says; of a chain of amendments, what its first law says."""
    parsed = _parse(text)
    return LegalBasis(text, path, *parsed)


@lru_cache(maxsize=4096)
def _parse(
    text: str,
) -> tuple[str | None, str, str | None, int | None, str | None, int | None, int | None]:
    about = _ABOUT.search(text)
    chain = _CHAIN.search(text, 0, about.start() if about else len(text))
    head = text[: chain.start() if chain else about.start() if about else len(text)]
    topic = _CHAIN.split(about[1], maxsplit=1)[0].strip() if about else None
    form, used = _begin(head)
    number, year, names = _number_and_year(head, used)
    if form is None:
        return None, "", number, year, topic, None, None
    if form.kind == "UUD":
        return form.kind, "", "1945", 1945, topic or "UUD", form.level, form.lowest
    return form.kind, _issuer(form, head[:used], names), number, year, topic, form.level, form.lowest


def _issuer(form: _Form, beginning: str, names: list[str]) -> str:
    """Return who made the law: the form tells it, or the words that follow it up to the number do.

    The same form serves an agency and its branches in the regions ("Keputusan KPU Kota …"), which are told
    apart by the region; and one kind has forms for many offices ("Keputusan Bupati", "Keputusan Gubernur").
    """
    if form.kind in _NATIONAL:
        return ""
    names = [name for name in names if name not in _FILLERS]
    if form.issuer:
        region = next((at for at, name in enumerate(names) if name.rstrip(".") in _REGION), len(names))
        return " ".join((form.issuer, *names[region:]))
    office = _WORD.findall(beginning.lower()) if form.kind in _OF_MANY_OFFICES else ()
    return " ".join((*(word for word in office if word not in _GENERIC), *names))


def _begin(head: str) -> tuple[_Form | None, int]:
    """Return the longest known beginning of `head`, and where it ends."""
    lead = _ENUMERATOR.match(head)
    words = list(_WORD.finditer(head.lower(), lead.end() if lead else 0))[:14]
    pieces = [word.group().replace("-", " ").replace("–", " ").split() for word in words]
    for count in range(len(words), 0, -1):
        form = _forms().get(" ".join(part for piece in pieces[:count] for part in piece))
        if form is not None:
            return _Form(*form), words[count - 1].end()
    return None, 0


def _number_and_year(head: str, start: int) -> tuple[str | None, int | None, list[str]]:
    """Return number, year and the words before them (the name of a region or agency) from `start` on."""
    rest = head[start:]
    year_found = _YEAR.search(rest)
    year = int(year_found[1]) if year_found else None
    before_year = rest[: year_found.start()] if year_found else rest
    marked = _NUMBER_WORD.search(before_year)
    if year_found and not marked and (late := _NUMBER_WORD.search(rest, year_found.end())):
        found = _WORD.search(rest, late.end())  # "Tahun 2016 Nomor 9"
        names = [word.group().lower() for word in _WORD.finditer(before_year)]
        return (found.group().rstrip(".,/") if found else None), year, names
    number_found = (
        _WORD.search(before_year, marked.end())
        if marked
        else next((word for word in _WORD.finditer(before_year) if re.search(r"\d", word.group())), None)
    )
    number = number_found.group().rstrip(".,/") if number_found else None
    name_end = marked.start() if marked else number_found.start() if number_found else len(before_year)
    if number and year is None and (tail := _YEAR_IN_NUMBER.search(number)):
        year = int(tail[1])
    names = [word.group().lower() for word in _WORD.finditer(before_year[:name_end])]
    return number, year, names


@lru_cache(maxsize=4096)
def _core(number: str) -> str:
    """Return the running number: 35 of 35/2012, 21 of PER/21/M.PAN/11/2008, 190 of 190/PMK.05/2012.

    Of other forms, all but the year.
    """
    parts = _YEAR_IN_NUMBER.sub("", number).split("/")
    digits = [part for part in parts if part.isdecimal()]
    if digits and (len(digits) == 1 or not parts[0].isdecimal()):
        return str(int(digits[0]))
    return "/".join(parts).lower()
