"""What the identity block holds, field by field, in the order of PermenPANRB 35/2012."""

from typing import TYPE_CHECKING, Any

from sopkit.layout.measure import SOFT_BREAK
from sopkit.model.sop import Link, Sop
from sopkit.render.words import long_date

if TYPE_CHECKING:
    from sopkit.render.logo import Logo

SIZE = 9.0
"""Font size in points."""
LONGEST_WORD = 30
"""Letters from which on a word may be broken anywhere."""


def identity_data(sop: Sop, titles: dict[str, str], logo: "Logo | None") -> dict[str, Any]:
    """Return the identity block for identity.typ; `titles` are those of the SOPs by number.

    What is missing stays blank; a first version has “-” for the date of its revision.
    """
    data: dict[str, Any] = {
        "size": SIZE,
        "agency": soften(sop.agency),
        "unit": soften(sop.unit),
        "number": soften(sop.number),
        "created": long_date(sop.dates.created),
        "revised": long_date(sop.dates.revised) or "-",
        "effective": long_date(sop.dates.effective),
        "title": soften(sop.title),
        "approval": {
            "position": soften(sop.approval.position),
            "name": soften(sop.approval.name),
            "rank": soften(sop.approval.rank),
            "nip": soften(sop.approval.nip),
        },
        "fields": [
            _field("Dasar Hukum", [law.text for law in sop.legal_bases]),
            _field("Kualifikasi Pelaksana", [text.value for text in sop.qualifications]),
            _field("Keterkaitan", [_link(link, titles) for link in sop.links]),
            _field("Peralatan/Perlengkapan", [text.value for text in sop.equipment]),
            _field("Peringatan", [text.value for text in sop.warnings]),
            _field("Pencatatan dan Pendataan", [text.value for text in sop.records]),
        ],
    }
    if logo is not None:
        data["logo"] = logo_data(logo, sop.agency)
    return data


def logo_data(logo: "Logo", agency: str | None) -> dict[str, Any]:
    """Return the logo of `agency` for `picture` in identity.typ."""
    content = logo.content.decode("utf-8") if logo.form == "svg" else list(logo.content)
    return {"content": content, "form": logo.form, "alt": f"Logo {agency or ''}".strip()}


def soften(text: str | None) -> str:
    """Return `text` with single spaces, its longest words breakable anywhere; nothing for None."""
    return " ".join(
        SOFT_BREAK.join(word) if len(word) > LONGEST_WORD else word for word in (text or "").split()
    )


def _field(label: str, items: list[str]) -> dict[str, Any]:
    return {"label": label, "items": [soften(item) for item in items if item.strip()]}


def _link(link: Link, titles: dict[str, str]) -> str:
    if link.target is None:
        return link.text or ""
    title = titles.get(link.target)
    return f"SOP {title} ({link.target})" if title else f"SOP {link.target}"
