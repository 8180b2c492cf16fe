"""The whole chain on real input: feeds and a page over HTTP become pages that name their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import group
from tests.loopback import Loopback, serve_routes
from tests.site_text import files_in, write_site

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>甲站</title><item>
<title>凝冻天怎么走路</title><link>https://jia.example.cn/1.html</link><guid>jia-1</guid>
<pubDate>Fri, 20 Nov 2026 09:00:00 +0800</pubDate><description>鞋底套上旧袜子，小步慢走。</description>
</item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>乙站</title><id>urn:yi</id><updated>2026-11-21T00:00:00Z</updated>
<entry><title>大棚怎样防压塌</title><id>urn:yi:1</id><updated>2026-11-21T00:00:00Z</updated>
<link href="https://yi.example.cn/2.html"/><summary>雪前加撑杆，雪后及时扫。</summary></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "丙站", "items": [{"id": "bing-1",
"url": "https://bing.example.cn/3.html", "title": "黑颈鹤到了草海", "summary": "远远看，不投喂。",
"date_published": "2026-11-22T08:00:00+08:00"}]}"""
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>腊肉怎么熏才放心_丁网</title>
<meta name="ArticleTitle" content="腊肉怎么熏才放心"><meta name="PubDate" content="2026-11-19 10:00">
<meta name="ContentSource" content="丁网"></head><body><div class="TRS_Editor">
<p>熏腊肉要离明火远一点，火灾和致癌物都会少。熏好以后挂在通风的地方，吃之前用热水洗净、煮透。</p>
<p>一次不要多吃，高血压的人更要少吃。肉上有霉点、发黏、有怪味，就不要再吃了。</p></div></body></html>"""


@pytest.fixture
def web() -> Iterator[Loopback]:
    routes = {"/rss.xml": RSS, "/atom.xml": ATOM, "/feed.json": JSON, "/t20261119_1.html": PAGE}
    with serve_routes(routes) as loopback:
        yield loopback


def kepu(root: Path, *words: str, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(group, ["--hub", str(root), *words], catch_exceptions=False)
    assert result.exit_code == exit_code, result.output
    return result


def hub(root: Path, base: str) -> Path:
    sources = "".join(
        f'[[source]]\nid = "{id_}"\nname = "{name}"\nurl = "{base}/{file}"\nsection = "health"\n'
        'allow = ["127.0.0.0/8"]\n'
        for id_, name, file in (
            ("jia", "甲站", "rss.xml"),
            ("yi", "乙站", "atom.xml"),
            ("bing", "丙站", "feed.json"),
        )
    )
    write_site(root, '-- content/hub.toml --\nname = "甲"\n[[sections]]\nid = "health"\nname = "健康"\n')
    return write_site(root, f"-- content/sources.toml --\n{sources}")


def listed(root: Path) -> dict[str, str]:
    """Return the ids of what waits in the inbox, by title."""
    rows = re.findall(r"^(\w{8}) .* (\S+)$", kepu(root, "inbox").output, re.MULTILINE)
    return {title: id_ for id_, title in rows}


def test_items_come_in_are_accepted_and_become_pages_that_name_their_source(
    tmp_path: Path, web: Loopback
) -> None:
    hub(tmp_path, web.base)
    kepu(tmp_path, "pull")
    kepu(tmp_path, "pull", "add", f"{web.base}/t20261119_1.html", "--section", "health")
    waiting = listed(tmp_path)
    assert set(waiting) == {"凝冻天怎么走路", "大棚怎样防压塌", "黑颈鹤到了草海", "腊肉怎么熏才放心"}

    kepu(tmp_path, "build", "--date", "2026-11-23")
    assert not any("大棚".encode() in data for data in files_in(tmp_path / "output").values())

    kepu(tmp_path, "inbox", "reject", waiting["黑颈鹤到了草海"], "--reason", "已有")
    kepu(tmp_path, "inbox", "accept", *(id_ for title, id_ in waiting.items() if "黑颈鹤" not in title))
    kepu(tmp_path, "build", "--date", "2026-11-23")
    pages = {
        path: data.decode() for path, data in files_in(tmp_path / "output").items() if path.endswith("html")
    }
    for title, source, link in [
        ("凝冻天怎么走路", "甲站", "https://jia.example.cn/1.html"),
        ("大棚怎样防压塌", "乙站", "https://yi.example.cn/2.html"),
        ("腊肉怎么熏才放心", "丁网", f"{web.base}/t20261119_1.html"),
    ]:
        (page,) = (text for text in pages.values() if f"<h1>{title}</h1>" in text)
        assert source in page
        assert f'href="{link}"' in page
        assert page.count(">阅读原文<") == 1
    (page,) = (text for text in pages.values() if "<h1>凝冻天怎么走路</h1>" in text)
    assert page.partition("<main")[2].count("鞋底套上旧袜子") == 1
    assert not any("黑颈鹤" in text for text in pages.values())

    kepu(tmp_path, "pull", "--force")
    assert listed(tmp_path) == {}
    kepu(tmp_path, "check", "--date", "2026-11-23")


def test_a_dead_and_a_broken_source_are_one_line_each_and_the_others_go_on(
    tmp_path: Path, web: Loopback
) -> None:
    hub(tmp_path, web.base)
    web.routes["/rss.xml"] = "<html><body>搬家了</body></html>"
    del web.routes["/atom.xml"]
    result = kepu(tmp_path, "pull", exit_code=1)
    assert len(result.stderr.strip().splitlines()) == 2
    assert "甲站: that address is a web page" in result.stderr
    assert "乙站: there is nothing at this address" in result.stderr
    assert set(listed(tmp_path)) == {"黑颈鹤到了草海"}
