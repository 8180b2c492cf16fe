"""The large picture of a poster: one line before the first heading."""

from __future__ import annotations

import re

from markdown_it.token import Token

from site_builder.i18n import _
from site_builder.model import Scene
from site_builder.read.markdown import Parsed, plain_inline
from site_builder.read.notes import Notes, suggest
from site_builder.read.poster.parts import Part
from site_builder.read.targets import HUB

EXAMPLE = '![画面上有什么](photo.jpg "摄影：谁")'
ART = "art:"
_DRAWING = re.compile(r'[ \t]*!\[([^\]\n]*)\]\([ \t]*art:([^\s")]*)[ \t]*(?:"([^"\n]*)"[ \t]*)?\)[ \t]*')


def lift_drawings(text: str, first_line: int) -> tuple[str, list[Scene]]:
    """Return text with the lines that show a drawing of ours emptied, and those drawings."""
    lines, scenes = text.split("\n"), []
    for number, line in enumerate(lines):
        if ART in line and (found := _DRAWING.fullmatch(line)):
            alt, name, credit = (part.strip() for part in (found[1], found[2], found[3] or ""))
            scenes.append(Scene(source=ART + name, alt=alt, credit=credit, line=first_line + number))
            lines[number] = ""
    return "\n".join(lines), scenes


def lift_photographs(lead: Part, parsed: Parsed) -> list[Scene]:
    """Take the paragraphs that are one picture and nothing else out of the lead, and return the pictures."""
    kept: list[Token] = []
    scenes = []
    for token in lead.tokens:
        scene = _photograph(token, parsed) if token.type == "inline" and token.level == 1 else None
        if scene:
            scenes.append(scene)
        else:
            kept.append(token)
    lead.tokens = kept
    return scenes


def _photograph(inline: Token, parsed: Parsed) -> Scene | None:
    children = [child for child in inline.children or () if child.type != "text" or child.content.strip()]
    if [child.type for child in children] != ["image"]:
        return None
    image = children[0]
    source = str(image.attrGet("src") or "").removeprefix(HUB)
    alt = plain_inline(image.children or ()).strip()
    credit = str(image.attrGet("title") or "").strip()
    return Scene(source=source, alt=alt, credit=credit, line=parsed.line(inline))


def choose_scene(
    scenes: list[Scene], notes: Notes, *, first_heading: int | None, arts: tuple[str, ...]
) -> Scene | None:
    """Return the one picture of a poster; what is wrong with it, or one too many, is noted."""
    scenes = sorted(scenes, key=lambda scene: scene.line)
    for scene in scenes[1:]:
        notes.error(
            scene.line,
            _("a poster has room for one picture"),
            _("line {line} has one already; keep one").format(line=scenes[0].line),
        )
    if not scenes:
        return None
    scene = scenes[0]
    _judge(scene, notes, arts=arts)
    if first_heading and scene.line > first_heading:
        notes.error(
            scene.line,
            _("the picture of a poster stands above its first block"),
            _("move this line above line {line}").format(line=first_heading),
        )
    return scene


def _judge(scene: Scene, notes: Notes, *, arts: tuple[str, ...]) -> None:
    name = scene.source.removeprefix(ART)
    is_drawing = scene.source.startswith(ART)
    if is_drawing and arts and name not in arts:
        notes.error(scene.line, _("there is no drawing “{name}”").format(name=name), suggest(name, arts))
    if not scene.alt:
        notes.error(
            scene.line,
            _("the picture has no words: {url}").format(url=scene.source),
            _("write: {example}").format(example=EXAMPLE),
        )
    elif not scene.credit and not is_drawing:
        notes.warn(
            scene.line,
            _("nothing says whose picture this is"),
            _("write: {example}").format(example=EXAMPLE),
        )
