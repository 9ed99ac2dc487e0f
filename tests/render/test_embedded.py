"""The source comes back from a PDF byte for byte, whatever was appended, and nothing else does."""

import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from sopkit.errors import SopkitError
from sopkit.render.embedded import Source, first_revision, sources
from sopkit.source.reader import MAX_BYTES
from tests.conftest import CLEAN

COMMIT = "0123456789abcdef" * 2 + "01234567"
Change = Callable[[PdfWriter], None]


@cache
def made(*files: tuple[str, bytes], commit: str = COMMIT, relationship: str = "source") -> bytes:
    """Return a PDF as `sopkit render` makes it, of two pages, with `files` attached."""
    lines = [
        f'#pdf.attach(sys.inputs.name{n}, bytes(array(json(bytes(sys.inputs.data{n})))), relationship: "{relationship}",'
        f' mime-type: "application/yaml", description: "sopkit 0.2.0; commit {commit}")'
        for n in range(len(files))
    ]
    text = [
        '#set document(title: "SOP")',
        '#set text(lang: "id")',
        *lines,
        "= SOP",
        "Halaman satu",
        "#pagebreak()",
        "Halaman dua",
    ]
    inputs = {f"name{n}": name for n, (name, _) in enumerate(files)} | {
        f"data{n}": str(list(content)) for n, (_, content) in enumerate(files)
    }
    pdf = typst.compile(
        "\n".join(text).encode(), format="pdf", pdf_standards=["a-3a", "ua-1"], sys_inputs=inputs, ignore_system_fonts=True,
    )  # fmt: skip
    assert isinstance(pdf, bytes)
    return pdf


SURAT = ("surat.sop.yaml", CLEAN.encode())


def appended(pdf: bytes, change: Change) -> bytes:
    """Return `pdf` with a revision appended that makes `change`."""
    writer = PdfWriter(BytesIO(pdf), incremental=True)
    change(writer)
    out = BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(pdf)
    return out.getvalue()


def sign(writer: PdfWriter, box: tuple[int, ...] = (350, 700, 450, 730), *, is_empty: bool = False) -> None:
    """Do to the objects what a visible signature does; the seal itself is only bytes."""
    picture = DecodedStreamObject()
    picture.set_data(b"0 0 100 30 re S")
    picture.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
    seal = DictionaryObject(
        {NameObject("/Type"): NameObject("/Sig"), NameObject("/Contents"): TextStringObject("00" * 64)}
    )
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Pengesahan"),
            NameObject("/Rect"): ArrayObject([NumberObject(n) for n in box]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(picture)}),
        }
    )
    if not is_empty:
        field[NameObject("/V")] = writer._add_object(seal)
    reference = writer._add_object(field)
    annotate(writer, reference)
    form = DictionaryObject(
        {NameObject("/SigFlags"): NumberObject(3), NameObject("/Fields"): ArrayObject([reference])}
    )
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def annotate(writer: PdfWriter, reference: object) -> None:
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", []), reference])


def sign_nothing(writer: PdfWriter) -> None:
    sign(writer, is_empty=True)


def sign_all_over(writer: PdfWriter) -> None:
    sign(writer, (0, 0, 500, 700))


def note(subtype: str, **entries: PdfObject) -> Change:
    """Return the change that puts an annotation on the first page."""
    content = {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(subtype)}
    content |= {NameObject(f"/{key}"): value for key, value in entries.items()}

    def change(writer: PdfWriter) -> None:
        annotate(writer, writer._add_object(DictionaryObject(content)))

    return change


def show_a_form(writer: PdfWriter) -> None:
    form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp/>")})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def act(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


PICTURE = DictionaryObject({NameObject("/N"): DictionaryObject()})
lay_over = note("/FreeText")
OVERLAYS = [
    lay_over,
    note("/Text", AP=PICTURE),
    note("/Link", AP=PICTURE),
    note("/Link", Border=ArrayObject([NumberObject(n) for n in (0, 0, 900)])),
    note("/Link", BS=DictionaryObject({NameObject("/W"): NumberObject(900)})),
    sign_nothing,
    sign_all_over,
]
"""Annotations that may show anything on top of the page."""


def redraw(writer: PdfWriter) -> None:
    content = DecodedStreamObject()
    content.set_data(b"0 0 100 100 re f")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(content)


def refont(writer: PdfWriter) -> None:
    fonts = writer.pages[1]["/Resources"]["/Font"]  # type: ignore[index]
    next(iter(fonts.values())).get_object()[NameObject("/BaseFont")] = NameObject("/Other")


