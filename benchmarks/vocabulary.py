"""The words and sentence patterns of vocabulary.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

_VALUES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

THINGS: tuple[str, ...] = tuple(_VALUES["things"].split())
PLACES: tuple[str, ...] = tuple(_VALUES["places"].split())
CHANGES: tuple[str, ...] = tuple(_VALUES["changes"].split())
CAUSES: tuple[str, ...] = tuple(_VALUES["causes"].split())
ADVICE: tuple[str, ...] = tuple(_VALUES["advice"].split())
TOOLS: tuple[str, ...] = tuple(_VALUES["tools"].split())
UNITS: tuple[str, ...] = tuple(_VALUES["units"].split())
TAGS: tuple[str, ...] = tuple(_VALUES["tags"].split())  # the often used first

SENTENCES: tuple[str, ...] = tuple(_VALUES["sentences"])
HEADINGS: tuple[str, ...] = tuple(_VALUES["headings"])
TITLES: tuple[str, ...] = tuple(_VALUES["titles"])
SECTIONS: dict[str, str] = _VALUES["sections"]
