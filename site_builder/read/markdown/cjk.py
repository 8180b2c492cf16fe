"""Inline Markdown for Chinese: emphasis beside full-width marks, and lines joined without a blank."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_SHARED_MARKS = frozenset("“”‘’—…·")  # Latin and Chinese writing share them, so their width is not settled


class HanState(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001 - markdown-it's names
        """Say what a run of markers may do, with a full-width neighbour counted as a letter.

        CommonMark counts `！` and `”` as punctuation, which may not touch the inner side of a marker when a
        letter stands outside; but Chinese sets no blanks there: `**注意！**请` must be strong.
        """
        scanned = super().scanDelims(start, canSplitWord)
        if not canSplitWord:  # an underscore stays literal inside words
            return scanned
        end = start + scanned.length
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        if not (is_full_width(before) or is_full_width(after)):
            return scanned
        return Scanned(_may_touch(after, before), _may_touch(before, after), scanned.length)


def _may_touch(inner: str, outer: str) -> bool:
    """Say whether a marker between outer and inner text holds on to inner."""
    if isWhiteSpace(ord(inner)):
        return False
    if is_full_width(inner) or not _is_punctuation(inner):
        return True
    return isWhiteSpace(ord(outer)) or is_full_width(outer) or _is_punctuation(outer)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def is_full_width(character: str) -> bool:
    """Say whether a character is Han, kana or a full-width mark; emoji and Hangul are written with blanks."""
    if unicodedata.east_asian_width(character) not in "WF":
        return False
    return unicodedata.category(character) != "So" and not "가" <= character <= "힣"


class HanInline(ParserInline):
    def parse(  # noqa: PLR0917 - markdown-it calls it so
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
    ) -> list[Token]:
        state = HanState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def join_lines(children: list[Token]) -> list[Token]:
    """Return the tokens of a paragraph without the line breaks that stand between full-width characters."""
    if not any(token.type == "softbreak" for token in children):
        return children
    before = _neighbours(children, -1)
    after = reversed(_neighbours(reversed(children), 0))
    return [
        token
        for token, last, first in zip(children, before, after, strict=True)
        if token.type != "softbreak" or not _joins(last, first)
    ]


def _neighbours(children: Iterable[Token], end: int) -> list[str]:
    """Return for each token the character that was passed last, at the given end of its text."""
    found, character = [], ""
    for token in children:
        found.append(character)
        if token.content:
            character = token.content[end]
        elif token.type == "hardbreak":
            character = ""
    return found


def _joins(before: str, after: str) -> bool:
    if not before or not after:
        return False
    wide = [is_full_width(before), is_full_width(after)]
    return any(wide) and all(w or c in _SHARED_MARKS for w, c in zip(wide, (before, after), strict=True))
