"""A mapping read key by key into typed values, with every mistake told at its line."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from site_builder.errors import closest
from site_builder.i18n import _
from site_builder.read.decode import UNPRINTABLE
from site_builder.read.nodes import Listing, Mapping, Node, Scalar
from site_builder.read.notes import Notes, suggest

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ROUGH_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
SEPARATORS = re.compile(r"\s*[、，,；;]\s*")
_WIDE_BRACKETS = str.maketrans("【】［］", "    ")
_SEASONS = {"春": "3, 4, 5", "夏": "6, 7, 8", "秋": "9, 10, 11", "冬": "12, 1, 2"}
_YES_NO = {"true": True, "false": False}
_CHINESE_KEYS = {
    "标题": "title", "日期": "date", "更新": "updated", "摘要": "summary", "标签": "tags",
    "受众": "audience", "单位": "units", "季节": "season", "来源": "source", "依据": "evidence",
    "审核": "reviewed", "更正": "corrected", "过期": "expires", "草稿": "draft", "封面": "cover",
    "副标题": "subtitle", "主题": "theme", "名称": "name", "网址": "url", "许可": "license", "地点": "place",
    "活动": "event", "电话": "phones", "顺序": "order",
}  # fmt: skip


class Fields:
    """One mapping; take its keys, then `finish` to tell what is left over."""

    def __init__(self, mapping: Mapping, notes: Notes) -> None:
        self._values = dict(mapping.values)
        self._lines = mapping.lines
        self._known: list[str] = []
        self.line = mapping.line
        self.notes = notes

    def has(self, key: str) -> bool:
        """Say whether key is written, even if empty."""
        return key in self._lines

    def line_of(self, key: str) -> int:
        return self._lines.get(key, self.line)

    def error(self, key: str, message: str, hint: str = "") -> None:
        """Note a mistake at the line of key, or at the mapping's when key is missing."""
        self.notes.error(self.line_of(key), message, hint)

    def text(self, key: str, *, example: str = "…") -> str:
        """Return a text on one line, empty when it is missing."""
        return self._text(key, example) or ""

    def require(self, key: str, *, example: str | Callable[[], str] = "…") -> str:
        """Return a text that must not be empty; an example that is translated is asked for when shown."""
        text = self._text(key, example)
        if not self.has(key):
            self.error(key, _("{key} is missing").format(key=key), _add(f"{key}: {_shown(example)}"))
        elif text == "":
            self._tell_empty(key, _shown(example))
        return text or ""

    def words(self, key: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts, each one of known when that is not empty."""
        words = []
        for word, line in self.lines_of_words(key):
            if known and word not in known:
                self.notes.error(line, _cannot_be(key, word), suggest(word, known))
            else:
                words.append(word)
        return tuple(words)

    def lines_of_words(self, key: str, meant: Callable[[str], str] = str) -> list[tuple[str, int]]:
        """Return a list of texts with their lines; texts strung together with commas are a mistake.

        `meant` gives what a hint shows for a word.
        """
        node = self._take(key)
        if node is None or node == Scalar("", node.line):
            return []
        if not isinstance(node, Listing):
            shown = _several(node.text, meant) if isinstance(node, Scalar) else "…, …"
            self.error(key, _("{key} must be a list of texts").format(key=key), f"{key}: [{shown}]")
            return []
        words = [(_clean(item.text), item.line) for item in node.items if isinstance(item, Scalar)]
        strung = next((word for word, _line in words if re.search("[、，；]", word)), "")
        if len(words) < len(node.items) or strung:
            shown = _several(strung, meant) if strung else "…, …"
            message = _("{key} has one text where several are meant: {word}").format(key=key, word=strung)
            self.error(
                key,
                message if strung else _("{key} must be a list of texts").format(key=key),
                f"{key}: [{shown}]",
            )
            return []
        return [(word, line) for word, line in words if word]

    def months(self, key: str) -> tuple[int, ...]:
        """Return the months of a list like [11, 12, 1]."""
        months = []
        for word, line in self.lines_of_words(key, _months_meant):
            if re.fullmatch(r"0?[1-9]|1[0-2]", word, re.ASCII):
                months.append(int(word))
                continue
            message = _("{word} is not a month from 1 to 12").format(word=word)
            self.notes.error(line, message, f"{key}: [{_months_meant(word)}]")
        return tuple(months)

    def choose(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of choices; no choices means that any word will do."""
        word = self._text(key, " | ".join(choices) or "…")
        if word == "":
            self._tell_empty(key, " | ".join(choices) or "…")
        if not word:
            return default
        if not choices or word in choices:
            return word
        self.error(key, _cannot_be(key, word), suggest(word, choices))
        return default

    def date(self, key: str) -> dt.date | None:
        """Return a day written as 2026-03-01."""
        word = self._text(key, "2026-03-01")
        if word == "":
            self._tell_empty(key, "2026-03-01")
        if not word:
            return None
        found = _DATE.fullmatch(word)
        if found:
            try:
                return dt.date(*map(int, found.groups()))
            except ValueError:
                self.error(key, _("there is no such day: {word}").format(word=word), _like_this("2026-03-01"))
                return None
        self.error(
            key, _("the date is written wrongly: {word}").format(word=word), _like_this(_right_date(word))
        )
        return None

    def url(self, key: str, *, required: bool = False) -> str:
        """Return a web address."""
        word = self.require(key, example="https://…") if required else self.text(key, example="https://…")
        if not word or is_web_address(word):
            return word
        hint = (
            f"{key}: https://{word}"
            if re.match(r"(www\.|[\w-]+(\.[\w-]+)+(/|$))", word)
            else f"{key}: https://…"
        )
        self.error(key, _("{key} is not a web address: {word}").format(key=key, word=word), hint)
        return ""

    def yes_no(self, key: str) -> bool:
        """Return true or false, written so."""
        word = self.text(key)
        if word and word not in _YES_NO:
            self.error(key, _cannot_be(key, word), _("write true or false"))
        return _YES_NO.get(word, False)

    def number(self, key: str) -> int:
        """Return a whole number, 0 when it is missing."""
        word = self.text(key)
        if not word:
            return 0
        if re.fullmatch(r"-?\d{1,6}", word, re.ASCII):
            return int(word)
        plain = unicodedata.normalize("NFKC", word)
        hint = plain if re.fullmatch(r"-?\d{1,6}", plain, re.ASCII) else "1"
        self.error(
            key, _("{key} must be a whole number, not {word}").format(key=key, word=word), f"{key}: {hint}"
        )
        return 0

    def map(self, key: str, *, example: str) -> Fields | None:
        """Return the mapping at key, None when there is none."""
        node = self._take(key)
        if node is None or node == Scalar("", node.line):
            return None
        if isinstance(node, Mapping):
            return Fields(node, self.notes)
        self.error(key, _("{key} has several parts, between braces").format(key=key), f"{key}: {example}")
        return None

    def maps(self, key: str, *, example: str) -> list[Fields]:
        """Return the mappings of a list."""
        node = self._take(key)
        if node is None or node == Scalar("", node.line):
            return []
        items = node.items if isinstance(node, Listing) else ()
        rows = [Fields(item, self.notes) for item in items if isinstance(item, Mapping)]
        if not isinstance(node, Listing) or len(rows) < len(items):
            self.error(
                key, _("{key} is a list, each item between braces").format(key=key), f"{key}:\n  - {example}"
            )
        return rows

    def finish(self) -> None:
        """Note every key that nobody took, with the key that was probably meant."""
        for key in self._values:
            guess = _CHINESE_KEYS.get(key, "") or closest(key.lower(), self._known)
            hint = (
                _("did you mean {word}?").format(word=guess) if guess in self._known else _("remove the line")
            )
            self.error(key, _("unknown key: {key}").format(key=key), hint)

    def _text(self, key: str, example: str | Callable[[], str]) -> str | None:
        """Return the text, empty when nothing follows the key, None when it is missing or (told) no text."""
        node = self._take(key)
        if isinstance(node, Scalar):
            return _clean(node.text)
        if node is not None:
            self.error(key, _("{key} must be one text").format(key=key), f"{key}: {_shown(example)}")
        return None

    def _tell_empty(self, key: str, example: str) -> None:
        self.error(key, _("{key} is empty").format(key=key), f"{key}: {example}")

    def _take(self, key: str) -> Node | None:
        self._known.append(key)
        return self._values.pop(key, None)


def is_web_address(word: str) -> bool:
    """Say whether word is a full http or https address without blanks."""
    try:
        parts = urlsplit(word)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\]", word)


def _clean(text: str) -> str:
    """Return text on one line, without what a feed cannot carry; YAML has escapes for all of it."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def _several(text: str, meant: Callable[[str], str]) -> str:
    words = SEPARATORS.split(text.translate(_WIDE_BRACKETS).strip())
    return ", ".join(meant(word) for word in words if word)


def _months_meant(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).rstrip("月")
    return plain if re.fullmatch(r"[1-9]|1[0-2]", plain, re.ASCII) else _SEASONS.get(plain[:1], "11, 12, 1")


def _right_date(word: str) -> str:
    found = _ROUGH_DATE.fullmatch(unicodedata.normalize("NFKC", word))
    if not found:
        return "2026-03-01"
    year, month, day = map(int, found.groups())
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return "2026-03-01"


def _like_this(example: str) -> str:
    return _("write it like this: {example}").format(example=example)


def _shown(example: str | Callable[[], str]) -> str:
    return example if isinstance(example, str) else example()


def _add(line: str) -> str:
    return _("add the line  {line}").format(line=line)


def _cannot_be(key: str, word: str) -> str:
    return _("{key} cannot be “{word}”").format(key=key, word=word)
