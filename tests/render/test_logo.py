"""A logo is drawn when it is a picture, and refused with a reason when it is anything more."""

import os
import struct
import sys
import zlib
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.errors import SopkitError
from sopkit.layout.paper import sheet
from sopkit.model.sop import Sop
from sopkit.render.identity import identity_data
from sopkit.render.logo import MAX_BYTES, Logo, read_logo
from sopkit.render.typesetter import Typesetter

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
RECT = '<rect width="9" height="9" fill="#c00"/>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    colour: int = 2,
    depth: int = 8,
    width: int = 3,
    height: int = 2,
    *,
    extra: bytes = b"",
    interlace: int = 0,
) -> bytes:
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = b"\0" + bytes((width * samples * depth + 7) // 8)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)),
            extra,
            chunk(b"PLTE", bytes(6)) if colour == 3 else b"",
            chunk(b"IDAT", zlib.compress(row * min(height, 100))),
            chunk(b"IEND", b""),
        )
    )


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def jpeg(
    colours: int = 3, width: int = 8, height: int = 8, frame: int = 0xC0, *, before: bytes = b""
) -> bytes:
    """Return a picture of 8 × 8 pixels: one code for “no difference”, one for “end of block”."""
    one_code = bytes([1, *bytes(15), 0])
    parts = b"".join(bytes([n + 1, 0x11, 0]) for n in range(colours))
    scan = b"".join(bytes([n + 1, 0]) for n in range(colours))
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            before,
            segment(0xDB, b"\0" + b"\1" * 64),
            segment(frame, struct.pack(">BHHB", 8, height, width, colours) + parts),
            segment(0xC4, b"\0" + one_code),
            segment(0xC4, b"\x10" + one_code),
            segment(0xDA, bytes([colours]) + scan + b"\0\x3f\0"),
            bytes([0xFF >> (2 * colours)]),
            b"\xff\xd9",
        )
    )


def svg(inside: str = RECT) -> bytes:
    return SVG.format(inside).encode()


def nested(levels: int, times: int, *, reference: str = '<use href="#{}"/>', holder: str = "g") -> bytes:
    """Return a drawing that unfolds to `times` to the power of `levels` elements."""
    parts = "".join(
        f'<{holder} id="n{level}">{reference.format(f"n{level + 1}") * times}</{holder}>'
        for level in range(levels)
    )
    return svg(f'<defs>{parts}<{holder} id="n{levels}">{RECT}</{holder}></defs>{reference.format("n0")}')


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def call(content: bytes, name: str = "logo") -> Logo:
        (tmp_path / name).write_bytes(content)
        return read_logo(tmp_path / name, tmp_path)

    return call


def draw(logo: Logo) -> bytes:
    source = (
        '#set document(title: "SOP")\n'
        f'#image(bytes(array(json(bytes(sys.inputs.logo)))), format: "{logo.form}", width: 2cm, alt: "Logo")'
    )
    pdf = typst.compile(
        source.encode(),
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs={"logo": str(list(logo.content))},
        ignore_system_fonts=True,
    )
    assert isinstance(pdf, bytes)
    return pdf


