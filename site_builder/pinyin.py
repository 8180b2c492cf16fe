"""Han as pinyin; what was spelt before is remembered, as the dictionary alone takes 0.2 s to load."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_known: dict[str, str] = {}
_learned: dict[str, str] = {}


def pinyin(text: str) -> str:
    """Return text with every Han as an ASCII syllable; what has none is left out."""
    spelt = _known.get(text)
    if spelt is None:
        spelt = _known[text] = _learned[text] = _spell(text)
    return spelt


def load() -> None:
    """Load the dictionary now: processes that are forked from this one share its 45 MB."""
    _spell("")


def know(spelt: Mapping[str, str]) -> None:
    """Take over what an earlier run has learned."""
    _known.update(spelt)


def forget() -> None:
    """Know nothing any more but what the dictionary says."""
    _known.clear()
    _learned.clear()


def learned() -> dict[str, str]:
    """Return what was spelt since the last call and was not known before."""
    fresh = _learned.copy()
    _learned.clear()
    return fresh


def _spell(text: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.2 s, for what was never spelt before

    syllables = " ".join(lazy_pinyin(text, errors=lambda other: other))
    return unicodedata.normalize("NFKD", syllables).encode("ascii", "ignore").decode()
