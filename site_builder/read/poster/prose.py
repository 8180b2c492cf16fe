"""Plain sentences of a poster: the lead, and the text of a block."""

from __future__ import annotations

from markdown_it.token import Token

from site_builder.i18n import _
from site_builder.read.markdown import Parsed, plain_inline
from site_builder.read.notes import Notes
from site_builder.read.poster.parts import Part

LONGEST_TEXT = 160  # characters of a block or of the lead; 25 to 45 are read from a distance


def read_prose(part: Part, parsed: Parsed, notes: Notes) -> str:
    """Return the paragraphs of a part as one text."""
    texts = []
    for token in part.tokens:
        if token.type == "inline" and token.level == 1:
            _tell_picture(token, parsed, notes)
            texts.append(plain_inline(token.children or []).strip())
        elif token.level == 0 and token.nesting >= 0 and token.type != "paragraph_open":
            notes.error(
                parsed.line(token),
                _("only plain sentences may stand here"),
                _("write the text without lists, tables or pictures"),
            )
    text = _join(texts)
    if len(text) > LONGEST_TEXT:
        notes.error(
            part.line,
            _("the text is too long: {count} characters").format(count=len(text)),
            _("cut it to {most}; 25 to 45 can be read from a distance").format(most=LONGEST_TEXT),
        )
    return text


def _tell_picture(inline: Token, parsed: Parsed, notes: Notes) -> None:
    if any(child.type == "image" for child in inline.children or ()):
        notes.error(
            parsed.line(inline),
            _("a picture cannot stand inside a poster's text"),
            _("put it above the first ##, with an empty line before and behind it"),
        )


def _join(texts: list[str]) -> str:
    return "".join(text if text[-1:] in "。！？；" else text + " " for text in texts if text).strip()
