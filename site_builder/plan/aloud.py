"""Written Chinese as it is read aloud: numbers, units and abbreviations as words."""

from __future__ import annotations

import re
from collections.abc import Collection

from site_builder.model.spans import MEASURES, spanned, telephones

_DIGITS = "零一二三四五六七八九"
_ON_THE_PHONE = str.maketrans("0123456789", "零幺二三四五六七八九")
_TWO = 2  # 两, not 二, before what is counted
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿")
_EMERGENCY = frozenset((
    "110", "119", "120", "122", "12309", "12315", "12316", "12320", "12333", "12338", "12345", "12348",
    "12350", "12355", "12356", "12369", "12379", "12388", "12393",
))  # fmt: skip

_WORDS = {
    "PM2.5": "细颗粒物", "CO₂": "二氧化碳", "CO2": "二氧化碳", "CO": "一氧化碳", "pH": "酸碱度",
    "AED": "自动除颤器", "ICU": "重症监护室", "LED": "显示屏", "APP": "手机软件", "App": "手机软件",
    "WHO": "世界卫生组织", "UV": "紫外线", "DNA": "遗传物质", "e站": "科普站", "U盘": "优盘",
    "＞": "大于", ">": "大于", "＜": "小于", "<": "小于", "≥": "不少于", "≤": "不超过", "×": "乘",
    "&": "和", "+": "加",
}  # fmt: skip
_UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "℃": "摄氏度", "°C": "摄氏度", "°": "度", "km": "公里",
    "cm": "厘米", "mm": "毫米", "kg": "公斤", "mg": "毫克", "ml": "毫升", "mL": "毫升",
    "m²": "平方米", "㎡": "平方米", "m": "米", "g": "克", "L": "升", "h": "小时", "min": "分钟", "s": "秒",
}  # fmt: skip
_SHARES = {"%": "百分之", "％": "百分之", "‰": "千分之"}
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_NUMBER = re.compile(
    rf"(?P<from>\d[\d,]*(?:\.\d+)?)(?:\s*到\s*(?P<to>\d[\d,]*(?:\.\d+)?))?"
    rf"\s*(?P<unit>%|％|‰|(?:{_UNIT})(?![A-Za-z]))?"
)
_MINUS = re.compile(r"(?<![0-9A-Za-z.%℃])[-−](?=\d)")
_TWICE = re.compile(rf"(?<=\d)\s*(?P<unit>%|％|‰|{_UNIT})(?=\s*到\s*\d[\d.]*\s*(?P=unit))")  # 10%到20%
_CALL = re.compile(r"([打拨]通?|电话|热线|号码)([:：\s]*)(\d[\d–—－\s-]*\d)")
_SHORTEST = 5  # digits that are no amount behind 打 or 电话, where nothing is counted by them
_DATE = re.compile(r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d./-])")
_SHARE_OF = re.compile(r"(?<![\d./:：-])([1-9]\d?)/([1-9]\d{0,2})(?![\d./:：-])")
_PER = re.compile(r"(?<=\d)(\s*[\u4e00-\u9fff]{1,2})/(?=[\u4e00-\u9fff])")  # 10 次/分钟
_OR = re.compile(r"(?<![A-Za-z0-9])/(?![A-Za-z])|(?<![A-Za-z])/(?![A-Za-z0-9])")
_CLOCK = re.compile(  # no clock is 1:50 where something is mixed
    r"(?<![\d按比例配])(?<![按比例配] )([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d|\s*的?(?:比例|兑|稀释|配))"
)
_YEAR = re.compile(r"(?<!\d)(\d{4})\s*(?=学?年|到\d{4}学?年)")
_WORD = re.compile("|".join(f"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" for word in _WORDS))
_BLANK = re.compile(r"\s+")
_MIDDLE_DOT = re.compile(r"\s*[·•・]\s*")
_JOINED = re.compile(
    r"\d[\d.,]*(?:\s*[-–—~～－/:：=]\s*\d[\d.,]*)+"
)  # numbers, and what lies between is not told
_PAUSES = frozenset("，。；：！？、“”‘’（）《》…—·,.;:!?()\"' ")


def aloud(text: str, phones: Collection[str] = ()) -> str:
    """Return text in the words in which it is read aloud.

    The digits of `phones`, and of telephone numbers, are read one by one: `120` is 幺二零.
    """
    known = _EMERGENCY.union(phones)
    text = _NUMBER.sub(lambda found: _number(found, known), _prepared(text, known))
    return _BLANK.sub("", _MIDDLE_DOT.sub("，", text))


