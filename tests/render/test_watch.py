"""Drawing again what is saved: which drawings a change concerns, and that a fault stops nothing."""

from pathlib import Path

import pytest
import watchfiles

from sopkit.project.discovery import find_root
from sopkit.render.options import Options
from sopkit.render.run import Task
from sopkit.render.subject import load_project
from sopkit.render.watch import concerned_tasks, redraw
from tests.conftest import CLEAN, CLEAN_NAME


@pytest.fixture
def tasks(office: Path) -> list[Task]:
    (office / "sopkit.yaml").write_text("agency: {logo: logo.svg}\n", encoding="utf-8")
    (office / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h5"/></svg>',
        encoding="utf-8",
    )
    (office / "lain.sop.yaml").write_text(CLEAN.replace("001/", "002/"), encoding="utf-8")
    project = load_project(find_root(office))
    return [
        Task(office / name, project, Options(), target=office / f"{name}.pdf")
        for name in (CLEAN_NAME, "lain.sop.yaml")
    ]


def test_a_saved_sop_concerns_itself(office: Path, tasks: list[Task]) -> None:
    assert concerned_tasks(tasks, {office / CLEAN_NAME}) == tasks[:1]
    assert concerned_tasks(tasks, {office / "catatan.txt"}) == []


@pytest.mark.parametrize("name", ["sopkit.yaml", "logo.svg"])
def test_what_all_have_in_common_concerns_all(office: Path, tasks: list[Task], name: str) -> None:
    assert concerned_tasks(tasks, {office / name}) == tasks


def test_an_sop_that_is_gone_concerns_nobody(office: Path, tasks: list[Task]) -> None:
    (office / CLEAN_NAME).unlink()
    assert concerned_tasks(tasks, {office / CLEAN_NAME}) == []


def test_every_save_is_drawn_and_a_fault_stops_nothing(
    office: Path, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = office / CLEAN_NAME

    def saves(*folders: Path, **_: object):
        assert office in folders
        for text in (CLEAN, "judul: [", CLEAN.replace("surat", "dokumen")):
            file.write_text(text, encoding="utf-8")
            yield {(watchfiles.Change.modified, str(file))}

    monkeypatch.setattr(watchfiles, "watch", saves)
    outcomes = list(redraw(tasks, lambda: tasks))
    assert [outcome.refused for outcome in outcomes] == [False, True, False]
    assert [len(outcome.written) for outcome in outcomes] == [1, 0, 1]
