"""Text from a file is never DOT, and the engine is the one that was meant."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import graphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.render.dot import draw_dot, find_engine, label, tooltip

ENGINE = find_engine(None, os.environ)
SYSTEM_DOT = shutil.which("dot")
TEXT = "{http://www.w3.org/2000/svg}text"

HOSTILE = [
    "\\N",
    "\\n \\l \\r \\G",
    'petik "ganda" dan \\" miring',
    "ekor \\",
    "dua \\\\",
    "<b>tebal</b>",
    "<>",
    "<<table>>",
    "a -> b; }",
    "// bukan komentar /* juga bukan */ #",
    "&amp; &lt; &#65; &copy; &",
    "{a|b}",
    "%s {0}",
    "שלום عربى",
    "😀 👩‍👩‍👧 é é",
    "naïve café",
    "]]>",
    "<!-- x -->",
]


def shown(svg: bytes) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(TEXT)]


def picture_of(lines: list[str], engine: str = ENGINE) -> bytes:
    graph = graphviz.Digraph()
    graph.node("n", label(lines))
    return draw_dot(graph.source, "svg", engine)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stands_as_written(text: str) -> None:
    assert shown(picture_of([text])) == [text]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.skipif(SYSTEM_DOT is None, reason="there is no Graphviz on this computer")
def test_text_stands_as_written_by_the_system_engine_too(text: str) -> None:
    assert shown(picture_of([text], SYSTEM_DOT or "")) == [text]


def test_each_line_is_a_line() -> None:
    assert shown(picture_of(["satu\\", "<dua>", '"tiga"'])) == ["satu\\", "<dua>", '"tiga"']


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_stands_as_written(lines: list[str]) -> None:
    expected = [line.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for line in lines]
    assert shown(picture_of(lines)) == expected


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\x7f", "\ud800", "\ufffe"])
def test_what_no_picture_can_hold_is_marked(text: str) -> None:
    assert shown(picture_of([f"a{text}b"]))[0].startswith("a\ufffd")


def test_same_graph_same_bytes() -> None:
    source = "digraph { a -> b; b -> c; c -> a }"
    for form in ("svg", "png", "json"):
        assert draw_dot(source, form, ENGINE) == draw_dot(source, form, ENGINE)


def test_pinned_nodes_stay() -> None:
    source = 'digraph { a [pos="100,200"]; b [pos="300,50"]; a -> b }'
    lines = draw_dot(source, "plain", ENGINE, pinned=True).decode().splitlines()
    a, b = ([float(part) * 72 for part in line.split()[2:4]] for line in lines if line.startswith("node"))
    assert [b[0] - a[0], b[1] - a[1]] == pytest.approx([200, -150], abs=0.1)


def test_a_faulty_graph_is_told_in_words() -> None:
    with pytest.raises(SopkitError, match=r"could not draw this: .*syntax error") as raised:
        draw_dot("digraph {", "svg", ENGINE)
    assert "SOPKIT_DOT" in str(raised.value.hint)


def test_an_engine_that_cannot_run_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SopkitError, match="cannot be run: there is no such file"):
        draw_dot("digraph {}", "svg", str(tmp_path / "dot"))


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the engine")
@pytest.mark.parametrize(
    ("script", "said"),
    [("exit 3", "status 3"), ("echo rusak >&2; echo lagi >&2; exit 1", "rusak"), ("exit 0", "status 0")],
)
def test_an_engine_that_fails_is_told_in_its_words(tmp_path: Path, script: str, said: str) -> None:
    with pytest.raises(SopkitError) as raised:
        draw_dot("digraph {}", "svg", program(tmp_path / "dot", script))
    assert str(raised.value).endswith(f"could not draw this: {said}")


def program(path: Path, script: str = "exit 0") -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_engine_is_the_wheels() -> None:
    assert Path(find_engine(None, {})).stem == "graphviz-pure"
    version = subprocess.run([find_engine(None, {}), "-V"], capture_output=True, check=True)
    assert b"graphviz-pure" in version.stdout + version.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the engine")
def test_the_variable_names_another_engine_and_wins(tmp_path: Path) -> None:
    (tmp_path / "satu").mkdir()
    (tmp_path / "dua").mkdir()
    one, two = program(tmp_path / "satu" / "dot"), program(tmp_path / "dua" / "gv")
    path = os.pathsep.join([str(tmp_path / "satu"), str(tmp_path / "dua")])
    assert find_engine("dot", {"PATH": path}) == one
    assert find_engine(None, {"SOPKIT_DOT": one}) == one
    assert find_engine("dot", {"PATH": path, "SOPKIT_DOT": "gv"}) == two
    assert find_engine("dot", {"PATH": path, "SOPKIT_DOT": two}) == two
    with pytest.raises(SopkitError, match=r"which render\.dot names") as raised:
        find_engine(one, {"PATH": path})
    assert "only SOPKIT_DOT may hold a whole path" in str(raised.value.hint)


@pytest.mark.parametrize("environment", [{}, {"PATH": ""}, {"PATH": "."}, {"PATH": os.pathsep}])
def test_nothing_in_the_current_folder_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    program(tmp_path / ("dot.exe" if sys.platform == "win32" else "dot"))
    monkeypatch.chdir(tmp_path)
    for name in ("dot", "./dot", "sub/../dot"):
        with pytest.raises(SopkitError, match=r"there is no program “.*”, which render\.dot names"):
            find_engine(name, environment)
    assert find_engine(None, environment) == ENGINE


@pytest.mark.parametrize(
    "name", ["..", "", "//kantor/bagi/dot", "\\\\kantor\\bagi\\dot", "C:dot", "a/dot", "-Kdot", "dot:x"]
)
def test_sopkit_yaml_names_no_place(tmp_path: Path, name: str) -> None:
    environment = {"PATH": str(tmp_path)}
    if name:
        with pytest.raises(SopkitError, match=r"there is no program “.*”, which render\.dot names"):
            find_engine(name, environment)
    else:
        assert find_engine(name, environment) == ENGINE


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the engine")
def test_an_engine_that_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sopkit.render.dot.TIMEOUT", 0.1)
    with pytest.raises(SopkitError, match="took longer than") as raised:
        draw_dot("digraph {}", "svg", program(tmp_path / "dot", "exec tail -f /dev/null"))
    assert "SOPKIT_DOT" in str(raised.value.hint)


def test_a_missing_engine_is_told_where_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(SopkitError, match=r"there is no program “.*”, which SOPKIT_DOT names"):
        find_engine(None, {"SOPKIT_DOT": str(tmp_path / "dot")})


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the engine")
def test_without_the_wheel_the_systems_dot_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sysconfig.get_path", lambda *_: str(tmp_path / "kosong"))
    with pytest.raises(SopkitError, match="no engine") as raised:
        find_engine(None, {"PATH": str(tmp_path)})
    assert "pip install graphviz-pure" in str(raised.value.hint)
    dot = program(tmp_path / "dot")
    assert find_engine(None, {"PATH": str(tmp_path)}) == dot


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_says_what_is_written(text: str) -> None:
    graph = graphviz.Digraph()
    graph.node("n", "x", URL="a", tooltip=tooltip(text))
    (found,) = ET.fromstring(draw_dot(graph.source, "svg", ENGINE)).iter("{http://www.w3.org/2000/svg}a")
    assert found.get("{http://www.w3.org/1999/xlink}title") == text
