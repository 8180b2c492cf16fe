"""Posters whose steps, pairs, rumours, pictures and activities do not go together."""

from __future__ import annotations

from dataclasses import replace

from tests.broken_files.case import A_POSTER, POSTER, Broken, front, poster

_ART = '![炉子](art:stove "")\n\n'
_STEP = "## 先开窗 {.step icon=window}\n先开窗。\n\n"
_CLAIM = "## 火盆放水能解毒 {.claim}\n水能吸煤气。\n\n"
_TRUTH = "## 水吸不掉煤气 {.truth}\n只有通风有用。\n\n"
_BASIS = "## 依据 {.basis}\n疾控中心。\n\n"
_BEFORE = "## 敞炉烤 {.before icon=stove}\n烟熏粮食。\n\n"


def _front(*lines: str) -> str:
    return POSTER.replace("---\n先看", "\n".join([*lines, "---\n先看"]), 1)


_CASES = [
    Broken("title of 40 characters", POSTER.replace("冬天烤火", "冬天烤火" * 9), 2, "too long: 40", "14"),
    Broken("block of 900 characters", poster(swap=("烟囱伸到屋外。", "烟" * 900)), 7, "900", "160"),
    Broken("lead of 900 characters", poster(swap=("先看烟囱，", "先" * 900)), 5, "too long: 9", "160"),
    Broken("two kinds", poster(swap=(".do ", ".do .step ")), 7, "several: .do .step", "keep one"),
    Broken("unknown layout", _front("layout: step"), 4, "layout cannot be “step”", "steps"),
    Broken("steps beside advice", poster(add="\n" + _STEP), 7, "steps and .do", "remove .do"),
    Broken("before without after", front(body=_BEFORE), 5, "needs what is after", "{.after icon=chimney}"),
    Broken(
        "after without before",
        front(body=_BEFORE.replace("before", "after")),
        5,
        "needs what was before",
        "{.before icon=stove}",
    ),
    Broken(
        "advice between before and after",
        front(body=_BEFORE + "## 要通风 {.do icon=window}\n通风。\n\n"),
        5,
        "needs what is after",
        "",
    ),
    Broken("claim without truth", front(body=_CLAIM + _BASIS), 5, "without the truth", "{.truth}"),
    Broken("truth without claim", front(body=_TRUTH), 5, "begins with what is said", "{.claim}"),
    Broken("truth before claim", front(body=_TRUTH + _CLAIM), 8, "first .claim", "above line 5"),
    Broken("two claims", front(body=_CLAIM + _CLAIM + _TRUTH), 8, "one .claim; line 5", "two posters"),
    Broken(
        "four blocks beside a rumour",
        front(body=_CLAIM + _TRUTH + "## 要通风 {.do icon=window}\n通风。\n\n" * 4),
        20,
        "room for 3 more",
        "keep the 3",
    ),
    Broken("at without picture", poster(swap=("icon=stove", "at=30,62")), 7, "has none", "add a picture"),
    *(
        Broken(
            f"place {at}",
            poster(swap=("先看烟囱，", _ART + "先看烟囱，")).replace("icon=stove", f"at={at}"),
            9,
            f"from 0 to 100, not {at}",
            "at=30,62",
        )
        for at in ("130,20", "30", "30,-2", "左,上", "1,2,3", "30.,5")
    ),
    Broken(
        "two pictures",
        poster(swap=("先看烟囱，", _ART + "![窗](art:slope)\n\n先看烟囱，")),
        7,
        "room for one picture",
        "line 5",
    ),
    Broken("picture below a heading", poster(add="\n" + _ART), 19, "above its first block", "line 7"),
    Broken(
        "photograph in a block",
        poster(swap=("烟囱伸到屋外。", "![烟囱](chimney.jpg)")),
        8,
        "cannot stand inside",
        "above the first ##",
    ),
    Broken(
        "photograph inside the lead",
        poster(swap=("先看烟囱，", "![烟囱](chimney.jpg) 先看烟囱，")),
        5,
        "cannot stand inside",
        "empty line",
    ),
    Broken(
        "picture without words",
        poster(swap=("先看烟囱，", "![](art:stove)\n\n先看烟囱，")),
        5,
        "no words",
        "![画面",
    ),
    Broken(
        "drawing that is not there",
        poster(swap=("先看烟囱，", "![坡](art:slop)\n\n先看烟囱，")),
        5,
        "no drawing “slop”",
        "slope",
    ),
    Broken(
        "picture that is not there",
        poster(swap=("先看烟囱，", '![坡](slope.jpg "张三摄")\n\n先看')),
        5,
        "no picture posters/slope.jpg",
        "beside the text",
    ),
    Broken(
        "picture elsewhere",
        poster(swap=("先看烟囱，", '![坡](https://a.example/s.jpg "甲")\n\n先看')),
        5,
        "lies elsewhere",
        "beside the text",
    ),
    Broken("event without date", _front("event: {place: 广场}"), 4, "from is missing", "from: 2026-09-12"),
    Broken("event that is a text", _front("event: 九月十二日"), 4, "event has several parts", "{from:"),
    Broken(
        "event and rumour",
        front("event: {from: 2026-12-01}", body=_CLAIM + _TRUTH),
        6,
        "one thing",
        "two posters",
    ),
    Broken(
        "event and picture",
        _front("event: {from: 2026-12-01}").replace("先看烟囱，", _ART + "先看烟囱，"),
        6,
        "one thing",
        "two posters",
    ),
    Broken("figure without picture", _front("layout: figure"), 4, "layout figure needs", "photo.jpg"),
    Broken("rumour without claim", _front("layout: rumour"), 4, "layout rumour needs", "{.claim}"),
    Broken("notice without event", _front("layout: notice"), 4, "layout notice needs", "event: {from"),
    Broken("steps without steps", _front("layout: steps"), 4, "layout steps needs", "{.step icon=tap}"),
    Broken("grades without grades", _front("layout: grades"), 4, "layout grades needs", "{.grades}"),
    Broken(
        "activity laid out as panels",
        _front("layout: panels", "event: {from: 2026-12-01}"),
        4,
        "layout panels would leave out",
        "layout: notice",
    ),
    Broken("code of five digits", _front("code: 20311"), 4, "six digits, not 20311", "remove the line"),
    Broken("code with a slip", _front("code: 203119"), 4, "last digit of the code 203119", "code: 203118"),
]

POSTER_FORMS = [replace(case, path=A_POSTER) for case in _CASES]
