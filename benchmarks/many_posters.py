"""A hub of as many posters as are wanted, in every format: those of the sample, and variations of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from site_builder.model.poster import THEMES
from site_builder.settings import FORMATS

SAMPLE = Path(__file__).parent.parent
# What one round of variations differs in from the sample: whose poster it is, and how things are called.
PLACES = ("毕节", "大方", "黔西", "金沙", "织金", "纳雍", "威宁", "赫章")
WORDS = (
    {"马上": "立刻", "屋里": "家里", "一样": "同样"},
    {"不要": "别去", "大人": "成人", "容易": "最易"},
    {"早点": "及早", "千万": "务必", "地方": "位置"},
)
_FORMATS = re.compile(r"^formats = .*$", re.MULTILINE)
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
_HIGHLIGHT = re.compile(r"^highlight: (.*)$", re.MULTILINE)
_THEME = re.compile(r"^theme: (.*)$", re.MULTILINE)
_ART = re.compile(r"^art: (.*)$", re.MULTILINE)
_WORDS = re.compile(r"^(?=[^\s!#|])", re.MULTILINE)  # where the first sentence begins
BESIDE_GRADES = 4  # blocks that a television has room for beside the grades
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_GRADES = re.compile(r"^## .*\{\.grades", re.MULTILINE)


def write_hub(folder: Path, count: int) -> None:
    """Write the sample hub with `count` posters in all formats: the same on every machine."""
    shutil.copytree(SAMPLE / "content", folder / "content")
    settings = folder / "content" / "hub.toml"
    names = ", ".join(f'"{name}"' for name in FORMATS)
    settings.write_text(
        _FORMATS.sub(f"formats = [{names}]", settings.read_text("utf-8")), "utf-8", newline="\n"
    )
    posters = folder / "content" / "posters"
    shutil.rmtree(posters)
    posters.mkdir()
    for name, text in make_posters(count):
        (posters / name).write_text(text, "utf-8", newline="\n")


def make_posters(count: int) -> Iterator[tuple[str, str]]:
    """Yield file names and texts: round 0 is the sample as it is."""
    files = sorted((SAMPLE / "content" / "posters").glob("*.md"))
    for number in range(count):
        turn, index = divmod(number, len(files))
        text = files[index].read_text("utf-8")
        name = files[index].stem
        yield f"{name}-{turn}.md" if turn else f"{name}.md", _varied(text, turn) if turn else text


def _varied(text: str, turn: int) -> str:
    """Return the text of a poster with another title, theme and drawing, and other words."""
    place = PLACES[turn % len(PLACES)]
    for word, other in WORDS[turn % len(WORDS)].items():
        text = text.replace(word, other)
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    head = _TITLE.sub(lambda match: f"title: {_moved(match[1], head, place)}", head)
    head = _THEME.sub(lambda match: f"theme: {_later(match[1], THEMES, turn)}", head)
    head = _ART.sub(lambda match: f"art: {_later(match[1], _arts(), turn)}", head)
    if turn % 2 and _GRADES.search(body):
        head += "\nlayout: grades"
        body = _beside_grades(body)
    body = _WORDS.sub(f"{place}的乡亲，请看。", body, count=1)
    return f"---\n{head}{fence}{body}"


def _beside_grades(body: str) -> str:
    """Return the text with as few blocks as find room beside the grades."""
    lead, *sections = _SECTION.split(body)
    tables = [section for section in sections if _GRADES.match(section)]
    blocks = [section for section in sections if section not in tables]
    return "".join([lead, *blocks[:BESIDE_GRADES], *tables])


def _moved(title: str, head: str, place: str) -> str:
    """Return a title of the same length that names a place: the highlighted words stay."""
    found = _HIGHLIGHT.search(head)
    at = title.find(found[1]) if found else -1
    return title[: -len(place)] + place if 0 <= at < len(place) else place + title[len(place) :]


def _arts() -> tuple[str, ...]:
    """Return the drawings that fill a hero: their names in order."""
    files = (SAMPLE / "templates" / "posters" / "art").glob("[!_]*.svg")
    return tuple(sorted(file.stem for file in files))


def _later(name: str, names: tuple[str, ...], turn: int) -> str:
    return names[(names.index(name) + turn) % len(names)]
