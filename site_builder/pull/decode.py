"""Bytes from the web as clean text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONG_TAG = re.compile(r"(<[a-zA-Z][^\s<>/]*)[^<>]{2000,}")
_CROWD = 1000  # separators in a tag; real pages reach 60
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "cp936", "x-gbk", "hz-gb-2312", "gb18030"}


def decode(body: bytes, *, content_type: str = "", encoding: str = "") -> str:
    """Return body as text without control characters; `encoding` is what the editor says it is.

    Order: byte order mark, editor, strict UTF-8, header, the document's own word, GB 18030; when none
    fits, the one that loses the fewest characters.
    """
    return _cleaned(_text(body, _candidates(body, content_type, encoding)))


def decode_file(data: bytes) -> str | None:
    """Return the text of a file that a person saved: UTF-8, UTF-16 or GBK; None when it is none of these."""
    text = _text(data, ["utf-8", "gb18030"])
    damaged = text.count("\ufffd") > data.count("\ufffd".encode())
    return None if damaged or "\0" in text else text


def from_root(text: str) -> str:
    """Return text from its first `<` or `{`: servers send blank lines or warnings before the root."""
    found = re.search(r"<[?!a-zA-Z]|\{", text)
    return text[found.start() :] if found else text


def without_crowds(markup: str) -> str:
    """Return markup, the attributes of an element that has absurdly many left out.

    Parsers compare each with each: 100,000 take half a minute.
    """
    return _LONG_TAG.sub(_thinned, markup)


def _thinned(found: re.Match[str]) -> str:
    if sum(map(found[0].count, " \t\n\f/\"'")) <= _CROWD:
        return found[0]
    return found[1] + ("/" if found[0].endswith("/") else "")


def _text(body: bytes, candidates: Sequence[str]) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for name in candidates:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    texts = [body.decode(name, "replace") for name in candidates]
    return min(texts, key=lambda text: text.count("\ufffd"))


def _candidates(body: bytes, content_type: str, encoding: str) -> list[str]:
    in_header = _HEADER.search(content_type)
    in_body = _DECLARED.search(body[:2048])
    words = [
        encoding,
        "utf-8",
        in_header[1] if in_header else "",
        in_body[1].decode("ascii") if in_body else "",
        "gb18030",
    ]
    return list(dict.fromkeys(name for word in words if (name := _known(word))))


def _known(word: str) -> str:
    """Return Python's name of a text encoding; the parts of GB 18030 become the whole."""
    if word.lower() in _CHINESE:
        return "gb18030"
    try:
        found = codecs.lookup(word)
        "".encode(found.name)  # base64 and the like are codecs too, but not of text
    except (LookupError, ValueError):
        return ""
    return found.name


def _cleaned(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
