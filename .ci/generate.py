"""Write the files that are made from others; with `--check`, only tell which are out of date.

Made are: the compiled language data and law table, the pages and lists of the rules, the schema of
sopkit.yaml, and the compiled catalogue.
"""

import datetime
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / ".ci")]

from story import with_story

LAW = ROOT / "sopkit/model/data/hierarki-hukum.yaml"
CATALOGUE = ROOT / "sopkit/locale/id/LC_MESSAGES/sopkit.po"
EPOCH = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
KEYWORDS: dict[str, Any] = {"message": None, "N_": None, "text": None, "count": (1, 2), "told": (2, 3)}
PARSER_WORDS = (
    "Options",
    "Arguments",
    "Commands",
    "[OPTIONS]",
    "default: {default}",
    "required",
    "Missing command.",
)
LEXICON = ROOT / "sopkit/lint/data"


def main() -> int:
    """Write or check every generated file; return the exit status."""
    check = "--check" in sys.argv[1:]
    stale = [path for path, content in generated() if _differs(path, content)]
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT).as_posix()}")
    if check:
        return 1 if stale else 0
    for path, content in generated():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


def generated() -> Iterator[tuple[Path, bytes]]:
    """Yield every generated file and what it must hold."""
    yield LAW.with_suffix(".json"), _json(law_forms(_yaml(LAW)))
    yield LEXICON / "lexicon.json", _json(lexicon())
    yield ROOT / "schemas/sopkit.schema.json", config_schema()
    catalogue = updated_catalogue()
    yield CATALOGUE, _po(catalogue)
    yield CATALOGUE.with_suffix(".mo"), _mo(catalogue)
    yield from rule_pages(catalogue)
    for path in (ROOT / "README.md", ROOT / "docs/membaca-perubahan.md", ROOT / "docs/panduan.md"):
        yield path, with_transcripts(path)
    for path in (ROOT / "docs/setahun.md",):
        yield path, with_story(path)


def law_forms(table: dict[str, Any]) -> dict[str, list[Any]]:
    """Return every way to begin a citation: its kind, issuer, level and lowest level."""
    forms: dict[str, list[Any]] = {}
    levels = {}
    for entry in table["jenis"]["daftar"]:
        levels[entry["jenis"]] = level = [entry["tingkat"], entry.get("tingkat_sampai", entry["tingkat"])]
        for form in entry["sebutan"]:
            forms[_form(form)] = [entry["jenis"], "", *level]
    ministers = table["menteri"]
    for issuer, entry in ministers["daftar"].items():
        for prefixes, kind in (("awalan_peraturan", "Permen"), ("awalan_keputusan", "Kepmen")):
            for prefix in ministers[prefixes]:
                for name in (entry["nama"], *entry["singkatan"]):
                    for gap in (" ", "") if " " not in prefix else (" ",):  # PermenPANRB
                        forms[_form(f"{prefix}{gap}{name}")] = [kind, issuer, *levels[kind]]
        for form in entry.get("khusus_peraturan", ()):
            forms[_form(form)] = ["Permen", issuer, *levels["Permen"]]
    for form, issuer in ministers["khusus_keputusan"].items():
        forms[_form(form)] = ["Kepmen", issuer, *levels["Kepmen"]]
    for issuer, entry in table["lembaga"]["daftar"].items():
        for form in entry.get("peraturan", ()):
            forms[_form(form)] = ["Peraturan Lembaga", issuer, *levels["Peraturan Lembaga"]]
        for form in entry.get("keputusan", ()):
            forms[_form(form)] = ["Keputusan", issuer, *levels["Keputusan"]]
    return forms


def lexicon() -> dict[str, Any]:
    """Return the language data: word lists as lists, mappings as mappings, by file and group."""
    return {path.stem: _group(_yaml(path)) for path in sorted(LEXICON.glob("*.yaml"))}


