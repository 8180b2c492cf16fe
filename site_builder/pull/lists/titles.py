"""The title of a link in a list: what is shown, and what its `title` attribute adds where that is cut off."""

from __future__ import annotations

import re
from typing import Any

from site_builder.pull.clean import one_line
from site_builder.pull.identity import same_title
from site_builder.pull.lists.days import whole_day

_CUT = re.compile(r"(?:…|\.{2,}|。{2,})+$")
_BULLET = re.compile(r"^[·•▪◆●■□○►▶»›>\-—\s]+")
_LABELLED = re.compile(
    r"标题\s*[:：]\s*(.+?)\s*(?:(?:发布|更新|创建|点击|作者|日期|时间|栏目|来源)\S{0,4}[:：]|$)"
)
_DAY = r"\s*[\[(（【]?\s*{}\s*(?:\d\d?[:：]\d\d(?:[:：]\d\d)?)?\s*[\])）】]?\s*"
_IS_DAY = re.compile(r"[\[(（]?\s*(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*[\])）]?")
_CARD = 60  # characters; a link that shows more holds a whole card, with an abstract
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST = 300


def title_of(link: Any) -> tuple[str, bool]:  # noqa: ANN401 - lxml has no types
    """Return the title of a link, and whether it is cut off."""
    shown = _without_day(_shown(link))
    hint = _hint(link)
    cut = bool(_CUT.search(shown))
    core = _CUT.sub("", shown)
    if hint and (not core or _says_more(hint, core)):
        return hint, bool(_CUT.search(hint))
    return (shown, cut) if core else ("", False)


def hints_in(row: Any) -> list[str]:  # noqa: ANN401
    """Return the title attributes of a row and of what is in it."""
    return [words for node in row.iter() if (words := _attribute(node, "title"))][:10]


def _says_more(hint: str, core: str) -> bool:
    whole, part = same_title(hint), same_title(core)
    return len(whole) > len(part) and part in whole


def _shown(link: Any) -> str:  # noqa: ANN401
    heading = next(link.iter(*_HEADS), None)
    if heading is not None:
        return _words(heading)
    whole = _words(link)
    for part in link.iterdescendants():
        words = one_line(part.text_content()[:40])
        if len(words) > 5 and _IS_DAY.fullmatch(words):
            whole = whole.replace(words, "", 1).strip()
    if len(whole) > _CARD:
        parts = [node for node in link.iterdescendants() if len(node) == 0]
        named = [node for node in parts if "tit" in _attribute(node, "class").lower()]
        first = next((words for node in (*named, *parts) if len(words := _words(node)) >= 4), "")
        return first or whole
    return whole or next((words for node in link.iter("img") if (words := _attribute(node, "alt"))), "")


def _words(node: Any) -> str:  # noqa: ANN401
    return _BULLET.sub("", one_line(node.text_content()[: _LONGEST * 2]))[:_LONGEST]


def _hint(link: Any) -> str:  # noqa: ANN401
    """Return what the title attribute says of the title; some list day, author and clicks beside it."""
    words = next((words for node in link.iter() if (words := _attribute(node, "title"))), "")
    labelled = _LABELLED.search(words)
    return _without_day(labelled[1] if labelled else words)[:_LONGEST]


def _without_day(title: str) -> str:
    """Return a title without a date that stands before or behind it; 2026年11月20日 is a part of it."""
    day = whole_day(title)
    if not day or "年" in day:
        return title
    pattern = _DAY.format(re.escape(day))
    return re.sub(f"^{pattern}|{pattern}$", "", title).strip() or title


def _attribute(node: Any, name: str) -> str:  # noqa: ANN401
    value = node.get(name) if isinstance(node.tag, str) else None
    return one_line(value[: _LONGEST * 2]) if value else ""
