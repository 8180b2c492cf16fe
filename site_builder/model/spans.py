"""Where a dash between two numbers means `from … to`, and where it belongs to a telephone number or a day."""

from __future__ import annotations

import re

MEASURES = frozenset(  # what begins the name of a unit, or counts things: 两, not 二, stands before these
    "毫厘千摄度秒分元吨余多万亿点个小天周米次人年公张片只粒处步岁条种类层倍杯碗口升斤亩棵头户袋瓶块句件座"
)
_COUNTED = "".join(sorted(MEASURES)) + "月日号楼时名位家台辆成级寸尺克平立里栋间盒支套页届"
_DASH = r"\s*(?:—{1,2}|[–~～－-])\s*"
_HYPHENS = ("-", "－")
_PHONES = re.compile(
    r"(?<![\d.-])(?:[（(]?0\d{2,3}[)）]?[–—－\s-]?\d{7,8}"
    r"|[48]00[–—－\s-]?\d{3}[–—－\s-]?\d{4}"
    r"|1[3-9]\d(?P<gap>[–—－\s-]?)\d{4}(?P=gap)\d{4})(?![\d-])"
)
_NUMBER = r"(?:0|[1-9]\d{0,3}|[1-9]\d{0,2},\d{3})(?:\.\d+)?"
_NOT_WITHIN = r"(?<![0-9A-Za-z.,:：/%℃–—~～－-])"
_BARE = re.compile(
    rf"{_NOT_WITHIN}(?P<from>[-−]?{_NUMBER})(?P<dash>{_DASH})(?=(?P<to>[-−]?{_NUMBER})(?![\d.,]*\d))"
    rf"(?![-−]?[\d.,]+\s*[–—~～－/-]\s*\d)(?=[-−]?[\d.,]+(?P<counted>\s*(?:[A-Za-z%％‰°℃㎡×]|[{_COUNTED}]))?)"
)
_CLOCK = re.compile(rf"(?<![\d:：])(\d{{1,2}}[:：]\d{{2}}){_DASH}(?=\d{{1,2}}[:：]\d{{2}}(?![\d:：]))")
_DAY = re.compile(rf"(?<=\d)(\s*[年月日号点时分]){_DASH}(?=\d{{1,4}}\s*[年月日号点时分])")
_TWICE = re.compile(
    rf"(?<=\d)(?P<unit>\s*(?:[%％‰°℃㎡]|[A-Za-z]{{1,4}}|[\u4e00-\u9fff]{{1,2}})){_DASH}(?=[\d.]+(?P=unit))"
)


def telephones(text: str) -> list[tuple[int, int]]:
    """Return where the telephone numbers of a text begin and end: 0857-8223344, 400-820-8820, 13800138000."""
    return [found.span() for found in _PHONES.finditer(text)]


def spanned(text: str, word: str) -> str:
    """Return text with `word` for each dash that leads from a number, day or hour to a later one.

    A hyphen is such a dash only before what is counted: 11-30 may be a day, 822-3344 a telephone number.
    """
    pieces, at = [], 0
    for start, end in [*telephones(text), (len(text), len(text))]:
        pieces += [_spanned(text[at:start], word), text[start:end]]
        at = end
    return "".join(pieces)


def _spanned(text: str, word: str) -> str:
    for pattern in (_CLOCK, _DAY, _TWICE):
        text = pattern.sub(rf"\1{word}", text)
    return _BARE.sub(lambda found: found["from"] + (word if _rises(found) else found["dash"]), text)


def _rises(found: re.Match[str]) -> bool:
    first, last = (float(found[name].replace(",", "").replace("−", "-")) for name in ("from", "to"))
    return first < last and (found["dash"].strip() not in _HYPHENS or bool(found["counted"]))
