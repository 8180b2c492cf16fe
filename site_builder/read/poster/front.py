"""A poster's front matter and text as a Poster."""

from __future__ import annotations

import re

from site_builder.errors import closest_text
from site_builder.i18n import _
from site_builder.model import LAYOUTS, THEMES, Poster, Text
from site_builder.model.codes import DIGITS, check_digit
from site_builder.read.event import read_event
from site_builder.read.fields import Fields, is_web_address
from site_builder.read.markdown import render
from site_builder.read.meta import read_meta, width
from site_builder.read.notes import cut
from site_builder.read.place import slug_of
from site_builder.read.poster.company import judge_company
from site_builder.read.poster.layout import settle_layout, tell_odd_number
from site_builder.read.poster.screens import read_led, read_showing, tell_rare
from site_builder.read.poster.text import PosterText, read_poster_text
from site_builder.read.sheet import Sheet, art_of

LONGEST_TITLE = 14  # full-width characters in two lines
LONGEST = {"subtitle": 22, "kicker": 10, "qr_text": 10}  # full-width characters that a sheet has room for
MOST_PHRASES, MOST_PHONES = 4, 3
LONGEST_NAME = 6  # full-width characters before a telephone number
ARTICLE = "articles/health/rabies.md"  # as an example
LONGEST_LINK = 70  # characters of an address that every sheet shows legibly on one line
_NAMELESS = re.compile(r"[\d\s-]+")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")


def read_poster(sheet: Sheet) -> tuple[Poster, Text]:
    """Return the poster and its words; what is wrong is noted, and then the poster is not fit for use."""
    fields = sheet.fields
    meta = read_meta(fields, sheet.world.words, dated=True, longest_title=LONGEST_TITLE)
    subtitle, kicker, highlight = _phrases(fields), _short(fields, "kicker"), fields.text("highlight")
    theme, art = fields.choose("theme", THEMES, "hazard"), fields.text("art", example="stove")
    article = _article(sheet, foreign=bool(meta.origin))
    phones, qr_text = _phones(fields), _short(fields, "qr_text")
    layout, event, code = (
        fields.choose("layout", LAYOUTS, ""),
        read_event(fields, LONGEST_LINK),
        _code(fields),
    )
    led, showing = read_led(fields), read_showing(fields)
    fields.finish()
    if highlight and meta.title and highlight not in meta.title:
        fields.error(
            "highlight",
            _("the title does not have the words of highlight: {words}").format(words=highlight),
            _("copy them from the title: {title}").format(title=meta.title),
        )
    text = read_poster_text(sheet.body, sheet.notes, first_line=sheet.body_line, words=sheet.world.words)
    layout = settle_layout(fields, layout, text=text, event=event)
    _judge_blocks(sheet, text, layout)
    body, words = render(text.parsed, sheet.notes)
    poster = Poster(
        path=sheet.path,
        slug=slug_of(sheet.place, sheet.notes),
        meta=meta,
        body=body,
        subtitle=subtitle,
        kicker=kicker,
        highlight=highlight,
        theme=theme,
        art=art_of(sheet, "art", art) or "plain",
        article=article,
        phones=phones,
        qr_text=qr_text,
        lead=text.lead,
        blocks=text.blocks,
        grades=text.grades,
        figures=text.figures,
        layout=layout,
        picture=text.picture,
        event=event,
        code=code,
        led=led,
        showing=showing,
    )
    tell_rare(fields, poster)
    return poster, words


def _judge_blocks(sheet: Sheet, text: PosterText, layout: str) -> None:
    tell_odd_number(text.blocks, layout, sheet.notes, first_line=sheet.body_line)
    judge_company(text.blocks, text.picture, sheet.notes)


def _phrases(fields: Fields) -> tuple[str, ...]:
    phrases = tuple(part.strip() for part in re.split("[·•・]", fields.text("subtitle")) if part.strip())
    if len(phrases) > MOST_PHRASES:
        message = _("the subtitle has {count} phrases").format(count=len(phrases))
        fields.error("subtitle", message, _("keep the {most} that matter most").format(most=MOST_PHRASES))
    else:
        _tell_too_long(fields, "subtitle", "".join(phrases))
    return phrases


def _short(fields: Fields, key: str) -> str:
    text = fields.text(key)
    _tell_too_long(fields, key, text)
    return text


def _tell_too_long(fields: Fields, key: str, text: str) -> None:
    if width(text) > LONGEST[key]:
        message = _("{key} is too long: {width} characters").format(key=key, width=f"{width(text):g}")
        fields.error(key, message, _("shorten it to {most}").format(most=LONGEST[key]))


def _article(sheet: Sheet, *, foreign: bool) -> str:
    """Return the path of the full text; a foreign poster may name one that was not handed on with it."""
    path = sheet.fields.text("article", example=ARTICLE)
    if not path or path in sheet.world.files:
        return path
    if foreign:
        return ""
    if is_web_address(path):
        sheet.fields.error(
            "article",
            _("article is the path of a text of this hub, not a web address: {word}").format(word=cut(path)),
            _("write it like this: {example}").format(example=ARTICLE),
        )
        return ""
    texts = [file for file in sheet.world.files if file.startswith("articles/") and file.endswith(".md")]
    guess = closest_text(path, texts)
    sheet.fields.error(
        "article",
        _("there is no file {path}").format(path=cut(path)),
        _("did you mean {word}?").format(word=guess) if guess else _("write the way below content/"),
    )
    return ""


def _phones(fields: Fields) -> tuple[str, ...]:
    phones = fields.words("phones")
    if len(phones) > MOST_PHONES:
        message = _("the poster has {count} telephone numbers").format(count=len(phones))
        fields.error("phones", message, _("keep the {most} that matter most").format(most=MOST_PHONES))
    for phone in phones:
        if width(re.split(r"\d", phone)[0].strip()) > LONGEST_NAME:
            message = _("the name before the telephone number is too long: {phone}").format(phone=phone)
            fields.error("phones", message, _("shorten it to {most}").format(most=LONGEST_NAME))
        if _NAMELESS.fullmatch(phone):
            fields.notes.warn(
                fields.line_of("phones"),
                _("the telephone number does not say whose it is: {phone}").format(phone=phone),
                _("write a name before it: {example}").format(example=f"某某办 {phone}"),
            )
        if _MOBILE.search(phone):
            fields.notes.warn(
                fields.line_of("phones"),
                _("this looks like a private number: {phone}").format(phone=phone),
                _("a poster hangs in public: write the number of an office"),
            )
    return phones


def _code(fields: Fields) -> str:
    code = fields.text("code", example="203118")
    if not code:
        return ""
    if not re.fullmatch(rf"\d{{{DIGITS}}}", code, re.ASCII):
        message = _("the code has six digits, not {code}").format(code=code)
        fields.error("code", message, _("remove the line: kepu gives every poster a code"))
        return ""
    right = code[:-1] + check_digit(code[:-1])
    if code != right:
        message = _("the last digit of the code {code} does not fit the others").format(code=code)
        fields.error("code", message, _("write: {example}").format(example=f"code: {right}"))
    return code
