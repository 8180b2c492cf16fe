"""Pictures and files of full-text items: fetched for their page, looked at with distrust, shown."""

# ruff: noqa: ANN401 - options are handed on to what names them

from __future__ import annotations

import struct
import zlib
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from site_builder.cli import group
from site_builder.pipeline import build_hub
from site_builder.pull import read_inbox
from site_builder.pull.entry import Entry
from site_builder.pull.foreign import clean_tree
from site_builder.pull.markdown import to_markdown
from site_builder.pull.pictures import NoPictureError, redrawn
from site_builder.settings import FeedSource, Folder
from tests.gov_site import TEXT, One, Site, trs
from tests.loopback import Loopback, Reply, Route, serve_routes
from tests.pull_hub import NOW, hub, item, prove, pull, rss, source

DAY = timedelta(days=1)
FULL = {"rights": "full", "permission": "某网站，2026年"}
BASE = "http://h.example.cn/kp/1.html"


def picture(width: int = 300, height: int = 200, kind: str = "JPEG", **options: Any) -> bytes:
    mode = options.pop("mode", "RGB")
    out = BytesIO()
    Image.new(mode, (width, height), "green" if mode == "RGB" else None).save(out, kind, **options)
    return out.getvalue()


def site(text: str, **more: Route) -> dict[str, Route]:
    """A list with one article; `more` are further pages by the name of their file."""
    article = One("/kp/t20261120_1.html", "烤火先看烟囱", text=TEXT.format("烟囱") + text)
    return Site(trs, (article,)).routes() | {
        f"/kp/{name.replace('_', '.')}": route for name, route in more.items()
    }


def listing(server: Loopback, **values: Any) -> FeedSource:
    return source(server.base + "/kp/", **{"kind": "list", **FULL, **values})


def only(folder: Folder) -> Entry:
    (one,) = read_inbox(folder.content)[0]
    return one.entry


def media(folder: Folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder.content / "media").glob("*")}


