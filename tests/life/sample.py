"""SOPs for the tests of the register: the clean one, changed."""

from pathlib import Path

from tests.conftest import CLEAN

NUMBER = "001/RT.02-SOP/3576/2026"


def sop(
    number: str = NUMBER,
    title: str = "Pengelolaan Surat Masuk",
    effective: str | None = None,
    more: str = "",
    **instead: str,
) -> str:
    """Return the YAML of an SOP, in force where it has an effective date; `instead` replaces the lines of keys."""
    text = CLEAN.replace(NUMBER, number).replace("judul: Pengelolaan Surat Masuk", f"judul: {title}")
    if effective is not None:
        text = text.replace("status: rancangan", "status: berlaku")
        text = text.replace("pembuatan: 2026-01-05", f"pembuatan: {effective}\n  efektif: {effective}")
    lines = text.splitlines()
    for key, value in instead.items():
        lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines]
    return "\n".join(lines) + "\n" + more


def write(folder: Path, **files: str) -> None:
    """Write SOP files: `surat="…"` becomes surat.sop.yaml; `__` in a name stands for a folder."""
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.sop.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
