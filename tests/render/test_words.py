"""What is printed in words."""

import datetime

import pytest

from sopkit.model.sop import Approval, Dates, Link, Sop, Text
from sopkit.render.identity import identity_data
from sopkit.render.words import long_date


@pytest.mark.parametrize(
    ("date", "words"),
    [("2022-06-16", "16 Juni 2022"), ("2026-01-01", "1 Januari 2026"), ("1999-12-31", "31 Desember 1999")],
)
def test_dates_are_indonesian(date: str, words: str) -> None:
    assert long_date(datetime.date.fromisoformat(date)) == words


def test_no_date_is_nothing() -> None:
    assert long_date(None) == ""


def test_fields_stand_in_the_order_of_the_permen() -> None:
    labels = [field["label"] for field in identity_data(Sop(), {}, None)["fields"]]
    assert labels == [
        "Dasar Hukum",
        "Kualifikasi Pelaksana",
        "Keterkaitan",
        "Peralatan/Perlengkapan",
        "Peringatan",
        "Pencatatan dan Pendataan",
    ]


def test_what_is_missing_is_blank_but_for_the_revision() -> None:
    data = identity_data(Sop(), {}, None)
    assert (data["number"], data["created"], data["revised"], data["effective"]) == ("", "", "-", "")
    assert data["approval"] == {"position": "", "name": "", "rank": "", "nip": ""}
    assert all(field["items"] == [] for field in data["fields"])


def test_linked_sops_are_named_by_title_and_number() -> None:
    links = (Link((), target="002/X"), Link((), target="003/X"), Link((), text="SOP Arsip"))
    data = identity_data(Sop(links=links), {"002/X": "Pengelolaan Arsip"}, None)
    assert data["fields"][2]["items"] == ["SOP Pengelolaan Arsip (002/X)", "SOP 003/X", "SOP Arsip"]


def test_values_are_printed_as_they_are_written() -> None:
    sop = Sop(
        title="Pengelolaan  Surat\n Masuk",
        dates=Dates(revised=datetime.date(2026, 3, 2)),
        approval=Approval("Sekretaris", "Nama Pejabat", "Pembina", "19660825 198802 1 001"),
        equipment=(Text("Komputer", ()), Text(" ", ())),
    )
    data = identity_data(sop, {}, None)
    assert data["title"] == "Pengelolaan Surat Masuk"
    assert data["revised"] == "2 Maret 2026"
    assert data["approval"]["nip"] == "19660825 198802 1 001"
    assert data["fields"][3]["items"] == ["Komputer"]
