"""What surrounds an article without being part of it: buttons to share and print, neighbours, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from site_builder.pull.clean import one_line

_BLOCKS = (
    *("p", "div", "section", "article", "center", "ul", "ol", "li", "table", "tr", "td", "th"),
    *("dl", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure"),
)
_BOXES = re.compile(
    r"bdshare|jiathis|social-?share|share-?(?:box|bar|btn)|addthis|qrcode|a2a_kit", re.IGNORECASE
)
_BUTTON = (
    r"分享[到至]?|转发[到至]?|微信|朋友圈|新浪微博|腾讯微博|微博|QQ好友|QQ空间|QQ|人人网|豆瓣|复制链接"
    r"|打印(?:本页|页面)?|关闭(?:窗口|本页|页面)?|字体|字号|大小|大|中|小|默认|收藏|返回(?:顶部|列表|首页|上一?页)?"
    r"|我要纠错|纠错|视力保护色|无障碍|A\+|A-|繁体|简体|RSS|下载"
)
_BUTTONS = re.compile(rf"(?>(?:{_BUTTON}|[\W_])+)", re.IGNORECASE)  # atomic: hostile rows cost no time
_SURE = re.compile(
    r"分享[到至]|打印本|关闭(?:窗口|本)|字[体号][:：]?[\s\[【(（]*[大A]|返回(?:顶部|列表)|[\[【](?:打印|关闭|收藏)[\]】]"
)
_NEIGHBOUR = re.compile(
    r"(?:[<＜«\s]*)(?:上|下|前|后)一?[篇条则][:：\s].*|扫一扫.{0,20}(?:分享|手机|打开|关注).{0,10}"
)
_COUNTER = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]\s*\d*\s*次?")
_CREDIT = re.compile(
    r"(?<![^\W\d])[\[【(（]?\s*"
    r"(?P<role>责任?编辑?|编辑|[初复终]审|审[核校]|校对|签发|(?:文章|信息|稿件|新闻)?来源|稿源|作者|[供撰]稿|文)"
    r"\s*[:：/／]\s*(?P<name>[^:：\s\]】)）|｜。！？]{1,30})"
    r"\s*(?=[\]】)）|｜、，,；;]|\s|$)"
)
_CREDITS = re.compile(r"[\s\]】)）|｜、，,；;]*")
_SHOWN = ("img", "video", "audio", "iframe", "embed", "table")
_TABLE = ("td", "th", "tr", "table")
_FIRST, _LAST = 8, 12  # blocks at the ends of an article
_LONGEST = 80  # characters of a block that is only buttons or credits
_FIELDS = {
    "来源": "publisher",
    "稿源": "publisher",
    "作者": "author",
    "供稿": "author",
    "撰稿": "author",
    "文": "author",
}


@dataclass(slots=True)
class Credits:
    """Who published, wrote and edited a text, as its page says."""

    publisher: str = ""
    author: str = ""
    editor: str = ""

    def fill(self, other: Credits) -> None:
        """Take from other what is not known yet."""
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) or getattr(other, item.name))


def tidy(article: Any) -> Credits:  # noqa: ANN401 - lxml has no types
    """Take out of an article's tree what is not its text, and return the credits among it.

    Only its beginning and its end are looked at: “来源：煤炉” in the middle is a fact.
    """
    named = Credits()
    for box in [node for node in article.iter("div", "ul", "p") if _is_box(node)]:
        _drop(box, article)
    leaves = list(_leaves(article))
    for leaf in dict.fromkeys((*leaves[:_FIRST], *leaves[-_LAST:])):
        block = _furniture_around(leaf, article)
        if block is not None:
            named.fill(credits_in(_start(block)) or Credits())
            _drop(block, article)
    return named


def _furniture_around(leaf: Any, article: Any) -> Any:  # noqa: ANN401
    """Return the largest block around leaf that is only buttons, neighbours or credits; None when none is."""
    found = None
    for node in (leaf, *leaf.iterancestors()):
        words = _start(node)
        if node is article or node.tag in _TABLE or len(words) > _LONGEST:
            break
        if next(node.iter(*_SHOWN), None) is not None:
            break
        if words and (credits_in(words) or _is_furniture(words)):
            found = node
    return found


def _drop(node: Any, article: Any) -> None:  # noqa: ANN401
    if node is not article and article in node.iterancestors():
        node.drop_tree()


def _start(node: Any) -> str:  # noqa: ANN401
    return one_line(node.text_content()[: _LONGEST * 3])


def credits_in(words: str) -> Credits | None:
    """Return the credits that words consist of, None when they say anything else, too."""
    found, rest = Credits(), words
    while match := _CREDIT.match(rest):
        _note(found, match)
        rest = rest[match.end() :]
        rest = rest[_CREDITS.match(rest).end() :]  # type: ignore[union-attr] # it fits any text
    return found if rest == "" and words else None


def credits_among(words: str) -> Credits:
    """Return the credits that stand somewhere in words: the line below a title."""
    found = Credits()
    for match in _CREDIT.finditer(words):
        _note(found, match)
    return found


def _note(credits_: Credits, match: re.Match[str]) -> None:
    role = match["role"]
    field = next((name for key, name in _FIELDS.items() if role.endswith(key)), "editor")
    credits_.fill(Credits(**{field: one_line(match["name"])}))


def _is_box(node: Any) -> bool:  # noqa: ANN401
    named = f"{node.get('class') or ''} {node.get('id') or ''}"
    return bool(_BOXES.search(named)) and len(_start(node)) <= _LONGEST


def _is_furniture(words: str) -> bool:
    if _BUTTONS.fullmatch(words):
        return bool(_SURE.search(words)) or len(re.findall(_BUTTON, words)) > 2
    return bool(_NEIGHBOUR.fullmatch(words) or _COUNTER.fullmatch(words))


def _leaves(article: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the blocks that hold no other block."""
    for node in article.iter(*_BLOCKS):
        if node is not article and next(node.iterdescendants(*_BLOCKS), None) is None:
            yield node
