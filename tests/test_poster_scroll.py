"""The long picture for telephones: as wide as a screen, as high as its text, and small enough to send."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from site_builder.memo import Memo
from site_builder.render.posters import poster_pdf, poster_preview, raster
from site_builder.settings import FORMATS
from tests.page_hub import SETTINGS, pages_of, tree
from tests.page_hub import poster as document
from tests.poster_text import block, opened, poster, templates, text_of


def made(root: Path, **changes: Any) -> tuple[bytes, str]:  # noqa: ANN401
    """Return the JPEG and the words on it."""
    view = {"poster": poster(**changes), "format": asdict(FORMATS["wechat"]), "width": 1080}
    kitchen: dict[str, Any] = {"templates": templates(root), "memo": Memo(root / "memo")}
    return poster_preview(view, **kitchen), text_of(poster_pdf(view, **kitchen))


def test_it_is_as_high_as_its_text_and_says_everything(tmp_path: Path) -> None:
    short, _words = made(tmp_path, blocks=3, grades=None)
    data, words = made(tmp_path)

    with opened(short) as low, opened(data) as high:
        assert (low.format, low.width, high.width) == ("JPEG", 1080, 1080)
        assert low.height < 0.8 * high.height
        assert high.height < 8 * 1080
    assert len(data) < 5_000_000
    for part in (*poster()["blocks"], {"text": poster()["lead"], "heading": "轻重看得出"}):
        assert part["heading"] in words
        assert part["text"] in words


def test_a_long_text_makes_it_longer_and_never_short(tmp_path: Path) -> None:
    text = "屋里烤火，门窗留一条缝，每隔一两个小时开窗换气，下雪天也要记得。" * 4
    _data, words = made(tmp_path, blocks=[block(number, text=text) for number in range(6)])

    assert words.count("下雪天也要记得。") == 24


def test_a_picture_too_large_to_send_is_saved_more_coarsely(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.effect_noise((2000, 5000), 120).convert("RGB")
    monkeypatch.setattr(raster, "picture_of", lambda *_: noise)

    assert 1_000_000 < len(raster.jpeg_of(b"", 2000)) <= 5_000_000


def test_the_page_offers_it_as_a_picture() -> None:
    settings = replace(SETTINGS, formats=(FORMATS["wechat"],))
    text = pages_of([document("p")], settings=settings)["posters/p.html"]

    (button,) = tree(text).xpath("//a[@class='download']")
    (preview,) = tree(text).xpath("//p[@class='poster-preview']/img")
    assert button.get("href") == "../posters/p/p-wechat.jpg"
    assert "微信长图" in button.text_content()
    assert int(preview.get("height")) > int(preview.get("width"))
