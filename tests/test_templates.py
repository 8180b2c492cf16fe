"""Templates: the hub's own win, and every mistake in one names its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from site_builder.errors import SiteError
from site_builder.render import Assets, Templates
from site_builder.settings import load_settings, unknown_icons
from tests.site_text import write_site


def templates(root: Path, text: str) -> Templates:
    write_site(root, text)
    return Templates([root / "own", root / "builtin"])


def test_the_hub_s_own_template_wins_over_the_built_in_one(tmp_path: Path) -> None:
    made = templates(
        tmp_path,
        """\
        -- own/_name.html --
        own {{ name }}
        -- builtin/_name.html --
        built-in
        -- builtin/page.html --
        <p>{% include "_name.html" %}</p>
        """,
    )
    assert made.render("page.html", {"name": "甲"}) == "<p>own 甲\n</p>\n"


def test_what_a_view_says_is_shown_as_text(tmp_path: Path) -> None:
    made = templates(tmp_path, "-- own/page.html --\n{{ name }}\n-- own/feed.xml --\n{{ name }}\n")
    for name in ("page.html", "feed.xml"):
        assert made.render(name, {"name": "<b>&"}) == "&lt;b&gt;&amp;\n"


@pytest.mark.parametrize(
    ("text", "where", "part"),
    [
        ("-- own/page.html --\n<p>\n{% if x %}\n", "templates/page.html:2", "mistake"),
        ("-- own/page.html --\n<p>\n{{ nmae }}\n", "templates/page.html:2", "nmae"),
        (
            '-- own/page.html --\n{% include "_part.html" %}\n-- builtin/_part.html --\n\n\n{{ a.b }}\n',
            "templates/_part.html:3",
            "b",
        ),
        ('-- own/page.html --\n{% include "_no.html" %}\n', "templates/page.html", "_no.html"),
        ("-- own/page.html --\n\n{{ 1 + 'a' }}\n", "templates/page.html:2", "unsupported operand"),
        ("-- own/page.html --\n\n{{ '1. Mai'|day }}\n", "templates/page.html:2", "1. Mai"),
        ("-- own/page.html --\n{{ 1 // 0 }}\n", "templates/page.html:1", "zero"),
        ('-- own/page.html --\n{% include "page.html" %}\n', "templates/page.html:1", "recursion"),
        (
            "-- own/page.html --\n{{ 'flame'|icon }}\n-- own/posters/icons/flame.svg --\n<html>\n",
            "templates/posters/icons/flame.svg",
            "no SVG drawing",
        ),
        ("-- own/page.html --\n{{ 'flam'|icon }}\n-- builtin/posters/icons/flame.svg --\n", "", "flam.svg"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, where: str, part: str) -> None:
    with pytest.raises(SiteError) as caught:
        templates(tmp_path, text).render("page.html", {"a": {}})
    (problem,) = caught.value.problems
    assert problem.where.startswith(where)
    assert part in problem.message


def test_a_template_in_another_encoding_names_file_and_line(tmp_path: Path) -> None:
    made = templates(tmp_path, '-- own/page.html --\n{% include "_part.html" %}\n')
    (tmp_path / "own/_part.html").write_bytes("<p>\n标题\n".encode("gbk"))
    with pytest.raises(SiteError, match="UTF-8") as caught:
        made.render("page.html", {})
    assert caught.value.problems[0].where == "templates/_part.html:2"


def test_a_mistake_of_the_program_is_not_blamed_on_a_template(tmp_path: Path) -> None:
    view: Any = ["no mapping"]
    with pytest.raises(ValueError, match="dictionary"):
        templates(tmp_path, "-- own/page.html --\nx\n").render("page.html", view)


def test_templates_have_nothing_random_to_call(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="lipsum"):
        templates(tmp_path, "-- own/page.html --\n{{ lipsum() }}\n").render("page.html", {})


def test_an_icon_takes_part_in_the_text_but_not_in_what_is_read_aloud(tmp_path: Path) -> None:
    made = templates(
        tmp_path,
        '-- own/page.html --\n{{ "flame"|icon }}\n'
        '-- builtin/posters/icons/flame.svg --\n<svg viewBox="0 0 48 48"><path d="M0 0"/></svg>\n',
    )
    assert made.render("page.html", {}).startswith('<svg class="icon" aria-hidden="true"')


def test_the_hub_s_own_style_sheet_wins(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        "-- own/assets/hub.css --\nown\n-- builtin/assets/hub.css --\nold\n-- builtin/assets/hub.js --\n1\n",
    )
    assets = Assets([tmp_path / "own", tmp_path / "builtin"])
    assert sorted(assets.digests) == ["hub.css", "hub.js"]
    assert assets.read("hub.css") == b"own\n"


def test_an_icon_that_no_template_has_is_told_where_the_settings_name_it(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        """\
        -- hub.toml --
        name = "科普"
        [[sections]]
        id = "a"
        name = "甲"
        icon = "stove"
        [[sections]]
        id = "b"
        name = "乙"
        icon = "stov"
        -- units.toml --
        [[audiences]]
        id = "village"
        name = "村"
        icon = "xyz"
        """,
    )
    told = list(unknown_icons(tmp_path, load_settings(tmp_path), ("flame", "stove")))
    assert [(problem.where, problem.hint) for problem in told] == [
        ("content/hub.toml:9", "did you mean stove?"),
        ("content/units.toml:4", "write one of: flame, stove"),
    ]
