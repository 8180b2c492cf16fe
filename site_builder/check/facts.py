"""What a finished page or style sheet holds and asks for, read from its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import html

Kind = Literal["link", "picture", "load"]

_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_FETCHED = {"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "prefetch", "modulepreload"}
_KINDS: Mapping[tuple[str, str], Kind] = {
    ("a", "href"): "link",
    ("area", "href"): "link",
    ("form", "action"): "link",
    ("img", "src"): "picture",
    ("img", "srcset"): "picture",
    ("source", "srcset"): "picture",
    ("input", "src"): "picture",
    ("video", "poster"): "picture",
    ("image", "href"): "picture",
    ("image", "xlink:href"): "picture",
    ("use", "href"): "load",
    ("use", "xlink:href"): "load",
    ("script", "src"): "load",
    ("iframe", "src"): "load",
    ("embed", "src"): "load",
    ("object", "data"): "load",
    ("audio", "src"): "load",
    ("video", "src"): "load",
    ("source", "src"): "load",
    ("track", "src"): "load",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One tag of a page with its attributes as written; `text` is what it reads, `line` counts from 1."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An address as written: readers follow a `link`, the page itself asks for a `picture` or a `load`."""

    kind: Kind
    url: str
    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """`ids` are the places that `#…` may lead to."""

    ids: frozenset[str] = frozenset()
    elements: tuple[Element, ...] = ()
    references: tuple[Reference, ...] = ()


def page_facts(data: bytes) -> PageFacts:
    """Return the facts of an HTML page; an empty page has none."""
    if not data.strip():
        return PageFacts()
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    nodes = [node for node in tree.iter() if isinstance(node.tag, str)]
    elements = tuple(_element(node) for node in nodes)
    names = (node.get(name) for node in nodes for name in (("id", "name") if node.tag == "a" else ("id",)))
    return PageFacts(
        ids=frozenset(name for name in names if name),
        elements=elements,
        references=tuple(reference for element in elements for reference in _references(element)),
    )


def style_facts(data: bytes) -> PageFacts:
    """Return what a style sheet asks for."""
    return PageFacts(references=tuple(_asked_by_style(data.decode("utf-8", "replace"), Element(tag="style"))))


def _element(node: Any) -> Element:  # noqa: ANN401 - lxml has no types
    text = str(node.text or "") if node.tag in ("style", "script") else " ".join(node.text_content().split())
    worth_keeping = node.tag in ("a", "style", "script")
    attributes = {str(name): str(value).strip() for name, value in node.attrib.items()}
    return Element(
        tag=node.tag, attributes=attributes, text=text if worth_keeping else "", line=node.sourceline or 0
    )


def _references(element: Element) -> Iterator[Reference]:
    for name, value in element.attributes.items():
        kind = _kind(element, name)
        if kind:
            urls = _candidates(value) if name == "srcset" else [value]
            yield from (Reference(kind=kind, url=url, element=element) for url in urls)
        elif name == "style":
            yield from _asked_by_style(value, element)
    if element.tag == "style":
        yield from _asked_by_style(element.text, element)


def _kind(element: Element, name: str) -> Kind | None:
    if element.tag == "link" and name == "href":
        relations = set(element.attributes.get("rel", "").lower().split())
        return "load" if relations & _FETCHED else "link"
    return _KINDS.get((element.tag, name))


def _candidates(srcset: str) -> list[str]:
    return [part.split()[0] for part in srcset.split(",") if part.strip()]


def _asked_by_style(css: str, element: Element) -> Iterator[Reference]:
    for found in _URL.finditer(css):
        yield Reference(kind="load", url=(found[1] or found[2]).strip(), element=element)
