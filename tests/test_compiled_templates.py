"""What templates were compiled to is remembered, and never shows in what they give."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from site_builder.errors import SiteError
from site_builder.memo import Memo
from site_builder.render import Templates
from tests.site_text import write_site


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    write_site(
        tmp_path,
        """
        -- own/page.html --
        {% extends "base.html" %}
        {% block main %}{{ name }} {{ "leaf"|icon }}{% endblock %}
        -- builtin/base.html --
        <main>{% block main %}{% endblock %}</main>
        -- builtin/posters/icons/leaf.svg --
        <svg><path d="M1 1"/></svg>
        """,
    )
    return tmp_path


def page(hub: Path, name: str = "Li") -> str:
    templates = Templates([hub / "own", hub / "builtin"], Memo(hub / "memo"))
    return templates.render("page.html", {"name": name})


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def test_a_template_is_compiled_once(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page(hub)
    monkeypatch.delattr(jinja2.Environment, "compile")
    assert page(hub) == first
    assert "<main>Wu " in page(hub, "Wu")


@pytest.mark.parametrize(
    ("file", "text", "shown"),
    [
        ("own/page.html", "other {{ name }}", "other Li"),
        ("builtin/base.html", "<b>{% block main %}{% endblock %}</b>", "<b>Li "),
        ("own/base.html", "<i>{% block main %}{% endblock %}</i>", "<i>Li "),
        ("builtin/posters/icons/leaf.svg", '<svg><path d="M2 2"/></svg>', "M2 2"),
    ],
)
def test_an_edit_shows_at_once(hub: Path, file: str, text: str, shown: str) -> None:
    page(hub)
    write(hub / file, text)
    assert shown in page(hub)


def test_a_damaged_memory_does_no_harm(hub: Path) -> None:
    first = page(hub)
    for file in (hub / "memo").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-7])
    assert page(hub) == first


def place_of_mistake(hub: Path) -> str:
    with pytest.raises(SiteError) as caught:
        page(hub)
    return caught.value.problems[0].where


def test_a_mistake_is_told_at_its_line_each_time_also_after_a_move(hub: Path) -> None:
    """Compiled code names the file that it came from."""
    write(hub / "own/page.html", "one\ntwo\n{{ nobody }}\n")
    assert [place_of_mistake(hub) for _time in range(2)] == ["templates/page.html:3"] * 2
    assert place_of_mistake(hub.rename(hub.with_name("moved"))) == "templates/page.html:3"
