"""A pack for a USB stick: a folder of numbered pictures and nothing else, the test card first.

The names are ASCII: Explorer before Windows 8 takes the UTF-8 names in a ZIP for GBK, and many television
sets show no Chinese names. They differ without regard to case and hold nothing that FAT32 forbids. The files
are two seconds apart, so that sets which play by date keep the order too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from site_builder.digest import View
from site_builder.memo import Memo
from site_builder.render.posters.source import TemplateSource
from site_builder.render.screens.card import test_card
from site_builder.render.screens.slides import Draw, slide_jpeg

MOST = 999  # files of a folder: more than a three-digit number can keep in order
LONGEST = 40  # characters of a name; some sets show no more
_UNSAFE = re.compile(r"[^a-z0-9]+")
_PLAIN_FILE = 0o100644 << 16


def tv_pack(view: View, *, draw: Draw, templates: TemplateSource, memo: Memo) -> bytes:
    """Return the pack as a ZIP: the same bytes for the same view, everywhere."""
    slides = cast("Sequence[View]", view["slides"])
    card = test_card(cast("View", view["card"]), templates=templates, memo=memo)
    pictures = [slide_jpeg(slide, draw=draw, memo=memo) for slide in slides]
    names = [file_name(number, str(slide["name"])) for number, slide in enumerate(slides, start=1)]
    rows = zip([file_name(0, "test-card"), *names], [card, *pictures], strict=True)
    return zipped(rows, folder=str(view["folder"]), day=date.fromisoformat(str(view["day"])))


def file_name(number: int, name: str) -> str:
    """Return a name by which sets sort, such as `001_stove.jpg`."""
    if number > MOST:
        raise ValueError(number)
    plain = _UNSAFE.sub("-", name.lower()).strip("-")[:LONGEST].strip("-") or "poster"
    return f"{number:03}_{plain}.jpg"


def zipped(rows: Iterable[tuple[str, bytes]], *, folder: str, day: date) -> bytes:
    """Return files in a folder as a ZIP; they are JPEG, which no packing makes smaller."""
    out, moment = io.BytesIO(), datetime(day.year, day.month, day.day)  # noqa: DTZ001 - FAT knows no zones
    with ZipFile(out, "w", ZIP_STORED) as pack:
        for number, (name, data) in enumerate(rows):
            when = moment + timedelta(seconds=2 * number)  # FAT counts in twos
            info = ZipInfo(
                f"{folder}/{name}", (when.year, when.month, when.day, when.hour, when.minute, when.second)
            )
            info.create_system, info.external_attr = 3, _PLAIN_FILE
            pack.writestr(info, data)
    return out.getvalue()
