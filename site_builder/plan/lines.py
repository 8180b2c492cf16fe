"""What a poster says where no picture fits: LED lines with their strips, the script for the loudspeaker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_builder.build import Batch, Target
from site_builder.digest import Json, View
from site_builder.model import Poster
from site_builder.model.led import LIMITS, cells
from site_builder.plan.batches import batch
from site_builder.plan.context import Context, Entry, Frame, page_frame
from site_builder.plan.led import led_lines
from site_builder.plan.speech import speech_of
from site_builder.plan.trust import author_of

DOTS = (16, 32)  # height of a strip


def line_batches(context: Context) -> Iterator[Batch]:
    """Yield the strips and the script of each poster."""
    frame = context.frame
    for entry in context.posters:
        poster = entry.document
        assert isinstance(poster, Poster)
        folder = f"posters/{poster.slug}"
        strips = [f"{folder}/led-{dots}.png" for dots in DOTS] if _strip(poster) else []
        yield batch(
            line_targets,
            paths=[*strips, f"{folder}/speech.txt", f"{folder}/speech.html"],
            recipes=[*(["led.png"] if strips else []), "txt", "speech.html"],
            inputs=[frame.digest, entry.token, entry.address],
            shown=partial(dict, frame=frame, entry=entry),
        )


def line_targets(*, frame: Frame, entry: Entry) -> list[Target]:
    poster = entry.document
    assert isinstance(poster, Poster)
    shown, origin, folder = lines_view(poster, frame), f"content/{poster.path}", f"posters/{poster.slug}"
    speech, page = shown["speech"], f"{folder}/speech.html"
    frame_of_page = page_frame(frame, page, title=f"大喇叭稿：{poster.meta.title}", kind="speech")
    view: View = {
        **frame_of_page,
        "poster": {"title": poster.meta.title, "url": entry.address},
        "speech": speech,
    }
    strips = [
        Target(f"{folder}/led-{dots}.png", "led.png", {"text": text, "dots": dots})
        for dots in DOTS
        if (text := _strip(poster))
    ]
    return [
        *strips,
        Target(f"{folder}/speech.txt", "txt", {"paragraphs": _script(poster, frame)}, origin),
        Target(page, "speech.html", view, origin),
    ]


def lines_view(poster: Poster, frame: Frame) -> dict[str, Json]:
    """Return the LED lines and the script as the poster's page offers them; a missing line is left out."""
    folder, speech = f"posters/{poster.slug}", speech_of(poster, author_of(poster, frame))
    lines = zip(LIMITS, led_lines(poster), strict=True)
    return {
        "led": [{"limit": limit, "text": text, "cells": cells(text)} for limit, text in lines if text],
        "strips": [
            {
                "url": f"{folder}/led-{dots}.png",
                "dots": dots,
                "filename": f"{poster.meta.title}-LED-{dots}点.png",
            }
            for dots in DOTS
            if _strip(poster)
        ],
        "speech": {
            "paragraphs": list(speech.paragraphs),
            "characters": speech.characters,
            "seconds": speech.seconds,
            "page": f"{folder}/speech.html",
            "url": f"{folder}/speech.txt",
            "filename": f"{poster.meta.title}-大喇叭稿.txt",
        },
    }


def _strip(poster: Poster) -> str:
    """Return the line that is drawn as a strip, the longest: a strip scrolls."""
    return led_lines(poster)[-1]


def _script(poster: Poster, frame: Frame) -> list[str]:
    return list(speech_of(poster, author_of(poster, frame)).paragraphs)
