"""The eight colour themes of a poster, and the colours of danger."""

from __future__ import annotations

from dataclasses import dataclass

WHITE = "#ffffff"
INK = "#1a2430"
MONO = "mono"


@dataclass(frozen=True, slots=True)
class Theme:
    """Two tones, one accent, one paper; white on `mid` and on `dark` reads at 4.5:1 or better."""

    dark: str
    mid: str
    accent: str
    pale: str
    mono: bool = False  # grounds are white and what stands on them black; see templates/posters/mono.css

    @property
    def scenery(self) -> dict[str, str]:
        """The colours that a drawing takes over; its sky is light where titles are black."""
        if self.mono:
            return {"dark": WHITE, "mid": "#d0d0d0", "accent": "#c0c0c0", "pale": WHITE}
        return {"dark": self.dark, "mid": self.mid, "accent": self.accent, "pale": self.pale}

    @property
    def soft(self) -> str:
        """Small text on `dark`."""
        return mix(self.dark, WHITE, 0.8)

    @property
    def line(self) -> str:
        """Grounds that stay behind what is on them."""
        return mix(self.pale, self.mid, 0.16)

    @property
    def faint(self) -> str:
        """Large numerals that stay behind the words of a white card, and are read when looked for."""
        return mix(self.pale, self.mid, 0.72)

    @property
    def night(self) -> str:
        """A tone between `dark` and `mid`, for a panel on `dark`."""
        return mix(self.dark, self.mid, 0.4)

    @property
    def quiet(self) -> str:
        """Secondary text on `pale` or white."""
        return mix(INK, self.mid, 0.35)


@dataclass(frozen=True, slots=True)
class Level:
    """The colours of one grade: its head, and the text on it."""

    fill: str
    text: str


def mix(first: str, second: str, share: float) -> str:
    """Return the colour that is `share` of the way from first to second."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


THEMES: dict[str, Theme] = {
    "hazard": Theme("#05224a", "#0b5cab", "#ffd23f", "#eaf1fa"),
    "health": Theme("#063d36", "#0f7b6c", "#ffe27a", "#e8f4f1"),
    "farming": Theme("#1c3f0b", "#3d7a1f", "#ffe27a", "#eef5e7"),
    "nature": Theme("#0a3042", "#21708f", "#ffdf70", "#e8f2f6"),
    "food": Theme("#3a1230", "#7a2e5d", "#ffd86b", "#f7ecf3"),
    "fire": Theme("#4a1c05", "#a3480f", "#ffd86b", "#faf0e6"),
    "water": Theme("#04303f", "#086a8c", "#ffe27a", "#e6f3f7"),
    "science": Theme("#1f1a52", "#4a3fa3", "#ffd23f", "#eeecf8"),
}

_MONO = Theme("#000000", "#1c1c1c", "#000000", WHITE, mono=True)

_BLUE = Level("#1f6fc4", WHITE)
_YELLOW = Level("#f6c21c", "#2b1d00")
_ORANGE = Level("#f08a1d", "#2b1500")
_RED = Level("#c8281e", WHITE)

# The order of the national weather warnings: blue, yellow, orange, red.
_LEVELS: dict[int, tuple[Level, ...]] = {
    1: (_RED,),
    2: (_YELLOW, _RED),
    3: (_YELLOW, _ORANGE, _RED),
    4: (_BLUE, _YELLOW, _ORANGE, _RED),
}


def theme_of(name: str) -> Theme:
    """Return a theme by its name; `mono`, which no poster chooses, is for a black laser."""
    return _MONO if name == MONO else THEMES[name]


def levels(count: int) -> tuple[Level, ...]:
    """Return the colours of `count` grades, mild to severe."""
    return _LEVELS[min(max(count, 1), 4)]
