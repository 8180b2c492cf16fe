"""A text as read: what it says of itself, and its HTML and words, which only a page of its own shows."""

from site_builder.model.value import Value


class Heading(Value, frozen=True, kw_only=True):
    """`level` is 2 to 6; `anchor` is the id in the HTML."""

    level: int
    text: str
    anchor: str


class Link(Value, frozen=True, kw_only=True):
    """A link or a picture as written: `target` raw, `line` in the source file (1-based)."""

    target: str
    line: int
    text: str = ""


class Text(Value, frozen=True, kw_only=True):
    """`html` names files of the hub as `kepu:<content path>#<fragment>`; `plan` turns them into addresses."""

    html: str = ""
    words: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()


class Body(Value, frozen=True, kw_only=True):
    """`digest` names the Text and all that stands here; `names` are the hub's files in its HTML."""

    digest: str = ""
    characters: int = 0
    names: tuple[str, ...] = ()
    pictures: tuple[Link, ...] = ()
