"""What comes from outside: an item as the source gives it, an entry as the inbox keeps it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

_FILES, _FILE = {"image": "图片", "audio": "音频", "video": "视频"}, "附件"  # content, not messages


class Enclosure(NamedTuple):
    """A file that an item carries; `kind` is image, audio, video or anything else."""

    link: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or a file that was found at `address`.

    `name` is its own below content/media, empty when it is of no use to readers; `data` is empty when the
    file is there already. One that could not be had is `lost`: it may be there another time.
    """

    address: str
    name: str = ""
    data: bytes = b""
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a source. `title` and `author` are plain text, `summary` and `content` untrusted HTML.

    `base` is the address that relative links in the HTML start from; `moment` says when, in China, where the
    source is that exact. `media` is what was fetched for it; `cut` says that the title is not whole.
    A `foreign` item stands on a site that the source's terms do not speak for: title and link are all of it.
    """

    title: str
    link: str = ""
    guid: str = ""
    date: dt.date | None = None
    author: str = ""
    publisher: str = ""
    summary: str = ""
    content: str = ""
    base: str = ""
    moment: dt.datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()
    editor: str = ""
    foreign: bool = False
    cut: bool = False
    media: tuple[Media, ...] = ()

    @property
    def markup(self) -> str:
        """Return the whole text as untrusted HTML, with links to files that come with it unseen."""
        text = self.content or self.summary
        files = [one for one in self.enclosures if one.link not in text]
        links = [f'<p><a href="{escape(one.link)}">{_FILES.get(one.kind, _FILE)}</a></p>' for one in files]
        return text + "".join(links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """The same text at another source."""

    id: str
    source: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of the inbox. `body` is Markdown; `fetched` the day it was first seen or last changed."""

    id: str
    source: str
    title: str
    link: str = ""
    guid: str = ""
    date: dt.date | None = None
    author: str = ""
    publisher: str = ""
    editor: str = ""
    section: str = ""
    rights: str = "summary"
    permission: str = ""
    summary: str = ""
    body: str = ""
    also: tuple[Also, ...] = ()
    fetched: dt.date | None = None
