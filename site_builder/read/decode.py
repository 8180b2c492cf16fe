"""The text in a file's bytes, whatever editor saved them."""

from __future__ import annotations

import re

from site_builder.i18n import _
from site_builder.read.notes import Notes

LARGEST = 512 * 1024  # bytes of one text, 170,000 characters; hostile text of this size costs seconds
_NOT_TEXT = (
    (b"PK\x03\x04", "Word / ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
)
UNPRINTABLE = re.compile(  # what XML, and so a feed, cannot carry
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)


def decode(data: bytes, notes: Notes) -> str | None:
    """Return the text, its lines ended by a line feed alone, or None with the reason noted."""
    if len(data) > LARGEST:
        notes.error(0, _("the text is too large: {size} KB").format(size=len(data) // 1024), _("split it"))
        return None
    text = _to_text(data, notes)
    return None if text is None else UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _to_text(data: bytes, notes: Notes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _from_utf16(data, notes)
    for magic, kind in _NOT_TEXT:
        if data.startswith(magic):
            notes.error(
                0,
                _("this is not a text file but {kind}").format(kind=kind),
                _("open it in its own program and copy the words into a new .md file"),
            )
            return None
    if b"\0" in data:
        notes.error(0, _("this is not a text file: it holds zero bytes"), _save_as_utf8())
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _from_gbk(data, error.start, notes)


def _from_utf16(data: bytes, notes: Notes) -> str | None:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        notes.error(0, _("this is not a text file that can be read"), _save_as_utf8())
        return None
    notes.warn(1, _("the file was read as UTF-16 (“Unicode” in Windows Notepad)"), _save_as_utf8())
    return text.replace("\0", "")


def _from_gbk(data: bytes, first_bad: int, notes: Notes) -> str | None:
    if _is_damaged_utf8(data):
        line = data.count(b"\n", 0, first_bad) + 1
        notes.error(line, _("a character here is damaged"), _("write the line again and save as UTF-8"))
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        notes.error(line, _("the file is neither UTF-8 nor GBK text"), _save_as_utf8())
        return None
    notes.warn(1, _("the file was read as GBK"), _save_as_utf8())
    return text


def _is_damaged_utf8(data: bytes) -> bool:
    """Say whether most of the text is good UTF-8; in a GBK file next to none is."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(ord(character) > 0x7FF for character in text) - bad
    return good > 10 * bad


def _save_as_utf8() -> str:
    return _("save it again as UTF-8 in the editor")
