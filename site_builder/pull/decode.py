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
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_WIDE = tuple(mark for mark, name in (*_BOMS, *_UNMARKED) if name != "utf-8")
_SAMPLE = 4096  # bytes at the beginning, in which a text has hardly a control character
_PRINTED = bytes([9, 10, 12, 13, 27, *range(32, 256)])
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{2000,}")
_TAG_NAME = re.compile(r"<[^\s/]*")
_CROWD = 1000  # separators in a tag; real pages reach 60
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "cp936", "x-gbk", "gb18030"}
_WESTERN = {"cp1252", "iso8859-15", "ascii"}  # fit any bytes: old servers say them of all
_SEVEN_BITS = {"hz"}  # any of its texts passes for UTF-8
_DAMAGED = 20  # of so many characters beyond ASCII one may be broken, and a text still counts as UTF-8


def decode(body: bytes, *, content_type: str = "", encoding: str = "") -> str:
    """Return body as text without control characters; `encoding` is what the editor says it is.

    Order: byte order mark, editor, UTF-8, header, the document's own word, GB 18030; when none fits, the
    one that loses the fewest characters. What is no text at all comes back empty.
    """
    if _is_data(body[:_SAMPLE]):
        return ""
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


def _is_data(sample: bytes) -> bool:
    """Say whether this is the beginning of a picture, an archive or the like."""
    strange = len(sample.translate(None, _PRINTED))
    return strange > max(8, len(sample) // 20) and not sample.startswith(_WIDE)


def _thinned(found: re.Match[str]) -> str:
    tag = found[0]
    if sum(map(tag.count, " \t\n\f/\"'")) <= _CROWD:
        return tag
    name = _TAG_NAME.match(tag)
    return (name[0] if name else "<") + ("/" if tag.endswith("/") else "")


def _text(body: bytes, candidates: Sequence[str]) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for start, name in _UNMARKED:
        if body.startswith(start):
            return body.decode(name, "replace")
    for name in candidates:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            if name == "utf-8" and (text := _hardly_damaged(body)):
                return text
    return _least_damaged(body, candidates)


def _least_damaged(body: bytes, candidates: Sequence[str]) -> str:
    best = body.decode(candidates[0], "replace")
    for name in candidates[1:]:
        text = body.decode(name, "replace")
        if text.count("\ufffd") < best.count("\ufffd"):
            best = text
    return best


def _hardly_damaged(body: bytes) -> str:
    """Return body as UTF-8 if a few characters only are broken: programs cut summaries inside of one."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = (len(body) - len(text)) // 2  # two bytes more than characters, for each Han
    return text if broken * _DAMAGED <= whole else ""


def _candidates(body: bytes, content_type: str, encoding: str) -> list[str]:
    in_header = _HEADER.search(content_type)
    in_body = _DECLARED.search(body[:2048])
    words = [in_header[1] if in_header else "", in_body[1].decode("ascii") if in_body else ""]
    named = [name for word in words if (name := _known(word))]
    sure = [name for name in named if name not in _WESTERN]
    chinese = ["gb18030"] if len(sure) == len(named) or _is_chinese(body) else []
    words = [_known(encoding), *_SEVEN_BITS.intersection(named), "utf-8", *sure, *chinese, *named, "gb18030"]
    return [name for name in dict.fromkeys(words) if name]


def _is_chinese(body: bytes) -> bool:
    """Say whether bytes that are called Western are GBK: then nearly all of them are common Han."""
    try:
        beyond = [letter for letter in body.decode("gb18030") if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    common = len("".join(beyond).encode("gb2312", "ignore")) // 2
    return common * 10 >= len(beyond) * 9


def _known(word: str) -> str:
    """Return Python's name of a text encoding; the parts of GB 18030 become the whole."""
    if word.lower() in _CHINESE:
        return "gb18030"
    try:
        found = codecs.lookup(word)
        "".encode(found.name)  # base64 and the like are codecs too, but not of text
    except (LookupError, ValueError):
        return ""
    return "cp1252" if found.name == "iso8859-1" else found.name  # as browsers read it


def _cleaned(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
