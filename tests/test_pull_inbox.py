"""The inbox: an editor's work is never overwritten, a decision is asked once, hostile text stays text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from site_builder.errors import SiteError
from site_builder.model import Article, Text
from site_builder.pull import find, read_inbox, reject
from site_builder.pull.entry import Item
from site_builder.pull.front_matter import read_text, set_line, write_text
from site_builder.pull.identity import same_address
from site_builder.pull.intake import entry_of, shortened
from site_builder.read import Texts, Words, read_hub
from site_builder.settings import FeedSource, Folder
from tests.loopback import Loopback, serve_routes
from tests.pull_hub import NOW, accept, hub, inbox_files, item, prove, pull, rss, source

HOSTILE = [
    "---",
    "...",
    "引号\"和'单引号",
    "冒号: 和 # 井号",
    "[方括号] {花括号}",
    "{{ site.secret }} {% raw %}",
    "<script>alert(1)</script>标题",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "反斜杠\\\\ \\x00 \\n",
    "!!python/object/apply:os.system [ls]",
    "*anchor &a",
    "换\n---\n行",
    "../../etc/passwd",
    "con",
    "|",
    "\u2028\u0085\u202e反",
    "no",
    "2026-01-01",
]


def feed(server: Loopback, text: str, **values: object) -> FeedSource:
    server.routes["/feed"] = text
    return source(server.base + "/feed", every=NOW - NOW, **values)


def only(folder: Folder) -> Path:
    (one,) = read_inbox(folder.content)[0]
    return one.file


def articles(folder: Folder) -> dict[str, str]:
    root = folder.content / "articles"
    return {f.relative_to(root).as_posix(): f.read_text("utf-8") for f in sorted(root.rglob("*.md"))}


def pulled(folder: Folder, *items: str, **values: object) -> None:
    with serve_routes({}) as server:
        pull(folder, feed(server, rss(*items), **values))


def test_an_upstream_edit_renews_an_untouched_item(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        pull(folder, feed(server, rss(item("旧题", link="/1", guid="1", pubDate="2026-11-20"))))
        (outcome,) = pull(folder, feed(server, rss(item("新题", link="/1", guid="1", pubDate="2026-11-21"))))

    assert outcome.changed == 1
    assert only(folder).name.startswith("2026-11-20")
    assert 'title: "新题"' in only(folder).read_text("utf-8")


def test_an_editors_change_is_kept_and_the_newer_version_lies_beside(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        pull(folder, feed(server, rss(item("旧题", link="/1", guid="1"))))
        file = only(folder)
        file.write_text(file.read_text("utf-8").replace("旧题", "我改的题"), "utf-8")
        assert pull(folder, feed(server, rss(item("旧题", link="/1", guid="1"), item("别的"))))[0].beside == 0
        assert pull(folder, feed(server, rss(item("新题", link="/1", guid="1"))))[0].beside == 1
        assert pull(folder, feed(server, rss(item("新题", link="/1", guid="1"), item("别的"))))[0].beside == 0

    assert "我改的题" in file.read_text("utf-8")
    assert "新题" in file.with_name(file.name + ".new").read_text("utf-8")


def test_without_the_memory_an_editors_change_is_still_kept(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        one = feed(server, rss(item("旧题", link="/1", guid="1")))
        pull(folder, one)
        file = only(folder)
        file.write_text(file.read_text("utf-8").replace("旧题", "我改的题"), "utf-8")
        (folder.cache / "pull" / "state.json").unlink()
        pull(folder, one)

    assert "我改的题" in file.read_text("utf-8")


def test_a_file_that_an_editor_broke_is_left_alone_and_told(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        pull(folder, feed(server, rss(item("旧题", link="/1", guid="1"))))
        file = only(folder)
        file.write_text('---\ntitle: "没有关上\n---\n', "utf-8")
        pull(folder, feed(server, rss(item("新题", link="/1", guid="1"))))

    pending, troubles = read_inbox(folder.content)
    assert file.read_text("utf-8") == '---\ntitle: "没有关上\n---\n'
    assert pending == []
    assert troubles[0].problems[0].where.startswith("content/inbox/who/")


def test_a_twin_is_noted_without_touching_the_editors_words(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    title = "野生菌别乱采，中毒很危险"
    with serve_routes({"/b": rss(item(title, link="/b1", guid="b"))}) as server:
        pull(folder, feed(server, rss(item(title, link="/1", guid="1"))))
        file = only(folder)
        file.write_text(file.read_text("utf-8") + "我写的话\n", "utf-8")
        pull(folder, source(server.base + "/b", id="b"))
        twin_id = read_inbox(folder.content)[0][0].entry.also[0].id
        reject(folder, file.stem[-8:], reason="重复")
        pull(folder, source(server.base + "/b", id="b"), ask_all=True)

    assert "我写的话" not in "".join(inbox_files(folder).values())
    assert list(inbox_files(folder)) == ["rejected.txt"]
    assert twin_id in inbox_files(folder)["rejected.txt"]


def test_accepting_makes_an_article_that_the_hub_reads(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    one = item(
        "雷雨天怎么躲？",
        link="https://h.example.org/1?a=1&amp;b=2",
        pubDate="2026-11-20",
        description="不要站在大树下。",
    )
    pulled(folder, one)
    file = accept(folder, only(folder).stem[-8:-4])

    assert file.relative_to(folder.content).as_posix() == "articles/health/lei-yu-tian-zen-me-duo.md"
    assert file.read_text("utf-8") == (
        '---\ntitle: "雷雨天怎么躲？"\ndate: 2026-11-20\nsummary: "不要站在大树下。"\n'
        'source: {name: "某网站", url: "https://h.example.org/1?a=1&b=2", license: "link-only"}\n---\n\n'
        "不要站在大树下。\n"
    )
    (article,) = _read(folder)
    assert article.meta.source is not None
    assert article.meta.source.url == "https://h.example.org/1?a=1&b=2"
    assert [name for name in inbox_files(folder) if name.endswith(".md")] == []
    assert "雷雨天怎么躲" in inbox_files(folder)["accepted.txt"]


def test_permitted_text_names_its_permission(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(
        folder,
        item("题", link="https://h.example.org/1", description="<p>全文</p>"),
        rights="full",
        permission="函〔2026〕3号",
    )
    accept(folder, only(folder).stem[-8:], section="farming")
    (article,) = _read(folder)

    assert article.section == "farming"
    assert article.meta.source is not None
    assert (article.meta.source.license, article.meta.source.permission) == ("permitted", "函〔2026〕3号")
    assert _text(folder, article).words.strip() == "全文"


def test_what_was_decided_never_comes_back(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        two = rss(item("甲", link="/1", guid="g1"), item("乙", link="/2", guid="g2"))
        pull(folder, feed(server, two))
        one, other = (entry.entry for entry in read_inbox(folder.content)[0])
        accept(folder, one.id)
        reject(folder, other.id, reason="广告\n第二行")
        edited = two.replace("甲", "甲甲").replace("g1", "g9").replace("乙", "乙乙")
        (outcome,) = pull(folder, feed(server, edited))
        for file in (folder.content / "articles").rglob("*.md"):
            file.unlink()  # an article that the office has deleted is not fetched again either
        pull(folder, feed(server, two.replace("乙", "丙")))

    assert outcome.new == 0
    assert [name for name in inbox_files(folder) if name.endswith(".md")] == []
    assert "广告 第二行" in inbox_files(folder)["rejected.txt"]
    assert inbox_files(folder)["rejected.txt"].count("\n") == 1


def test_two_articles_of_one_title_get_two_addresses(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    (folder.content / "articles" / "health" / "jia-2").mkdir(parents=True)
    pulled(folder, *(item("甲", link=f"https://h.example.org/{n}", guid=str(n)) for n in range(3)))
    for one in read_inbox(folder.content)[0]:
        accept(folder, one.entry.id)

    assert list(articles(folder)) == ["health/jia-3.md", "health/jia-4.md", "health/jia.md"]


def test_accepting_again_after_an_interruption_makes_no_second_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("甲", link="https://h.example.org/1"))
    file = only(folder)

    def interrupt(*_values: object, **_options: object) -> None:
        raise KeyboardInterrupt

    for step in ("note_decision", "remove_file"):
        with monkeypatch.context() as patch:
            patch.setattr(f"site_builder.pull.curate.{step}", interrupt)
            with pytest.raises(KeyboardInterrupt):
                accept(folder, file.stem[-8:])
        assert file.exists()
        assert len(articles(folder)) == 1
    accept(folder, file.stem[-8:])

    assert not file.exists()
    assert len(articles(folder)) == 1
    assert inbox_files(folder)["accepted.txt"].count("\n") == 1


def test_a_wrong_section_or_id_tells_the_right_ones(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("甲", link="/1"), section="")
    id_ = only(folder).stem[-8:]
    for section, words in (("", "say which section"), ("helth", "no section"), ("../x", "no section")):
        with pytest.raises(SiteError, match=words) as caught:
            accept(folder, id_, section=section)
        assert "health farming" in caught.value.problems[0].hint
    for wrong in ("zzzz", "", "*"):
        with pytest.raises(SiteError, match="no item"):
            find(folder, wrong)
    assert articles(folder) == {}
    with pytest.raises(SiteError, match="no section"):
        accept(folder, id_, section="../x", check=lambda _path, _text: ())


def test_a_hub_that_names_no_sections_has_any_that_can_be_a_folder(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("甲", link="https://h.example.org/1"))
    (folder.content / "hub.toml").write_text('name = "科普"\n', "utf-8")
    with pytest.raises(SiteError, match="no section"):
        accept(folder, only(folder).stem[-8:], section="../x")
    accept(folder, only(folder).stem[-8:], section="new", check=lambda _path, _text: ())
    assert list(articles(folder)) == ["new/jia.md"]


ADDED = """tags: [雷电, 夏季]
audience:
  - village
  - school
