"""How wide words are in Helvetica, or in Arial, which is as wide."""

import unicodedata

_WIDTHS = {
    sign: width
    for width, signs in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "-()`r",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "ckJsvxyz",
        556: "0123456789abdeghnopqu?$#_L",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "mM",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for sign in signs
}
_OTHER = 722
_WIDE = 1000


def text_width(text: str, size: float) -> float:
    """Return the width of `text` set in Helvetica of this size, in the unit of `size`.

    A letter outside ASCII counts as its base letter, another sign as a wide one.
    """
    return sum(map(_width, text)) * size / 1000


def _width(sign: str) -> int:
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return _WIDE
    return _WIDTHS.get(unicodedata.normalize("NFD", sign)[0], _OTHER)
