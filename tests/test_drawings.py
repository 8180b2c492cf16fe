"""Every icon and scene is safe to place on a page, on a screen and in the printed poster."""

import io
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import jinja2
import plutoprint
import pypdfium2
import pytest
from PIL import Image

from site_builder.render.posters.hero import largest_zoom

TEMPLATES = Path(__file__).parents[1] / "templates"
ICONS = sorted((TEMPLATES / "posters" / "icons").glob("*.svg"))
SCENES = sorted(
    file.stem for file in (TEMPLATES / "posters" / "art").glob("*.svg") if not file.name.startswith("_")
)
SCENE_NAMES = """
azalea biogas boar boat cave cave-section cold collapse crane dog drying ebike flood granary hail
ice-road karst lightning lungs mushroom outdoors plain potato-field rescue rumour salt-jar slope
sprouts stove stove-section tea terraces
"""
FIGURES = {"cave-section", "stove-section"}  # fill their frame: no title lies over them
ICON_NAMES = """
bag barn basin battery binoculars bird boar boat book boots calendar camera car cave chat check
child chimney clock cloud collapse cordon corn cough crack cross distance ditch dog drone elder
extinguisher eye factory fence fishing flame flower forward gas gas-pit gift glasses group hail
headache helmet home-visit horn hospital house ice jar-unknown ladder leaf lifebuoy lifejacket
lightning lungs map market mask megaphone mountain mushroom no-bed no-brake no-drone no-dump
no-feed no-fire-remedy no-hand-chain no-indoor-charge no-leaf no-mushroom no-pick no-pill no-return
no-river no-share no-touch no-tree outdoors peanut person phone pill plug pole-rescue pot potato
question quote rain rain-gauge rope salt sample-jar school science search seatbelt seedling shield
soap source spray spring stove sun sun-hat syringe tap tea terrace thermometer trash tree umbrella
uphill vaccine vent wash well window wire
"""

THEMES = {
    "hazard": "#05224a #0b5cab #ffd23f #eaf1fa",
    "health": "#063d36 #0f7b6c #ffe27a #e8f4f1",
    "farming": "#1c3f0b #3d7a1f #ffe27a #eef5e7",
    "nature": "#0a3042 #21708f #ffdf70 #e8f2f6",
    "food": "#3a1230 #7a2e5d #ffd86b #f7ecf3",
    "fire": "#4a1c05 #a3480f #ffd86b #faf0e6",
    "water": "#04303f #086a8c #ffe27a #e6f3f7",
    "science": "#1f1a52 #4a3fa3 #ffd23f #eeecf8",
}

