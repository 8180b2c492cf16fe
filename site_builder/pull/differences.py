"""What differs between two versions of a text, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "old", "new"]

AROUND = 40  # characters that are the same and shown before and behind a change
_CLAUSE = re.compile(r"[^。！？；，、：,;!?\n]*[。！？；，、：,;!?\n]*")
_MOST = 4000  # clauses; more are not compared one by one


class Piece(NamedTuple):
    """`old` stands in the first version only, `new` in the second, `same` in both, maybe cut to its ends."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both versions in reading order; none when they are the same."""
    if old == new:
        return ()
    before, after = _CLAUSE.findall(old), _CLAUSE.findall(new)
    if max(len(before), len(after)) > _MOST:
        return (Piece("old", old), Piece("new", new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(_pieces(matcher, before, after))


def _pieces(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    blocks = matcher.get_opcodes()
    for number, (kind, start, end, at, until) in enumerate(blocks):
        if kind == "equal":
            text = "".join(before[start:end])
            yield Piece("same", _shortened(text, first=number == 0, last=number == len(blocks) - 1))
            continue
        if start < end:
            yield Piece("old", "".join(before[start:end]))
        if at < until:
            yield Piece("new", "".join(after[at:until]))


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Return what stands beside the changes, in their own paragraphs, of a text that is the same."""
    head = "" if first else text[:AROUND].partition("\n")[0]
    tail = "" if last else text[-AROUND:].rpartition("\n")[2]
    return text if len(text) <= len(head) + len(tail) + 1 else f"{head}…{tail}"