def test_a_picture_comes_home_with_its_article_and_the_hub_shows_it(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    text = '<p align=center><img src="./W1.jpg" alt="烟管伸出窗外"></p>'
    with serve_routes(site(text) | {"/kp/W1.jpg": picture()}) as server:
        pull(folder, listing(server))
        ((name, _data),) = media(folder).items()
        entry = only(folder)

        assert entry.body.endswith(f"\n\n![烟管伸出窗外](../../media/{name})")
        (asked,) = (one for one in server.log if one.path == "/kp/W1.jpg")
        assert asked.headers["referer"] == entry.link
    run = CliRunner().invoke(group, ["--hub", str(folder.root), "inbox", "accept", entry.id])
    assert run.exit_code == 0, run.output
    built = build_hub(folder, today=date(2026, 11, 23))
    (shown,) = (path for path in built.files if path.endswith(".jpg"))
    assert 'alt="烟管伸出窗外"' in (folder.site / "articles/health/kao-huo-xian-kan-yan-cong.html").read_text(
        "utf-8"
    )
    assert (folder.site / shown).is_file()


@pytest.mark.parametrize(
    "tag",
    [
        '<img data-src="W1.jpg" src="blank.gif">',
        '<img data-original="W1.jpg" src="data:image/gif;base64,R0lGOD">',
        '<img src="x.gif" oldsrc="W1.jpg">',
        '<img src="small.jpg" srcset="small.jpg 300w, W1.jpg 900w">',
        '<img src="./a/../W1.jpg">',
        '<a href="/big.html"><img src="W1.jpg"></a>',
        '<picture><source srcset="W1.webp"><img src="W1.jpg"></picture>',
    ],
)
def test_the_picture_that_a_reader_would_see_is_taken(tmp_path: Path, tag: str) -> None:
    folder = hub(tmp_path)
    with serve_routes(site(f"<p>{tag}</p>") | {"/kp/W1.jpg": picture()}) as server:
        pull(folder, listing(server))

        assert len(media(folder)) == 1
        assert [path for path in server.paths if path.endswith((".gif", "small.jpg", ".webp"))] == []
        assert only(folder).body.count("](../../media/") == 1


def test_pictures_of_summaries_and_links_stay_where_they_are(tmp_path: Path) -> None:
    with serve_routes(site('<img src="W1.jpg" alt="图">') | {"/kp/W1.jpg": picture()}) as server:
        for rights in ("summary", "link"):
            folder = hub(tmp_path / rights)
            pull(folder, listing(server, rights=rights))
            assert media(folder) == {}
        assert "/kp/W1.jpg" not in server.paths


def huge() -> bytes:
    """A PNG that says it has 3,600 million points, in 100 bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


REFUSED = {
    "page": b"<html>no picture</html>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "bomb": huge(),
    "cut": picture(800, 800)[:900],
    "spy": picture(1, 1),
    "bullet": picture(16, 16),
    "line": picture(600, 2),
    "empty": b"",
    "tiff": picture(kind="TIFF"),
    "paper": b"%PDF-1.4",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_for_readers_is_refused(name: str) -> None:
    with pytest.raises(NoPictureError):
        redrawn(REFUSED[name])


def test_a_refused_picture_is_not_asked_for_again_and_its_words_stay(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    text = '<p>前面<img src="a.jpg">后面</p><p><img src="b.jpg" alt="地质图"></p>'
    routes = site(text) | {"/kp/a.jpg": REFUSED["page"], "/kp/b.jpg": REFUSED["bomb"]}
    with serve_routes(routes) as server:
        pull(folder, listing(server))
        assert only(folder).body.endswith(f"\n\n前面后面\n\n[图：地质图]({server.base}/kp/b.jpg)")
        assert media(folder) == {}
        for file in (folder.content / "inbox/who").glob("*.md"):
            file.unlink()
        server.log.clear()
        pull(folder, listing(server), now=NOW + DAY)
        server.routes["/kp/"] = Reply(Site(trs, ()).routes()["/kp/"].body)  # type: ignore[union-attr]

        assert not any(path.endswith(".jpg") for path in server.paths)


def test_a_large_photograph_is_made_small_and_upright_and_says_nothing_of_its_camera() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "某牌照相机"
    data, suffix = redrawn(picture(3200, 1000, exif=exif, comment=b"secret place"))
    with Image.open(BytesIO(data)) as made:
        assert (suffix, made.format, made.size) == (".jpg", "JPEG", (1000, 3200))
        assert not made.getexif()
        assert b"secret" not in data
    wide, _suffix = redrawn(picture(4000, 1000))
    with Image.open(BytesIO(wide)) as made:
        assert made.size == (1600, 400)


@pytest.mark.parametrize(
    ("kind", "mode", "options", "suffix"),
    [
        ("PNG", "RGBA", {}, ".png"),
        ("PNG", "P", {}, ".png"),
        ("WEBP", "RGB", {}, ".webp"),
        ("GIF", "P", {"save_all": True, "append_images": [Image.new("P", (300, 200), 3)]}, ".png"),
        ("JPEG", "CMYK", {}, ".jpg"),
        ("JPEG", "L", {}, ".jpg"),
        ("PNG", "I;16", {}, ".png"),
    ],
)
def test_every_kind_of_picture_is_drawn_anew(
    kind: str, mode: str, options: dict[str, Any], suffix: str
) -> None:
    data, found = redrawn(picture(300, 200, kind, mode=mode, **options))
    with Image.open(BytesIO(data)) as made:
        assert (found, made.size) == (suffix, (300, 200))
        assert made.mode in ("RGB", "RGBA", "L")


def test_a_picture_that_cannot_be_had_is_linked_and_three_of_them_end_the_asking(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    text = "".join(f'<p><img src="{n}.jpg"></p>' for n in range(6))
    with serve_routes(site(text) | {f"/kp/{n}.jpg": Reply(status=500) for n in range(6)}) as server:
        (outcome,) = pull(folder, listing(server))

        assert outcome.new == 1
        assert only(folder).body.count("[图片](") == 6
        assert sum(path.endswith(".jpg") for path in server.paths) == 3


def test_pictures_of_a_feed_come_home_once_and_an_editors_words_are_kept(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    feed = rss(item("烤火", link="/1", guid="1", description='<p>开窗<img src="W1.jpg" alt="烟管"></p>'))
    with serve_routes({"/kp/": feed, "/W1.jpg": picture()}) as server:
        reading = source(server.base + "/kp/", **FULL)
        pull(folder, reading)
        assert only(folder).body.startswith("开窗![烟管](../../media/")
        server.routes["/kp/"] = feed.replace("<channel>", "<channel><ttl>1</ttl>")
        (outcome,) = pull(folder, reading, now=NOW + DAY)

        assert (outcome.changed, outcome.beside) == (0, 0)
        assert server.paths.count("/W1.jpg") == 1


def test_a_deleted_picture_is_fetched_again(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    feed = rss(item("烤火", link="/1", guid="1", description='<p>开窗<img src="W1.jpg" alt="烟管"></p>'))
    with serve_routes({"/kp/": feed, "/W1.jpg": picture()}) as server:
        reading = source(server.base + "/kp/", **FULL)
        pull(folder, reading)
        (name,) = media(folder)
        (folder.content / "media" / name).unlink()
        server.routes["/kp/"] = feed.replace("<channel>", "<channel><ttl>1</ttl>")
        pull(folder, reading, now=NOW + DAY)

        assert list(media(folder)) == [name]


@pytest.mark.parametrize("attachments", [True, False])
def test_a_pdf_is_fetched_where_the_source_says_so_and_published(tmp_path: Path, attachments: bool) -> None:
    folder = hub(tmp_path)
    text = (
        '<p><a href="P1.pdf">取暖指南</a></p><p><a href="P2.pdf">另一份.pdf</a></p><a href="T.docx">表格</a>'
    )
    routes = site(text) | {"/kp/P1.pdf": b"%PDF-1.4 x", "/kp/P2.pdf": b"<html>Login</html>"}
    with serve_routes(routes) as server:
        pull(folder, listing(server, attachments=attachments))
        body = only(folder).body

        assert ("/kp/P1.pdf" in server.paths) == attachments
        assert f"[另一份.pdf]({server.base}/kp/P2.pdf)" in body
        assert f"[表格（Word）]({server.base}/kp/T.docx)" in body
        assert "/kp/T.docx" not in server.paths
    if not attachments:
        assert f"[取暖指南（PDF）]({server.base}/kp/P1.pdf)" in body
        return
    (name,) = media(folder)
    assert f"[取暖指南（PDF）](../../media/{name})" in body
    CliRunner().invoke(group, ["--hub", str(folder.root), "inbox", "accept", only(folder).id])
    built = build_hub(folder, today=date(2026, 11, 23))
    (paper,) = (path for path in built.files if path.endswith(".pdf"))
    assert (folder.site / paper).read_bytes() == b"%PDF-1.4 x"
    assert f'href="../../{paper}"' in (
        folder.site / "articles/health/kao-huo-xian-kan-yan-cong.html"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ('<video src="v.mp4" poster="p.jpg">看不了</video>', "[视频](http://h.example.cn/kp/v.mp4)"),
        ('<video><source src="v.mp4"></video>', "[视频](http://h.example.cn/kp/v.mp4)"),
        ('<iframe src="https://player.bilibili.com/x"></iframe>', "[视频](https://player.bilibili.com/x)"),
        ('<audio src="a.mp3"></audio>', "[音频](http://h.example.cn/kp/a.mp3)"),
        ('字<embed src="top.swf">', "字"),
        ('字<iframe src="https://ads.example.cn/"><p>广告</p></iframe>', "字"),
        (
            '<figure><img src="W1.jpg"><figcaption>烟管要"高"过窗沿</figcaption></figure>',
            '![烟管要"高"过窗沿](../../media/x.jpg "烟管要\\"高\\"过窗沿")',
        ),
        (
            '<figure><img src="W1.jpg" alt="烟管"><figcaption>要高</figcaption></figure>',
            '![烟管](../../media/x.jpg "要高")',
        ),
        ('<p><img src="W1.jpg" alt="W020260101.jpg"></p>', "![](../../media/x.jpg)"),
        ('<p><img src="W1.jpg" alt="a]b[c"></p>', "![a\\]b\\[c](../../media/x.jpg)"),
        (
            '<table><tr><td><img src="W1.jpg" alt="甲"><td>乙<tr><td>丙<td>丁</table>',
            "| ![甲](../../media/x.jpg) | 乙 |\n| --- | --- |\n| 丙 | 丁 |",
        ),
    ],
)
def test_pictures_and_players_in_text(markup: str, markdown: str) -> None:
    shown = {"http://h.example.cn/kp/W1.jpg": "../../media/x.jpg"}
    assert to_markdown(clean_tree(markup, BASE, shown), prove) == markdown


def test_unused_media_are_told_by_the_check(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes(site('<img src="W1.jpg" alt="图">') | {"/kp/W1.jpg": picture()}) as server:
        pull(folder, listing(server))
    stray = folder.content / "media" / f"{'0' * 32}.jpg"
    stray.write_bytes(picture())
    build_hub(folder, today=date(2026, 11, 23))
    told = CliRunner().invoke(group, ["--hub", str(folder.root), "check"]).output

    assert f"1, the first is content/media/{stray.name}" in told
    assert CliRunner().invoke(group, ["--hub", str(folder.root), "clean", "--media"]).exit_code == 0
    assert len(media(folder)) == 1
    assert "content/media" not in CliRunner().invoke(group, ["--hub", str(folder.root), "check"]).output


def test_pictures_beyond_what_memory_bears_come_at_the_next_visit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.pull.bring._TOGETHER", 10)
    folder = hub(tmp_path)
    articles = tuple(
        One(
            f"/kp/t2026112{n}_1.html",
            f"烤火先看烟囱之{n}",
            f"2026-11-2{n}",
            TEXT.format(n) + f'<img src="{n}.jpg">',
        )
        for n in (0, 1, 2)
    )
    pictures = {f"/kp/{n}.jpg": picture(100 + n) for n in (0, 1, 2)}
    with serve_routes(Site(trs, articles).routes() | pictures) as server:
        news = [pull(folder, listing(server), now=NOW + n * DAY)[0].new for n in range(4)]

    assert news == [1, 1, 1, 0]
    assert len(media(folder)) == 3
