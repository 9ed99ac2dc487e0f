import json
from pathlib import Path

import pytest
import yaml

from tests.conftest import Run, git
from tests.life import sample
from tests.life.sample import write

BUMP = ("bump", "surat.sop.yaml", "--tanggal", "2026-03-02", "--uraian", "Penyesuaian")


def sop(*given: str | None, **named: str) -> str:
    """Return the SOP of the sample with the name and NIP of who approves it, without which none comes into force."""
    official = '  jabatan: Sekretaris\n  nama: (nama pejabat)\n  nip: "198001132005012001"'
    text: str = sample.sop(*given, **named)  # type: ignore[arg-type]
    return text.replace("  jabatan: Sekretaris", official)


@pytest.fixture
def repository(office: Path) -> Path:
    """A repository with one SOP in force, committed."""
    next(office.glob("*.sop.yaml")).unlink()
    git(office, "init", "-q", "-b", "main")
    git(office, "config", "user.name", "Penulis")
    git(office, "config", "user.email", "penulis@example.org")
    write(office, surat=sop(effective="2026-01-05"))
    return commit(office)


def commit(office: Path, said: str = "Simpan") -> Path:
    git(office, "add", ".")
    git(office, "commit", "-q", "-m", said)
    return office


def change(office: Path, old: str, new: str) -> None:
    file = office / "surat.sop.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def held(office: Path) -> dict[str, object]:
    loaded: dict[str, object] = yaml.load(
        (office / "surat.sop.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return loaded


def test_a_change_of_the_procedure(repository: Path, run: Run) -> None:
    change(repository, "10 menit", "15 menit")
    done = run(*BUMP, "--jenis", "perubahan", "--dasar", "Keputusan Nomor 12", "--reviu", "2027-03-02")
    assert done.status == 0
    assert done.out.splitlines() == [
        "Pengelolaan Surat Masuk (001/RT.02-SOP/3576/2026): version 2, berlaku",
        "surat.sop.yaml",
        "  versi: 1 → 2",
        "  jenis_perubahan: baru → perubahan",
        "  tanggal.revisi: - → 2026-03-02",
        "  tanggal.efektif: 2026-01-05 → 2026-03-02",
        "  tanggal.reviu: - → 2027-03-02",
        "  riwayat: + 2 2026-03-02 perubahan: Penyesuaian",
    ]
    data = held(repository)
    assert data["versi"] == "2"
    assert data["riwayat"] == [
        {"versi": "2", "tanggal": "2026-03-02", "jenis": "perubahan", "uraian": "Penyesuaian", "dasar": "Keputusan Nomor 12"}
    ]  # fmt: skip
    assert "“pengujian” has no entry" in done.err
    assert "jenis_perubahan" not in done.err


@pytest.mark.parametrize(
    ("old", "new", "kind", "said"),
    [
        ("10 menit", "15 menit", "perbaikan", "what changed makes it “perubahan”"),
        ("Menerima surat", "Menerima Surat", "perubahan", "what changed makes it “perbaikan”"),
    ],
)
def test_what_does_not_fit_the_change_is_told(
    repository: Path, run: Run, old: str, new: str, kind: str, said: str
) -> None:
    change(repository, old, new)
    done = run(*BUMP, "--jenis", kind)
    assert done.status == 0
    assert said in done.err


def test_a_correction_stays_in_force_since_when_it_was(repository: Path, run: Run) -> None:
    change(repository, "Menerima surat", "Menerima Surat")
    assert run(*BUMP, "--jenis", "perbaikan").status == 0
    assert held(repository)["tanggal"] == {
        "pembuatan": "2026-01-05", "efektif": "2026-01-05", "revisi": "2026-03-02"
    }  # fmt: skip


def test_the_base_is_the_version_as_it_came_into_force(repository: Path, run: Run) -> None:
    change(repository, "10 menit", "15 menit")
    commit(repository, "Ubah waktu")
    done = run(*BUMP, "--jenis", "perbaikan")
    assert "what changed makes it “perubahan”" in done.err


def test_what_has_errors_does_not_come_into_force(office: Path, run: Run) -> None:
    next(office.glob("*.sop.yaml")).unlink()
    write(office, surat=sop().replace("kegiatan: Menerima surat", 'kegiatan: ""'))
    before = (office / "surat.sop.yaml").read_bytes()
    done = run(*BUMP, "--jenis", "baru")
    assert (done.status, (office / "surat.sop.yaml").read_bytes()) == (2, before)
    assert "can't come into force: lint finds errors in it (1), first SK006" in done.err


def test_who_signs_is_asked_for_and_may_come_later(repository: Path, run: Run) -> None:
    git(repository, "checkout", "-q", "--orphan", "lain")
    write(repository, surat=sample.sop())
    assert "the official's name and NIP are missing" in run(*BUMP, "--jenis", "baru").err
    commit(repository)
    change(
        repository,
        "  jabatan: Sekretaris",
        '  jabatan: Sekretaris\n  nama: (nama pejabat)\n  nip: "198001132005012001"',
    )
    assert "DF004" not in run("lint").out


def test_two_versions_of_one_day(repository: Path, run: Run) -> None:
    for time in ("15 menit", "20 menit"):
        change(repository, "10 menit" if time == "15 menit" else "15 menit", time)
        done = run(*BUMP, "--jenis", "perubahan")
        assert done.status == 0
        assert "tanggal.revisi" not in done.err
        commit(repository)
        assert "ID009" not in run("lint").out
        assert "DF004" not in run("lint", "--base", "HEAD~1").out


def test_a_draft_comes_into_force(office: Path, run: Run) -> None:
    next(office.glob("*.sop.yaml")).unlink()
    write(office, surat=sop())
    assert "never in force" in run(*BUMP, "--jenis", "perubahan").err
    done = run(*BUMP, "--jenis", "baru", "--efektif", "2026-04-01")
    assert done.status == 0
    data = held(office)
    assert (data["status"], data["tanggal"]) == (
        "berlaku",
        {"pembuatan": "2026-01-05", "efektif": "2026-04-01"},
    )
    assert "“pengujian” has no entry" in done.err
    assert "has been in force already" in run(*BUMP, "--jenis", "baru").err


def test_withdrawing(repository: Path, run: Run) -> None:
    assert run(*BUMP, "--jenis", "pencabutan").status == 0
    data = held(repository)
    assert (data["status"], data.get("versi", "1")) == ("dicabut", "1")
    assert "there is nothing to withdraw" in run(*BUMP, "--jenis", "pencabutan").err
    assert "applies no longer" in run(*BUMP, "--jenis", "perubahan").err


def test_who_still_names_what_ended_is_told(repository: Path, run: Run) -> None:
    linked = sop("002/RT.02-SOP/3576/2026", "Pengelolaan Arsip").replace(
        "keterkaitan: [SOP Pengelolaan Arsip Inaktif]",
        "keterkaitan: [{sop: 001/RT.02-SOP/3576/2026, hubungan: terkait}]",
    )
    write(repository, arsip=linked)
    assert "others still name it: arsip.sop.yaml:16" in run(*BUMP, "--jenis", "pencabutan").err


def test_twice_without_a_commit_is_refused(repository: Path, run: Run) -> None:
    change(repository, "10 menit", "15 menit")
    assert run(*BUMP, "--jenis", "perubahan").status == 0
    before = held(repository)
    done = run(*BUMP, "--jenis", "perubahan")
    assert (done.status, held(repository)) == (2, before)
    assert "holds version 2, which is not committed" in done.err


def test_a_draft_of_the_next_version_keeps_its_number(repository: Path, run: Run) -> None:
    change(repository, "status: berlaku", "status: rancangan")
    change(repository, "status: rancangan", "status: rancangan\nversi: 2")
    change(repository, "10 menit", "15 menit")
    commit(repository)
    assert run(*BUMP, "--jenis", "perubahan").status == 0
    assert held(repository)["versi"] == "2"


def test_tagging_commits_that_file_alone(repository: Path, run: Run) -> None:
    change(repository, "10 menit", "15 menit")
    (repository / "lain.txt").write_text("belum", encoding="utf-8")
    git(repository, "add", "lain.txt")
    done = run(*BUMP, "--jenis", "perubahan", "--tag")
    assert done.status == 0, done.err
    assert "tagged “surat-v2”" in done.err
    assert git(repository, "tag", "--list").split() == ["surat-v2"]
    assert git(repository, "show", "--name-only", "--format=%s", "surat-v2^{commit}").split("\n")[:3] == [
        "Pengelolaan Surat Masuk: versi 2, perubahan", "", "surat.sop.yaml",
    ]  # fmt: skip
    assert git(repository, "status", "--porcelain").split() == ["A", "lain.txt"]
    change(repository, "15 menit", "20 menit")
    git(repository, "tag", "surat-v3")
    before = held(repository)
    done = run(*BUMP, "--jenis", "perubahan", "--tag", "--tanggal", "2026-05-05")
    assert (done.status, held(repository)) == (2, before)
    assert "there is a tag “surat-v3” already" in done.err


def test_a_refused_commit_is_told(repository: Path, run: Run) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho tidak boleh >&2\nexit 1\n", encoding="utf-8", newline="\n")
    hook.chmod(0o755)
    change(repository, "10 menit", "15 menit")
    done = run(*BUMP, "--jenis", "perubahan", "--tag")
    assert done.status == 2
    assert "is changed, but git took no commit: git says: tidak boleh" in done.err
    assert "versi: 2" not in git(repository, "show", "HEAD:surat.sop.yaml")
    git(repository, "restore", "surat.sop.yaml")
    assert held(repository).get("versi") is None


@pytest.mark.parametrize("kind", ["perubahan", "perbaikan"])
def test_a_version_that_says_the_same_is_refused(repository: Path, run: Run, kind: str) -> None:
    change(repository, "Menerima surat", "Menerima  surat")
    done = run(*BUMP, "--jenis", kind)
    assert (done.status, held(repository).get("versi")) == (2, None)
    assert "nothing has changed in “surat.sop.yaml” since its last version" in done.err


def test_who_raised_the_number_already_keeps_it(repository: Path, run: Run) -> None:
    change(repository, "status: berlaku", "status: berlaku\nversi: 2")
    change(repository, "10 menit", "15 menit")
    assert run(*BUMP, "--jenis", "perubahan").status == 0
    assert held(repository)["versi"] == "2"


def test_an_sop_that_is_older_than_the_repository(repository: Path, run: Run) -> None:
    old = "riwayat:\n  - {versi: 1, tanggal: 2020-01-06, jenis: baru, uraian: Awal}\n"
    write(repository, surat=sop(more=old).replace("status: rancangan", "status: rancangan\nversi: 2"))
    git(repository, "checkout", "-q", "--orphan", "lain")
    commit(repository, "Mulai")
    assert "has been in force already" in run(*BUMP, "--jenis", "baru").err
    assert run(*BUMP, "--jenis", "perbaikan").status == 0
    assert held(repository)["versi"] == "2"


def test_a_draft_is_not_withdrawn(office: Path, run: Run) -> None:
    next(office.glob("*.sop.yaml")).unlink()
    write(office, surat=sop())
    assert "is not in force: its status is “rancangan”" in run(*BUMP, "--jenis", "pencabutan").err


def test_tagging_wants_an_author(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "config", "user.useConfigOnly", "true")
    git(repository, "config", "--unset", "user.email")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(repository / "tiada"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    change(repository, "10 menit", "15 menit")
    before = (repository / "surat.sop.yaml").read_bytes()
    done = run(*BUMP, "--jenis", "perubahan", "--tag")
    assert (done.status, (repository / "surat.sop.yaml").read_bytes()) == (2, before)
    assert "git config --global user.name" in done.err


def test_git_is_asked_before_anything_is_written(repository: Path, run: Run) -> None:
    (repository / ".gitignore").write_text("lama.*\n", encoding="utf-8")
    write(repository, lama=sop("002/RT.02-SOP/3576/2026", "Pengelolaan Arsip"))
    before = (repository / "lama.sop.yaml").read_bytes()
    done = run("bump", "lama.sop.yaml", *BUMP[2:], "--jenis", "baru", "--tag")
    assert (done.status, (repository / "lama.sop.yaml").read_bytes()) == (2, before)
    assert "git is told to ignore “lama.sop.yaml”" in done.err


def test_what_a_merge_brought_is_a_version(repository: Path, run: Run) -> None:
    git(repository, "switch", "-q", "-c", "usul")
    change(repository, "10 menit", "15 menit")
    change(repository, "status: berlaku", "status: berlaku\nversi: 2")
    commit(repository, "Usul")
    git(repository, "switch", "-q", "main")
    (repository / "lain.txt").write_text("a", encoding="utf-8")
    commit(repository, "Lain")
    git(repository, "merge", "-q", "--no-ff", "-m", "Terima usul", "usul")
    said = run("history", "surat.sop.yaml").out
    assert "Penulis: Usul" in said
    assert "Penulis: Terima usul" in said
    assert "not committed" not in said
    change(repository, "15 menit", "20 menit")
    assert run(*BUMP, "--jenis", "perubahan").status == 0
    assert held(repository)["versi"] == "3"


def test_line_ends_that_git_changes_are_no_change(repository: Path, run: Run) -> None:
    git(repository, "config", "core.autocrlf", "true")
    file = repository / "surat.sop.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    git(repository, "add", "--renormalize", ".")
    assert "not committed" not in run("history", "surat.sop.yaml").out


def test_names_do_not_steer_the_terminal(repository: Path, run: Run) -> None:
    write(repository, **{"e\x1b[31m": sop("002/RT.02-SOP/3576/2026", "Pengelolaan Arsip")})
    name = "e\x1b[31m.sop.yaml"
    assert "\x1b" not in run("history", name).out
    assert "\x1b" not in run("bump", name, *BUMP[2:], "--jenis", "baru").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--jenis", "ganti"), "allowed: baru, perubahan, perbaikan, pencabutan"),
        (("--jenis", "perubahan", "--uraian", " "), "--uraian says nothing"),
        (("--jenis", "perubahan", "--tanggal", "2025-01-01"), "lies before “tanggal.pembuatan”"),
        (("--jenis", "perubahan", "--efektif", "2025-01-01"), "can't be in force before it was made"),
        (("--jenis", "perubahan", "--reviu", "2026-03-02"), "would be over already"),
        (("--jenis", "perubahan", "--tanggal", "2 Maret"), "is not a value of --tanggal"),
    ],
)
def test_wrong_use_writes_nothing(repository: Path, run: Run, options: tuple[str, ...], said: str) -> None:
    before = (repository / "surat.sop.yaml").read_bytes()
    done = run(*BUMP, *options)
    assert (done.status, (repository / "surat.sop.yaml").read_bytes()) == (2, before)
    assert said in done.err


def test_json(repository: Path, run: Run) -> None:
    change(repository, "10 menit", "15 menit")
    done = json.loads(run(*BUMP, "--jenis", "perubahan", "--format", "json").out)
    assert (done["version"], done["sop_version"], done["status"], done["tag"]) == (1, 2, "berlaku", None)
    assert {"key": "versi", "old": "1", "new": "2"} in done["settings"]
    assert len(done["remarks"]) == 1
