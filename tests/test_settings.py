"""hub.toml, units.toml and sources.toml: what a person may write, and what they are told otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.errors import Problem, SiteError
from site_builder.settings import find_folder, load_settings, load_sources
from tests.site_text import write_site


def problems(root: Path, load: object = load_settings) -> tuple[Problem, ...]:
    with pytest.raises(SiteError) as caught:
        load(root / "content")  # type: ignore[operator]
    return caught.value.problems


def test_a_small_hub_needs_only_a_name(tmp_path: Path) -> None:
    write_site(tmp_path, '-- content/hub.toml --\nname = "科普毕节"\n')
    settings = load_settings(tmp_path / "content")
    assert settings.name == "科普毕节"
    assert [format_.name for format_ in settings.formats] == ["a4", "a3", "90x120", "1920x1080"]


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
        ("name = “甲”\n", "content/hub.toml:1", "cannot be read"),
        ('name = "甲"\n\ntagline = 乙\n', "content/hub.toml:3", "cannot be read"),
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


def test_settings_in_gbk_say_how_to_save_them(tmp_path: Path) -> None:
    write_site(tmp_path, "-- content/hub.toml --\n")
    (tmp_path / "content/hub.toml").write_bytes('name = "毕节"\n'.encode("gbk"))
    (found,) = problems(tmp_path)
    assert "UTF-8" in found.message + found.hint


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
