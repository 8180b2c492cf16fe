"""Foreign HTML as a tree that our Markdown writer understands: pictures, players, files and links settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from site_builder.pull.clean import safe_tree
from site_builder.pull.embedded import picture_addresses, settle_links, settle_pictures, settle_players
from site_builder.pull.links import file_kind, web_address


def clean_tree(markup: str, base: str, shown: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - lxml
    """Return untrusted HTML as an lxml tree of known elements; links are full http(s) addresses.

    `shown` maps addresses of pictures and files to files of ours. Other pictures become links that carry
    their description, or go when they have none.
    """
    tree = safe_tree(markup)
    settle_players(tree, base)
    settle_links(tree, base, shown or {})
    settle_pictures(tree, base, shown or {})
    etree.strip_tags(tree, "span")
    return tree


def files_in(markup: str, base: str) -> list[str]:
    """Return the addresses of the PDF files that untrusted HTML links to, once each."""
    links = (web_address(node.get("href", ""), base) for node in safe_tree(markup).iter("a"))
    return [address for address in dict.fromkeys(links) if file_kind(address) == "PDF"]


def pictures_in(markup: str, base: str) -> list[str]:
    """Return the addresses of the pictures in untrusted HTML, once each."""
    return picture_addresses(safe_tree(markup), base)
