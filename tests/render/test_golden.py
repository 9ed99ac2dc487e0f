"""The pages look as they did when somebody last looked at them; a hair's breadth is no difference."""

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.render.golden import CASES, Case, kept, picture

VISIBLE = 90
"""From this difference on, of 255 shades, a pixel is seen to differ."""
ALLOWED = 0.0005
"""The share of pixels that may differ: letters' edges, on another machine."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_page_looks_as_before(case: Case) -> None:
    now, before = picture(case), Image.open(kept(case))
    assert now.size == before.size
    blurred = [page.filter(ImageFilter.GaussianBlur(0.8)) for page in (now, before)]
    difference = ImageChops.difference(*blurred).point(lambda shade: 255 * (shade > VISIBLE))
    share = difference.histogram()[255] / (now.width * now.height)
    assert share <= ALLOWED, f"{case.name}: {share:.2%} of the pixels differ"


def test_a_moved_arrow_would_be_seen() -> None:
    before = Image.open(kept(CASES[1]))
    moved = ImageChops.offset(before, 3, 0)
    difference = ImageChops.difference(
        *(page.filter(ImageFilter.GaussianBlur(0.8)) for page in (moved, before))
    )
    share = sum(difference.histogram()[VISIBLE + 1 :]) / (before.width * before.height)
    assert share > ALLOWED
