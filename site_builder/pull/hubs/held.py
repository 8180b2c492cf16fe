"""A text that came from a hub above as it lies here, and what a newer version of it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from site_builder import front
from site_builder.errors import SiteError
from site_builder.model import Hop
from site_builder.pull.decode import decode_file
from site_builder.pull.front_matter import Value, read_text, set_line, written
from site_builder.pull.hubs.values import Gone, Handed

Result = Literal["new", "changed", "same", "beside", "own", "other", "taken down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`origin` is empty for a text of this hub; `withdrawn` are the values of that key, empty without it."""

    data: bytes
    text: str
    digest: str
    origin: tuple[Hop, ...]
    withdrawn: Mapping[str, str]

    @property
    def is_edited(self) -> bool:
        """Say whether somebody here has changed the text since it came."""
        return not self.origin or self.digest != self.origin[-1].digest

    @property
    def withdrawn_above(self) -> bool:
        return bool(self.withdrawn.get("by"))


def read_held(file: Path) -> Held | None:
    """Return the text that lies there, None when there is none; what cannot be read counts as our own."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:  # a folder, or a file that may not be read
        return Held(data=b"", text="", digest="", origin=(), withdrawn={})
    text = decode_file(data) or ""
    try:
        values = read_text(front.plain(text), str(file))[0]
    except SiteError:
        values = {}
    return Held(
        data=data,
        text=text,
        digest=front.text_digest(text),
        origin=_hops(values.get("origin")),
        withdrawn=_words(values.get("withdrawn")),
    )


def decide(held: Held | None, item: Handed) -> Result:
    """Say what to do with an item whose place holds that text."""
    if held is None:
        return "new"
    if not held.origin:
        return "own"
    if not is_same_hub(held.origin[-1], item.origin[-1]):
        return "same" if is_same_hub(held.origin[0], item.origin[0]) else "other"
    if held.origin[-1].digest == item.digest:
        return "changed" if held.withdrawn_above and not held.is_edited else "same"
    if not held.is_edited or held.digest == item.digest:
        return "changed"
    return "beside"


def is_same_hub(one: Hop, other: Hop) -> bool:
    """Say whether two names mean one hub; it may have changed its name, or its address, but not both."""
    return one.hub == other.hub or bool(one.url and one.url == other.url)


def came_through(held: Held, hop: Hop) -> bool:
    return any(is_same_hub(hop, other) for other in held.origin)


def arrived(item: Handed, held: Held | None = None, *, note: Mapping[str, str] | None = None) -> bytes:
    """Return the file of an item; what this hub has withdrawn itself stays withdrawn."""
    text = with_origin(item.text, item.origin, note=note)
    if held and held.withdrawn and not held.withdrawn_above:
        text = set_line(text, "withdrawn", dict(held.withdrawn))
    return text.encode()


def with_origin(text: str, origin: Sequence[Hop], *, note: Mapping[str, str] | None = None) -> str:
    """Return text with the hubs that it came through; a `note` is added to the last of them."""
    rows: list[dict[str, Value]] = [{"hub": hop.hub, "url": hop.url, "digest": hop.digest} for hop in origin]
    rows[-1] |= note or {}
    lines = "".join(f"  - {written(row)}\n" for row in rows)
    return front.put(text, "origin", f"origin:\n{lines}")


def told_newer(held: Held, item: Handed, *, note: Mapping[str, str] | None = None) -> bytes:
    """Return an edited text that knows by now of the newer version beside it."""
    return front.edited(held.data, lambda text: with_origin(text, item.origin, note=note))


def is_told(held: Held, gone: Gone) -> bool:
    """Say whether the text is withdrawn already: by this hub, or with the same words from above."""
    if not held.withdrawn:
        return False
    words = {"on": str(gone.on), "reason": gone.reason, "replaced_by": gone.replaced_by, "by": gone.by}
    return not held.withdrawn_above or held.withdrawn == {key: word for key, word in words.items() if word}


def taken_down(held: Held, gone: Gone) -> bytes:
    """Return the text as withdrawn by a hub above."""
    told: dict[str, Value] = {
        "on": gone.on,
        "reason": gone.reason,
        "replaced_by": gone.replaced_by,
        "by": gone.by,
    }
    return front.edited(held.data, lambda text: set_line(text, "withdrawn", told))


def _hops(value: Any) -> tuple[Hop, ...]:  # noqa: ANN401 - whatever an editor wrote
    rows = [_words(row) for row in value] if isinstance(value, list) else []
    return tuple(
        Hop(hub=row["hub"], url=row.get("url", ""), digest=row.get("digest", ""))
        for row in rows
        if row.get("hub")
    )


def _words(value: Any) -> dict[str, str]:  # noqa: ANN401
    if not isinstance(value, dict):
        return {}
    return {str(key): word for key, word in value.items() if isinstance(word, str)}
