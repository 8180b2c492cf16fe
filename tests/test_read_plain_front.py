"""Front matter read line by line is what the YAML reader makes of it, or is left to that reader."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from site_builder.read.plain_front import read_plain_front
from site_builder.read.yaml_nodes import YamlError, read_yaml

CONTENT = Path(__file__).parent.parent / "content"

PLAIN = (
    "title: 冬天烤火，先看烟囱\ndate: 2026-11-01",
    "title: “长”出的《书》：一、二…… \ncover: art:stove\nurl: https://a.cn/b",
    "tags: [一氧化碳, 取暖,煤炉 ,  10]\nseason: [11, 12]",
    'source: {name: 科协（示例）, url: "https://a.cn/?b=c&d#e", license:  own }',
    'evidence:\n  - {who: 甲}\n  - {who: 乙, title: "题: 名"}\nreviewed: {by: 丙, on: 2026-10-28}',
    "units:\n    - bijie\n    - 12\ndraft:\nsummary:   \norder: 0x1\nexpires: null",
    'title: ""\nkicker: "  两端有空 "  \ntags: ["a, b", "c"]',
)
ODD = (
    "title: a: b", "title: a #b", "title: 'a'", "title: |\n  a", "title: a\n  b", "title: &a b",
    "title: *a", "title:b", "title: - a", "- a", "a:\n- b", "a: b\n  - c", "a: [b\n  c]", "a: [b, [c]]",
    "a: {b: [c]}", "a: [b,]", "a: []", "a: {}", "a: {b}", "a: {b:c}", "a: {b: c, b: d}", "a: b\na: c",
    "a: b\n\nc: d", "# a", "a: \tb", "a: !b c", "a: @b", "a: `b`", "标题: a", "a: b:", 'a: "b" c',
    'a: "\\n"', "a:\n  - b\n   - c", "a:\n  -\n  - c", "", "a", "a: b\n---\nc: d", "a: ？?b",
    "a: \u2028b", "a: b\x85", "a: [a b: c]", "a:\n  - b: c", "a: %b", "a: -b", "a: ~", "a: -", "a: b -",
    "a: (b", "? a\n: b",
)  # fmt: skip
WORDS = (
    "题",
    "天一冷，",
    "a",
    "B c",
    "10",
    "2026-11-01",
    "x.y",
    "/",
    "-",
    "(一)",
    "：",
    " ",
    "  ",
    ",",
    "a:b",
    "~",
    "%",
)
STRANGE = (
    "#",
    ": ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "&",
    "\\",
    "\t",
    "é",
    "\u3000",
    "🔥",
    "\n",
    "\n  ",
    "- ",
    "---",
    "|",
    ">",
)


@pytest.mark.parametrize("text", PLAIN)
def test_usual_front_matter_is_read_without_the_yaml_reader(text: str) -> None:
    assert read_plain_front(text, 3) == read_yaml("\n\n" + text)
    assert list(read_plain_front(text, 1).values) == list(read_yaml(text).values)


@pytest.mark.parametrize("text", [*PLAIN, *ODD])
def test_it_never_differs_from_the_yaml_reader(text: str) -> None:
    assert_same(text)
    assert_same(f"title: 题\n{text}\nlast: 尾")


def test_front_matter_of_the_samples_is_of_the_usual_kind() -> None:
    texts = [file.read_text("utf-8").split("\n---\n")[0][4:] for file in CONTENT.rglob("*.md")]

    assert texts
    assert all(read_plain_front(text, 2) == read_yaml("\n" + text) for text in texts)


def test_random_front_matter_is_the_same() -> None:
    pick = random.Random(20260301)
    read = sum(assert_same("\n".join(line(pick) for _ in range(pick.randint(1, 3)))) for _ in range(8000))

    assert read > 1500, "too few were of the usual kind to prove anything"


def line(pick: random.Random) -> str:
    key = pick.choice(["title", "date", "tags", "a", "b", "c", "d"]) + pick.choice(
        [": ", ": ", ": ", ":  ", ":"]
    )
    items = [item(pick) for _ in range(pick.randint(1, 3))]
    comma = pick.choice([", ", ",", " , "])
    pairs = comma.join(f"{pick.choice('xyz')}: {word}" for word in items)
    block = key.rstrip() + "".join(f"\n  - {word}" for word in items)
    return pick.choice(
        [key + items[0], key + items[0], f"{key}[{comma.join(items)}]", f"{key}{{{pairs}}}", block]
    )


def item(pick: random.Random) -> str:
    word = "".join(pick.choice(WORDS if pick.random() < 0.98 else STRANGE) for _ in range(pick.randint(1, 3)))
    return f'"{word}"' if pick.random() < 0.2 else pick.choice(WORDS[:6]) + word


def assert_same(text: str) -> bool:
    found = read_plain_front(text, 3)
    if found is None:
        return False
    try:
        expected = read_yaml("\n\n" + text)
    except YamlError as error:
        pytest.fail(f"{error} in {text!r}")
    assert found == expected, text
    return True
