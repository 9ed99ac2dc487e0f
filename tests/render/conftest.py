"""Drawing an SOP given as text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sopkit.project.discovery import Root
from sopkit.render.draw import draw_pages, lay_out_subject
from sopkit.render.options import Options
from sopkit.render.subject import load_project, parse_subject

Draw = Callable[..., list[bytes]]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Return drawing as a function: from the text of an SOP to the files of its pages."""

    def pages(text: str, *, commit: str | None = None, **options) -> list[bytes]:
        subject = parse_subject(text.encode("utf-8"), tmp_path / "uji.sop.yaml", load_project(Root(tmp_path)))
        assert subject.is_drawable
        asked = Options(**options)
        return draw_pages(lay_out_subject(subject, asked), asked, commit, None)

    return pages
