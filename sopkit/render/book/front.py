"""The front matter of a book, in the order of PermenPANRB 35/2012, Unsur Dokumentasi.

What an office gives is printed as it stands. What it does not give is left open, or said in sentences that
only count what is there.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sopkit.model.sop import Sop
from sopkit.project.config import Decree
from sopkit.render.book.blocks import Block, bullets, heading, paragraph, paragraphs, terms
from sopkit.render.book.plan import Plan
from sopkit.render.book.recipe import Recipe
from sopkit.render.draw import latest_date
from sopkit.render.identity import soften
from sopkit.render.words import long_date
from sopkit.text import normalise

TITLE = "Standar Operasional Prosedur\nAdministrasi Pemerintahan"
"""What a book is called whose office gives it no title; a line break in a title shows on the cover alone."""
IN_FORCE = "berlaku"
_NO_UNIT = "Tanpa Unit Kerja"
_MOST_LATER = 8  # lines that the page of the decree has room for


def unit_name(name: str) -> str:
    """Return how a group of SOPs is called on paper."""
    return name or _NO_UNIT


def title_of(recipe: Recipe) -> str:
    """Return the title of the book on one line."""
    return " ".join((recipe.book.title or TITLE).split())


def agency_of(recipe: Recipe, plan: Plan) -> str:
    """Return the agency of the book: that of sopkit.yaml, else the one that all its SOPs name, else ""."""
    named = {sop.agency for sop in plan.sops}
    return recipe.agency or (named.pop() if len(named) == 1 else None) or ""


def cover(recipe: Recipe, plan: Plan) -> dict[str, Any]:
    """Return Halaman Judul: title, agency, unit where the book is one unit's, year, and address."""
    latest = latest_date(plan.sops)
    year = recipe.book.year or (latest.year if latest else None)
    is_units = bool(recipe.unit) and len(plan.groups) == 1
    return {
        "title": _lines(recipe.book.title or TITLE),
        "short": "" if recipe.book.title else "SOP AP",
        "agency": soften(agency_of(recipe, plan)),
        "unit": soften(plan.groups[0].unit) if is_units else "",
        "year": f"Tahun {year}" if year else "",
        "address": _lines(recipe.book.address or ""),
    }


def decree(recipe: Recipe, plan: Plan) -> dict[str, Any]:
    """Return the page that holds the place of the decree: what is known of it, "" where it is still open.

    `later` tells of what the decree can't have set, being older.
    """
    given = recipe.book.decree
    what = "dokumen ini" if _all_in_force(plan) else "SOP yang berstatus berlaku dalam dokumen ini"
    is_known = bool(given.number and given.date)
    said = (
        f"{what[0].upper()}{what[1:]} ditetapkan dengan keputusan di atas."
        if is_known
        else f"Halaman ini disediakan bagi keputusan yang menetapkan {what}."
    )
    return {
        "official": soften(given.official or f"Pimpinan {agency_of(recipe, plan)}"),
        "said": said,
        "later": _later(given, plan.sops) if is_known else {"said": "", "items": []},
        "lines": [
            ["Nomor", soften(given.number)],
            ["Tanggal", long_date(given.date)],
            ["Tentang", soften(given.subject)],
        ],
        "note": "Salinan keputusan yang telah ditandatangani disisipkan sesudah halaman ini.",
    }


def _later(given: Decree, sops: Sequence[Sop]) -> dict[str, Any]:
    """Return which of the SOPs in force have a version that is younger than the decree, or how many.

    One whose `riwayat` names the decree as its basis is set by it, whatever its date.
    """
    found = []
    for sop in sops:
        basis, when = _origin(sop)
        is_own = f" {normalise(given.number or '')} " in f" {normalise(basis)} "
        if sop.status == IN_FORCE and when and given.date and when > given.date and not is_own:
            said = f"{sop.number or '-'} {sop.title or ''}".strip()
            said += f", versi {sop.version}, {long_date(when)}"
            found.append(soften(said + (f" (dasar: {basis})" if basis else "")))
    if not found:
        return {"said": "", "items": []}
    if len(found) > _MOST_LATER:
        said = f"Versi terakhir dari {len(found)} SOP bertanggal sesudah keputusan ini; lihat Daftar Isi."
        return {"said": said, "items": []}
    return {"said": "Versi terakhir dari SOP berikut bertanggal sesudah keputusan ini:", "items": found}


