"""Drawings: an SVG is shown only when nothing in it can run or reach outside."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from site_builder.i18n import _
from site_builder.read.picture_facts import Facts

LARGEST = 2 * 1024 * 1024  # bytes
_SVG = "http://www.w3.org/2000/svg"
_INERT = frozenset(  # what drawing programs add for themselves; no browser acts on it
    (
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/",
        "http://purl.org/dc/elements/1.1/",
    )
)
_ATTRIBUTE_SPACES = frozenset(
    ("", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", *_INERT)
)
_ENCODINGS = frozenset(("", "utf-8", "us-ascii", "ascii", "iso-8859-1"))  # read alike by us and by a browser
_ELEMENTS = """
    svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath title desc
    metadata style image linearGradient radialGradient stop clipPath mask pattern marker filter view
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
_ALLOWED = frozenset(_ELEMENTS.split())
_PICTURE_DATA = re.compile(r"data:image/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\s]*")
_REACHES_OUT = re.compile(
    r"url\(\s*+['\"]?+\s*+(?!#)|(?:image|image-set|src|expression)\s*\(|@import|@namespace|javascript:|\\",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|mm|cm|in)?\s*", re.ASCII)
_WIDEST = 1_000_000  # pixels; a drawing that says more says nothing
_PIXELS = {"": 1, "px": 1, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


class DrawingError(Exception):
    """The drawing cannot be shown."""


def drawing_facts(data: bytes) -> Facts:
    """Return what is to be known of the drawing; its sides are 0 when it says none.

    Raises DrawingError.
    """
    if len(data) > LARGEST:
        raise DrawingError(_("the drawing is larger than 2 MB"))
    if re.search(rb"<!(DOCTYPE|ENTITY)", data, re.IGNORECASE) or b"\0" in data:
        raise DrawingError(_("the drawing has a document type or entities"))
    root = _parsed(data)
    if root.tag != f"{{{_SVG}}}svg":
        raise DrawingError(
            _("the file is no SVG drawing; it begins with <{name}>").format(name=_local(root.tag))
        )
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        _judge(node)
    words = "".join(word for node in root.iter(f"{{{_SVG}}}text") for word in node.itertext())
    return Facts(*_size(root), lettered=bool(words.strip()))


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DrawingError(
            _("the drawing cannot be read at line {line}").format(line=error.lineno)
        ) from error
    encoding = root.getroottree().docinfo.encoding or ""
    if encoding.lower() not in _ENCODINGS:
        raise DrawingError(_("the drawing is not saved as UTF-8 but as {encoding}").format(encoding=encoding))
    return root


def _judge(node: Any) -> None:  # noqa: ANN401
    if node.tag is etree.Comment:
        return
    if not isinstance(node.tag, str):
        raise DrawingError(_("the drawing has a processing instruction"))
    space, name = _space(node.tag), _local(node.tag)
    if space not in _INERT and (space != _SVG or name not in _ALLOWED):
        raise DrawingError(_("the drawing holds <{name}>").format(name=name))
    for key, value in node.attrib.items():
        _judge_attribute(key, value)
    if name == "style" and (len(node.xpath("*")) or _REACHES_OUT.search(node.xpath("string()"))):
        raise DrawingError(_("the drawing's style reaches outside"))


def _judge_attribute(key: str, value: str) -> None:
    space, name = _space(key), _local(key).lower()
    if space in _INERT:
        return
    if name.startswith("on") or name == "base" or space not in _ATTRIBUTE_SPACES:
        raise DrawingError(_("the drawing has the attribute {name}").format(name=name))
    if name in ("href", "src"):
        if not (value.strip().startswith("#") or _PICTURE_DATA.fullmatch(value.strip())):
            raise DrawingError(_("the drawing points outside: {target}").format(target=value[:60]))
    elif _REACHES_OUT.search(value):
        raise DrawingError(_("the drawing's style reaches outside"))


def _size(root: Any) -> tuple[int, int]:  # noqa: ANN401
    width, height = (_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        pixels = [float(found[1]) * _PIXELS[found[2] or ""] for found in (width, height)]
    else:
        numbers = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
        pixels = [float(number) for number in numbers[2:4]] if len(numbers) == 4 else [0, 0]
    return (round(pixels[0]), round(pixels[1])) if max(pixels) < _WIDEST else (0, 0)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _space(tag: str) -> str:
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""
