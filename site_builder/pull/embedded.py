"""Pictures, players and files inside foreign text, and what a text of ours says in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import html

from site_builder.pull.clean import PICTURE_ATTRIBUTES, PLAYERS, one_line
from site_builder.pull.links import file_kind, web_address

_PICTURE, _VIDEO, _AUDIO = "图", "视频", "音频"  # content, not messages
_NAMELESS = re.compile(
    r"[\w%() -]*\.(?:jpe?g|png|gif|webp|bmp)|(?:img|image|pic|图片|图|untitled|undefined|null|logo)?[\s\d_-]*"
    r"|w0\d{10,}|[0-9a-f]{16,}|(?:点击)?查看大图",
    re.IGNORECASE,
)
_PLAYER = re.compile(r"v\.qq\.com|bilibili|youku|iqiyi|ixigua|cctv|/player|video", re.IGNORECASE)
_LONGEST = 200  # characters of words for a picture


def picture_addresses(tree: Any, base: str) -> list[str]:  # noqa: ANN401 - lxml has no types
    """Return the addresses of the pictures in a tree, once each."""
    return list(dict.fromkeys(address for node in tree.iter("img") if (address := _address(node, base))))


def settle_pictures(tree: Any, base: str, shown: Mapping[str, str]) -> None:  # noqa: ANN401
    """Give every picture its place in `shown`, which maps addresses to files of ours.

    A picture that is not shown becomes a link with its words, or goes when it has none. One that could not be
    had, which `shown` maps to its own address, is linked in any case.
    """
    for node in list(tree.iter("img")):
        address = _address(node, base)
        place, words = shown.get(address, ""), _words_for(node)
        if place and place != address:
            _show(node, place, words)
        elif words or place:
            _replace(node, f"{_PICTURE}：{words}" if words else f"{_PICTURE}片", address)
        else:
            node.drop_tree()


def settle_players(tree: Any, base: str) -> None:  # noqa: ANN401
    """Make links of videos and sound; what else would be shown in a frame goes."""
    for node in list(tree.iter(*PLAYERS)):
        if node.getparent() is None or tree not in node.iterancestors():
            continue  # inside one that is settled
        named = node.get("src") or next((row.get("src") for row in node.iter("source") if row.get("src")), "")
        address = web_address(named or "", base)
        is_player = node.tag in ("video", "audio") or file_kind(address) or _PLAYER.search(address)
        if address and is_player:
            is_sound = node.tag == "audio" or file_kind(address) == _AUDIO
            _replace(node, _AUDIO if is_sound else _VIDEO, address)
        else:
            _drop(node)


def settle_links(tree: Any, base: str, shown: Mapping[str, str]) -> None:  # noqa: ANN401
    """Give every link its full address, or the file that `shown` maps it to; say what kind of file it is."""
    for link in list(tree.iter("a")):
        address = web_address(link.get("href", ""), base)
        kind = file_kind(address)
        if not address or _is_same_page(link.get("href", ""), address, base):
            link.drop_tag()
            continue
        place = shown.get(address, "")
        link.set("href", place if place and place != address else address)
        words = link.text_content().lower()
        if (
            kind
            and words.strip()
            and kind.lower() not in words
            and address.rpartition(".")[2].lower() not in words
        ):
            _append(link, f"（{kind}）")


def _is_same_page(named: str, address: str, base: str) -> bool:
    """Say whether a link leads to a note or a heading of the same page, whose names are lost."""
    return named.strip().startswith("#") or (
        "#" in address and address.partition("#")[0] == base.partition("#")[0]
    )


def _append(node: Any, words: str) -> None:  # noqa: ANN401
    if len(node):
        node[-1].tail = (node[-1].tail or "") + words
    else:
        node.text = (node.text or "") + words


def _address(node: Any, base: str) -> str:  # noqa: ANN401
    for name in PICTURE_ATTRIBUTES:
        named = (node.get(name) or "").strip()
        if "srcset" in name:
            named = _largest(named)
        address = web_address(named, base) if named else ""
        if address:
            return address
    return ""


def _largest(srcset: str) -> str:
    """Return the address of the largest picture in a srcset."""
    rows = [row.split() for row in re.split(r",\s+", srcset) if row.strip()]
    return max(rows, key=lambda row: _size(row[-1]), default=[""])[0]


def _size(descriptor: str) -> float:
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)[wx]", descriptor)
    return float(found[1]) if found else 1.0


def _words_for(node: Any) -> str:  # noqa: ANN401
    """Return what a picture shows, in its own words or those below it; a file name says nothing."""
    for words in (node.get("alt"), node.get("title"), _caption(node)):
        plain = one_line(words or "")[:_LONGEST]
        if plain and not _NAMELESS.fullmatch(plain):
            return plain
    return ""


def _caption(node: Any) -> str:  # noqa: ANN401
    caption = _caption_of(node)
    return "" if caption is None else caption.text_content()


def _caption_of(node: Any) -> Any:  # noqa: ANN401
    """Return the caption below a picture that stands alone in its figure."""
    figure = next(node.iterancestors("figure"), None)
    if figure is None or sum(1 for _picture in figure.iter("img")) != 1:
        return None
    return next(figure.iter("figcaption"), None)


def _show(node: Any, place: str, words: str) -> None:  # noqa: ANN401
    caption = _caption_of(node)
    below = one_line(caption.text_content()) if caption is not None else ""
    if caption is not None:
        caption.drop_tree()
    for name in list(node.attrib):
        del node.attrib[name]
    node.set("src", place)
    node.set("alt", words)
    if below:
        node.set("title", below)


def _replace(node: Any, words: str, address: str) -> None:  # noqa: ANN401
    inside_link = any(above.tag == "a" for above in node.iterancestors())
    link = html.Element("a" if address and not inside_link else "span")
    if link.tag == "a":
        link.set("href", address)
    link.text, link.tail = words, node.tail or ""
    node.getparent().replace(node, link)


def _drop(node: Any) -> None:  # noqa: ANN401
    """Take a frame out with all that is in it; a source has no inside, whatever the parser takes for it."""
    if node.tag == "source":
        node.drop_tag()
    else:
        node.drop_tree()
