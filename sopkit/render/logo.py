"""The agency's logo: a file of the project that is safe to hand to the typesetter.

What draws it later takes pictures as they come. Here each is looked at first: nothing that unpacks to more
than a page can show, and nothing in an SVG that leads out of it.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, NoReturn

from sopkit.errors import SopkitError, reason
from sopkit.locale.message import message
from sopkit.render.svg import Unfit, check_svg

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 8_000_000
"""A square of 2,800: a logo 24 cm wide, printed at 300 dots an inch. One of 16 bits a colour counts twice."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_DRAWN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""The chunks that make the picture; others pack texts and profiles of any size, or tell about the author."""

_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""The bits a sample may have, by type of colour (PNG specification, table 12)."""

_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD8)})  # without a length
_READ_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Logo(NamedTuple):
    """A picture that can be drawn: its bytes, and the form they are in."""

    content: bytes
    form: Literal["png", "jpg", "svg"]


def read_logo(path: Path, project: Path) -> Logo:
    """Return the logo in the file at `path`, which lies in the folder `project`.

    Of a PNG only what is drawn is kept. Raises SopkitError for a file that is outside, unreadable, too large
    or damaged, and for a picture that is not PNG, JPEG or SVG or leads out of itself.
    """
    try:
        return _checked(_read(path, project))
    except Unfit as unfit:
        raise SopkitError(
            message("the logo “{path}” cannot be used: {reason}", path=path, reason=unfit.text), unfit.hint
        ) from None


def _read(path: Path, project: Path) -> bytes:
    elsewhere = message("name a picture in the folder of sopkit.yaml under agency: logo")
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(project.resolve()):
            raise Unfit(
                message("it is outside the project"), message("copy it into the folder of sopkit.yaml")
            )
        if not real.is_file():  # a pipe would be waited for
            raise Unfit(message("this is no ordinary file"), elsewhere)
        with real.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unfit(reason(error), elsewhere) from None
    except RuntimeError:  # links that lead in a circle
        raise Unfit(message("this is no ordinary file"), elsewhere) from None
    if len(content) > MAX_BYTES:
        raise Unfit(message("larger than 1 MiB"), message("save it smaller, or as SVG"))
    return content


def _checked(content: bytes) -> Logo:
    if content.startswith(_PNG):
        return Logo(_drawn_png(content), "png")
    if content.startswith(_JPEG):
        _check_jpeg(content)
        return Logo(content, "jpg")
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        check_svg(content)
        return Logo(content, "svg")
    raise Unfit(message("it is neither PNG, JPEG nor SVG"), message("save it as one of these, best as SVG"))


def _drawn_png(content: bytes) -> bytes:
    """Return the PNG with the chunks that are drawn and no others."""
    chunks = [*_chunks(content)]
    kinds = [kind for kind, _, _ in chunks]
    if not chunks or kinds[0] != b"IHDR" or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        _damaged()
    header = chunks[0][1]
    if len(header) != 13:
        _damaged()
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", header)
    if depth not in _PNG_DEPTHS.get(colour, ()) or rest[:2] != [0, 0] or rest[2] > 1:
        _damaged()
    _check_size(width, height, weight=2 if depth == 16 else 1)
    return _PNG + b"".join(whole for kind, _, whole in chunks if kind in _DRAWN)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield kind, data and whole of each chunk up to the last."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        head = content[at : at + 8]
        end = at + 12 + int.from_bytes(head[:4])
        if len(head) < 8 or end > len(content):
            _damaged()
        kind, data = head[4:], content[at + 8 : end - 4]
        if zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end]):
            _damaged()
        yield kind, data, content[at:end]
        at = end


def _check_jpeg(content: bytes) -> None:
    """Raise Unfit unless the JPEG has one readable frame of a decent size, in grey or three colours."""
    at = 2
    while True:
        marker = content[at + 1 : at + 2]
        if content[at : at + 1] != b"\xff" or not marker:
            _damaged()
        kind = marker[0]
        if kind == 0xFF or kind in _BARE_MARKERS:
            at += 1 if kind == 0xFF else 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4])
        segment = content[at + 4 : at + 2 + length]
        if kind in (0xD9, 0xDA) or len(segment) != length - 2:  # pixels before a frame, or the end
            _damaged()
        if kind in _FRAMES:
            _check_frame(kind, segment)
            if b"\xff\xda" not in content[at:] or b"\xff\xd9" not in content[at:]:
                _damaged()
            return
        at += 2 + length


def _check_frame(kind: int, segment: bytes) -> None:
    if len(segment) < 6:
        _damaged()
    precision, height, width, colours = struct.unpack(">BHHB", segment[:6])
    if kind not in _READ_FRAMES or precision != 8 or colours not in (1, 3):
        raise Unfit(
            message("it is a JPEG for printing presses (CMYK, or a rare kind)"),
            message("save it as an ordinary JPEG (RGB), or as PNG or SVG"),
        )
    _check_size(width, height)


def _check_size(width: int, height: int, weight: int = 1) -> None:
    if not width or not height:
        _damaged()
    if width * height * weight > MAX_PIXELS:
        raise Unfit(
            message(
                "it has more than 8 million pixels (half as many with 16 bits): {width} × {height}",
                width=width,
                height=height,
            ),
            message("save it smaller, or as SVG"),
        )


def _damaged() -> NoReturn:
    raise Unfit(message("it is damaged"), message("save it again from where it came from"))
