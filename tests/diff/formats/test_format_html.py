"""The page for a browser: complete in itself, harmless, and readable in a real one."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sopkit.diff.compare import compare
from sopkit.diff.formats import Look, renderer
from sopkit.diff.report import Entry, Report, Side
from sopkit.locale.translator import Translator
from sopkit.model.duration import Calendar
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document
from tests.conftest import CLEAN

NEW = CLEAN.replace("Mencatat surat dalam buku agenda", "Mencatat surat pada buku agenda digital").replace(
    "waktu: 15 menit", "waktu: 30 menit"
)
HOSTILE = "</td></table><script>document.title='dibajak'</script><img src=x onerror=alert(1)> & \"x\" 'y' http://a.b"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next((found for name in BROWSERS if (found := shutil.which(name))), None)


def page(old: str, new: str, language: str = "en") -> str:
    sides = [
        Side(document, sop)
        for text in (old, new)
        if (document := parse_document("a.sop.yaml", text.encode())) and (sop := read_sop(document))
    ]
    comparison = compare(sides[0].sop, sides[1].sop, old_name="a", new_name="a", calendar=Calendar())
    report = Report((Entry(comparison, sides[0], sides[1], Calendar()),))
    return renderer("html")(report, Look(Translator(language)))


class Reader(HTMLParser):
    """Collects the tags, the addresses they name, and whether all are closed."""

    VOID = frozenset({"meta", "img", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href", "action")]
        assert not [name for name, _ in attributes if name.startswith("on")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_it_is_complete_in_itself() -> None:
    reader = Reader(page(CLEAN, NEW))
    assert reader.open == []
    assert not {"script", "link", "iframe", "object", "form"} & set(reader.tags)
    assert len(reader.addresses) == 2
    assert all(address.startswith("data:image/svg+xml;base64,") for address in reader.addresses)
    assert "default-src 'none'" in page(CLEAN, NEW)


def test_words_that_came_and_went_are_marked_on_their_side() -> None:
    text = page(CLEAN, NEW)
    assert "<del>dalam</del>" in text
    assert re.search(r"<ins>\s*pada</ins>", text)
    assert re.search(r"<ins>[^<]*30[^<]*</ins>", text)


def test_text_from_a_file_is_text() -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    text = page(
        CLEAN,
        CLEAN.replace("Memberikan disposisi", quoted).replace(
            "judul: Pengelolaan Surat Masuk", f"judul: {quoted}"
        ),
    )
    reader = Reader(text)
    assert "script" not in reader.tags
    assert reader.tags.count("img") == 2


def test_it_speaks_both_languages() -> None:
    assert '<html lang="id">' in page(CLEAN, NEW, "id")
    assert page(CLEAN, NEW, "id") != page(CLEAN, NEW, "en").replace('lang="en"', 'lang="id"')


def test_the_same_comparison_is_the_same_page() -> None:
    assert page(CLEAN, NEW) == page(CLEAN, NEW)


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
def test_a_browser_shows_it_whole_and_offline(tmp_path: Path) -> None:
    file = tmp_path / "perbandingan SOP é.html"
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    file.write_text(page(CLEAN, NEW.replace("Memberikan disposisi", quoted)), encoding="utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
    ]
    done = subprocess.run(
        [BROWSER, *flags, f"--user-data-dir={tmp_path / 'profil'}", "--dump-dom", file.as_uri()],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "<title>SOPs compared</title>" in done.stdout
    assert "dibajak'&lt;/script&gt;" in done.stdout
    assert done.stdout.count("<figure>") == 2
    assert done.stdout.rstrip().endswith("</html>")
