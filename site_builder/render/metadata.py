"""What a picture says besides its pixels (place, camera, remarks, a hidden film), taken out without loss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_JPEG_COMMENT = 0xFE
_JPEG_APPLICATIONS = range(0xE0, 0xF0)
_JPEG_KEPT = (b"\xff\xe0", b"JFIF\0"), (b"\xff\xe2", b"ICC_PROFILE\0"), (b"\xff\xee", b"Adobe")
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_JPEG_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_KEPT = frozenset(
    b"IHDR PLTE tRNS IDAT IEND acTL fcTL fdAT cHRM gAMA iCCP sRGB sBIT cICP bKGD pHYs".split()
)
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_NAMED = 0x08 | 0x04  # the header's flags for EXIF and XMP
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def without_metadata(data: bytes, kind: str) -> bytes:
    """Return the picture's bytes with only what is needed to show it; kind is Pillow's name of the format.

    Raises ValueError when the file is not laid out as its kind should be.
    """
    try:
        return b"".join(_PARTS[kind](data))
    except (KeyError, IndexError) as error:
        raise ValueError(kind) from error


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the segments up to the first picture's end: what phones hang behind it is left out."""
    yield data[:2]
    at = 2
    while data[at + 1] != _JPEG_END:
        if data[at] != 0xFF:
            raise ValueError(at)
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == _JPEG_SCAN:
            following = _JPEG_AFTER_SCAN.search(data, end)
            end = following.start() if following else len(data)
        if _is_shown(data, at):
            yield data[at:end]
        at = end
        while data[at : at + 2] == b"\xff\xff":  # a marker may be filled up
            at += 1
    yield data[at : at + 2]


def _is_shown(data: bytes, at: int) -> bool:
    if data[at + 1] in _JPEG_APPLICATIONS:
        return any(data[at : at + 2] == mark and data.startswith(name, at + 4) for mark, name in _JPEG_KEPT)
    return data[at + 1] != _JPEG_COMMENT


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            raise ValueError(at)
        if kind in _PNG_KEPT:
            yield data[at:end]
        at = end


def _webp(data: bytes) -> Iterator[bytes]:
    kept = list(_webp_chunks(data))
    yield b"RIFF" + (4 + sum(map(len, kept))).to_bytes(4, "little") + b"WEBP"
    yield from kept


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        kind = data[at : at + 4]
        if kind == b"VP8X":
            yield data[at : at + 8] + bytes([data[at + 8] & ~_WEBP_NAMED]) + data[at + 9 : end]
        elif kind in _WEBP_KEPT:
            yield data[at:end]
        at = end


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _gif_colours(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            body = at + 11 + _gif_colours(data[at + 9])
        elif data[at] == 0x21:
            body = at + 2
        else:
            raise ValueError(at)
        end = _gif_blocks_end(data, body)
        if data[at] == 0x2C or data[at + 1] == 0xF9 or data[at + 3 : at + 14] in _GIF_LOOPS:
            yield data[at:end]
        at = end
    yield data[at : at + 1]


def _gif_colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


_PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "JPEG": _jpeg, "MPO": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif,
}  # fmt: skip
