"""Text inside a block: plain runs, **strong** and [links](to) in one scan, all else by the rules."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from site_builder.read.markdown.cjk import HanInline
from site_builder.read.markdown.fast.tokens import make_inline, make_text

_SPECIAL = re.compile(r"[\n\\`*_\[<&]")  # every rule that is switched on needs one of these
_STOPS = re.compile(r"[\n\\`*_\[\]!<&{]")  # where a rule may begin, and the end of a link's label
_BOX = re.compile(r"\[[ xX]\] ")
_LETTER = "A-Za-z0-9\u4e00-\u9fff、。《》「」（）！，：；？"  # holds on to a marker, whatever stands outside
_PIECE = re.compile(
    r"(?P<text>[^\n\\`*_\[<&!]+)"
    rf"|\*\*(?P<strong>[{_LETTER}](?:[^\n\\`*_\[<&!]*[{_LETTER}])?)\*\*(?!\*)"
    r"|\[(?P<label>[^\n\\`*_\[\]<&!{^]+)\]\((?P<href>[^\s\x00-\x20\x7f\\&()<>\"'`*\[\]!]+)\)(?!\{)"
    r"|(?P<newline>\n)[ \t]*"
)
_RULES_AT = {  # the rules that can match at a character, in the order in which they are asked
    "\n": ("newline",),
    "\\": ("escape",),
    "`": ("backticks",),
    "*": ("emphasis",),
    "_": ("emphasis",),
    "[": ("link", "footnote_ref"),
    "!": ("image",),
    "<": ("autolink",),
    "&": ("entity",),
    "{": ("attributes",),
}


class FastInline(HanInline):
    def __init__(self, rules: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = rules.ruler, rules.ruler2
        self.terminator_re = _STOPS
        active = dict(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        self._rules: dict[str, list[RuleFuncInlineType]] = {
            start: [active[name] for name in names] for start, names in _RULES_AT.items()
        }

    def parse(  # noqa: PLR0917 - markdown-it calls it so
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
    ) -> list[Token]:
        if not _SPECIAL.search(src):
            if src:
                tokens.append(make_text(src))
            return tokens
        found = _simple(src, takes_boxes="references" not in env)
        if found is None:
            return super().parse(src, md, env, tokens)
        tokens += found
        return tokens

    def tokenize(self, state: StateInline) -> None:
        """Do what ParserInline does, asking only the rules that the next character can begin."""
        src, end, rules_at = state.src, state.posMax, self._rules
        if state.level >= state.md.options.maxNesting:
            super().tokenize(state)
            return
        while state.pos < end:
            rules = rules_at.get(src[state.pos])
            if rules is None:
                found = _STOPS.search(src, state.pos + 1)
                stop = found.start() if found else end
                state.append_pending(src[state.pos : stop])
                state.pos = stop
            elif not any(rule(state, False) for rule in rules):  # noqa: FBT003
                state.append_pending(src[state.pos])
                state.pos += 1
        if state.pending:
            state.pushPending()


def _simple(src: str, *, takes_boxes: bool) -> list[Token] | None:
    """Return the tokens of plain runs, strong words and links, None when there is more in src."""
    line = _Line()
    position = 0
    box = _BOX.match(src) if takes_boxes else None
    if box:
        line.text = box[0]
        position = box.end()
    while position < len(src):
        piece = _PIECE.match(src, position)
        if not piece or not _ADD[piece.lastgroup or ""](line, piece):
            return None
        position = piece.end()
    line.flush()
    return line.tokens


class _Line:
    """Tokens so far, and the text that waits for its token; after a marker even an empty one gets it."""

    __slots__ = ("must_flush", "text", "tokens")

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.text = ""
        self.must_flush = False

    def flush(self) -> None:
        if self.text or self.must_flush:
            self.tokens.append(make_text(self.text))
        self.text = ""
        self.must_flush = False

    def add_text(self, piece: re.Match[str]) -> bool:
        self.text += piece[0]
        return True

    def add_newline(self, _piece: re.Match[str]) -> bool:
        if self.text.endswith(" "):  # might be a hard break
            return False
        self.flush()
        self.tokens.append(make_inline("softbreak", "br", 0, 0))
        return True

    def add_strong(self, piece: re.Match[str]) -> bool:
        self.must_flush = True
        self.flush()
        opening, closing = (
            make_inline("strong_open", "strong", 1, 0),
            make_inline("strong_close", "strong", -1, 0),
        )
        opening.markup = closing.markup = "**"
        self.tokens += (opening, make_text(piece["strong"], 1), closing)
        self.must_flush = True
        return True

    def add_link(self, piece: re.Match[str]) -> bool:
        self.flush()
        opening = make_inline("link_open", "a", 1, 0)
        opening.attrs = {"href": piece["href"]}
        self.tokens += (opening, make_text(piece["label"], 1), make_inline("link_close", "a", -1, 0))
        return True


_ADD = {
    "text": _Line.add_text,
    "newline": _Line.add_newline,
    "strong": _Line.add_strong,
    "href": _Line.add_link,
}
