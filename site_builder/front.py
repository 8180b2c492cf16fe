"""Lines of a text's front matter, put in and taken out: every other character stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from site_builder.digest import digest

OWN = ("origin", "withdrawn")  # keys that a hub adds to a text without changing it
_END = r"(?:\r\n|\r|\n)"
_HEAD = re.compile(
    rf"(?P<fence>\ufeff?(?:[ \t]*{_END})*---[ \t]*(?P<end>{_END}))"
    r"(?P<lines>.*?)(?<=[\r\n])---[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def has(text: str, key: str) -> bool:
    """Say whether the front matter has the key."""
    found = _HEAD.match(text)
    return bool(found and _block(key).search(found["lines"]))


def put(text: str, key: str, lines: str) -> str:
    """Return text with `lines`, which begin with the key and end with a line feed, in place of the key's own.

    A text without front matter stays as it is.
    """
    found = _HEAD.match(text)
    if not found:
        return text
    own = lines.replace("\n", found["end"])
    kept = _block(key).sub("", found["lines"])
    return f"{text[: found.start('lines')]}{kept}{own}{text[found.end('lines') :]}"


def without(text: str, *keys: str) -> str:
    """Return text without the lines of some keys."""
    found = _HEAD.match(text)
    if not found:
        return text
    lines = found["lines"]
    for key in keys:
        if key in lines:
            lines = _block(key).sub("", lines)
    return text[: found.start("lines")] + lines + text[found.end("lines") :]


def plain(text: str) -> str:
    """Return text with its lines ended by a line feed alone, and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def handed_on(text: str) -> str:
    """Return what hubs hand on of a text: without what they added to it."""
    return without(plain(text), *OWN)


def text_digest(text: str) -> str:
    """Return the digest by which hubs know a text, whichever of them holds it."""
    return digest(handed_on(text).encode("utf-8", "surrogatepass"))


def edited(data: bytes, change: Callable[[str], str]) -> bytes:
    """Return a file whose text was changed, in the encoding it has: UTF-8, UTF-16 or GBK.

    Raises UnicodeError when it is none of these.
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if not encoding:
        encoding = "utf-8"
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            encoding = "gb18030"
    return change(data.decode(encoding)).encode(encoding)


def _block(key: str) -> re.Pattern[str]:
    """Match the line of a key, and the lines below that belong to it."""
    return re.compile(
        rf"(?<![^\r\n]){re.escape(key)}:[^\r\n]*{_END}(?:(?:[ \t]+[^\s]|-[ \t])[^\r\n]*{_END})*"
    )
