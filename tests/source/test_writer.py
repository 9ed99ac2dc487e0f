"""A new file is written whole, and never over another."""

from pathlib import Path

import pytest

from sopkit.errors import SopkitError
from sopkit.source.writer import write_new


def test_a_new_file(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"1\r\n")
    assert (tmp_path / "a").read_bytes() == b"1\r\n"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"lama")
    with pytest.raises(SopkitError, match="exists already, and nothing is written over it"):
        write_new(tmp_path / "a", b"baru")
    assert (tmp_path / "a").read_bytes() == b"lama"


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SopkitError, match="cannot be written: there is no such file or folder"):
        write_new(tmp_path / "tidak-ada/a", b"")


def test_no_part_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(SopkitError, match="the disk is full"):
        write_new(tmp_path / "a", b"1")
    assert not (tmp_path / "a").exists()
