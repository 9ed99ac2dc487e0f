"""The figures of a trial are those of the flow, and the drawn means agree with the closed form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.life.simulation.chances import Given, parse_given
from sopkit.life.simulation.report import Simulation, simulate
from sopkit.life.simulation.source import parse_trial
from tests.life.simulation.office import CHECKED, FORKED, row, subject_of
from tests.sops import random_sop

CASES = 20_000


def trial(rows: str, count: int = CASES, standard: str = "", chances: tuple[str, ...] = ()) -> Simulation:
    return simulate(subject_of(rows, standard), count, 0, [parse_given(one) for one in chances])


def test_returns_are_repeated_as_they_fall() -> None:
    found = trial(CHECKED)
    assert found.expected_time == pytest.approx(40 / 0.75 + 5)
    assert found.time.mean == pytest.approx(found.expected_time, abs=4 * found.time.error)
    assert found.time.median == 45
    assert found.rows[0].expected == pytest.approx(4 / 3)
    assert found.rows[0].repeated == pytest.approx(0.25, abs=0.02)
    assert found.rows[2].repeated == 0
    assert [row.number for row in found.stalls] == [1, 2, 3]
    assert [load.id for load in found.loads] == ["staf", "kasubbag"]
    assert found.loads[1].minutes == pytest.approx(40 / 3, abs=0.5)


def test_branches_run_side_by_side_and_the_rest_counts_once() -> None:
    found = trial(FORKED, 100)
    assert (found.time.mean, found.work.mean, found.expected_work) == (66, 86, 86)
    assert found.expected_time is None
    assert {row.number: row.share for row in found.rows}[3] == 0
    assert found.rows[3].idle == 40
    assert [way.time for way in found.paths.ways] == [(66, 66)]


def test_a_branch_that_ends_early_does_not_make_the_others_run_twice() -> None:
    rows = (
        row("mulai", "5 menit", "lanjut: [satu, dua]")
        + row("satu", "10 menit", "keputusan: {cabang: {Lanjut: tutup, Tolak: tolak}}")
        + row("tolak", "1 menit", "jenis: selesai")
        + row("dua", "20 menit")
        + row("tutup", "7 menit", "jenis: selesai")
    )
    found = trial(rows)
    assert found.rows[4].visits == 1
    assert found.time.mean == 32


def test_a_return_out_of_a_branch_starts_the_fork_again() -> None:
    rows = FORKED.replace("lanjut: tutup", "keputusan: {ya: tutup, tidak: mulai, peluang: 0.5}")
    found = trial(rows)
    assert found.rows[0].expected == pytest.approx(2)
    assert found.rows[3].expected == pytest.approx(1)
    assert found.work.mean == pytest.approx(found.expected_work or 0, abs=4 * found.work.error)


def test_all_of_a_joint_activity_are_busy() -> None:
    rows = row("rapat", "1 jam").replace("pelaksana: staf", "pelaksana: [staf, kasubbag]") + row(
        "tutup", "0 menit"
    )
    found = trial(rows, 10)
    assert (found.time.mean, found.work.mean) == (60, 120)
    assert [load.share for load in found.loads] == [0.5, 0.5]


def test_a_row_of_several_symbols_takes_its_time_once() -> None:
    rows = (
        "  - {kegiatan: Mereviu, simbol: [{pelaksana: staf}, {pelaksana: kasubbag}], mutu_baku: {waktu: 1 jam}}\n"
        + row("tutup", "5 menit")
    )
    assert trial(rows, 10).time.mean == 65


@pytest.mark.parametrize(
    ("time", "mean"),
    [("10-30 menit", 20), ("maksimal 30 menit", 30), ("2 menit/berkas", 2), ("segera", 0), ("bersama", 0), ("24 jam", 450)],
)  # fmt: skip
def test_times(time: str, mean: float) -> None:
    found = trial(row("satu", time) + row("dua", "1 menit"))
    assert found.time.mean == pytest.approx(mean + 1, abs=4 * found.time.error)
    assert found.expected_time == mean + 1


def test_what_is_assumed_without_chances() -> None:
    assumed = {
        answers: dict(
            trial(CHECKED.replace("ya: kirim, tidak: susun, peluang: 0.75", answers), 10).odds[0].chances
        )
        for answers in (
            "ya: kirim, tidak: susun",
            "ya: susun, tidak: kirim",
            "cabang: {A: kirim, B: susun, C: kirim}",
            "ya: kirim, tidak: kirim",
        )
    }
    assert list(assumed.values()) == [
        {"ya": 0.8, "tidak": 0.2},
        {"ya": 0.2, "tidak": 0.8},
        {"A": 0.4, "B": 0.2, "C": 0.4},
        {"ya": 0.5, "tidak": 0.5},
    ]


def test_a_chance_that_is_given_wins_over_the_file() -> None:
    found = trial(CHECKED, 100, chances=("2=100%",))
    assert found.odds[0].origin == "option"
    assert found.time.most == 45
    assert trial(CHECKED, 100, chances=("periksa:tidak=0",)).time.most == 45


def test_the_promise() -> None:
    found = trial(CHECKED, standard="45 menit")
    assert found.promise is not None
    assert found.promise.kept == pytest.approx(0.75, abs=0.02)


def test_paths_take_each_way_back_once() -> None:
    paths = trial(CHECKED, 10).paths
    assert [[turn.order for turn in way.turns] for way in paths.ways] == [[0, 1, 2], [0, 1, 0, 1, 2]]
    assert (paths.time, paths.is_complete) == ((45, 85), True)


def test_too_many_paths_are_told() -> None:
    rows = "".join(
        row(f"k-{n}", "1 menit", f"keputusan: {{ya: k-{n + 1}, tidak: k-{n + 2}}}") for n in range(30)
    )
    found = trial(rows + row("k-30") + row("k-31"), 10)
    assert not found.paths.is_complete
    assert found.expected_time is not None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (CHECKED.replace("0.75", "1.7"), "-:23:163: 1.7 is out of bounds"),
        (CHECKED.replace("0.75", "'tinggi'"), "-:23:163:"),
        (CHECKED.replace("0.75", "{ya: 0.5, tidak: 0.2}"), "-:23:163: the chances add up to 0.7, not to 1"),
        (CHECKED.replace("0.75", "{Baik: 0.5}"), "“Baik” is no answer of this decision"),
        (CHECKED.replace("0.75", "0"), "from row 1 on, the procedure never comes to an end"),
        (CHECKED.replace(", tidak: susun", ""), "the decision of row 2 has fewer than two answers"),
        (CHECKED.replace("0.75", "0.000001"), "20000 cases are too many"),
        (row("satu") + row("dua", "1 menit", "lanjut: satu"), "never comes to an end"),
    ],
)
def test_what_can_not_be_tried_out(rows: str, said: str) -> None:
    with pytest.raises(SopkitError) as error:
        trial(rows)
    assert said in str(error.value)
    assert error.value.hint is not None


def test_a_fork_whose_branch_always_comes_back_has_no_end() -> None:
    rows = row("satu", "1 menit", "lanjut: [dua, tiga]") + row("dua", "1 menit", "lanjut: satu") + row("tiga")
    with pytest.raises(SopkitError, match="never comes to an end"):
        trial(rows)


@pytest.mark.parametrize(
    "text", ["", "periksa", "periksa=2", "periksa=-1", "=0.5", "periksa=nan", "periksa=x%"]
)
def test_chances_that_are_none(text: str) -> None:
    with pytest.raises(SopkitError):
        parse_given(text)


def test_a_decision_that_is_not_there() -> None:
    assert parse_given("arah:Umum=0,25") == Given("arah", "Umum", 0.25)
    with pytest.raises(SopkitError) as error:
        trial(CHECKED, 10, chances=("perixa=0.5",))
    assert "periksa" in str(error.value.hint)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_drawn_means_agree_with_the_closed_form(seed: int) -> None:
    subject = parse_trial(random_sop(seed, rows=14).encode())
    found = simulate(subject, 4_000, seed)
    assert found.expected_work is not None
    assert abs(found.work.mean - found.expected_work) <= 5 * found.work.error + 0.01
    for one in found.rows:
        assert one.visits == pytest.approx(one.expected, rel=0.25, abs=0.1)
    assert found.time.mean <= found.work.mean + 1e-6
    assert sum(one.share for one in found.rows) == pytest.approx(1)
    if found.expected_time is not None:
        assert abs(found.time.mean - found.expected_time) <= 5 * found.time.error + 0.01
    if found.paths.is_complete:
        assert found.paths.time.low <= found.time.least + 1e-6
        assert sum(way.chance for way in found.paths.ways) <= 1 + 1e-9


def test_the_same_seed_draws_the_same_cases() -> None:
    one, same, other = (simulate(subject_of(CHECKED), 500, seed).elapsed.tolist() for seed in (1, 1, 2))
    assert one == same != other