evidence:
- who: 中国气象局
  title: 《气象灾害防御》
season: [5, 6]
draft: true
note: "我的话: # 不是注释"
"""


def test_what_an_editor_wrote_into_the_item_goes_into_the_article(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("雷雨天怎么躲", link="https://h.example.org/1", description="不要站在大树下。"))
    file = only(folder)
    text = file.read_text("utf-8").replace("fetched:", f"{ADDED}fetched:").replace("大树下。\n", "大树下！\n")
    file.write_bytes(text.encode("gbk"))
    with pytest.raises(SiteError, match="unknown key: note"):
        accept(folder, file.stem[-8:])
    file.write_bytes(text.replace("note:", "# note:").encode("gbk"))
    accept(folder, file.stem[-8:])
    (article,) = _read(folder)

    assert article.meta.tags == ("雷电", "夏季")
    assert article.meta.audience == ("village", "school")
    assert (article.meta.evidence[0].who, article.meta.evidence[0].title) == (
        "中国气象局",
        "《气象灾害防御》",
    )
    assert article.meta.season == (5, 6)
    assert article.meta.draft
    assert (article.meta.summary, _text(folder, article).words.strip()) == (
        "不要站在大树下。",
        "不要站在大树下！",
    )


def test_an_editors_own_source_wins(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("甲", link="https://h.example.org/1", description="乙。"))
    file = only(folder)
    own = "source:\n  name: 市气象局\n  license: cc-by-4.0"
    file.write_text(file.read_text("utf-8").replace('source: "who"', own), "utf-8")
    accept(folder, file.stem[-8:])
    (article,) = _read(folder)

    assert article.meta.source is not None
    assert (article.meta.source.name, article.meta.source.license) == ("市气象局", "cc-by-4.0")


def test_a_twin_is_noted_in_a_file_saved_as_gbk(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    title = "野生菌别乱采，中毒很危险"
    with serve_routes({"/b": rss(item(title, link="/b1", guid="b"))}) as server:
        pull(folder, feed(server, rss(item(title, link="/1", guid="1"))))
        file = only(folder)
        file.write_bytes((file.read_text("utf-8") + "我写的话\n").encode("gbk"))
        pull(folder, source(server.base + "/b", id="b"))

    assert "我写的话" in file.read_text("utf-8")
    assert "/b1" in file.read_text("utf-8")


def test_a_newer_version_is_not_thrown_away_unread(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    with serve_routes({}) as server:
        pull(folder, feed(server, rss(item("旧题", link="/1", guid="1"))))
        file = only(folder)
        file.write_text(file.read_text("utf-8").replace("旧题", "我改的题"), "utf-8")
        pull(folder, feed(server, rss(item("新题", link="/1", guid="1"))))
    with pytest.raises(SiteError, match=r"newer version of this item: content/inbox/who/.*\.md\.new"):
        accept(folder, file.stem[-8:])
    file.with_name(file.name + ".new").unlink()
    accept(folder, file.stem[-8:])

    assert "我改的题" in "".join(articles(folder).values())


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ('---\ntitle: "没有关上\n---\n', "front matter cannot be read"),
        ("---\ntitle: 甲\ndate: 昨天\n---\n", "not a date"),
        (b"---\ntitle: \xff\xff\xff\n---\n", "neither UTF-8 nor GBK"),
    ],
)
def test_an_item_that_cannot_be_read_is_told_by_its_own_trouble(
    tmp_path: Path, broken: str | bytes, told: str
) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("甲", link="/1"))
    file = only(folder)
    file.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    with pytest.raises(SiteError, match=told) as caught:
        find(folder, file.stem[-8:-3])

    assert caught.value.problems[0].where.startswith("content/inbox/who/")
    assert file.exists()


def test_what_the_hub_could_not_show_is_told_and_stays_in_the_inbox(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("很长的标题" * 20, link="https://h.example.org/1"))
    file = only(folder)
    with pytest.raises(SiteError, match="title is too long") as caught:
        accept(folder, file.stem[-8:])

    assert caught.value.problems[0].where == file.relative_to(tmp_path).as_posix()
    assert "shorten it to 40" in caught.value.problems[0].hint
    assert file.exists()
    assert articles(folder) == {}
    assert "accepted.txt" not in inbox_files(folder)


@pytest.mark.parametrize("rights", ["link", "summary", "full"])
def test_an_item_of_a_title_alone_becomes_an_article_that_names_its_source(
    tmp_path: Path, rights: str
) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("甲", guid="1"), rights=rights, permission="函")
    accept(folder, only(folder).stem[-8:])
    (article,) = _read(folder)

    assert _text(folder, article).words.strip() == "这篇文章在“某网站”的网站上。"


def test_rejecting_wants_a_reason(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, item("甲", link="/1"))
    with pytest.raises(SiteError, match="say why"):
        reject(folder, only(folder).stem[-8:], reason=" ")
    assert only(folder).exists()


def test_decisions_side_by_side_are_all_noted(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, *(item(f"第{n}条", link=f"/{n}") for n in range(12)))
    ids = [one.entry.id for one in read_inbox(folder.content)[0]]
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda id_: reject(folder, id_, reason="不要"), ids))

    rows = inbox_files(folder)["rejected.txt"].splitlines()
    assert {row.split()[0] for row in rows} == set(ids)


def test_an_ambiguous_id_asks_for_more(tmp_path: Path) -> None:
    folder = hub(tmp_path)
    pulled(folder, *(item(f"第{n}条", link=f"/{n}") for n in range(17)))
    first = read_inbox(folder.content)[0][0].entry.id[0]
    ids = [one.entry.id for one in read_inbox(folder.content)[0]]
    shared = next(letter for letter in "0123456789abcdef" if sum(id_.startswith(letter) for id_ in ids) > 1)

    assert first
    with pytest.raises(SiteError, match="may mean"):
        find(folder, shared)


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_words_stay_words(tmp_path: Path, title: str) -> None:
    folder = hub(tmp_path)
    body = f"<p>{title}</p>\n---\ntitle: 冒名\n---\n<p>{{{{ x }}}}</p><!-- --><script>alert(2)</script>"
    one = item(title, link="https://h.example.org/1", guid=title, author=title, description=body)
    pulled(folder, one, rights="full", permission=title.replace("\n", " "))
    head = only(folder).read_text("utf-8").split("---\n")[1]
    values = yaml.safe_load(head)
    file = accept(folder, only(folder).stem[-8:])
    (article,) = _read(folder)

    assert isinstance(values["title"], str)
    assert set(values) <= {
        *("title", "date", "link", "source", "publisher", "section", "guid", "author", "rights"),
        *("permission", "summary", "fetched"),
    }
    assert file.parent == folder.content / "articles" / "health"
    assert file.name.removesuffix(".md").replace("-", "").isalnum()
    assert article.meta.title == values["title"]
    assert "冒名" in _text(folder, article).words
    assert "<script" not in _text(folder, article).html
    assert "alert(2)" not in _text(folder, article).html


def test_front_matter_survives_any_character() -> None:
    text = "".join(map(chr, [*range(0x300), *range(0x2000, 0x2070), 0xD800, 0xFEFF, 0xFFFE, 0x1F600]))
    written = write_text({"a": text, "b": {"c": text, "d": ""}, "e": [], "f": [text]}, "正文")
    values, body = read_text(written, "x")

    assert values["a"] == text.replace("\ud800", "\ufffd")
    assert set(values) == {"a", "b", "f"}
    assert values["b"] == {"c": values["a"]}
    assert body == "正文"


@pytest.mark.parametrize(
    "head", ["[" * 5000, "a: &a [*a]\nb: *a", "x: " + "y" * 70_000, "a: !!python/none", "- 1", "\t"]
)
def test_hostile_front_matter_neither_hangs_nor_crashes(head: str) -> None:
    try:
        values, _body = read_text(f"---\n{head}\n---\n", "x.md")
    except SiteError:
        return
    assert isinstance(values, dict)


def test_setting_a_line_leaves_the_rest_as_it_is() -> None:
    text = "---\ntitle:   甲  # 我的话\nalso: []\n---\r\n正文  \n---\nalso: x\n"
    assert set_line(text, "also", ["b"]) == (
        '---\ntitle:   甲  # 我的话\nalso: ["b"]\n---\r\n正文  \n---\nalso: x\n'
    )
    block = "---\nalso:\n  - id: a\n    link: b\n- c\ntitle: 甲\n---\n"
    assert set_line(block, "also", ["b"]) == '---\ntitle: 甲\nalso: ["b"]\n---\n'
    assert set_line("no front matter", "also", "x") == "no front matter"


def test_addresses_that_mean_one_page_are_one() -> None:
    spellings = (
        "http://H.example.org/a/",
        "https://h.example.org:443/a?utm_source=x&utm_medium=y",
        "https://h.example.org/a#top",
    )
    assert {same_address(url) for url in spellings} == {"h.example.org/a"}
    assert same_address("https://h.example.org/?id=1") != same_address("https://h.example.org/?id=2")
    assert same_address("https://h.example.org/#/detail?id=1") != same_address(
        "https://h.example.org/#/detail?id=2"
    )


def test_a_summary_ends_with_a_sentence_where_it_can() -> None:
    assert shortened("短") == "短"
    assert shortened("一二三四五。六七八九", 8) == "一二三四五。"
    assert shortened("一。二三四五六七八九", 8) == "一。二三四五六…"
    assert prove(shortened("x" * 500)).strip() == "x" * 199 + "…"


@pytest.mark.parametrize(("length", "most"), [(30, 20), (90, 30), (600, 200), (3000, 200)])
@pytest.mark.parametrize("summary", ["", "字" * 2500])
def test_a_summary_is_never_the_whole_text(length: int, most: int, summary: str) -> None:
    one = Item(title="题", summary=summary[:length], content=f"<p>{'字' * length}</p>")
    assert len(entry_of(source("https://h.example.org/"), one, prove).summary) == most


def _read(folder: Folder) -> tuple[Article, ...]:
    found, problems = read_hub(folder.content, Words(sections=("health", "farming")))
    assert [problem for problem in problems if problem.severity == "error"] == []
    return found.articles


def _text(folder: Folder, article: Article) -> Text:
    return Texts(folder.content).of(article)