PICTURES = {
    **{f"png-{colour}-{depth}": (png(colour, depth), "png") for colour in (0, 2, 3, 4, 6) for depth in (8, 16) if colour != 3 or depth == 8},
    "png-1-bit": (png(0, 1), "png"),
    "png-largest": (png(0, 1, 80_000, 100), "png"),
    "jpg-colour": (jpeg(), "jpg"),
    "jpg-grey": (jpeg(1), "jpg"),
    "jpg-comment": (jpeg(before=segment(0xFE, b"\xff\xc0\xff\xda") + b"\xff"), "jpg"),
    "svg": (svg(), "svg"),
    "svg-declared": (b"\xef\xbb\xbf" + '<?xml version="1.0" encoding="UTF-8"?>\n<!-- é -->\n'.encode() + svg(), "svg"),
    "svg-doctype": (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + svg(),
        "svg",
    ),
    "svg-sizes": (svg().replace(b'viewBox="0 0 9 9"', b'width="20mm" height="3e1"'), "svg"),
    "svg-use": (svg(f'<defs><g id="a">{RECT}</g></defs><use xlink:href="#a"/><use href="#a" x="1"/>'), "svg"),
    "svg-gradient": (
        svg(
            '<defs><linearGradient id="a"><stop/></linearGradient><linearGradient id="b" xlink:href="#a"/>'
            '<clipPath id="c"><circle r="3"/></clipPath></defs><style>.x{fill:url(#b)} #y, g .z { clip-path: url("#c") }</style>'
            '<rect class="x" width="9" height="9"/><g id="y"><rect class="z" style="fill:url(#a)" width="9" height="9"/></g>'
        ),
        "svg",
    ),
    "svg-link": (svg(f'<a xlink:href="https://example.go.id">{RECT}</a>'), "svg"),
    "svg-effect-unused": (svg(f'<filter id="f"><feGaussianBlur/></filter><g filter="none" style="filter: none">{RECT}</g>'), "svg"),
    "svg-of-many-parts": (nested(3, 10), "svg"),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_drawn(read, name: str) -> None:  # type: ignore[no-untyped-def]
    content, form = PICTURES[name]
    logo = read(content)
    assert logo.form == form
    assert draw(logo).startswith(b"%PDF")


def test_a_picture_is_not_read_to_measure_the_room_that_it_takes() -> None:
    """A damaged one can't be drawn, but its room is known, and is that of a sound one."""
    setter, paper = Typesetter(), sheet("F4")
    sop = Sop(agency="Komisi Pemilihan Umum " * 30)
    sound, damaged = (identity_data(sop, {}, Logo(one, "png")) for one in (png(), png()[:40]))
    assert setter.opening(damaged, paper) == setter.opening(sound, paper)
    assert setter.opening(sound, paper).height > setter.opening(identity_data(sop, {}, None), paper).height


def test_the_content_counts_not_the_ending(read) -> None:  # type: ignore[no-untyped-def]
    assert read(png(), "logo.svg").form == "png"


def test_what_a_png_tells_about_its_author_is_left_out(read) -> None:  # type: ignore[no-untyped-def]
    bomb = zlib.compress(bytes(100_000_000))
    extra = (
        chunk(b"tEXt", b"Author\0Budi") + chunk(b"zTXt", b"x\0\0" + bomb) + chunk(b"iCCP", b"x\0\0" + bomb)
    )
    assert read(png(extra=extra)).content == png()


REFUSED = {
    "nothing": (b"", "neither PNG, JPEG nor SVG"),
    "gif": (b"GIF89a", "neither PNG, JPEG nor SVG"),
    "page": (b"<!DOCTYPE html><html></html>", "neither PNG, JPEG nor SVG"),
    "svg-elsewhere": (b"<svg viewBox='0 0 1 1'/>", "neither PNG, JPEG nor SVG"),
    "large": (svg() + b" " * MAX_BYTES, "larger than 1 MiB"),
    "png-cut": (png()[:-1], "damaged"),
    "png-head-only": (png()[:8], "damaged"),
    "png-no-pixels": (png()[:33] + chunk(b"IEND", b""), "damaged"),
    "png-flipped": (png().replace(b"IHDR\0\0\0\3", b"IHDR\0\0\0\4"), "damaged"),
    "png-depth": (png(2, 1), "damaged"),
    "png-interlace": (png(interlace=2), "damaged"),
    "png-none": (png(width=0), "damaged"),
    "png-pixels": (png(0, 1, 100_000, 81), "8 million pixels (half as many with 16 bits): 100000 × 81"),
    "png-deep-pixels": (png(0, 16, 4000, 1001), "8 million pixels"),
    "jpg-cut": (jpeg()[:-2], "damaged"),
    "jpg-cut-early": (jpeg()[:30], "damaged"),
    "jpg-no-frame": (b"\xff\xd8" + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\xff\xd9", "damaged"),
    "jpg-filled": (b"\xff\xd8" + b"\xff" * 1000, "damaged"),
    "jpg-none": (jpeg(height=0), "damaged"),
    "jpg-pixels": (jpeg(width=65535, height=65535), "8 million pixels"),
    "jpg-cmyk": (jpeg(4), "printing presses"),
    "jpg-lossless": (jpeg(frame=0xC3), "printing presses"),
    "svg-cut": (svg()[:-1], "well-formed SVG: see line 1"),
    "svg-latin": (svg("<text>\xe9</text>").decode().encode("latin-1"), "well-formed"),
    "svg-entities": (b'<!DOCTYPE svg [<!ENTITY a "a">]>' + svg("&a;"), "entities"),
    "svg-script": (svg("<script>1</script>"), "script"),
    "svg-image": (svg('<image href="../rahasia.png"/>'), "outside itself: “../rahasia.png”"),
    "svg-image-web": (svg('<image xlink:href=" https://example.org/x.png"/>'), "outside itself"),
    "svg-image-data": (svg('<image href="data:image/png;base64,AAAA"/>'), "made of pixels"),
    "svg-use-file": (svg('<use href="lain.svg#a"/>'), "outside itself"),
    "svg-fill-file": (svg('<rect fill="url(lain.svg#a)"/>'), "outside itself"),
    "svg-style-file": (svg("<rect style=\"fill: URL( 'lain.svg#a' )\"/>"), "outside itself"),
    "svg-sheet-file": (svg("<style>@media print { rect { fill: url(lain.svg#a) } }</style>"), "outside itself"),
    "svg-import": (svg("<style><![CDATA[@IMPORT 'x.css';]]></style>"), "outside itself"),
    "svg-escape": (svg("<style>rect{fill:u\\72l(x)}</style>"), "outside itself"),
    "svg-stylesheet": (b'<?xml-stylesheet href="x.css"?>' + svg(), "outside itself"),
    "svg-effect": (svg('<filter id="f"/><rect filter="url(#f)"/>'), "effect"),
    "svg-effect-style": (svg('<rect style="fill:red;filter:blur(9px)"/>'), "effect"),
    "svg-effect-sheet": (svg("<style>.a{filter:url(#f)}</style>"), "effect"),
    "svg-deep": (svg("<g>" * 100 + "</g>" * 100), "more parts"),
    "svg-many": (svg("<g/>" * 20_000), "more parts"),
    "svg-use-bomb": (nested(9, 10), "more parts"),
    "svg-pattern-bomb": (nested(9, 10, reference='<g fill="url(#{})"/>', holder="pattern"), "more parts"),
    "svg-style-bomb": (nested(9, 10, reference='<g style="mask:url(#{})"/>', holder="mask"), "more parts"),
    "svg-sheet-bomb": (
        svg("<style>" + "".join(f".c{n}{{mask:url(#m{n + 1})}}" for n in range(9)) + "</style>"
            + "".join(f'<mask id="m{n}">{f"""<g class="c{n}"/>""" * 10}</mask>' for n in range(10))
            + '<g class="c0"/>'),
        "more parts",
    ),
    "svg-marker-bomb": (
        svg(f'<marker id="m">{RECT * 100}</marker><path marker-mid="url(#m)" d="M0 0{"L1 1" * 500}"/>'), "more parts",
    ),
    "svg-use-itself": (svg('<g id="a"><use href="#a"/></g>'), "draws itself"),
    "svg-use-each-other": (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "draws itself"),
    "svg-sheet-itself": (svg("<style>* { fill: url(#a) }</style><pattern id='a'><g/></pattern>"), "draws itself"),
    "svg-chain": (svg("".join(f'<g id="n{n}"><use href="#n{n + 1}"/></g>' for n in range(9000)) + '<g id="n9000"/>'), "more parts"),
    "svg-no-size": (svg().replace(b'viewBox="0 0 9 9"', b""), "no size"),
    "svg-percent": (svg().replace(b'viewBox="0 0 9 9"', b'width="100%" height="100%"'), "no size"),
    "svg-flat": (svg().replace(b"0 0 9 9", b"0 0 9 0"), "no size"),
    "svg-endless": (svg().replace(b"0 0 9 9", b"0 0 9 1e999"), "no size"),
    "svg-words": (svg().replace(b"0 0 9 9", b"0 0 nan inf"), "no size"),
    "svg-long-number": (svg().replace(b"0 0 9 9", b"0 0 9 " + b"1" * 1_000_000 + b"x"), "no size"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_others_are_refused(read, name: str) -> None:  # type: ignore[no-untyped-def]
    content, words = REFUSED[name]
    with pytest.raises(SopkitError) as caught:
        read(content)
    assert words in str(caught.value)
    assert caught.value.hint is not None


@pytest.mark.parametrize("text", ["a" * 60, "filter ", " url( ", "{", "}", "a, ", "/* a", ":", "  "], ids=str)
def test_long_texts_take_no_long_time(read, text: str) -> None:  # type: ignore[no-untyped-def]
    many = text * (1_000_000 // len(text))
    for content in (svg(f"<style>{many}</style>"), svg(f'<rect style="{many}" d="{many[:99]}"/>')):
        try:
            assert read(content).form == "svg"
        except SopkitError as error:
            assert "outside itself" in str(error)  # noqa: PT017


def test_a_sheet_that_refers_from_everything_to_everything(read) -> None:  # type: ignore[no-untyped-def]
    targets = "".join(f"fill:url(#n{n});" for n in range(9000))
    with pytest.raises(SopkitError, match="more parts"):
        read(svg(f"<style>g{{{targets}}}</style>" + "".join(f'<rect id="n{n}"/><g/>' for n in range(9000))))


def test_the_file_must_be_in_the_project(tmp_path: Path) -> None:
    project = tmp_path / "kantor"
    project.mkdir()
    (tmp_path / "luar.svg").write_bytes(svg())
    for path in (tmp_path / "luar.svg", project / ".." / "luar.svg"):
        with pytest.raises(SopkitError, match="outside the project"):
            read_logo(path, project)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_followed_before_it_is_decided(tmp_path: Path) -> None:
    project = tmp_path / "kantor"
    project.mkdir()
    (tmp_path / "luar.svg").write_bytes(svg())
    (project / "dalam.svg").write_bytes(svg())
    (project / "ke-luar.svg").symlink_to(tmp_path / "luar.svg")
    (project / "ke-dalam.svg").symlink_to("dalam.svg")
    (project / "putar.svg").symlink_to("putar.svg")
    (tmp_path / "tautan").symlink_to(project)
    assert read_logo(project / "ke-dalam.svg", project).form == "svg"
    assert read_logo(project / "dalam.svg", tmp_path / "tautan").form == "svg"
    for name, words in (("ke-luar.svg", "outside the project"), ("putar.svg", "cannot be used")):
        with pytest.raises(SopkitError, match=words):
            read_logo(project / name, project)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_pipes_folders_and_what_is_not_there(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    for name, words in (
        ("pipa", "no ordinary file"),
        (".", "no ordinary file"),
        ("tiada.svg", "no such file"),
    ):
        with pytest.raises(SopkitError, match=words):
            read_logo(tmp_path / name, tmp_path)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage_never_gets_further(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([content for content, _ in PICTURES.values()])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    folder = tmp_path_factory.getbasetemp()
    (folder / "logo").write_bytes(content)
    try:
        read_logo(folder / "logo", folder)
    except SopkitError:
        pass