def config_schema() -> bytes:
    """Return the schema of sopkit.yaml, in which only rules that exist can be named."""
    from sopkit.lint.registry import FAMILIES, all_rules

    path = ROOT / "schemas/sopkit.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    names = [name for rule in all_rules() for name in (rule.code, rule.slug)]
    selector = schema["$defs"]["selector"]
    selector.pop("type", None)
    selector["enum"] = ["ALL", *FAMILIES, *names]
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def updated_catalogue() -> Catalog:
    """Return the Indonesian catalogue with the messages of the code as it is; new ones have no words yet."""
    template = Catalog()
    for file, _, words, comments, _ in extract_from_dir(
        str(ROOT / "sopkit"), [("**.py", "python")], keywords=KEYWORDS
    ):
        template.add(words, locations=[(f"sopkit/{file}", 0)], auto_comments=comments)
    for words in PARSER_WORDS:
        template.add(words, auto_comments=["said by the parser of the command line"])
    known = read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="id") if CATALOGUE.exists() else Catalog("id")
    catalogue = Catalog(
        "id",
        project="sopkit",
        charset="utf-8",
        header_comment="# The Indonesian words of sopkit. Made by .ci/generate.py; fill in what is empty.",
        creation_date=EPOCH,
        revision_date=EPOCH,
        last_translator="the sopkit authors",
        language_team="id",
        fuzzy=False,
    )
    for entry in template:
        if entry.id:
            one = entry.id[0] if isinstance(entry.id, tuple) else entry.id
            old = known.get(one)
            catalogue.add(
                entry.id,
                old.string if old else "",
                locations=sorted({(file, 0) for file, _ in entry.locations}),
            )
    return catalogue


def _po(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, sort_output=True, include_lineno=False, include_previous=False)
    return stream.getvalue()


def _mo(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def rule_pages(catalogue: Catalog) -> Iterator[tuple[Path, bytes]]:
    """Yield the pages of the rules, Indonesian first and English below, and the list of them."""
    from sopkit.lint.manual import markdown_list, markdown_page
    from sopkit.lint.registry import all_rules
    from sopkit.locale.translator import Translator

    class Fresh(Translator):
        """Speaks from the catalogue of this run, which may not be compiled yet."""

        def text(self, template: str) -> str:
            entry = catalogue.get(template) if self.language == "id" else None
            return str(entry.string) if entry and entry.string else template

    indonesian, english = Fresh("id"), Fresh("en")
    for rule in all_rules():
        page = f"{markdown_page(rule, indonesian)}\n---\n\n{markdown_page(rule, english)}"
        yield ROOT / f"docs/rules/{rule.code}.md", page.encode()
    title = "# Aturan sopkit lint\n\n"
    yield ROOT / "docs/rules/README.md", (title + markdown_list(all_rules(), indonesian)).encode()


def with_transcripts(path: Path) -> bytes:
    """Return the page at `path` with what its commands print today."""

    def shown(found: re.Match[str]) -> str:
        day = ["--today", "2026-01-31"] if found[1].startswith("lint") else []
        printed = subprocess.run(
            [sys.executable, "-m", "sopkit", *shlex.split(found[1]), *day],
            cwd=ROOT, check=False, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        command = found[1].removesuffix(" --lang id")
        lines = f"$ sopkit {command}\n{printed.stdout.rstrip()}"
        return f"<!-- transcript: sopkit {found[1]} -->\n```\n{lines}\n```\n<!-- end of transcript -->"

    pattern = r"<!-- transcript: sopkit (.+?) -->\n.*?<!-- end of transcript -->"
    return re.sub(pattern, shown, path.read_text(encoding="utf-8"), flags=re.DOTALL).encode()


def _group(value: Any) -> Any:
    """Return `value` without its sources: of a group, its words, pairs or entries."""
    if isinstance(value, list):
        merged: dict[str, Any] = {}
        if all(isinstance(item, dict) and "padanan" in item for item in value):
            for item in value:
                merged |= item["padanan"]
            return merged
        return [_group(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "kata" in value and isinstance(value["kata"], str):
        return value["kata"].splitlines()
    for key in ("padanan", "ejaan"):
        if key in value:
            return value[key]
    return {key: _group(item) for key, item in value.items() if key not in ("sumber", "keyakinan")}


def _form(text: str) -> str:
    words = text.lower().replace("-", " ")
    for sign in ",;:()":
        words = words.replace(sign, " ")
    return " ".join(words.split())


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _json(data: Any) -> bytes:
    """Return `data` with an entry of the top level a line: small, and readable in a diff."""
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in sorted(data.items())
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _differs(path: Path, content: bytes) -> bool:
    return not path.exists() or path.read_bytes() != content


if __name__ == "__main__":
    raise SystemExit(main())
