"""Pictures beside a text: only whole and harmless ones of known kinds are taken."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from site_builder.errors import Problem
from site_builder.memo import Memo
from site_builder.model import Hub, Picture
from site_builder.read import Memory, Words, photographs, pictures, read_hub
from site_builder.read.picture_facts import Facts

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">{}</svg>'
INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"


def picture(kind: str, size: tuple[int, int] = (4, 3), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


def read_with(
    root: Path, name: str, data: bytes | None, *, memo: Memo | None = None
) -> tuple[Hub, tuple[Problem, ...]]:
    folder = root / "content" / "articles" / "health"
    folder.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitle: 题\ndate: 2026-01-01\n---\n看图：\n\n![图](<{name}>)\n"
    (folder / "a.md").write_text(text, "utf-8")
    if data is not None:
        (folder / name).write_bytes(data)
    return read_hub(root / "content", Words(), memory=Memory(memo=memo))


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.PNG", "PNG"), ("a.webp", "WEBP"), ("图.gif", "GIF")]
)
def test_pictures_are_measured(tmp_path: Path, name: str, kind: str) -> None:
    hub, problems = read_with(tmp_path, name, picture(kind))

    assert problems == ()
    found = hub.pictures[f"articles/health/{name}"]
    assert (found.width, found.height, len(found.digest)) == (4, 3, 32)


def test_a_photograph_on_its_side_is_measured_as_it_is_seen(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    hub, _problems = read_with(tmp_path, "a.jpg", picture("JPEG", exif=exif))

    assert (hub.pictures["articles/health/a.jpg"].width, hub.pictures["articles/health/a.jpg"].height) == (
        3,
        4,
    )


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        (SVG.format("<path d='M0 0h9'/>"), (120, 80)),
        (SVG.format("<text>一页能显示的字</text>"), (120, 80)),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="10cm" height="96pt"/>', (378, 128)),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', (0, 0)),
        (SVG.format("<style>.a{fill:url(#g)}</style><use href='#a'/>"), (120, 80)),
        (SVG.format("<style>.a{fill:url( '#g' )}</style><rect fill='url(\"#g\")'/>"), (120, 80)),
        ('<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n' + SVG.format(""), (120, 80)),
        (f'<svg xmlns="http://www.w3.org/2000/svg" width="{"9" * 400}" height="1"/>', (0, 0)),
        (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 {"9" * 400}"/>', (0, 0)),
        (SVG.format(f"<g xmlns:i='{INKSCAPE}' i:label='D:\\\\a'><i:grid/></g>"), (120, 80)),
    ],
)
def test_harmless_drawings_are_measured(tmp_path: Path, svg: str, size: tuple[int, int]) -> None:
    hub, problems = read_with(tmp_path, "a.svg", svg.encode())

    assert problems == ()
    assert (hub.pictures["articles/health/a.svg"].width, hub.pictures["articles/health/a.svg"].height) == size


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p/></foreignObject>",
        "<rect onload='alert(1)'/>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<image href='https://a.cn/x.png'/>",
        "<image xmlns:x='http://www.w3.org/1999/xlink' x:href='//a.cn/x.png'/>",
        "<use href='other.svg#a'/>",
        "<style>@import url(https://a.cn/x.css)</style>",
        "<style>@\\69mport 'x'</style>",
        "<rect style='fill:url(https://a.cn/#g)'/>",
        "<rect fill=\"url( 'https://a.cn' )\"/>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<p xmlns='http://www.w3.org/1999/xhtml'>x</p>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<?xml-stylesheet href='https://a.cn/x.css'?>",
        "<style>.a{background:image-set('https://a.cn/x.png' 1x)}</style>",
        "<style>.a{fill:src('https://a.cn/x.svg')}</style>",
        "<style>.a{}<desc/>@import 'https://a.cn/x.css';</style>",
        "<style>.a{}<!-- -->@im<!-- -->port 'https://a.cn/x.css';</style>",
        "<x:style xmlns:x='http://www.w3.org/2000/svg'>@import 'x.css'</x:style>",
        "<rect style='cursor:-webkit-image-set(\"https://a.cn/x.png\" 1x)'/>",
        "<template xmlns='http://www.w3.org/1999/XSL/Transform'/>",
        "<math xmlns='http://www.w3.org/1998/Math/MathML'/>",
        "<rect xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='click'/>",
        "<path xmlns=''/>",
    ],
)
def test_drawings_that_can_run_or_reach_out_are_refused(tmp_path: Path, inside: str) -> None:
    hub, problems = read_with(tmp_path, "a.svg", SVG.format(inside).encode())

    assert hub.articles == ()
    assert [problem.where for problem in problems] == ["content/articles/health/a.md:7"]
    assert "plain SVG" in problems[0].hint


@pytest.mark.parametrize(
    "drawing",
    [
        "<?xml-stylesheet type='text/xsl' href='x.svg'?>{}",
        "<?xml version='1.0'?>\n<!-- a --><?xml-stylesheet href='x.css'?>\n<!-- b -->{}",
        "<?mso-application progid='Word.Document'?>{}",
        "{}<?xml-stylesheet type='text/xsl' href='x.svg'?>",
        "<?xml version='1.0' encoding='HZ'?>{}",
    ],
)
def test_nothing_that_acts_may_stand_around_a_drawing(tmp_path: Path, drawing: str) -> None:
    hub, problems = read_with(tmp_path, "a.svg", drawing.format(SVG.format("")).encode())

    assert hub.articles == ()
    assert "plain SVG" in problems[0].hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "entities"),
        (b"<html><body>404</body></html>", "begins with <html>"),
        (b"<svg", "cannot be read"),
        (b"", "cannot be read"),
        (("<g>" * 5000).encode(), "cannot be read"),
    ],
)
def test_files_that_are_no_drawing_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    _hub, problems = read_with(tmp_path, "a.svg", data)

    assert message in problems[0].message


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jpg", b"<!DOCTYPE html><html><title>404</title></html>", "a.jpg is not a picture but HTML"),
        ("a.jpg", b"%PDF-1.7", "not a picture but PDF"),
        ("a.jpg", b"", "not a picture but an empty file"),
        ("a.jpg", b"BM" + bytes(60), "not a picture but BMP"),
        ("a.jpg", bytes(4) + b"ftypheic" + bytes(20), "not a picture but HEIC"),
        ("a.png", b"hello", "something unknown"),
        ("a.jpg", picture("JPEG", (90, 90))[:-60], "damaged"),
        ("a.png", picture("PNG", (90, 90))[:60], "damaged"),
        ("a.bmp", picture("BMP"), "of this kind cannot be shown"),
    ],
)
def test_what_is_no_whole_picture_is_told_with_what_it_is(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    hub, problems = read_with(tmp_path, name, data)

    assert hub.articles == ()
    assert message in problems[0].message
    assert problems[0].where == "content/articles/health/a.md:7"


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_small_file_that_claims_a_huge_picture_is_refused(tmp_path: Path, side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )

    _hub, problems = read_with(tmp_path, "a.png", bomb)

    assert "too many points" in problems[0].message
    assert "smaller" in problems[0].hint


def test_a_name_in_other_case_is_told_even_where_the_disk_would_find_it(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "articles" / "health"
    folder.mkdir(parents=True)
    (folder / "Photo.JPG").write_bytes(picture("JPEG"))

    _hub, problems = read_with(tmp_path, "photo.jpg", None)

    assert "no picture articles/health/photo.jpg" in problems[0].message
    assert "Photo.JPG" in problems[0].hint


def test_a_picture_in_another_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "content" / "media").mkdir(parents=True)
    (tmp_path / "content" / "media" / "a.jpg").write_bytes(picture("JPEG"))

    _hub, problems = read_with(tmp_path, "a.jpg", None)

    assert "media/a.jpg" in problems[0].hint


def test_covers_are_read_and_drawings_of_the_templates_are_not_looked_for(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "articles" / "health"
    folder.mkdir(parents=True)
    (folder / "a.jpg").write_bytes(picture("JPEG"))
    for name, cover in (("one", "a.jpg"), ("two", "art:stove"), ("three", "../health/a.jpg")):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: {name}\ndate: 2026-01-01\ncover: {cover}\n---\n文\n", "utf-8"
        )

    hub, problems = read_hub(tmp_path / "content", Words())

    assert problems == ()
    assert [article.cover for article in hub.articles] == [
        "articles/health/a.jpg",
        "articles/health/a.jpg",
        "art:stove",
    ]
    assert list(hub.pictures) == ["articles/health/a.jpg"]


def test_a_remembered_picture_is_the_same_and_a_broken_one_stays_broken(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo")

    first, second = (read_with(tmp_path, "a.png", picture("PNG"), memo=memo)[0] for _ in range(2))
    broken = [read_with(tmp_path, "a.png", b"hello", memo=memo)[1] for _ in range(2)]

    assert first == second
    assert isinstance(first.pictures["articles/health/a.png"], Picture)
    assert broken[0] == broken[1] != ()


@pytest.mark.parametrize("newer", ["code_version", "libraries"])
def test_a_newer_program_looks_at_every_picture_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: str
) -> None:
    memo, sizes = Memo(tmp_path / "memo"), []
    read_with(tmp_path, "a.png", picture("PNG"), memo=memo)
    monkeypatch.setattr(photographs, "photograph_facts", lambda *_: Facts(9, 9))
    for _upgrade in range(2):
        hub, _problems = read_with(tmp_path, "a.png", picture("PNG"), memo=memo)
        sizes.append(hub.pictures["articles/health/a.png"].width)
        monkeypatch.setattr(
            pictures, newer, {"code_version": lambda: "2", "libraries": lambda *_: b"2"}[newer]
        )
    assert sizes == [4, 9]
