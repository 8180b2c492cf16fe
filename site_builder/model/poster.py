"""A poster: one reviewed text for paper, screen and web page."""

from datetime import date
from typing import Literal

from site_builder.model.document import Document, Event
from site_builder.model.value import Value

THEMES = ("hazard", "health", "farming", "nature", "food", "fire", "water", "science")
LAYOUTS = ("panels", "steps", "grades", "figure", "rumour", "notice")
REFUSALS = ("不", "别", "莫", "勿", "禁")  # a heading that begins with one says “don’t” itself
Kind = Literal["do", "dont", "plain", "step", "before", "after", "claim", "truth", "basis"]


class Block(Value, frozen=True, kw_only=True):
    """One piece of advice; `short` is what a screen shows, empty to show `text` there too.

    `at` makes it a call-out of the poster's picture: percent of it from its left and from its top.
    """

    heading: str
    kind: Kind
    icon: str
    text: str
    short: str
    line: int
    at: tuple[float, float] | None = None


class Scene(Value, frozen=True, kw_only=True):
    """The large picture of a poster: `source` is its content path or `art:<name>`, `alt` its words."""

    source: str
    alt: str
    credit: str
    line: int


class Grade(Value, frozen=True, kw_only=True):
    name: str
    note: str
    figure: str
    action: str


class Grades(Value, frozen=True, kw_only=True):
    """Two to four grades from mild to severe; `columns` are the table's own headings."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Grade, ...]
    line: int


class Figure(Value, frozen=True, kw_only=True):
    """A key number: `15`, `分钟`, `冲洗伤口`."""

    value: str
    unit: str
    label: str


class Figures(Value, frozen=True, kw_only=True):
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Figure, ...]
    line: int


class Showing(Value, frozen=True, kw_only=True):
    """When screens show a poster, from the first to the last day, and for how many seconds (0: as all).

    `hours` are pairs like ("07:00", "09:30"); a span may run past midnight.
    """

    start: date | None = None
    end: date | None = None
    hours: tuple[tuple[str, str], ...] = ()
    seconds: int = 0


class Poster(Document, frozen=True, kw_only=True, tag=True):
    """`subtitle` holds its phrases; `article` is the content path of the full text, or empty.

    `layout` is one of LAYOUTS. `code` are six digits, or empty for those made from the path. `led` are the
    words of an LED strip, empty to make them of the rest; `showing` is when screens show the poster.
    """

    subtitle: tuple[str, ...] = ()
    kicker: str = ""
    highlight: str = ""
    theme: str = "hazard"
    art: str = "plain"
    article: str = ""
    phones: tuple[str, ...] = ()
    qr_text: str = ""
    lead: str = ""
    blocks: tuple[Block, ...] = ()
    grades: Grades | None = None
    figures: Figures | None = None
    layout: str = "panels"
    picture: Scene | None = None
    event: Event | None = None
    code: str = ""
    led: str = ""
    showing: Showing | None = None
