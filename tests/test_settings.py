"""hub.toml, units.toml and sources.toml: what a person may write, and what they are told otherwise."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from site_builder.errors import Problem, SiteError
from site_builder.settings import FORMATS, find_folder, format_of, load_settings, load_sources
from tests.site_text import write_site


def problems(root: Path, load: object = load_settings) -> tuple[Problem, ...]:
    with pytest.raises(SiteError) as caught:
        load(root / "content")  # type: ignore[operator]
    return caught.value.problems


def test_a_small_hub_needs_only_a_name(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "科普毕节"\n')
    settings = load_settings(tmp_path / "content")
    assert settings.name == "科普毕节"
    assert [format_.name for format_ in settings.formats] == ["a4", "a3", "60x90", "90x120", "1920x1080"]


def test_base_url_gets_the_slash_it_needs(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\nbase_url = "https://kepu.example.cn/bijie"\n')
    assert load_settings(tmp_path / "content").base_url == "https://kepu.example.cn/bijie/"


def test_a_file_with_byte_order_mark_and_windows_lines_is_read(tmp_path: Path) -> None:
    write_site(tmp_path, "-- content/hub.toml --\n")
    (tmp_path / "content/hub.toml").write_bytes('\ufeffname = "甲"\r\ntagline = "乙"\r\n'.encode())
    assert load_settings(tmp_path / "content").tagline == "乙"


def test_every_mistake_is_told_at_its_line_with_what_to_write(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/hub.toml --
        name = "甲"
        tagine = "一句话"
        base_url = "kepu.example.cn"
        formats = ["a3", "a33"]
        [organiser]
        nam = "某协会"
        [[sections]]
        id = "健康"
        name = 3
        -- content/units.toml --
        [[units]]
        id = "x"
        name = "某县"
        level = "国家"
        parent = "nowhere"
        """,
    )
    told = {p.where: p for p in problems(tmp_path)}
    assert told["content/hub.toml:2"].hint == "did you mean tagline?"
    assert "https://" in told["content/hub.toml:3"].hint
    assert "a33" in told["content/hub.toml:4"].message
    assert told["content/hub.toml:6"].hint == "did you mean name?"
    assert "健康" in told["content/hub.toml:8"].message
    assert "city" in told["content/units.toml:4"].hint
    assert "nowhere" in told["content/units.toml:5"].message