def unspelled(text: str, phones: Collection[str] = ()) -> tuple[str, ...]:
    """Return what of a text can be read in several ways: numbers joined by a mark, signs without words."""
    prepared = _prepared(text, _EMERGENCY.union(phones))
    rest = _JOINED.sub("", prepared)
    signs = (char for char in aloud(rest, phones) if not char.isalpha() and char not in _PAUSES)
    return (*(found[0].strip() for found in _JOINED.finditer(prepared)), *dict.fromkeys(signs))


def _prepared(text: str, phones: Collection[str]) -> str:
    """Return text with all in words but its numbers."""
    text = _with_telephones(text, phones)
    text = _DATE.sub(r"\1年\3月\4日", text)
    text = spanned(text, "到")
    text = _SHARE_OF.sub(_share_of, text)
    text = _OR.sub("或者", _PER.sub(r"\1每", text))
    text = _WORD.sub(lambda found: _WORDS[found[0]], text)
    text = _CLOCK.sub(_clock, text)
    text = _TWICE.sub("", text)
    text = _MINUS.sub("零下" if "℃" in text or "°C" in text else "负", text)
    return _YEAR.sub(lambda found: "".join(_DIGITS[int(digit)] for digit in found[1]), text)


def _with_telephones(text: str, phones: Collection[str]) -> str:
    """Return text with the digits of its telephone numbers one by one."""
    for start, end in reversed(telephones(text)):
        text = text[:start] + _dialled(text[start:end]) + text[end:]
    return _CALL.sub(lambda found: _called(found, phones), text)


def _called(found: re.Match[str], phones: Collection[str]) -> str:
    number = re.sub(r"\D", "", found[3])
    behind = found.string[found.end() :].lstrip()[:1]
    is_long = len(number) >= _SHORTEST and behind not in MEASURES
    return found[1] + found[2] + _dialled(found[3]) if number in phones or is_long else found[0]


def _dialled(number: str) -> str:
    return re.sub(r"\D", "", number).translate(_ON_THE_PHONE)


def _share_of(found: re.Match[str]) -> str:
    part, whole = int(found[1]), int(found[2])
    return f"{_whole(whole)}分之{_whole(part)}" if part < whole else found[0]


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    rest = "整" if not minute else f"{'零' if minute < 10 else ''}{_whole(minute)}分"
    return f"{'两' if hour == _TWO else _whole(hour)}点{rest}"


def _number(found: re.Match[str], phones: Collection[str]) -> str:
    first, last, unit = found["from"], found["to"], found["unit"] or ""
    behind = found.string[found.end() :].lstrip()[:1]
    is_ordinal = found.string[: found.start()].rstrip().endswith("第")
    if first in phones and not (last or unit or is_ordinal) and behind not in MEASURES:
        return first.translate(_ON_THE_PHONE)
    said = _UNITS.get(unit, unit)
    spoken = [_spoken(number) for number in (first, last) if number]
    if spoken[-1] == "二" and (said or behind)[:1] in MEASURES and not is_ordinal:
        spoken[-1] = "两"
    whole = "到".join(spoken)
    return _SHARES.get(unit, "") + whole + (said if unit not in _SHARES else "")


def _spoken(number: str) -> str:
    whole, _dot, part = number.replace(",", "").partition(".")
    said = _whole(int(whole))
    return f"{said}点{''.join(_DIGITS[int(digit)] for digit in part)}" if part else said


def _whole(number: int) -> str:
    """Return a number below a trillion in words: 100 → 一百, 12 → 十二, 2005 → 两千零五."""
    if number == 0:
        return "零"
    words, rest, place = "", number, 0
    while rest and place < len(_MYRIADS):
        rest, low = divmod(rest, 10_000)
        if low:
            gap = "零" if rest and low < 1000 else ""
            count = "两" if low == 2 and place else _below_myriad(low)
            words = f"{gap}{count}{_MYRIADS[place]}{words}"
        elif words and not words.startswith("零"):
            words = f"零{words}"
        place += 1
    words = words.removeprefix("零")
    return words[1:] if words.startswith("一十") else words


def _below_myriad(number: int) -> str:
    words, digits = "", str(number)
    for at, digit in enumerate(digits):
        if digit != "0":
            gap = "零" if at and digits[at - 1] == "0" else ""
            place = _PLACES[len(digits) - at - 1]
            words += gap + ("两" if digit == "2" and place == "千" else _DIGITS[int(digit)]) + place
    return words
