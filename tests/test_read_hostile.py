"""Hostile text: nothing of it runs, and none of it takes long."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from lxml import html as parser

from site_builder.read import Words, read_hub, render_markdown
from site_builder.read.yaml_nodes import YamlError, read_yaml
from tests.site_text import write_site

SECONDS = 40  # of processor time: what is quadratic takes minutes, and machines differ fivefold

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- --><iframe src=//x.cn>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a]( javascript:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox(1))",
    "[a](file:///etc/passwd)",
    "[a](//evil.example/x)",
    "[a](kepu:pages/about.md)",
    "<javascript:alert(1)>",
    "[a][1]\n\n[1]: javascript:alert(1)",
    "![a](javascript:alert(1))",
    "![a](x.png){onerror=alert(1)}",
    '![a](x.png "\\"onerror=alert(1) x=\\"")',
    '![" onerror=alert(1) x="](x.png)',
    '[a](x.md "\\" onclick=alert(1)")',
    '[a](x.md"onclick=alert(1))',
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "`<script>`",
    "## <script>alert(1)</script> {#x onclick=alert(1)}",
    '## a {#"><script>}',
    '{onclick=alert(1) class="\\"><script>"}\ntext',
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '[^"><script>]\n\n[^"><script>]: x',
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    "- [ ] <script>alert(1)</script>",
    '![a](x.png "<script>alert(1)</script>")',
    '[a](https://x.cn/"onmouseover=alert(1))',
    "[a](http://[x)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7*7 }} {% import os %}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_text_can_run(attack: str) -> None:
    shown = render_markdown(attack, path="articles/health/a.md").text.html

    for element in parser.fragment_fromstring(shown, create_parent="div").iter():
        assert element.tag not in ("script", "iframe", "svg", "object", "style")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in ("href", "src"):
                assert re.match(r"(kepu:articles/|#|https?://|mailto:|tel:)", value), value


N = 12_000
FLOODS = {
    "brackets": "[" * 30_000,
    "pictures": "![" * N,
    "links": "[a](" * N,
    "nested pictures": "![" * 300 + "](a)" * 300,
    "quotes": ">" * N,
    "lists in lists": "- " * 2000 + "a",
    "deep list": "\n".join("  " * depth + "- a" for depth in range(800)),
    "footnote references": "[^a]: x\n\n" + "[^" * N,
    "footnotes in footnotes": "[^a]: " * 3000,
    "emphasis": "*a **b_" * N,
    "Han emphasis": "。**中" * N,
    "backticks": "".join("`" * n + "a" for n in range(400)),
    "attributes": "`a`{%x" * N,
    "attribute blocks": "{.a}\n" * N,
    "headings": "## a\n" * 10_000,
    "soft breaks": "中\n" * N,
    "table": "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|b\n" * 1000,
    "tasks": "- [ ] a\n" * 10_000,
    "entities": "&#x" * N,
    "tags": "<!--" * N,
    "parentheses": "[a](" + "(" * N,
    "underlines": "a\n-\n" * 10_000,
}


@pytest.mark.parametrize("name", FLOODS)
def test_no_text_takes_long(name: str) -> None:
    start = time.process_time()

    render_markdown(FLOODS[name], path="articles/health/a.md")

    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "front",
    [
        "title: " + "[" * 30_000,
        "title: " + "{a: " * 15_000,
        "- " * 30_000 + "a",
        "\n".join("  " * depth + "a:" for depth in range(150)),
        "a: &a [x]\n" + "\n".join(f"k{n}: &k{n} [*a, *a]" for n in range(20)),
        "a: &a {x: 1}\nb: &b {<<: *a}\nc: {<<: [*a, *b, *a, *b]}",
        "? [a, b]\n: c",
        "%YAML 9.9\n---\na: b",
        "a: b\n...\nc: d",
        "title: \x85\u2028x\nb: [",
        '"' * 20_000,
        "a: !!python/object/apply:os.system ['true']",
        "a: |\n" + "  x\n" * 10_000 + "b: }",
    ],
)
def test_hostile_front_matter_is_refused_quickly(tmp_path: Path, front: str) -> None:
    write_site(tmp_path, "-- content/pages/a.md --\n---\n" + front + "\n---\nx\n")
    start = time.process_time()

    hub, problems = read_hub(tmp_path / "content", Words())

    assert hub.pages == ()
    assert problems
    assert time.process_time() - start < SECONDS


def test_scalars_are_never_anything_but_text() -> None:
    node = read_yaml("a: no\nb: 012\nc: 12:30\nd: 2026-01-01\ne: ~\nf: 1e3")

    assert [value.text for value in node.values.values()] == ["no", "012", "12:30", "2026-01-01", "~", "1e3"]
    assert node.lines == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}


def test_damaged_yaml_names_line_and_column() -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml("a: b\nc: [1, 2\n")

    assert caught.value.line >= 2


def test_a_text_larger_than_the_limit_is_not_parsed(tmp_path: Path) -> None:
    write_site(tmp_path, "-- content/pages/a.md --\n---\ntitle: x\n---\n" + "长" * 200_000)

    _hub, problems = read_hub(tmp_path / "content", Words())

    assert [problem.message for problem in problems] == ["the text is too large: 585 KB"]