@pytest.mark.parametrize(
    ("text", "where", "part"),
    [
        ('name = " "\n', "content/hub.toml:1", "name is empty"),
        ('name = "甲"\norganiser = 3\n[[sections]]\nid = "a"\nname = "A"\n', "content/hub.toml:2", "a table"),
        ('name = "甲"\n[sections]\nid = "a"\n', "content/hub.toml:2", "list of tables"),
        ('name = "甲"\norganiser = {nam = "乙"}\n', "content/hub.toml:2", "unknown key: nam"),
        ('tagline = "甲"\n', "content/hub.toml", "name is missing"),
        ("name = 5\n", "content/hub.toml:1", "name must be text"),
        ('name = "甲"\nsections = "health"\n', "content/hub.toml:2", "list of tables"),
        ('name = "甲"\norganiser = "某协会"\n', "content/hub.toml:2", "must be a table"),
        ('name = "甲"\nformats = "a3"\n', "content/hub.toml:2", "list of texts"),
    ],
)
def test_a_broken_hub_toml_is_one_clear_line(tmp_path: Path, text: str, where: str, part: str) -> None:
    write_site(tmp_path, f"-- content/hub.toml --\n{text}")
    (found,) = problems(tmp_path)
    assert found.where == where
    assert part in found.message


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("name = “甲”", 1, "Chinese quotation marks stand around a text", 'write: name = "甲"'),
        ('name = "甲”', 1, "Chinese quotation marks stand around a text", 'write: name = "甲"'),
        ("name = 甲", 1, "quotation marks are missing around the text", 'write: name = "甲"'),
        ('name = "甲\ntagline = "乙"', 1, "the quotation mark is not closed", 'write: name = "甲"'),
        ('name "甲"', 1, "between name and its value the = is missing", 'write: name = "甲"'),
        ("name：甲", 1, "between name and its value the = is missing", 'write: name = "甲"'),
        (
            '名称 = "甲"',
            1,
            "a key has only letters, digits and hyphens: 名称",
            "README names the keys there are",
        ),
        ('name = "甲"\ntagline =', 2, "tagline has no value", 'write: tagline = "…"'),
        ('name = "他说"好"了"', 1, "a quotation mark stands inside the text", 'write: name = "他说“好”了"'),
        ('name = "甲"。', 1, "something follows the text", 'write: name = "甲"'),
        ('name = "D:\\甲"', 1, "the text has a \\ in it", "write: name = 'D:\\甲'"),
        (
            'name = "甲"\nformats = ["a3"\ntagline = "乙"',
            2,
            "a bracket is not closed, or a comma is missing between two values",
            'write: formats = ["a3"]',
        ),
        ('formats = ["a3"，"a4"]', 1, "a full-width mark stands where a straight one belongs", '["a3","a4"]'),
        ('name = "甲"\n\nname = "乙"', 3, "name stands in line 1 already", "remove one of the two lines"),
        ("[footer]\n[records]\n[footer]", 3, "footer stands in line 1 already", "[[footer]]"),
        ("[[sections]", 1, "this heading is written wrong", "write: [[sections]]"),
        (
            '[[sections]] id = "a"',
            1,
            "something follows the heading [[sections]] on its line",
            "write [[sections]] on a line of its own, the rest below it",
        ),
        ('name = "甲"\n= = =', 2, "this line cannot be understood", "a line reads"),
    ],
)
def test_a_slip_of_the_hand_is_told_with_the_line_as_it_should_be(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    write_site(tmp_path, f"-- content/hub.toml --\n{text}\n")
    (found,) = problems(tmp_path)
    assert (found.where, found.message) == (f"content/hub.toml:{line}", message)
    assert hint in found.hint


def test_settings_in_gbk_are_read(tmp_path: Path) -> None:
    write_site(tmp_path, "-- content/hub.toml --\n")
    (tmp_path / "content/hub.toml").write_bytes('name = "毕节"\n'.encode("gbk"))
    assert load_settings(tmp_path / "content").name == "毕节"


def test_settings_that_are_not_text_say_how_to_save_them(tmp_path: Path) -> None:
    write_site(tmp_path, "-- content/hub.toml --\n")
    (tmp_path / "content/hub.toml").write_bytes(b'name = "\xff\xff"\n')
    (found,) = problems(tmp_path)
    assert "UTF-8" in found.message + found.hint


def test_a_mistake_is_told_at_the_line_of_its_own_table(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/hub.toml --
        name = "甲"
        [footer]
        text = \"\"\"
        name = 5
        [[sections]]
        \"\"\"
        [[sections]]
        id = "health"
        name = "健康"
        [[sections]]
        id = "farming"
        name = 5
        [[sections]]
        id = "nature"
        """,
    )
    assert [(p.where, p.message) for p in problems(tmp_path)] == [
        ("content/hub.toml:12", "name must be text"),
        ("content/hub.toml:13", "name is missing"),
    ]


def test_a_tree_that_bites_its_tail_or_lacks_a_parent_is_told(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/hub.toml --
        name = "甲"
        -- content/units.toml --
        [[units]]
        id = "a"
        name = "甲县"
        parent = "b"
        [[units]]
        id = "b"
        name = "乙县"
        parent = "a"
        [[units]]
        id = "c"
        name = "丙村"
        parent = "b"
        [[units]]
        id = "self"
        name = "丁乡"
        parent = "self"
        [[units]]
        id = "dafang"
        name = "戊县"
        [[units]]
        id = "e"
        name = "己村"
        parent = "dafan"
        """,
    )
    assert [(p.where, p.message, p.hint) for p in problems(tmp_path)] == [
        (
            "content/units.toml:4",
            "units stand above themselves: 甲县 › 乙县 › 甲县",
            "correct one parent of them; the highest unit has none",
        ),
        (
            "content/units.toml:16",
            "units stand above themselves: 丁乡 › 丁乡",
            "correct one parent of them; the highest unit has none",
        ),
        ("content/units.toml:23", "there is no unit “dafan” above 己村", "did you mean dafang?"),
    ]


def test_a_twin_is_told_with_both_lines_and_an_id_that_is_free(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/hub.toml --
        name = "甲"
        [[sections]]
        id = "health"
        name = "健康"
        [[sections]]
        id = "health"
        name = "自然"
        [[sections]]
        name = "农业"
        -- content/units.toml --
        [[units]]
        id = "x"
        name = "甲县"
        [[audiences]]
        id = "x"
        name = "学校"
        [[audiences]]
        id = "x"
        name = "村"
        [[units]]
        id = "x"
        name = "乙县"
        """,
    )
    assert [(p.where, p.message, p.hint) for p in problems(tmp_path)] == [
        ("content/hub.toml:6", "the id “health” is taken: it stands in line 3", 'id = "zi-ran"'),
        ("content/hub.toml:8", "id is missing", 'id = "nong-ye"'),
        ("content/units.toml:8", "the id “x” is taken: it stands in line 5", 'id = "cun"'),
        ("content/units.toml:11", "the id “x” is taken: it stands in line 2", 'id = "yi-xian"'),
    ]


@pytest.mark.parametrize(
    "url",
    ["http://[x", "http://", "https://kepu.example.cn:99999/", "https://a b/", "https://a.cn/?q=1", "kepu"],
)
def test_a_base_url_that_is_no_address_is_told_at_its_line(tmp_path: Path, url: str) -> None:
    write_site(tmp_path, f'-- content/hub.toml --\nname = "甲"\nbase_url = "{url}"\n')
    (found,) = problems(tmp_path)
    assert (found.where, found.message) == ("content/hub.toml:2", f"base_url is not a web address: {url}")


def test_a_folder_without_a_hub_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SiteError) as caught:
        find_folder(tmp_path)
    assert "kepu new" in caught.value.problems[0].hint


def test_the_hub_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\n-- content/articles/health/a.md --\n')
    assert find_folder(tmp_path / "content/articles/health").root == tmp_path


def test_a_mistyped_hub_is_not_the_one_around_it(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\n')
    with pytest.raises(SiteError):
        find_folder(tmp_path / "my-hbu", upwards=False)


def test_sources_are_read_with_their_terms(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/sources.toml --
        [[source]]
        id = "demo"
        name = "示例站"
        url = "https://feed.example.cn/rss.xml"
        every = "12h"
        allow = ["10.1.0.0/16"]
        """,
    )
    (source,) = load_sources(tmp_path / "content")
    assert (source.every.total_seconds(), source.trust, source.rights) == (43200, "review", "summary")
    assert str(source.allow[0]) == "10.1.0.0/16"


def test_full_text_needs_the_permission_it_rests_on(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/sources.toml --
        [[source]]
        id = "demo"
        name = "示例站"
        url = "ftp://feed.example.cn/rss.xml"
        rights = "full"
        every = "often"
        allow = ["everyone"]
        """,
    )
    told = {p.where.rpartition(":")[2]: p for p in problems(tmp_path, load_sources)}
    assert "not a web address" in told["4"].message
    assert "permission" in told["5"].hint
    assert "often" in told["6"].message
    assert "everyone" in told["7"].message


def test_odd_values_of_a_source_are_told_at_their_lines(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/sources.toml --
        [[source]]
        id = "a"
        name = "甲"
        url = "https://feed.example.cn/"
        every = "1d"
        [[source]]
        id = "a"
        name = "乙"
        url = "https://[bad"
        every = "99999999999d"
        """,
    )
    assert [(p.where.rpartition(":")[2], p.message) for p in problems(tmp_path, load_sources)] == [
        ("7", "the id “a” is taken: it stands in line 2"),
        ("9", "url is not a web address: https://[bad"),
        ("10", "every cannot be “99999999999d”"),
    ]


def test_a_list_says_where_its_rows_and_texts_stand(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/sources.toml --
        [[source]]
        id = "a"
        name = "甲"
        url = "https://feed.example.cn/"
        kind = "list"
        items = "ul#list li:not(.b)"
        body = "#zoom, .TRS_Editor"
        pages = 5
        allow_hosts = ["https://img.example.cn/x", "H.example.cn:8080"]
        attachments = true
        """,
    )
    (source,) = load_sources(tmp_path / "content")
    assert (source.items, source.body, source.pages) == ("ul#list li:not(.b)", "#zoom, .TRS_Editor", 5)
    assert (source.allow_hosts, source.attachments) == (("img.example.cn", "h.example.cn:8080"), True)


def test_mistakes_in_what_is_said_of_a_list_are_told(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/sources.toml --
        [[source]]
        id = "a"
        name = "甲"
        url = "https://feed.example.cn/"
        items = "ul li"
        body = "div..content"
        pages = 0
        allow_hosts = ["例"]
        attachments = "yes"
        """,
    )
    told = {p.where.rpartition(":")[2]: p for p in problems(tmp_path, load_sources)}
    assert 'kind = "list"' in told["5"].hint
    assert "body is not a CSS selector" in told["6"].message
    assert "pages cannot be 0" in told["7"].message
    assert "allow_hosts has no host name: 例" in told["8"].message
    assert "attachments" in told["9"].message


def test_every_source_that_is_put_aside_in_the_sample_can_be_enabled_by_uncommenting(tmp_path: Path) -> None:
    sample = (Path(__file__).parent.parent / "content/sources.toml").read_text("utf-8")
    enabled = re.sub(r"^# (?=\[\[source|[a-z_]+ = )", "", sample, flags=re.MULTILINE)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/sources.toml").write_text(enabled, "utf-8")

    sources = load_sources(tmp_path / "content")
    assert len(sources) == sample.count("[[source]]") > 25
    assert all(source.rights != "full" for source in sources)


def test_a_hub_adds_sizes_of_its_own_to_those_it_names(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- content/hub.toml --
        name = "甲"
        formats = ["bus", "a4"]
        [[sizes]]
        name = "60x160"
        width = 600
        height = 1600
        distance = 2
        label = "60×160 厘米展架"
        use = "摆在门口"
        [[sizes]]
        name = "bus"
        width = 1280
        height = 800
        unit = "px"
        """,
    )
    bus, a4, stand = load_settings(tmp_path / "content").formats

    assert (bus.name, bus.unit, bus.suffix, bus.distance) == ("bus", "px", "png", 3.0)
    assert (bus.label, bus.use) == ("1280×800 屏幕图片", "放到这个尺寸的电子屏上")
    assert a4.name == "a4"
    assert (stand.width, stand.height, stand.unit, stand.suffix) == (600, 1600, "mm", "pdf")
    assert (stand.distance, stand.label, stand.use) == (2.0, "60×160 厘米展架", "摆在门口")


@pytest.mark.parametrize(("word", "name"), [("210x297mm", "a4"), ("297x420mm", "a3"), ("148x210mm", "a4")])
def test_a_sheet_in_the_hand_is_read_from_as_near_as_ours_of_that_size(word: str, name: str) -> None:
    assert format_of(word, ()).distance == FORMATS[name].distance


@pytest.mark.parametrize(
    ("lines", "line", "message", "hint"),
    [
        ('name = "x"\nwidth = 1\nheight = 90', 4, "width is 1 mm; possible are 50 mm", "60 cm are 600"),
        ('name = "x"\nwidth = 900\nheight = 10000', 5, "height is 10000 mm", "millimetres"),
        ('name = "x"\nwidth = 9000\nheight = 4000\nunit = "px"', 4, "160 px – 8192 px", ""),
        ('name = "x"\nheight = 90', 2, "width is missing", "width = 600"),
        ('name = "x"\nwidth = 60.5\nheight = 90', 4, "width must be a whole number", ""),
        ('name = "x"\nwidth = 200\nheight = 900', 4, "200 × 900 is too slim", "4 times the shorter"),
        ('name = "a4"\nwidth = 600\nheight = 900', 3, "a format called a4 already", "another name"),
        ('name = "横幅"\nwidth = 600\nheight = 900', 3, "lower-case letters", "60x160"),
        ("width = 600\nheight = 900", 2, "name is missing", "60x160"),
        (f'name = "{"x" * 300}"\nwidth = 600\nheight = 900', 3, "too long: 300 characters", "40"),
        *(
            (f'name = "{name}"\nwidth = 210\nheight = 297', 3, f"the name {name} is kept", "another name")
            for name in ("4a4", "9a4", "a4-mono", "60x90-press", "60x90-on-a4", "x-bleed", "700x1000mm")
        ),
        ('name = "x"\nwidth = 600\nheight = 900\nunit = "cm"', 6, "unit cannot be “cm”", "mm, px"),
        ('name = "x"\nwidth = 600\nheight = 900\ndistance = 0', 6, "distance is 0 m", "in metres"),
        ('name = "x"\nwidth = 600\nheight = 900\ndistance = nan', 6, "distance is nan m", "in metres"),
        ('name = "x"\nwidth = 600\nheight = 900\ndistance = "1"', 6, "distance must be a number", ""),
        ('name = "x"\nwidth = 600\nheight = 900\nhigth = 5', 6, "unknown key: higth", "height?"),
    ],
)
def test_a_size_that_no_printer_or_screen_has_is_told_with_its_limits(
    tmp_path: Path, lines: str, line: int, message: str, hint: str
) -> None:
    write_site(tmp_path, f'-- content/hub.toml --\nname = "甲"\n[[sizes]]\n{lines}\n')

    told = [problem for problem in problems(tmp_path) if message in problem.message]

    assert [problem.where for problem in told] == [f"content/hub.toml:{line}"]
    assert hint in told[0].hint


def test_two_sizes_of_one_name_are_told(tmp_path: Path) -> None:
    size = '[[sizes]]\nname = "x"\nwidth = 600\nheight = 900\n'
    write_site(tmp_path, f'-- content/hub.toml --\nname = "甲"\n{size}{size}')

    assert [problem.where for problem in problems(tmp_path)] == ["content/hub.toml:7"]


def test_an_address_that_no_telephone_could_read_from_the_code_is_told(tmp_path: Path) -> None:
    write_site(
        tmp_path, f'-- content/hub.toml --\nname = "甲"\nbase_url = "https://a.example/{"b" * 882}/"\n'
    )
    (told,) = problems(tmp_path)

    assert told.where == "content/hub.toml:2"
    assert "too long: 901" in told.message
    assert "100" in told.hint


@pytest.mark.parametrize(
    ("name", "load"),
    [("hub", load_settings), ("units", load_settings), ("sources", load_sources)],
)
def test_a_folder_where_a_settings_file_belongs_is_named(tmp_path: Path, name: str, load: object) -> None:
    if name != "hub":
        write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\n')
    (tmp_path / f"content/{name}.toml").mkdir(parents=True)
    (problem,) = problems(tmp_path, load)
    assert (problem.where, problem.message) == (
        f"content/{name}.toml",
        "a folder stands where a file is needed",
    )
    assert find_folder(tmp_path).root == tmp_path


@pytest.mark.skipif(os.name != "posix", reason="needs a link that leads nowhere")
def test_a_settings_file_that_is_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "甲"\n')
    (tmp_path / "content/units.toml").symlink_to("gone.toml")
    assert problems(tmp_path)[0].where == "content/units.toml"
