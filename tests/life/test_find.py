"""Which SOP is meant."""

from pathlib import Path

import pytest

from sopkit.errors import SopkitError
from sopkit.life.find import find_sop
from tests.life.sample import sop, write

OFFICE = {
    "umum__surat-masuk": sop("007/RT.02", "Pengelolaan Surat Masuk"),
    "umum__surat-keluar": sop("008/RT.02", "Pengelolaan Surat Keluar"),
    "hukum__surat": sop("009/HK.03", "Pengelolaan Surat"),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sopkit.yaml").write_text("language: id\n", encoding="utf-8")
    write(tmp_path, **OFFICE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "wanted",
    [
        "007/RT.02",
        "007",
        "007/rt.02",
        "surat masuk",
        "MASUK",
        "pengelolaan masuk",
        "surat-masuk.sop.yaml",
        "umum/surat-masuk.sop.yaml",
    ],
)
def test_one_is_meant(project: Path, wanted: str) -> None:
    assert find_sop(wanted) == Path("umum/surat-masuk.sop.yaml")


def test_a_whole_title_comes_before_parts(project: Path) -> None:
    assert find_sop("pengelolaan surat").name == "surat.sop.yaml"


def test_from_a_folder_of_the_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "hukum")
    assert find_sop("007").resolve() == project / "umum/surat-masuk.sop.yaml"


def test_several_are_listed(project: Path) -> None:
    with pytest.raises(SopkitError) as caught:
        find_sop("RT.02")
    assert str(caught.value) == (
        "“RT.02” fits 2 SOPs: 008/RT.02 Pengelolaan Surat Keluar (umum/surat-keluar.sop.yaml); "
        "007/RT.02 Pengelolaan Surat Masuk (umum/surat-masuk.sop.yaml)"
    )


def test_none(project: Path) -> None:
    with pytest.raises(SopkitError) as caught:
        find_sop("007/RT.20")
    assert str(caught.value.hint) == "did you mean “007/RT.02”?"
    with pytest.raises(SopkitError, match="no SOP here"):
        find_sop("")