def crop(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/CropBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 50, 50)])


def attach(writer: PdfWriter) -> None:
    writer.add_attachment("zz.sop.yaml", b"sopkit: 1\n")


def replace(writer: PdfWriter) -> None:
    (file,) = writer.attachment_list
    file.pdf_object["/EF"]["/F"].get_object().set_data(b"sopkit: 1\n")  # type: ignore[index]


def remove_page(writer: PdfWriter) -> None:
    writer.remove_page(1)


def test_what_was_attached_comes_back() -> None:
    assert sources(made(SURAT), "a.pdf") == (Source("surat.sop.yaml", CLEAN.encode(), COMMIT, "0.2.0"),)


def test_a_modified_file_has_no_commit() -> None:
    (source,) = sources(made(SURAT, commit="-"), "a.pdf")
    assert source.commit is None


@pytest.mark.parametrize("count", [2, 40])
def test_several_sources(count: int) -> None:
    files = [(f"sop-{n:02}.sop.yml", f"nomor: {n}\n".encode()) for n in range(count)]
    assert [(one.name, one.content) for one in sources(made(*files), "a.pdf")] == files


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_come_back(content: bytes) -> None:
    assert sources(made(("a.sop.yaml", content)), "a.pdf")[0].content == content


def test_content_that_looks_like_the_end_of_a_pdf() -> None:
    content = b"# startxref\n16\n%%EOF\n# startxref\n0\n%%EOF\n"
    pdf = made(("a.sop.yaml", content))
    assert sources(appended(pdf, sign), "a.pdf") == (Source("a.sop.yaml", content, COMMIT, "0.2.0"),)


def test_signed_once_and_twice() -> None:
    pdf = made(SURAT)
    once = appended(pdf, sign)
    assert first_revision(once) == pdf
    assert sources(once, "a.pdf") == sources(pdf, "a.pdf")
    assert sources(appended(once, sign), "a.pdf") == sources(pdf, "a.pdf")


@pytest.mark.parametrize(
    "change", [note("/Text"), note("/Popup"), note("/Link", Border=ArrayObject([NumberObject(0)] * 3))]
)
def test_a_note_or_a_link_is_no_change(change: Change) -> None:
    assert not sources(appended(made(SURAT), change), "a.pdf")[0].is_altered


@pytest.mark.parametrize(
    "change", [redraw, refont, crop, attach, replace, remove_page, show_a_form, act, *OVERLAYS]
)
@pytest.mark.parametrize("is_signed", [False, True])
def test_a_revision_that_changes_what_is_shown_or_attached_is_told(change: Change, is_signed: bool) -> None:
    pdf = made(SURAT)
    (source,) = sources(appended(appended(pdf, sign) if is_signed else pdf, change), "a.pdf")
    assert source.is_altered
    assert source.content == CLEAN.encode()


def test_what_was_rewritten_whole_still_carries_its_source() -> None:
    out = BytesIO()
    PdfWriter(clone_from=PdfReader(BytesIO(made(SURAT)))).write(out)
    assert sources(out.getvalue(), "a.pdf") == sources(made(SURAT), "a.pdf")


def refused(pdf: bytes) -> str:
    with pytest.raises(SopkitError) as caught:
        sources(pdf, "a.pdf")
    assert caught.value.hint is not None
    return str(caught.value)


@pytest.mark.parametrize("pdf", [b"", b"sopkit: 1\n", b"PK\3\4", bytes(5000)])
def test_no_pdf(pdf: bytes) -> None:
    assert refused(pdf) == "“a.pdf” is no PDF"


@pytest.mark.parametrize(
    "pdf",
    [
        made(),
        made(("a.txt", b"x")),
        made(("sop.yaml", b"x")),
        made(SURAT, relationship="data"),
        made(("a" * 300 + ".sop.yaml", b"x")),
    ],
    ids=["nothing", "another suffix", "no SOP", "another relationship", "absurd name"],
)
def test_no_source_of_ours(pdf: bytes) -> None:
    assert "carries no source" in refused(pdf)


def test_locked() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made(SURAT))))
    writer.encrypt("rahasia", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    assert "is locked" in refused(out.getvalue())


def rewritten(change: Change, pdf: bytes | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf or made(SURAT))))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def tree(writer: PdfWriter) -> DictionaryObject:
    found = writer.root_object["/Names"]["/EmbeddedFiles"]  # type: ignore[index]
    assert isinstance(found, DictionaryObject)
    return found


