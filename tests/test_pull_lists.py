"""List pages against a real server: what is found and asked for, and what is told of a site that changed."""

# ruff: noqa: ANN401 - options are handed on to what names them

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from site_builder.pull import read_inbox, reject
from site_builder.pull.entry import Entry
from site_builder.settings import FeedSource, Folder
from tests.gov_site import SHAPES, One, Site, article_page, list_page, many, trs
from tests.loopback import Asked, Loopback, Reply, serve_routes
from tests.pull_hub import NOW, hub, pull, source, trouble

DAY = timedelta(days=1)


def listing(server: Loopback, home: str = "/kp/", **values: Any) -> FeedSource:
    return source(server.base + home, **{"kind": "list", **values})


def entries(folder: Folder) -> list[Entry]:
    """Return what waits, the newest first."""
    return [one.entry for one in reversed(read_inbox(folder.content)[0])]


def facts(folder: Folder, server: Loopback) -> set[tuple[str, str, str]]:
    return {(one.title, one.link.removeprefix(server.base), str(one.date)) for one in entries(folder)}


def wanted(articles: tuple[One, ...]) -> set[tuple[str, str, str]]:
    return {(one.title, one.path, one.day) for one in articles}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", SHAPES)
def test_a_list_of_any_shape_is_read_and_menus_are_not(tmp_path: Path, name: str, encoding: str) -> None:
    folder = hub(tmp_path)
    shape, form = SHAPES[name]
    site = Site(shape, many(5, form), encoding=encoding)
    with serve_routes(site.routes()) as server:
        (outcome,) = pull(folder, listing(server, rights="link"))

        assert outcome.new == 5
        assert facts(folder, server) == wanted(site.articles)
        assert server.paths == ["/kp/"]  # title, link and day are all on the list


