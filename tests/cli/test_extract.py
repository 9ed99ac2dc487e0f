"""`sopkit extract` gives the source back byte for byte, where it is told to and nowhere else."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.conftest import CLEAN, Run
from tests.render.test_embedded import SURAT, appended, called, made, redraw, rewritten, sign

TWO = (SURAT, ("arsip.sop.yaml", CLEAN.replace("001/", "002/").replace("Surat Masuk", "Arsip").encode()))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(made(SURAT))
    (tmp_path / "dua.pdf").write_bytes(made(*TWO))
    return tmp_path


def test_to_a_file(folder: Path, run: Run) -> None:
    content = b"\xef\xbb\xbfa: \xff\r\n"
    (folder / "b.pdf").write_bytes(rewritten(called("../../x.sop.yaml"), made(("x.sop.yaml", content))))
    assert run("extract", "b.pdf", "-o", "keluar.yaml") == (0, "", "sopkit: written: keluar.yaml\n")
    assert (folder / "keluar.yaml").read_bytes() == content
    assert {file.name for file in folder.iterdir()} == {"a.pdf", "b.pdf", "dua.pdf", "keluar.yaml"}


def test_to_standard_output_and_from_standard_input(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("extract", "a.pdf") == (0, CLEAN, "")
    stdin = io.TextIOWrapper(io.BytesIO(made(SURAT)))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("extract", "-", "-o", "-").out == CLEAN


def test_a_missing_folder_is_made(folder: Path, run: Run) -> None:
    assert run("extract", "a.pdf", "-o", "baru/lagi/surat.sop.yaml").status == 0
    assert (folder / "baru" / "lagi" / "surat.sop.yaml").read_bytes() == CLEAN.encode()
    (folder / "berkas").write_text("x")
    status, _, err = run("extract", "a.pdf", "-o", "berkas/surat.sop.yaml")
    assert status == 2
    assert "the folder “berkas” cannot be made" in err


@pytest.mark.parametrize("command", ["extract", "verify"])
def test_endless_standard_input(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return len(buffer)

    monkeypatch.setattr("sopkit.render.embedded.MAX_PDF", 10_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    status, out, err = run(command, "-")
    assert (status, out) == (2, "")
    assert "“-” is larger than" in err


def test_nothing_steers_a_terminal(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.pdf").write_bytes(made(("a.sop.yaml", b"a: \x1b[31m\n  b: \xff\n")))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("extract", "b.pdf", "--color", "never").out == "a: \\x1b[31m\n  b: \\xff\n"


def test_another_file_is_not_written_over(folder: Path, run: Run) -> None:
    target = folder / "surat.sop.yaml"
    target.write_bytes(CLEAN.encode())
    assert run("extract", "a.pdf", "-o", "surat.sop.yaml") == (0, "", "sopkit: written: surat.sop.yaml\n")
    target.write_bytes(b"lain")
    status, out, err = run("extract", "a.pdf", "-o", "surat.sop.yaml")
    assert (status, out) == (2, "")
    assert "exists and holds something else" in err
    assert target.read_bytes() == b"lain"
    assert run("extract", "a.pdf", "-o", "surat.sop.yaml", "--force").status == 0
    assert target.read_bytes() == CLEAN.encode()


def test_several(folder: Path, run: Run) -> None:
    listed = (
        "1  002/RT.02-SOP/3576/2026  Pengelolaan Arsip  (arsip.sop.yaml)\n"
        "2  001/RT.02-SOP/3576/2026  Pengelolaan Surat Masuk  (surat.sop.yaml)\n"
    )
    assert run("extract", "dua.pdf", "--list") == (0, listed, "")
    status, out, err = run("extract", "dua.pdf")
    assert (status, out) == (2, "")
    assert err.startswith(listed)
    assert "choose one with --nth" in err
    assert run("extract", "dua.pdf", "--nth", "2") == (0, CLEAN, "")
    for wrong in ("0", "3", "-1"):
        assert "is not a value of --nth" in run("extract", "dua.pdf", "--nth", wrong).err


def test_the_list_as_json(folder: Path, run: Run) -> None:
    told = json.loads(run("extract", "dua.pdf", "--list", "--format", "json").out)
    assert told["version"] == 1
    assert [(one["nth"], one["number"][:3], one["file"]) for one in told["sops"]] == [
        (1, "002", "arsip.sop.yaml"),
        (2, "001", SURAT[0]),
    ]


def test_a_name_from_the_pdf_is_only_shown(folder: Path, run: Run) -> None:
    (folder / "b.pdf").write_bytes(
        rewritten(called("/etc/\x1b[31m\u202e.sop.yaml"), made(("x.sop.yaml", b"- 1")))
    )
    assert run("extract", "b.pdf", "--list").out == "1  -  -  (/etc/\\x1b[31m\\u202e.sop.yaml)\n"


def test_signed_and_altered(folder: Path, run: Run) -> None:
    signed = appended(made(SURAT), sign)
    (folder / "b.pdf").write_bytes(signed)
    assert run("extract", "b.pdf") == (0, CLEAN, "")
    (folder / "b.pdf").write_bytes(appended(signed, redraw))
    status, out, err = run("extract", "b.pdf")
    assert (status, out) == (0, CLEAN)
    assert "was altered after it was made" in err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tiada.pdf", "no such file"),
        (".", "cannot be read"),
        ("x.yaml", "is no PDF"),
        ("kosong.pdf", "carries no source of an SOP"),
    ],
)
def test_what_cannot_be_read(folder: Path, run: Run, name: str, words: str) -> None:
    (folder / "x.yaml").write_text(CLEAN, encoding="utf-8")
    (folder / "kosong.pdf").write_bytes(made())
    status, out, err = run("extract", name)
    assert (status, out) == (2, "")
    assert words in err