ICON_ROOT = {
    "viewBox": "0 0 48 48",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "3",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
ICON_BYTES = 1536
SCENE_BYTES = 25_600

# What both browsers and the print engine draw alike.
PLAIN_SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line"}
SCENE_ELEMENTS = PLAIN_SHAPES | {
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
}
# A page-wide picture keeps its whole width, whatever box it gets; a panel's picture fills its box.
FRAME = {True: ("-390 0 1390 600", "xMidYMax meet"), False: ("0 0 500 470", "xMidYMax slice")}


def local(name: str) -> str:
    """Strip the namespace from a tag or attribute name."""
    return name.rpartition("}")[2]


def attributes(root: ET.Element) -> list[tuple[str, str]]:
    """List every attribute of a drawing."""
    return [(local(name), value) for node in root.iter() for name, value in node.items()]


def elements(root: ET.Element) -> set[str]:
    """Name the elements a drawing uses."""
    return {local(node.tag) for node in root.iter()}


@cache
def environment(*, autoescape: bool) -> jinja2.Environment:
    """Load templates the way the poster page does."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, autoescape=autoescape)


@cache
def scene(name: str, *, wide: bool, theme: str, autoescape: bool = True) -> str:
    """Render a scene in the colours of a theme."""
    colours = dict(zip(("dark", "mid", "accent", "pale"), THEMES[theme].split(), strict=True))
    template = environment(autoescape=autoescape).get_template(f"posters/art/{name}.svg")
    return template.render(wide=wide, theme=colours)


def test_every_promised_drawing_is_there() -> None:
    assert {file.stem for file in ICONS} == set(ICON_NAMES.split())
    assert SCENE_NAMES.split() == SCENES


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_icon_takes_the_colour_of_its_surroundings(file: Path) -> None:
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    assert dict(root.items()) == ICON_ROOT
    assert elements(root) <= PLAIN_SHAPES
    for name, value in attributes(root):
        assert name not in ("id", "class", "style")
        if name in ("fill", "stroke"):
            assert value in ("none", "currentColor")
    assert file.stat().st_size <= ICON_BYTES


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("wide", [True, False], ids=["wide", "tall"])
@pytest.mark.parametrize("name", SCENES)
def test_scene_draws_in_every_theme(name: str, *, wide: bool, theme: str) -> None:
    drawing = scene(name, wide=wide, theme=theme)
    root = ET.fromstring(drawing)
    assert (root.get("viewBox"), root.get("preserveAspectRatio")) == FRAME[wide]
    assert len(drawing.encode()) <= SCENE_BYTES
    assert elements(root) <= SCENE_ELEMENTS


@pytest.mark.parametrize("name", SCENES)
def test_a_wide_scene_may_be_shown_a_little_larger_without_losing_what_it_tells(name: str) -> None:
    zoom = largest_zoom(scene(name, wide=True, theme="hazard"))
    assert 1.0 <= zoom <= 1.4
    assert largest_zoom(scene(name, wide=False, theme="hazard")) == 1.0


@pytest.mark.parametrize("wide", [True, False], ids=["wide", "tall"])
@pytest.mark.parametrize("name", SCENES)
def test_scene_needs_nothing_from_outside(name: str, *, wide: bool) -> None:
    root = ET.fromstring(scene(name, wide=wide, theme="hazard"))
    named = attributes(root)
    assert not {key for key, _ in named} & {"style", "class", "href", "filter", "mask"}
    ids = [value for key, value in named if key == "id"]
    used = {match for _, value in named for match in re.findall(r"url\(#([^)]*)\)", value)}
    assert len(ids) == len(set(ids))
    assert all(value.startswith("art-") for value in ids)
    assert used <= set(ids)


def print_picture(drawing: str) -> Image.Image:
    """Print a wide scene at a small size."""
    book = plutoprint.Book(plutoprint.PageSize(1042.5, 450), plutoprint.PAGE_MARGINS_NONE)
    book.load_html(
        f"<style>body {{ margin: 0 }} svg {{ display: block; width: 1390px; height: 600px }}</style>{drawing}"
    )
    sheet = io.BytesIO()
    book.write_to_pdf_stream(sheet)
    picture: Image.Image = pypdfium2.PdfDocument(sheet.getvalue())[0].render(scale=0.2).to_pil()
    return picture.convert("RGB")


def luminance(*colour: int) -> float:
    """Tell the relative luminance of a colour (WCAG 2.2)."""
    red, green, blue = (c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", sorted(set(SCENES) - FIGURES))
def test_white_title_is_legible_over_the_upper_part_of_a_scene(name: str) -> None:
    picture = print_picture(scene(name, wide=True, theme="farming"))
    title_zone = picture.crop((0, 0, picture.width, int(picture.height * 0.6))).tobytes()
    colours = set(zip(title_zone[::3], title_zone[1::3], title_zone[2::3], strict=True))
    brightest = max(luminance(*colour) for colour in colours)
    assert 1.05 / (brightest + 0.05) >= 4.5


@pytest.mark.parametrize("name", SCENES)
def test_scene_is_the_same_with_and_without_escaping(name: str) -> None:
    escaped = scene(name, wide=True, theme="fire")
    assert escaped == scene(name, wide=True, theme="fire", autoescape=False)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SCENES)
def test_tall_scene_begins_in_the_colour_of_its_panel(name: str, theme: str) -> None:
    root = ET.fromstring(scene(name, wide=False, theme=theme))
    first_stop = next(node for node in root.iter() if local(node.tag) == "stop")
    assert first_stop.get("stop-color") == THEMES[theme].split()[0]


@pytest.mark.parametrize("name", SCENES)
def test_scenes_share_no_gradient_name(name: str) -> None:
    def ids(of: str) -> set[str]:
        root = ET.fromstring(scene(of, wide=True, theme="nature"))
        return {value for key, value in attributes(root) if key == "id"}

    assert not ids(name) & set().union(*(ids(other) for other in SCENES if other != name))