def test_summary_source_and_day_come_from_the_article_page(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    article = One(
        "/kp/t20261101_1.html", "烤火先看烟囱", head='<meta name="description" content="烟囱要通。">'
    )
    with serve_routes(Site(trs, (article,)).routes()) as server:
        pull(folder, listing(server))
        (entry,) = entries(folder)

        assert (entry.title, entry.publisher, str(entry.date)) == (
            "烤火先看烟囱",
            "某某市气象局",
            "2026-11-20",
        )
        assert (entry.summary, entry.body, entry.rights) == ("烟囱要通。", "烟囱要通。", "summary")
        assert server.log[1].headers["referer"] == server.base + "/kp/"


def test_only_new_articles_are_asked_for(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes(Site(trs, many(3)).routes()) as server:
        pull(folder, listing(server))
        server.routes |= Site(
            trs, (One("/kp/t20261121_9.html", "今天刚刚发布的一条", "2026-11-21"), *many(3))
        ).routes()
        server.log.clear()
        (outcome,) = pull(folder, listing(server), now=NOW + DAY)

        assert outcome.new == 1
        assert server.paths == ["/kp/", "/kp/t20261121_9.html"]


def test_what_was_decided_on_is_never_asked_for_again(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes(Site(trs, many(3)).routes()) as server:
        pull(folder, listing(server))
        for entry in entries(folder)[:2]:
            reject(folder, entry.id, reason="旧闻")
        server.routes["/kp/"] = list_page(trs(many(3)) + "<p>新的页脚</p>")
        server.log.clear()
        (outcome,) = pull(folder, listing(server), now=NOW + DAY)

        assert (outcome.new, outcome.changed) == (0, 0)
        assert server.paths == ["/kp/"]


@pytest.mark.parametrize(
    ("title", "day", "asked"),
    [("很长的题目…", "2026-11-20", True), ("一个短题目", "", True), ("一个短题目", "2026-11-20", False)],
)
def test_a_link_only_source_reads_an_article_only_for_a_title_or_a_day(
    tmp_path: Path, title: str, day: str, asked: bool
) -> None:
    folder = hub(tmp_path)
    article = One("/kp/content_7.html", "很长的题目其实是这样写完的")
    rows = f'<ul class="l"><li><a href="content_7.html">{title}</a> {day}</li></ul>'
    with serve_routes({"/kp/": list_page(rows), article.path: article_page(article)}) as server:
        pull(folder, listing(server, rights="link", items=".l li"))
        (entry,) = entries(folder)

        assert (article.path in server.paths) == asked
        assert str(entry.date) == "2026-11-20"
        assert entry.title == ("很长的题目其实是这样写完的" if asked else title)
        assert entry.body == entry.summary == ""


def test_what_the_limit_leaves_of_a_list_comes_at_the_next_visits(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pages = {
        "/kp/": list_page(trs(many(6)) + '<a href="list_2.html">下一页</a>'),
        "/kp/list_2.html": list_page(trs(many(6, start=6)) + '<a href="/kp/">上一页</a>'),
    }
    with serve_routes(pages) as server:
        news = [
            pull(folder, listing(server, limit=5, rights="link"), now=NOW + n * DAY)[0].new for n in range(4)
        ]

    assert news == [5, 5, 2, 0]


PAGERS = {
    "script": ("/kp/", "<script>createPageHTML(3, {n}, 'index', 'shtml');</script>", "/kp/index_{n}.shtml"),
    "words": ("/kp/", '<a href="list_{m}.html">下一页 &gt;</a>', "/kp/list_{m}.html"),
    "numbers": (
        "/kp/index.html",
        '<a href="index_{n}.html">{n}</a><a href="index_{m}.html">{m}</a>',
        "/kp/index_{n}.html",
    ),
    "query": ("/list.asp?page=1", '<a href="?page=1">1</a><a href="?page={m}">{m}</a>', "/list.asp?page={m}"),
    "count": (
        "/kp/",
        "<script>var countPage = 3//共\nvar currentPage = {n};//号\n</script>",
        "/kp/index_{n}.html",
    ),
}


@pytest.mark.parametrize("name", PAGERS)
def test_a_list_is_followed_over_its_pages_as_far_as_wanted(tmp_path: Path, name: str) -> None:
    home, pager, form = PAGERS[name]
    routes = {}
    for n in range(3):
        following = n + 1 if name == "numbers" else n
        address = form.format(n=n, m=n + 1) if n else home
        routes[address] = list_page(trs(many(3, start=3 * n)) + pager.format(n=following, m=n + 2))
    with serve_routes(routes) as server:
        for pages, found in ((1, 3), (2, 6), (9, 9)):
            (outcome,) = pull(hub(tmp_path / str(pages)), listing(server, home, pages=pages, rights="link"))
            assert outcome.new == found
            assert not outcome.problem or pages == 9


def test_following_pages_are_left_alone_when_all_is_known(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    routes = {
        "/kp/": list_page(trs(many(3)) + '<a href="2.html">下一页</a>'),
        "/kp/2.html": list_page(trs(many(3, start=3))),
    }
    with serve_routes(routes) as server:
        pull(folder, listing(server, rights="link"))
        server.routes["/kp/"] = list_page(trs(many(3)) + '<a href="2.html">下一页</a> 访问 7 次')
        server.log.clear()
        (outcome,) = pull(folder, listing(server, rights="link"), now=NOW + DAY)

        assert (outcome.new, outcome.problem, server.paths) == (0, None, ["/kp/"])


REDESIGNS = {
    "empty": (
        list_page("<div id=app>栏目建设中，请稍候再来看一看，谢谢您的关注与支持。" + "敬请期待。" * 50),
        "lists no articles, at the last visit 12",
    ),
    "script": (
        Reply(b"<html><body><div id=app></div><script>load()</script></body></html>"),
        "lists no articles",
    ),
    "menu": (
        list_page(
            '<ul class="m"><li><a href="/a/">农业科普</a></li><li><a href="/b/">健康科普</a></li></ul>'
        ),
        "no articles",
    ),
    "few": (list_page(trs(many(2, start=40))), "lists 2 articles, at the last visit 12"),
    "elsewhere": (
        list_page(trs(many(12, "/new/{day}/t202611{day}_{number}.html", start=50)) + "新网站上线了。" * 600),
        "redesigned",
    ),
}


@pytest.mark.parametrize("name", REDESIGNS)
def test_a_list_that_looks_redesigned_is_a_problem_and_not_no_news(tmp_path: Path, name: str) -> None:
    folder = hub(tmp_path)
    page, words = REDESIGNS[name]
    with serve_routes(Site(trs, many(12)).routes()) as server:
        pull(folder, listing(server, rights="link"))
        server.routes["/kp/"] = page
        for day in (1, 2):  # and stays one
            (outcome,) = pull(folder, listing(server, rights="link"), now=NOW + day * DAY, ask_all=True)
            assert words in trouble(outcome)
            assert "items" in trouble(outcome)
            assert outcome.new == 0
        server.routes |= Site(trs, (*many(1, start=20), *many(12))).routes()
        (outcome,) = pull(folder, listing(server, rights="link"), now=NOW + 3 * DAY, ask_all=True)

        assert (outcome.new, outcome.problem) == (1, None)


def test_a_page_without_a_list_says_so_at_once(tmp_path: Path) -> None:
    pages = {
        "/menu": (list_page(""), "no list of articles"),
        "/app": (Reply(b"<html><body><div id=app></div><script>load()</script></body></html>"), "script"),
        "/feed": (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', 'kind = "feed"'),
        "/none": (b"", "no list of articles"),
    }
    with serve_routes({path: page for path, (page, _words) in pages.items()}) as server:
        sources = [listing(server, path, id=path[1:]) for path in pages]
        outcomes = pull(hub(tmp_path), *sources)

    for outcome, (_page, words) in zip(outcomes, pages.values(), strict=True):
        assert words in trouble(outcome)


def test_selectors_say_what_the_reader_cannot_guess(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    odd = '<p class="r"><a href="/x">防溺水六不准</a></p><p class="r"><a href="/y">野生蘑菇不要采</a></p>'
    article = "<html><title>题目</title><body><div class=t>{}</div><div class=u>" + "无关的文字。" * 20
    routes = {
        "/kp/": list_page(odd),
        "/x": article.format("不私自下水。" * 9),
        "/y": article.format("不采不吃。" * 9),
    }
    full = {"rights": "full", "permission": "某网站，2026年", "items": "p.r", "body": "div.t"}
    with serve_routes(routes) as server:
        assert "no list" in trouble(pull(folder, listing(server))[0])
        (outcome,) = pull(folder, listing(server, **full))
        assert outcome.new == 2
        assert {one.body for one in entries(folder)} == {"不私自下水。" * 9, "不采不吃。" * 9}
        (outcome,) = pull(folder, listing(server, **(full | {"items": ".gone"})))
        assert "“.gone” finds no articles" in trouble(outcome)


def test_articles_on_other_sites_are_links_and_no_more(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as other, serve_routes({}) as server:
        away = One(f"{other.base}/t20261119_1.html", "别的单位发布的一篇文章", "2026-11-19")
        rows = (
            trs(many(2))
            + f'<ul class="list"><li><a href="{away.path}">{away.title}</a><span>{away.day}</span></li></ul>'
        )
        page = list_page(rows.replace('</ul></div><ul class="list">', "") + "</div>")
        server.routes |= Site(trs, many(2)).routes() | {"/kp/": page}
        pull(folder, listing(server, rights="full", permission="某网站，2026年"))
        (found,) = (one for one in entries(folder) if one.title == away.title)

        assert other.log == []
        assert (found.rights, found.permission, found.publisher, found.body) == ("link", "", "", "")
        assert [bool(one.body) for one in entries(folder)].count(True) == 2


def test_a_list_that_only_leads_elsewhere_is_read_when_that_is_meant(tmp_path: Path) -> None:
    with serve_routes(Site(trs, many(3)).routes()) as other:
        away = tuple(One(other.base + one.path, one.title, one.day) for one in many(3))
        with serve_routes({"/kp/": list_page(trs(away).replace('href=".p:', 'href="http:'))}) as server:
            (outcome,) = pull(hub(tmp_path / "a"), listing(server))
            host = other.base.removeprefix("http://")
            assert f'allow_hosts = ["{host}"]' in trouble(outcome)
            (outcome,) = pull(hub(tmp_path / "b"), listing(server, allow_hosts=(host,)))

            assert outcome.new == 3
            assert all(one.body for one in entries(hub(tmp_path / "b")))


def test_odd_links_lead_where_a_browser_would_go(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    rows = (
        ("../../a/b/t20261120_1.html", "往上两层再往下的一篇"),
        ("t20261120_2.html#top", "带着锚点的又一篇文章"),
        ("t20261120_2.html", "带着锚点的又一篇文章"),
        ("javascript:open('/kp/t20261120_3.html')", "脚本打开的一篇文章"),
        ("mailto:a@example.cn", "来信请写这个地址哟"),
        (" /c/t20261120_4.html ", "前后都有空格的一篇"),
    )
    lines = "".join(f'<li><a href="{href}">{title}</a> 2026-11-20</li>' for href, title in rows)
    page = list_page(f'<ul class="l">{lines}</ul>', head='<base href="/base/x/y/">')
    with serve_routes({"/kp/": page}) as server:
        pull(folder, listing(server, rights="link"))

        assert {one.link.removeprefix(server.base) for one in entries(folder)} == {
            "/base/a/b/t20261120_1.html",
            "/base/x/y/t20261120_2.html",
            "/c/t20261120_4.html",
        }


def test_a_headline_over_the_list_belongs_to_it(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    headline = '<h2><a href="/kp/202611/t20261121_1.html">头条放得特别大的一篇</a></h2><p>2026-11-21</p>'
    with serve_routes({"/kp/": list_page(trs(many(4)).replace("<ul", headline + "<ul"))}) as server:
        pull(folder, listing(server, rights="link"))

        assert entries(folder)[0].title == "头条放得特别大的一篇"
        assert len(entries(folder)) == 5


def test_an_article_that_is_gone_is_told_once(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    site = Site(trs, many(4))
    routes = site.routes()
    routes[site.articles[0].path] = Reply(status=404)
    routes[site.articles[1].path] = Reply(status=302, headers={"Location": "/kp/"})
    routes[site.articles[2].path] = (
        "<html><title>提示</title><body><h1>提示</h1>您访问的页面不存在！</body></html>"
    )
    with serve_routes(routes) as server:
        (outcome,) = pull(folder, listing(server))
        assert (outcome.new, outcome.problem) == (1, None)
        server.routes["/kp/"] = list_page(trs(site.articles) + "<p>新的页脚</p>")
        server.log.clear()
        (outcome,) = pull(folder, listing(server), now=NOW + DAY)

        assert (outcome.new, outcome.lost, server.paths) == (0, (), ["/kp/"])


def test_an_article_that_cannot_be_had_today_comes_tomorrow(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    site = Site(trs, many(3))
    with serve_routes(site.routes() | {site.articles[0].path: Reply(status=500)}) as server:
        (outcome,) = pull(folder, listing(server))
        assert (outcome.new, outcome.lost) == (2, (site.articles[0].title,))
        server.routes |= site.routes()
        (outcome,) = pull(folder, listing(server), now=NOW + DAY)

        assert (outcome.new, outcome.lost) == (1, ())
        assert facts(folder, server) == wanted(site.articles)


def test_a_site_in_trouble_is_left_in_peace(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    site = Site(trs, many(9))
    broken = {one.path: Reply(status=500) for one in site.articles[2:]}
    with serve_routes(site.routes() | broken) as server:
        (outcome,) = pull(folder, listing(server))
        assert (outcome.new, len(server.log)) == (2, 6)  # the list, two articles, three refusals
        assert "500" in trouble(outcome)
        busy = {one.path: Reply(status=429, headers={"Retry-After": "86400"}) for one in site.articles[2:]}
        server.routes |= busy
        server.log.clear()
        pull(folder, listing(server), now=NOW + 2 * DAY)
        assert len(server.log) == 2
        (outcome,) = pull(
            folder,
            listing(server),
            now=NOW + 2.5 * DAY,
        )
        assert outcome.waiting
        server.routes |= site.routes()
        (outcome,) = pull(folder, listing(server), now=NOW + 4 * DAY)

        assert (outcome.new, outcome.problem) == (7, None)


def test_an_article_kept_from_programs_is_still_a_title_and_a_link(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    site = Site(trs, many(3))
    routes = site.routes() | {"/robots.txt": f"User-agent: *\nDisallow: {site.articles[0].path}"}
    with serve_routes(routes | {site.articles[1].path: Reply(status=403)}) as server:
        (outcome,) = pull(folder, listing(server))

        assert (outcome.new, outcome.problem) == (3, None)
        assert facts(folder, server) == wanted(site.articles)
        assert [bool(one.summary) for one in entries(folder)] == [False, False, True]
        assert site.articles[0].path not in server.paths


def test_articles_that_moved_are_not_news(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes(Site(trs, many(6)).routes()) as server:
        pull(folder, listing(server, rights="link"))
        moved = many(6, "/kp/2026/content_{day}{number}.html")
        server.routes["/kp/"] = list_page(trs((*many(1, start=30), *moved)))
        (outcome,) = pull(folder, listing(server, rights="link"), now=NOW + DAY)

        assert (outcome.new, outcome.problem) == (1, None)


def test_an_article_that_moved_on_is_known_by_its_old_address(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    site = Site(trs, many(1))
    old = site.articles[0].path
    routes = site.routes() | {old: Reply(status=301, headers={"Location": "/neu/1.html"})}
    with serve_routes(routes | {"/neu/1.html": article_page(site.articles[0])}) as server:
        pull(folder, listing(server))
        server.routes["/kp/"] = list_page(trs(site.articles) + "新页脚")
        (outcome,) = pull(folder, listing(server), now=NOW + DAY)
        (entry,) = entries(folder)

        assert (outcome.new, outcome.changed) == (0, 0)
        assert (entry.link, entry.guid) == (server.base + "/neu/1.html", server.base + old)


@pytest.mark.parametrize(
    "text", ["", "<p>您的浏览器需要验证，请稍候，正在检查您的访问环境，通过以后自动跳转。</p>"]
)
def test_articles_that_all_say_nothing_or_the_same_are_told(tmp_path: Path, text: str) -> None:
    folder = hub(tmp_path)
    site = Site(trs, many(4))
    pages = {
        one.path: f"<html><title>{n}</title><body><div id=zoom>{text}</div></body></html>"
        for n, one in enumerate(site.articles)
    }
    with serve_routes(site.routes() | pages) as server:
        (outcome,) = pull(folder, listing(server, rights="full", permission="某网站，2026年"))
        assert ("same text" if text else "no text") in trouble(outcome)
        assert entries(folder) == []
        server.routes |= site.routes()
        (outcome,) = pull(folder, listing(server, rights="full", permission="某网站，2026年"), now=NOW + DAY)

        assert (outcome.new, outcome.problem) == (4, None)


def test_one_article_without_text_where_there_were_texts_is_told(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes(Site(trs, many(2)).routes()) as server:
        pull(folder, listing(server))
        new = One("/kp/t20261122_1.html", "改版以后的第一篇文章", "2026-11-22")
        server.routes["/kp/"] = list_page(trs((new, *many(2))))
        server.routes[new.path] = (
            "<html><title>改版以后的第一篇文章</title><body><div id=app></div></body></html>"
        )
        (outcome,) = pull(folder, listing(server), now=NOW + DAY)

        assert "look redesigned" in trouble(outcome)
        assert "body" in trouble(outcome)
        assert outcome.new == 0


def test_of_thousands_of_links_the_newest_are_taken_up_to_the_limit(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({"/kp/": list_page(trs(many(4000)))}) as server:
        (outcome,) = pull(folder, listing(server, rights="link"))

        assert outcome.new == 30
        assert facts(folder, server) == wanted(many(30))


def test_a_list_that_a_script_would_unpack_is_read(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    lines = (
        f'<record><![CDATA[<li><a href="{one.path}">{one.title}</a><b>{one.day}</b></li>]]></record>'
        for one in many(3)
    )
    data = f'<script type="text/xml"><datastore><recordset>{"".join(lines)}</recordset></datastore></script>'
    with serve_routes({"/kp/": list_page(f'<div id="7">{data}</div>')}) as server:
        pull(folder, listing(server, rights="link"))

        assert facts(folder, server) == wanted(many(3))


def test_an_article_over_several_pages_is_whole_and_its_neighbours_are_not_part_of_it(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    first, neighbour = many(2)
    parts = [
        One(
            first.path,
            first.title,
            first.day,
            f"<p>这是第{n}部分的正文，不长也不短，刚刚好够一页的样子，后面还有。</p>",
        )
        for n in range(3)
    ]
    pager = [f"<script>createPageHTML(3, {n}, 't20261120_1000', 'html');</script>" for n in range(3)]
    pages = {
        first.path.replace(".html", f"_{n}.html" if n else ".html"): article_page(part)
        for n, part in enumerate(parts)
    }
    for page, script in zip(list(pages), pager, strict=True):
        pages[page] = Reply(pages[page].body + script.encode(), headers=pages[page].headers)
    following = article_page(neighbour).body + '<a href="t20261120_1000.html">下一页</a>'.encode()
    routes = Site(trs, (first, neighbour)).routes() | pages | {neighbour.path: Reply(following)}
    with serve_routes(routes) as server:
        pull(folder, listing(server, rights="full", permission="某网站，2026年"))
        bodies = {one.title: one.body for one in entries(folder)}

    assert [bodies[first.title].count(f"第{n}部分") for n in range(3)] == [1, 1, 1]
    assert "部分" not in bodies[neighbour.title]


def test_two_lists_on_one_host_never_ask_more_than_two_pages_at_once(tmp_path: Path) -> None:
    running, most = [], []

    def slow(asked: Asked) -> Reply:
        running.append(asked)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return article_page(next(one for one in articles if one.path == asked.path))

    articles = many(12)
    lists = {
        f"/kp/{n}.html": list_page(trs(articles[3 * n : 3 * n + 3]).replace('href="./', 'href="/kp/'))
        for n in range(4)
    }
    with serve_routes({**lists, **{one.path: slow for one in articles}}) as server:
        outcomes = pull(hub(tmp_path), *(listing(server, path, id=f"s{n}") for n, path in enumerate(lists)))

        assert [one.new for one in outcomes] == [3, 3, 3, 3]
        assert max(most) == 2


def test_a_list_in_gbk_with_its_encoding_named_reads_articles_in_utf_8(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    site = Site(trs, many(2), encoding="gb18030")
    routes = site.routes()
    routes[site.articles[1].path] = article_page(site.articles[1], encoding="gbk")
    with serve_routes(routes) as server:
        pull(folder, listing(server, encoding="gbk"))

        assert facts(folder, server) == wanted(site.articles)
        assert all("烤火" in one.summary for one in entries(folder))


def test_a_page_that_sends_its_readers_on_is_followed(tmp_path: Path) -> None:
    onward = Reply(b'<html><meta http-equiv="refresh" content="0;url=/kp/"></html>')
    with serve_routes({"/": onward, **Site(trs, many(2)).routes()}) as server:
        (outcome,) = pull(hub(tmp_path), listing(server, "/"))

        assert outcome.new == 2


@pytest.mark.parametrize("rights", ["link", "summary"])
def test_an_article_with_another_title_on_the_list_is_brought_up_to_date(tmp_path: Path, rights: str) -> None:
    folder = hub(tmp_path)
    first, *others = many(4)
    better = One(first.path, "烤火先看烟囱（更正）", first.day)
    with serve_routes(Site(trs, (first, *others)).routes()) as server:
        one = listing(server, rights=rights)
        assert pull(folder, one)[0].new == 4
        server.log.clear()
        server.routes.update(Site(trs, (better, *others)).routes())
        (outcome,) = pull(folder, one, now=NOW + DAY)

        assert (outcome.new, outcome.changed, outcome.beside) == (0, 1, 0)
        assert facts(folder, server) == wanted((better, *others))
        assert server.paths == (["/kp/"] if rights == "link" else ["/kp/", first.path])
        server.log.clear()
        server.routes["/kp/"] = list_page(trs((better, *others)), head="<!-- -->")
        assert pull(folder, one, now=NOW + 2 * DAY)[0].changed == 0
        assert server.paths == ["/kp/"]


def test_another_title_on_the_list_changes_neither_what_was_decided_nor_what_was_edited(
    tmp_path: Path,
) -> None:
    folder = hub(tmp_path)
    rejected, edited, other = many(3)
    with serve_routes(Site(trs, (rejected, edited, other)).routes()) as server:
        one = listing(server)
        pull(folder, one)
        waiting = {pending.entry.title: pending for pending in read_inbox(folder.content)[0]}
        reject(folder, waiting[rejected.title].entry.id, reason="旧闻")
        file = waiting[edited.title].file
        file.write_text(file.read_text("utf-8").replace("title: ", "title: 我改的"), "utf-8")
        mine = file.read_bytes()
        server.log.clear()
        changed = [One(row.path, f"{row.title}（更正）", row.day) for row in (rejected, edited)]
        server.routes.update(Site(trs, (*changed, other)).routes())
        (outcome,) = pull(folder, one, now=NOW + DAY)

        assert (outcome.new, outcome.changed, outcome.beside) == (0, 0, 1)
        assert server.paths == ["/kp/", edited.path]
        assert file.read_bytes() == mine
