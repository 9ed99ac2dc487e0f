"""Ten pages as pictures. `python -m tests.render.golden` draws them anew: look at each before it is kept."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from sopkit.project.discovery import Root, find_root
from sopkit.render.draw import draw_pages, lay_out_subject
from sopkit.render.options import Options
from sopkit.render.subject import load_project, load_subject, parse_subject
from tests.sops import random_sop

PICTURES = Path(__file__).with_name("golden")
OFFICE = Path(__file__).parents[2] / "examples/kpu-kota-mojokerto"
WIDTH = 900
"""Pixels of a kept picture."""


class Case(NamedTuple):
    """One page: of an example, or of the random SOP with this seed and number of executors."""

    name: str
    source: str | tuple[int, int | None]
    page: int
    options: Options = Options(form="png")


CASES = (
    Case("identitas", "keuangan-umum-dan-logistik/pengelolaan-surat-masuk", 1),
    Case("tabel", "keuangan-umum-dan-logistik/pengelolaan-surat-masuk", 2),
    Case("sambungan", "keuangan-umum-dan-logistik/penanganan-masalah", 3),
    Case("kegiatan-bersama", "hukum-dan-sdm/penyusunan-keputusan", 2),
    Case(
        "cabang-tiga",
        "perencanaan-data-dan-informasi/pelayanan-pemutakhiran-data-pemilih-berkelanjutan-pdpb",
        2,
    ),
    Case(
        "kapsul-bertumpuk",
        "keuangan-umum-dan-logistik/penerimaan-tamu",
        2,
        Options(form="png", terminator="stacked"),
    ),
    Case(
        "tegak-a4",
        "keuangan-umum-dan-logistik/pengelolaan-surat-keluar",
        2,
        Options(form="png", paper="A4", portrait=True),
    ),
    Case("delapan-pelaksana", (3, 8), 2),
    Case("dua-belas-pelaksana", (8, 12), 2),
    Case("lima-belas-pelaksana", (5, 15), 2),
)


def picture(case: Case) -> Image.Image:
    """Return the page of a case in shades of grey."""
    if isinstance(case.source, str):
        file = OFFICE / f"{case.source}.sop.yaml"
        subject = load_subject(file, load_project(find_root(file.parent)))
    else:
        seed, executors = case.source
        project = load_project(Root(Path(tempfile.gettempdir()) / "tanpa-proyek"))
        subject = parse_subject(
            random_sop(seed, executors=executors).encode(), Path("acak.sop.yaml"), project
        )
    pages = draw_pages(lay_out_subject(subject, case.options), case.options, None, None)
    whole = Image.open(io.BytesIO(pages[case.page - 1])).convert("L")
    return whole.resize((WIDTH, round(WIDTH * whole.height / whole.width)), Image.Resampling.LANCZOS)


def kept(case: Case) -> Path:
    """Return the file of the kept picture."""
    return PICTURES / f"{case.name}.png"


def main() -> None:
    """Write the pictures of all cases."""
    PICTURES.mkdir(exist_ok=True)
    for file, page in _drawn():
        page.save(file, optimize=True)


def _drawn() -> Iterator[tuple[Path, Image.Image]]:
    return ((kept(case), picture(case)) for case in CASES)


if __name__ == "__main__":
    main()
