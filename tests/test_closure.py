"""What a file was made from: an edit of any of it makes the file anew, or the build says why it cannot."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from site_builder.digest import digest
from site_builder.errors import SiteError
from site_builder.memo import Memo
from site_builder.render import Assets, Kitchen, Templates, kitchen
from site_builder.render.posters import poster_preview
from tests import poster_text
from tests.site_text import write_site

ICON = '<svg viewBox="0 0 48 48"><path d="M{} 0"/></svg>'


@dataclass(frozen=True)
class Order:
    recipe: str
    view: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(autouse=True)
def kept_open(monkeypatch: pytest.MonkeyPatch) -> dict[Kitchen, object]:
    """Return what this process holds open, which is nothing yet."""
    opened: dict[Kitchen, object] = {}
    monkeypatch.setattr(kitchen, "_opened", opened)
    return opened


def open_kitchen(root: Path) -> Kitchen:
    folders = [root / "templates"]
    return Kitchen.of(Templates(folders), Assets(folders), content=root / "content", memo=root / "memo")


def told(made: object) -> list[tuple[str, str, str]]:
    assert isinstance(made, tuple)
    return [(problem.where, problem.message, problem.hint) for problem in made]


@pytest.mark.parametrize(
    ("names", "file"),
    [
        ('{% include "_part.html" %}', "_part.html"),
        ('{% include "./_part.html" %}', "_part.html"),
        ('{% include ".//x/./_part.html" %}', "x/_part.html"),
        ('{% include "100%.html" %}', "100%.html"),
        ('{% include "_part%d.html" % 1 %}', "_part1.html"),
        ('{%+ include\n  "_part.html"\n+%}', "_part.html"),
        ('{%- include ["_no.html", "_part.html"] -%}', "_part.html"),
        ('{% include "_p" ~ "art.html" %}', "_part.html"),
        ('{% include "\\x5fpart.html" %}', "_part.html"),
        ('{{ "{#" }}{% include "_part.html" %}{{ "#}" }}', "_part.html"),
        ('{{ "leaf"|icon }}', "posters/icons/leaf.svg"),
        ('{{ ["leaf"]|map("icon")|join }}', "posters/icons/leaf.svg"),
        ("{% filter icon %}leaf{% endfilter %}", "posters/icons/leaf.svg"),
    ],
)
def test_an_edit_of_what_a_page_shows_makes_it_anew(tmp_path: Path, names: str, file: str) -> None:
    made = []
    for number in (1, 2):
        write_site(
            tmp_path / "templates",
            f"-- page.html --\n{names}\n-- {file} --\n{ICON.format(number)}\n-- other.html --\nx\n",
        )
        opened = open_kitchen(tmp_path)
        (page,) = opened.cook([Order("page.html")])
        assert isinstance(page, bytes)
        assert f"M{number} 0".encode() in page
        made.append((opened.version("page.html"), opened.version("other.html")))
    assert made[0][0] != made[1][0]
    assert made[0][1] == made[1][1]


@pytest.mark.parametrize("name", ["note.txt", "../page.html", "sub/../page.html", "page"])
def test_what_is_not_watched_cannot_be_shown(tmp_path: Path, name: str) -> None:
    write_site(
        tmp_path, f'-- templates/page.html --\n{{% include "{name}" %}}\n-- templates/note.txt --\nx\n'
    )
    with pytest.raises(SiteError, match=f"there is no template {name}"):
        Templates([tmp_path / "templates"]).render("page.html", {})


def test_a_template_is_shown_as_it_was_when_its_version_was_told(tmp_path: Path) -> None:
    write_site(tmp_path, "-- page.html --\none\n")
    templates = Templates([tmp_path])
    assert templates.sources()["page.html"] == "one\n"
    write_site(tmp_path, "-- page.html --\ntwo\n")
    assert templates.render("page.html", {}) == "one\n"


def preview(root: Path) -> bytes:
    templates = Templates([root / "own", root / "drawings", poster_text.BUILT_IN])
    shown = poster_text.view("a4") | {"width": 320}
    return poster_preview(shown, templates=templates, memo=Memo(root / "memo"))


def test_a_poster_that_shows_a_part_of_the_pages_is_printed_anew_with_it(tmp_path: Path) -> None:
    write_site(tmp_path / "drawings", poster_text.DRAWINGS)
    panels = (poster_text.BUILT_IN / "posters/sheet.html").read_text("utf-8")
    seen, versions = set(), set()
    for colour in ("red", "blue"):
        write_site(tmp_path / "own", f"-- _band.html --\n<style>* {{ color: {colour} !important }}</style>\n")
        (tmp_path / "own/posters").mkdir(exist_ok=True)
        own = panels.replace("</head>", '{% include "./_band.html" %}</head>')
        (tmp_path / "own/posters/sheet.html").write_text(own, "utf-8")
        assert own != panels
        seen.add(preview(tmp_path))
        folders = [tmp_path / "own", tmp_path / "drawings", poster_text.BUILT_IN]
        opened = Kitchen.of(Templates(folders), Assets(folders), content=tmp_path, memo=tmp_path / "memo")
        versions.add(opened.version("poster.pdf"))
    assert len(seen) == len(versions) == 2


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 3), "red").save(out, "PNG")
    return out.getvalue()


def test_a_picture_that_changed_after_it_was_planned_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.png").write_bytes(png())
    opened = open_kitchen(tmp_path)
    orders = [Order("picture", {"path": "a.png", "digest": digest(data)}) for data in (png(), b"before")]
    right, wrong = opened.cook(orders)
    assert right == png()
    assert told(wrong) == [("", "the file changed while the hub was built", "build again")]


@pytest.mark.parametrize("gone", [False, True])
def test_an_asset_that_changed_after_it_was_planned_is_told(tmp_path: Path, *, gone: bool) -> None:
    write_site(tmp_path, "-- templates/assets/hub.css --\nold\n")
    opened, order = open_kitchen(tmp_path), Order("asset", {"name": "hub.css", "digest": digest(b"old\n")})
    assert opened.cook([order]) == [b"old\n"]
    (tmp_path / "templates/assets/hub.css").write_text("new\n", "utf-8")
    if gone:
        (tmp_path / "templates/assets/hub.css").unlink()
    (wrong,) = opened.cook([order])
    assert told(wrong) == [
        ("templates/assets/hub.css", "the file changed while the hub was built", "build again")
    ]


@pytest.mark.parametrize("sign", ["", "sign of a cluster's build"])
def test_a_worker_that_finds_other_templates_tells_it_until_they_are_back(
    tmp_path: Path, kept_open: dict[Kitchen, object], sign: str
) -> None:
    page = tmp_path / "templates/page.html"
    write_site(tmp_path, "-- templates/page.html --\none\n")
    here = open_kitchen(tmp_path)
    right = here.version("page.html")
    there = pickle.loads(pickle.dumps(replace(here, edition=here.edition + sign)))
    kept_open.clear()
    page.write_text("two\n", "utf-8")
    assert there.version("page.html") != right
    problem = ("templates", "the file changed while the hub was built", "build again")
    assert [told(one) for one in there.cook([Order("page.html")] * 2)] == [[problem]] * 2
    page.write_text("one\n", "utf-8")
    assert there.version("page.html") == right
    assert there.cook([Order("page.html")]) == [b"one\n"]


def test_no_more_than_a_few_kitchens_stay_open(tmp_path: Path, kept_open: dict[Kitchen, object]) -> None:
    for number in range(3 * kitchen.KEPT_OPEN):
        write_site(tmp_path, f"-- templates/page.html --\n{number}\n")
        assert open_kitchen(tmp_path).cook([Order("page.html")]) == [f"{number}\n".encode()]
    assert len(kept_open) == kitchen.KEPT_OPEN