def called(name: str) -> Change:
    """Return the change that calls the attachment `name`."""

    def change(writer: PdfWriter) -> None:
        (file,) = writer.attachment_list
        file.alternative_name = TextStringObject(name)

    return change


def fill(data: bytes, *filters: str, size: int | None = None) -> Change:
    """Return the change that makes `data`, packed by `filters`, the attachment."""

    def change(writer: PdfWriter) -> None:
        (file,) = writer.attachment_list
        stream = file._embedded_file
        stream._data = data
        stream[NameObject("/Filter")] = ArrayObject([NameObject(one) for one in filters])
        stream[NameObject("/Params")] = DictionaryObject(
            {NameObject("/Size"): NumberObject(size)} if size else {}
        )
        assert isinstance(stream, StreamObject)

    return change


@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (b"x" * (MAX_BYTES + 1), ()),
        (zlib.compress(bytes(MAX_BYTES + 1)), ("/FlateDecode",)),
        (zlib.compress(bytes(300_000_000)), ("/FlateDecode",)),
    ],
    ids=["plain", "one more", "bomb"],
)
def test_an_attachment_is_not_unpacked_beyond_what_an_sop_may_have(
    data: bytes, filters: tuple[str, ...]
) -> None:
    assert "larger than an SOP" in refused(rewritten(fill(data, *filters)))


def test_the_largest_attachment() -> None:
    pdf = rewritten(fill(zlib.compress(b"#" * MAX_BYTES), "/FlateDecode"))
    assert len(sources(pdf, "a.pdf")[0].content) == MAX_BYTES


@pytest.mark.parametrize(
    "change",
    [
        fill(zlib.compress(CLEAN.encode())[:-300], "/FlateDecode"),
        fill(zlib.compress(CLEAN.encode())[:-1] + b"x", "/FlateDecode"),
        fill(b"\1\2\3", "/FlateDecode"),
        fill(CLEAN.encode(), size=len(CLEAN) + 1),
        fill(zlib.compress(zlib.compress(bytes(300_000_000))), "/FlateDecode", "/FlateDecode"),
        fill(b"x", "/Unknown"),
    ],
    ids=["cut off", "wrong sum", "no zlib", "wrong size", "packed twice", "unknown filter"],
)
def test_a_damaged_attachment(change: Change) -> None:
    assert "is damaged" in refused(rewritten(change))


def deep(writer: PdfWriter) -> None:
    node = DictionaryObject({NameObject("/Names"): tree(writer)["/Names"]})
    for _ in range(3000):
        node = DictionaryObject({NameObject("/Kids"): ArrayObject([writer._add_object(node)])})
    tree(writer).clear()
    tree(writer).update(node)


def circular(writer: PdfWriter) -> None:
    node = writer._add_object(DictionaryObject({NameObject("/Names"): tree(writer)["/Names"]}))
    node.get_object()[NameObject("/Kids")] = ArrayObject([node, node])  # type: ignore[index]
    tree(writer).clear()
    tree(writer)[NameObject("/Kids")] = ArrayObject([node])


@pytest.mark.parametrize("change", [deep, circular])
def test_the_tree_of_names_may_be_deep_and_circular(change: Change) -> None:
    assert sources(rewritten(change), "a.pdf")[0].content == CLEAN.encode()


def test_a_tree_of_names_that_makes_no_sense() -> None:
    for key, value in (
        ("/Names", NumberObject(1)),
        ("/Kids", TextStringObject("x")),
        ("/Names", ArrayObject([NumberObject(1)] * 9)),
    ):

        def change(writer: PdfWriter, key: str = key, value: object = value) -> None:
            tree(writer).clear()
            tree(writer)[NameObject(key)] = value  # type: ignore[assignment]

        assert refused(rewritten(change)) in (
            "“a.pdf” carries no source of an SOP",
            "“a.pdf” is damaged and cannot be read",
        )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_is_told_in_a_sentence(data: st.DataObject) -> None:
    pdf = bytearray(appended(made(SURAT), sign))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(pdf) - 1))
        pdf[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    try:
        sources(bytes(pdf), "a.pdf")
    except SopkitError as error:
        assert error.hint is not None  # noqa: PT017


def test_nothing_is_written_beside_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    pdf = made(SURAT).replace(b"startxref", b"startxxxx")
    try:
        sources(pdf, "a.pdf")
    except SopkitError:
        pass
    assert capfd.readouterr() == ("", "")