def _origin(sop: Sop) -> tuple[str, datetime.date | None]:
    """Return the basis of an SOP's version, "" where nothing says it, and the day when it was made."""
    entry = next((one for one in reversed(sop.history) if one.version == sop.version), None)
    made = sop.dates.revised or (sop.dates.created if sop.version == 1 else None)
    return (entry.basis or "", made or entry.date) if entry is not None else ("", made)


def explanation(recipe: Recipe, plan: Plan) -> list[Block]:
    """Return Penjelasan Singkat Penggunaan: at least scope, summary and definitions."""
    if recipe.blocks is not None:
        return list(recipe.blocks)
    said = recipe.book.explanation
    return [
        heading(2, "Ruang Lingkup"),
        *(paragraphs(said.scope) if said.scope else _scope(recipe, plan)),
        heading(2, "Ringkasan"),
        *(paragraphs(said.summary) if said.summary else [paragraph(_summary(plan))]),
        heading(2, "Definisi"),
        terms(said.terms or [("SOP AP", " ".join(TITLE.split()))]),
        heading(2, "Cara Membaca"),
        *(paragraph(sentence) for sentence in _reading(plan)),
    ]


def contents(plan: Plan) -> list[dict[str, Any]]:
    """Return Daftar Isi by unit; it also records which SOP was revised, by version and dates.

    Where no SOP names a unit, their group has no name either.
    """
    has_units = any(group.unit for group in plan.groups)
    return [
        {
            "name": soften(unit_name(group.unit)) if has_units else "",
            "anchor": f"unit-{number}",
            "page": str(group.page),
            "count": f"{len(group.entries)} SOP",
            "rows": [
                {
                    "anchor": anchor(entry.page),
                    "number": soften(entry.part.sop.number) or "-",
                    "title": soften(entry.part.sop.title) or "(tanpa judul)",
                    "status": "" if entry.part.sop.status == IN_FORCE else entry.part.sop.status or "",
                    "version": str(entry.part.sop.version),
                    "revised": long_date(entry.part.sop.dates.revised) or "-",
                    "effective": long_date(entry.part.sop.dates.effective) or "-",
                    "page": str(entry.page),
                }
                for entry in group.entries
            ],
        }
        for number, group in enumerate(plan.groups, 1)
    ]


def anchor(page: int) -> str:
    """Return the label of the SOP that begins on `page`."""
    return f"sop-{page}"


def _all_in_force(plan: Plan) -> bool:
    return all(sop.status == IN_FORCE for sop in plan.sops)


def _scope(recipe: Recipe, plan: Plan) -> list[Block]:
    agency = agency_of(recipe, plan)
    where = f" di lingkungan {agency}" if agency else ""
    if not any(group.unit for group in plan.groups):
        return [paragraph(f"Dokumen ini memuat {len(plan.sops)} SOP{where}.")]
    lines = [f"{unit_name(group.unit)}: {len(group.entries)} SOP" for group in plan.groups]
    return [paragraph(f"Dokumen ini memuat SOP dari unit kerja berikut{where}:"), bullets(lines)]


def _summary(plan: Plan) -> str:
    units = sum(bool(group.unit) for group in plan.groups)
    said = f"Dokumen ini memuat {len(plan.sops)} SOP"
    said += f" dari {units} unit kerja" if units else ""
    said += f" pada {plan.pages} halaman"
    if _all_in_force(plan):
        return f"{said}."
    states = Counter(sop.status or "tanpa status" for sop in plan.sops)
    if len(states) == 1:
        return f"{said}, semuanya berstatus {next(iter(states))}."
    return f"{said}, yaitu {_listed([f'{count} {status}' for status, count in states.items()])}."


def _reading(plan: Plan) -> list[str]:
    found = [
        (
            "Nomor halaman dokumen ini tercetak di kanan bawah. Di kiri bawah setiap halaman SOP tercetak "
            "nomor SOP, versinya, kode isi naskahnya, dan urutan halaman dalam SOP itu."
        ),
        (
            "Pada bagan alir, kapsul menandai awal dan akhir kegiatan, kotak menandai kegiatan, belah "
            "ketupat menandai keputusan, anak panah menunjukkan arah, dan segi lima menyambung bagan ke "
            "halaman lain. Nomor halaman di dalam segi lima adalah urutan halaman dalam SOP itu."
        ),
    ]
    if not _all_in_force(plan):
        found.append("SOP yang tidak sedang berlaku memuat statusnya sebagai tanda air pada setiap halaman.")
    return found


def _listed(items: list[str]) -> str:
    """Return the items as one enumeration."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def _lines(text: str) -> list[str]:
    return [soften(line) for line in text.splitlines() if line.strip()]
