"""Compressed answers, inflated up to a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

_MAGIC = b"\x1f\x8b"
_GZIP, _ZLIB, _RAW = 31, 15, -15  # window bits, as zlib wants them


class TooBigError(Exception):
    """The data goes beyond the limit."""


def gather(chunks: Iterable[bytes], *, encoding: str, limit: int) -> bytes:
    """Return the whole body; neither the chunks nor what they inflate to may exceed limit bytes.

    Raises TooBigError, and zlib.error for damaged data.
    """
    wire = bytearray()
    for chunk in chunks:
        wire += chunk
        if len(wire) > limit:
            raise TooBigError
    body = bytes(wire)
    for name in reversed([word.strip().lower() for word in encoding.split(",")]):
        body = _inflate(body, name, limit)
    return _bounded(body, _GZIP, limit) if body.startswith(_MAGIC) else body  # a file feed.xml.gz


def _inflate(body: bytes, encoding: str, limit: int) -> bytes:
    if encoding in ("gzip", "x-gzip"):  # a proxy may have inflated it, and left the header
        return _bounded(body, _GZIP, limit) if body.startswith(_MAGIC) else body
    if encoding == "deflate":  # RFC 9110 means zlib; many servers send the bare stream
        try:
            return _bounded(body, _ZLIB, limit)
        except zlib.error:
            return _bounded(body, _RAW, limit)
    if encoding in ("", "identity"):
        return body
    raise zlib.error(encoding)


def _bounded(body: bytes, window: int, limit: int) -> bytes:
    out = bytearray()
    while body:  # a gzip file may hold several members
        stream = zlib.decompressobj(window)
        out += stream.decompress(body, limit + 1 - len(out))
        if len(out) > limit:
            raise TooBigError
        if not stream.eof:
            raise zlib.error("the data breaks off")
        body = stream.unused_data if window == _GZIP and stream.unused_data.startswith(_MAGIC) else b""
    return bytes(out)
