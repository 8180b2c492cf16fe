"""Pictures, and where wished files, of full-text items: fetched for their page, and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from site_builder.media import media_name
from site_builder.pull.entry import Item, Media
from site_builder.pull.errand import Errand, Found
from site_builder.pull.foreign import files_in, pictures_in
from site_builder.pull.pictures import NoPictureError, redrawn
from site_builder.pull.trouble import FetchError

_MOST_PICTURES, _MOST_FILES = 30, 5  # of one item; further ones are linked
_TOGETHER = 24 << 20  # bytes in memory until they are filed; what comes after waits for the next visit
_LARGEST_FILE = 50 << 20  # bytes
_PATIENCE = 3  # in a row that cannot be had; then the rest is linked
_FOR_GOOD = (403, 404, 410)
_PDF = b"%PDF-"


def with_media(errand: Errand, found: Found) -> Found:
    """Return the items with the pictures of those that will be shown in full; others have no use for any."""
    if errand.source.rights != "full":
        return found
    bringing = _Bringing(errand)
    items: list[Item] = []
    new = 0
    for item in found.items:
        if item.foreign or errand.settled(item):
            items.append(item)
            continue
        if new >= errand.source.limit or bringing.weight > _TOGETHER:
            return replace(found, items=items, left=True)
        items.append(replace(item, media=tuple(bringing.media_of(item))))
        new += not errand.known(item)
    return replace(found, items=items)


@dataclass(slots=True)
class _Bringing:
    """What is fetched at one visit; `weight` is what it holds in memory."""

    errand: Errand
    weight: int = 0
    _failures: int = 0
    _had: dict[str, str] = field(default_factory=dict)

    def media_of(self, item: Item) -> Iterator[Media]:
        markup, base = item.markup, item.base or item.link
        pictures = pictures_in(markup, base)
        for number, address in enumerate(pictures):
            yield self._media(address, item, is_file=False) if number < _MOST_PICTURES else _lost(address)
        if self.errand.source.attachments:
            for address in files_in(markup, base)[:_MOST_FILES]:
                yield self._media(address, item, is_file=True)

    def _media(self, address: str, item: Item, *, is_file: bool) -> Media:
        name = self._had.get(address, self.errand.media.get(address))
        if name is not None:
            return Media(address=address, name=name)
        if self._failures >= _PATIENCE:
            return _lost(address)
        try:
            response = self.errand.ask(address, referer=item.link, size=_LARGEST_FILE if is_file else 0)
        except FetchError as error:
            self._failures = 0 if error.status in _FOR_GOOD else self._failures + 1
            return _lost(address)
        self._failures = 0
        return self._kept(address, *(_file(response.body) if is_file else _picture(response.body)))

    def _kept(self, address: str, data: bytes, suffix: str) -> Media:
        name = media_name(data, suffix) if data else ""
        self._had[address] = name
        self.weight += len(data)
        return Media(address=address, name=name, data=data)


def _lost(address: str) -> Media:
    return Media(address=address, lost=True)


def _picture(data: bytes) -> tuple[bytes, str]:
    try:
        return redrawn(data)
    except NoPictureError:
        return b"", ""


def _file(data: bytes) -> tuple[bytes, str]:
    return (data, ".pdf") if data.startswith(_PDF) else (b"", "")
