"""The quick parser and the plain one make the same of every text: tokens, HTML, notes and references."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from site_builder.read.markdown.fast import FastParser
from site_builder.read.markdown.grammar import Parser
from tests.markdown_soup import LINES, MARKED, RUNS, Soup

CONTENT = Path(__file__).parent.parent / "content"
PLAIN, FAST = Parser(), FastParser()

BLOCKS = (
    "段落一。\n段落二，\nthird line\n",
    "段落\n- 直接接列表\n- 二\n",
    "段落\n2. 不是列表\n1. 是列表\n",
    "段落\n# 直接接标题\n> 直接接引用\n懒行\n```\n码\n```\n",
    "段落\n===\n\n另一段\n---\n\n多行\n标题\n---\n",
    "　　首行缩进的段落\n\n\u00a0不断行空格\n",
    "# 一\n## 二 ##\n### 三 #\n####### 七\n#无空格\n##\t制表\n## \n##\n## 题 {#own}\n## a | b\n|-|-|\n",
    "- 一\n- **二**：说明\n- `三`\n- [四](a.md)\n- [ ] 五\n- [x] 六\n- 7 克\n- 7. 七\n",
    "1. 一\n2. 二\n10. 十\n\n3) 三\n4) 四\n",
    "7. 从七起\n8. 八\n",
    "- 一\n\n- 松\n- 散\n",
    "- 一\n- 二\n\n段落\n",
    "- 一\n- 二\n\n  项内第二段\n",
    "- 一\n  - 二\n    - 三\n  - 四\n- 五\n",
    "- 一\n续行\n  缩进续行\n- 二\n",
    "- 一\n+ 二\n* 三\n1. 四\n",
    " - 一\n  - 二\n   - 三\n    - 四\n",
    "-   宽\n-    更宽\n-     码\n-\t制表\n",
    "- 一\n-\n- 三\n-\n\n  空项\n",
    "- 一\n***\n- 二\n- - -\n",
    "- # 题\n- > 引\n- ```\n  码\n  ```\n- | a |\n  |---|\n  | b |\n",
    "- 一\n- 二\n",
    "- 一\n- 二\n   \n  ",
    "* **粗**\n* * *\n* *斜*\n",
    "> 引用\n> - 一\n> - 二\n>\n> 段落\n懒行\n",
    "> 一\n> > 二\n> 三\n\n>\t制表\n>\t\t- 项\n> \t- 项\n",
    "> | a | b |\n> |---|---|\n> | 一 | 二 |\n",
    "| 菌 | 数 | 度 |\n|:--|--:|:-:|\n| 牛肝菌 | 12 | **高** |\n| 少 |\n| 一 | 二 | 三 | 四 |\n",
    "| a |\n|---|\n\n| 只有头 |\n|---|\n",
    "a | b\n--|--\n1 | 2\n- 项\n",
    "| a | b |\n|---|---|\n| \\| | `x|y` |\n| 一 | 二 |\n",
    "| a | b |\n|---|---|\n| 一 | 二 |\n> 引\n",
    "> > - 一\n>\t>\t- 二\n>\t> 三\n\n>\t>\t四\n>\t>\n>\t>\t- 五\n>\t>\t- 六\n",
    "| a | b |\n|---|\n| 一 | 二 |\n",
    "| 一 | 二 |\n| --- | --- |\n| 三 | 四 |\n    | 码 | 码 |\n",
    "段落\n| a | b |\n|---|---|\n| 1 | 2 |\n结尾\n",
    "    码\n\n    码\n\n\t码\n段落\n    不是码\n",
    "```python\nprint('<b>')\n\n```\n~~~\n```\n~~~\n```\n未关",
    "***\n---\n___\n- - -\n* * *\n",
    "[^1]: 注一\n\n    第二段\n\n文[^1]和[^长]，再[^1]，无[^无]。\n\n[^长]: - 一\n    - 二\n",
    "[链][ref]和[ref]和![图][ref]\n\n[ref]: a.md '题'\n[x]: <有 空格.md>\n\n- [x] 引用\n- [ ] 不是\n",
    "{.tip #box}\n段落\n\n{.wide}\n- 一\n- 二\n\n{不是}\n\n{.a}\n\n{.b}\n## 题\n",
    "<div>不是 HTML</div>\n\n<!-- 注 -->\n",
    '![图](a.png)\n\n![图](a.svg "题 <b>"){.wide width=50%}\n',
    "\r\n一\r二\r\n\r\n- 三\r\n- 四\r\n",
    "一\0二\n\n",
    "",
    "\n",
    "  ",
    "一\n  ",
)  # fmt: skip


@pytest.mark.parametrize("text", BLOCKS)
def test_every_kind_of_block_is_the_same(text: str) -> None:
    for variant in (text, text.replace("\n", "\n\n"), text.rstrip("\n")):
        assert_same(variant)
        assert_same("".join(f"> {line}\n" for line in variant.split("\n")))
        assert_same("- 前\n\n" + "".join(f"  {line}\n" for line in variant.split("\n")))


@pytest.mark.parametrize("mark", MARKED)
def test_every_kind_of_mark_is_the_same(mark: str) -> None:
    for word in RUNS:
        text = mark.format(word, word)
        assert_same(f"{text}\n\n- 前{text}后\n\n[x]: a.md\n\n[^1]: 注\n\n[^长]: 注\n")
        assert_same(f"{word}{text}{word}\n{text}A\n\n| {text} |\n|---|\n")


@pytest.mark.parametrize("line", LINES)
def test_every_odd_line_is_the_same_wherever_it_stands(line: str) -> None:
    for other in LINES:
        assert_same(f"文字\n{line}\n{other}\n文字\n\n{other}\n\n- 项\n{line}\n- 项\n\n  {other}\n{line}\n")


def test_random_texts_are_the_same() -> None:
    soup = Soup(seed=20260301)
    for _ in range(3000):
        assert_same(soup.document())


def test_all_sample_content_is_the_same() -> None:
    texts = [file.read_text("utf-8") for file in sorted(CONTENT.rglob("*.md"))]
    assert texts
    for text in texts:
        assert_same(text.split("\n---\n", 1)[1])


def assert_same(text: str) -> None:
    assert outcome(FAST, text) == outcome(PLAIN, text), text


def outcome(parser: Parser, text: str) -> tuple[Any, ...]:
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    seen = [token.as_dict() for token in tokens]
    return parser.renderer.render(tokens, parser.options, env), seen, env
