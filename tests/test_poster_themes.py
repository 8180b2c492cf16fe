"""Eight themes: every text can be read in colour and on a copy in grey, and grey takes no meaning away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.render.posters.themes import INK, THEMES, WHITE, Theme, levels
from tests.poster_text import BUILT_IN

SMALL, LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
RED, WARNING = "#c8321e", "#b92a17"  # the ground and the letters of a don't


def channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def grey(colour: str) -> str:
    """Return a colour as a copier makes it: luma of ITU-R BT.601."""
    red, green, blue = channels(colour)
    luma = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{luma:02x}{luma:02x}{luma:02x}"


def contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [
            (c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(colour)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def small_texts(theme: Theme) -> dict[str, tuple[str, str]]:
    return {
        "card": (INK, WHITE),
        "lead": (theme.dark, theme.pale),
        "note": (theme.quiet, WHITE),
        "note on paper": (theme.quiet, theme.pale),
        "before": (theme.quiet, theme.line),
        "source": (theme.soft, theme.dark),
        "note of towers": (theme.soft, theme.dark),
        "label": (theme.dark, theme.accent),
        "truth": (WHITE, theme.mid),
        "tag": (WHITE, theme.mid),
        "tag of a don't": (WHITE, RED),
        "claim": (theme.quiet, WHITE),
        "telephone's name": (WHITE, theme.night),
        "credit": (WHITE, theme.dark),
    }


def large_texts(theme: Theme) -> dict[str, tuple[str, str]]:
    return {
        "title": (WHITE, theme.dark),
        "highlight": (theme.accent, theme.dark),
        "phrases": (WHITE, theme.mid),
        "heading": (theme.mid, WHITE),
        "heading of a don't": (WARNING, WHITE),
        "truth": (theme.accent, theme.mid),
        "key number": (theme.accent, theme.mid),
        "telephone": (theme.accent, theme.night),
        "step": (WHITE, theme.mid),
        "last step": (theme.dark, theme.accent),
        "number of a card": (theme.faint, WHITE),
    }


@pytest.mark.parametrize("in_grey", [False, True])
@pytest.mark.parametrize("name", THEMES)
def test_every_text_of_a_theme_has_contrast(name: str, *, in_grey: bool) -> None:
    seen = grey if in_grey else str
    for texts, least in ((small_texts(THEMES[name]), SMALL), (large_texts(THEMES[name]), LARGE)):
        ratios = {what: round(contrast(seen(one), seen(other)), 2) for what, (one, other) in texts.items()}
        assert {what: ratio for what, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_words_of_a_grade_have_contrast(count: int) -> None:
    pairs = [(level.text, level.fill) for level in levels(count)]

    assert [pair for pair in pairs if contrast(*pair) < SMALL] == []
    assert [pair for pair in pairs if contrast(*map(grey, pair)) < SMALL] == []


def test_there_are_eight_themes_and_no_two_look_alike() -> None:
    tones = [channels(theme.mid) for theme in THEMES.values()]
    gaps = [sum(abs(a - b) for a, b in zip(one, other, strict=True)) for one in tones for other in tones]

    assert len(THEMES) == 8
    assert sorted(gaps)[8] > 30


def test_do_and_don_t_differ_in_shape() -> None:
    signs = Path(BUILT_IN / "posters/_marks.html").read_text("utf-8")
    shapes = re.findall(r'<svg class="shape" viewBox="0 0 48 48"><(\w+)', signs)

    assert shapes == ["path", "rect", "circle"]
