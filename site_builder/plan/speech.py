"""The script of a poster for the village loudspeaker: read aloud in a minute at most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct

from site_builder.model import REFUSALS, Block, Poster
from site_builder.plan.aloud import aloud
from site_builder.plan.led import span_words

PACE = 4  # characters a second: a rule of thumb for slow, clear reading outdoors; newsreaders take about five
LONGEST = 60  # seconds
_ORDER = ("第一，", "第二，", "第三，", "第四，", "第五，", "第六，", "第七，", "第八，")
_LEADS = {
    "claim": "有人说：",
    "truth": "真相是：",
    "basis": "依据是：",
    "before": "以前，",
    "after": "现在，",
}
_SAID = re.compile(r"\w")
_BRACKETS = re.compile(r"[（(].*?[）)]")
_PHONE = re.compile(r"\s*(?P<name>\D*?)\s*(?P<number>\d[\d -]*)")


class Speech(Struct, frozen=True, kw_only=True):
    """What is read aloud, paragraph by paragraph; `characters` without marks."""

    paragraphs: tuple[str, ...]
    characters: int

    @property
    def seconds(self) -> int:
        return ceil(self.characters / PACE)


def speech_of(poster: Poster, issuer: str) -> Speech:
    """Return the script: whole texts as far as a minute allows, else the short forms, else the headings."""
    phones = digits_of_phones(poster)
    opening = f"{_address(poster)}，请注意。下面播送科普提醒：{_end(poster.meta.title)}{_event(poster)}"
    closing = f"{_calls(poster)}以上由{_BRACKETS.sub('', issuer)}提醒，请大家互相转告。"
    best = None
    for middle in _middles(poster):
        paragraphs = tuple(aloud(text, phones) for text in (opening, *middle, closing) if text)
        characters = sum(len(_SAID.findall(text)) for text in paragraphs)
        if characters <= PACE * LONGEST:
            best = Speech(paragraphs=paragraphs, characters=characters)
        elif best:
            break
    return best or Speech(paragraphs=paragraphs, characters=characters)


def digits_of_phones(poster: Poster) -> list[str]:
    return [re.sub(r"\D", "", phone) for phone in poster.phones]


def _middles(poster: Poster) -> Iterator[Sequence[str]]:
    """Yield what may stand between opening and closing, each longer than the one before."""
    lead = _end(poster.lead)
    sentence = re.split(r"(?<=[。！？])", lead)[0]
    texts = [_told(block, block.text) for block in poster.blocks]
    shorts = [_told(block, block.short or block.text) for block in poster.blocks]
    heads = [_told(block, "") for block in poster.blocks]
    yield ()
    for count in range(1, len(heads)):
        yield list(_numbered(heads[:count]))
    yield list(_numbered(heads))
    yield list(_numbered(shorts))
    for count in range(len(texts)):
        yield [sentence, *_numbered([*texts[:count], *shorts[count:]])]
    yield [sentence, *_numbered(texts)]
    yield [lead, *_numbered(texts)]


def _address(poster: Poster) -> str:
    audience = poster.meta.audience
    return "各位乡亲" if not audience or "village" in audience else "各位朋友"


def _event(poster: Poster) -> str:
    """Return when and where the activity is that the poster tells of."""
    if not poster.event:
        return ""
    place = f"地点：{_end(poster.event.place)}" if poster.event.place else ""
    return f"时间：{span_words(poster.event)}。{place}"


def _told(block: Block, text: str) -> str:
    if block.kind in _LEADS:
        return _LEADS[block.kind] + _end(text or block.heading)
    heading = block.heading
    if block.kind == "dont" and not heading.startswith(REFUSALS):
        heading = f"别{heading}"
    return _end(heading) + _end(text)


def _numbered(texts: Sequence[str]) -> Iterator[str]:
    if len(texts) > len(_ORDER) or any(text.startswith(tuple(_LEADS.values())) for text in texts):
        yield from texts
        return
    for order, text in zip(_ORDER, texts, strict=False):
        yield order + text


def _calls(poster: Poster) -> str:
    """Return whom to call: `急救 120` → 急救电话120."""
    found = [_PHONE.fullmatch(phone) for phone in poster.phones]
    calls = [f"{call['name']}电话{re.sub(r'[ -]', '', call['number'])}" for call in found if call]
    return f"{'，'.join(calls)}。" if calls else ""


def _end(text: str) -> str:
    """Return text as a sentence; empty stays empty."""
    text = text.strip()
    is_ended = text.rstrip("”’）》").endswith(("。", "！", "？", "…"))
    return text if not text or is_ended else f"{text.rstrip('，；：、')}。"
