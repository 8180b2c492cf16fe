"""Compressed answers, inflated up to a limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

_MAGIC = b"\x1f\x8b"
_STEP = 256 << 10  # bytes
_GZIP, _ZLIB, _RAW = 31, 15, -15  # window bits, as zlib wants them


class TooBigError(Exception):
    """The data goes beyond the limit."""


def gather(
    chunks: Iterable[bytes], *, encoding: str, limit: int, grow: Callable[[int], None] = lambda _size: None
) -> bytes:
    """Return the whole body; neither the chunks nor what they inflate to may exceed limit bytes.

    `grow` is told the size as it gets larger, and may wait there or raise. Raises TooBigError, and zlib.error
    for damaged data.
    """

    def collect(parts: Iterable[bytes]) -> bytes:
        whole = bytearray()
        for part in parts:
            whole += part
            if len(whole) > limit:
                raise TooBigError
            grow(len(whole))
        return bytes(whole)

    body = collect(chunks)
    for name in reversed([word.strip().lower() for word in encoding.split(",")]):
        body = collect(_inflated(body, name))
    return collect(_steps(body, _GZIP)) if body.startswith(_MAGIC) else body  # a file feed.xml.gz


def _inflated(body: bytes, encoding: str) -> Iterable[bytes]:
    if encoding in ("", "identity"):
        return (body,)
    if encoding in ("gzip", "x-gzip"):  # a proxy may have inflated it, and left the header
        return _steps(body, _GZIP) if body.startswith(_MAGIC) else (body,)
    if encoding == "deflate":  # RFC 9110 means zlib; many servers send the bare stream
        return _steps(body, _ZLIB if _has_zlib_head(body) else _RAW)
    raise zlib.error(encoding)


def _has_zlib_head(body: bytes) -> bool:
    """Say whether body begins as RFC 1950 has it."""
    return len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0


def _steps(body: bytes, window: int) -> Iterator[bytes]:
    while body:  # a gzip file may hold several members
        stream = zlib.decompressobj(window)
        while not stream.eof:
            part = stream.decompress(body, _STEP)
            if not part and not stream.unconsumed_tail and not stream.eof:
                raise zlib.error("the data breaks off")
            yield part
            body = stream.unconsumed_tail
        rest = stream.unused_data
        body = rest if window == _GZIP and rest.startswith(_MAGIC) else b""
