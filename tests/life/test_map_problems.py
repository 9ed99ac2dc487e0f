"""What a map says is wrong with links: where, what, and what to do."""

from pathlib import Path

import pytest

from sopkit.life.map.problems import LinkProblem, link_problems
from sopkit.life.map.reading import collect
from sopkit.life.register.reading import project_files
from sopkit.project.config import Config
from tests.life.sample import sop, write


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def links(*pairs: str) -> str:
    """Return a list of links: `links("2 makro")` names SOP 2 as the whole."""
    parts = (pair.split() for pair in pairs)
    return f"[{', '.join(f'{{sop: {_quoted(one)}, hubungan: {relation}}}' for one, relation in parts)}]"


def _quoted(word: str) -> str:
    return f'"{word}"'


def office(here: Path, **keterkaitan: str) -> None:
    """Write SOP 1 as a.sop.yaml, SOP 2 as b.sop.yaml and so on, with these links."""
    for number, (name, written) in enumerate(keterkaitan.items(), 1):
        text = sop(_quoted(str(number)), f"Judul {name}", "2024-01-10", keterkaitan=written)
        write(here, **{name: text})


def problems(here: Path) -> list[LinkProblem]:
    return list(link_problems(collect(project_files(), here, Config()).register, Config()))


def test_links_that_both_say_are_without_fault(here: Path) -> None:
    office(
        here,
        a=links("2 makro", "3 mengikuti", "4 terkait"),
        b=links("1 mikro"),
        c=links("1 mendahului"),
        d=links("1 terkait"),
    )
    assert problems(here) == []


def test_a_broken_link_has_its_place(here: Path) -> None:
    office(here, a=links("./tidak-ada.sop.yaml terkait"))
    (found,) = problems(here)
    assert (found.kind, found.code, found.fault.place) == ("broken", "KT002", "a.sop.yaml:15:21")


@pytest.mark.parametrize(
    ("relation", "inverse"),
    [
        ("makro", "mikro"),
        ("mikro", "makro"),
        ("mendahului", "mengikuti"),
        ("mengikuti", "mendahului"),
        ("terkait", "terkait"),
    ],
)
def test_a_one_way_link_is_told_with_its_inverse(here: Path, relation: str, inverse: str) -> None:
    office(here, a=links(f"2 {relation}"), b="[SOP lain]")
    (found,) = problems(here)
    assert (found.kind, found.code, found.related) == ("one-way", "KT005", ("b.sop.yaml:15:14",))
    assert str(found.fault.hint) == f"add “1” with “hubungan: {inverse}” to the “keterkaitan” of b.sop.yaml"


@pytest.mark.parametrize("back", ["mendahului", "terkait", "mikro"])
def test_a_contradiction_is_told_once(here: Path, back: str) -> None:
    office(here, a=links("2 mendahului"), b=links(f"1 {back}"))
    (found,) = problems(here)
    assert (found.kind, found.code, found.fault.place) == ("contradiction", "KT008", "a.sop.yaml:15:36")
    assert str(found.fault.message) == f"“2” is “mendahului” here, but has this SOP as its “{back}”"


def test_one_agreement_among_several_links_is_enough(here: Path) -> None:
    office(here, a=links("2 terkait", "2 mengikuti"), b=links("1 mendahului"))
    assert problems(here) == []


def test_a_circle_of_makro_links(here: Path) -> None:
    office(here, a=links("2 makro", "3 mikro"), b=links("1 mikro", "3 makro"), c=links("2 mikro", "1 makro"))
    (found,) = problems(here)
    assert (found.kind, found.code) == ("makro-circle", "KT006")
    assert str(found.fault.message) == "the makro links form a circle: 1 → 2 → 3 → 1"
    assert "decide which of them" in str(found.fault.hint)


def test_two_that_are_part_of_each_other_are_one_circle_and_no_contradiction(here: Path) -> None:
    office(here, a=links("2 makro"), b=links("1 makro"))
    assert [one.kind for one in problems(here)] == ["makro-circle"]


def test_an_order_that_goes_round(here: Path) -> None:
    office(
        here,
        a=links("2 mengikuti", "3 mendahului"),
        b=links("3 mengikuti", "1 mendahului"),
        c=links("1 mengikuti", "2 mendahului"),
    )
    (found,) = problems(here)
    assert (found.kind, found.code) == ("order-circle", "KT009")
    assert found.fault.place == "a.sop.yaml:15:36"
    assert str(found.fault.message) == "each of these SOPs comes before the next, in a circle: 1 → 2 → 3 → 1"


def test_an_sop_that_follows_itself(here: Path) -> None:
    office(here, a=links("1 mengikuti"))
    assert [one.kind for one in problems(here)] == ["order-circle"]


@pytest.mark.parametrize(
    ("heir", "hint"),
    [
        ('menggantikan: "1"\n', "name “3”, which replaces it"),
        ("", "take it out, or name the SOP that is in force instead"),
    ],
)
def test_a_link_to_what_is_no_longer_in_force(here: Path, heir: str, hint: str) -> None:
    write(
        here,
        a=sop('"1"', status="digantikan", keterkaitan="[SOP lain]"),
        b=sop('"2"', keterkaitan=links("1 terkait")),
        c=sop('"3"', keterkaitan="[SOP lain]", more=heir),
    )
    (found,) = problems(here)
    assert (found.kind, found.code, found.fault.place) == ("lapsed", "KT007", "b.sop.yaml:14:21")
    assert str(found.fault.hint) == hint
    assert str(found.fault.message) == "“1” is no longer in force (digantikan)"


def test_what_lint_is_told_to_let_pass_passes(here: Path) -> None:
    office(here, a=links("2 makro"), b="[SOP lain]")
    file = here / "a.sop.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"# sopkit: ignore-file[KT005] SOP induk disusun kemudian\n{text}", encoding="utf-8")
    assert problems(here) == []
