"""Random Markdown from a seed: Chinese prose and every construct, well formed and not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

RUNS = (
    "天一冷", "煤气中毒，", "开窗通风。", "《煤火上的隐形氟》", "“重点”", "（示例）", "约 30% 的人",
    "10:30", "200 倍以上", "CO", "H2O 是水", "a_b", "A-B", "…", "——", "１２", "🔥", "あ", "한", " ", "　",
    "!", "！", "：", "x = 1", "#标签", "@某人", "é", "]", "}", "(", ")", "|", "~", "+", "\u00a0", "\u2028",
    "1.", "2)", "- ", "* ", "> ", "= ", ": ", "{", "\\", "<", "&",
)  # fmt: skip
MARKED = (
    "**{}**", "*{}*", "***{}***", "__{}__", "_{}_", "`{}`", "``{}``", "[{}](a.md)",
    "[{}](../health/b.md#c)", "[{}][x]", "[{}](https://x.cn/a_b?c=d&e=f)", '[{}](a.md "题 名")',
    "[{}](<有 空格.md>)", "[{}](javascript:x)", "![{}](a.png)", '![{}](图.svg "说明")', "[{}](a.md){{.b}}",
    "`{}`{{#c}}", "![{}](a.png){{width=50%}}", "{}[^1]", "{}[^长]", "[{}]", "[x] {}", "<https://a.cn/{}>",
    "<a@b.cn>{}", "&amp;{}", "&#8212;{}", "&nope;{}", "\\*{}\\*", "\\{}", "**{}", "*{}", "[{}", "{}](",
    "`{}", "<b>{}</b>", "{}  \n{}", "{}\\\n{}", "{}\n{}", "{} \n  {}", "![{}][x]", "[{}](", "[{}]()",
    "[{}](a(b)c)", "[^{}]", "**{}：**", "**{}****{}**", "a**{}**b", "**{}**{}**", "[**{}**](a.md)",
    "**[{}](a.md)**", "[{}](#锚)", "[{}](a.md)[{}](b.md)",
)  # fmt: skip
LINES = (
    "---", "===", "***", "- - -", "* * *", "___", "```", "~~~", "```text", "    码", "\t码", "{.tip #box}",
    "{不是}", ">", "> ", "-", "*", "+", "1.", "2)", "#", "## ", "#无", "|-|-|", "|--|:-:|", "-|-", ":--",
    "|", "| a | b |", "[^1]: 注一", "[^长]: 注二\n    续", "[x]: a.md '题'", "[x]: <b.md>", "<div>",
    "<!-- x -->", "-\t制表", "1.\t制表", "[ ] 框", "=", "--", "- ", "[ ]: a", "[x]:", "　　首行缩进",
    "10 克", "2026 年", "3.5 克", "7. 七", "1) 一", "1234567890. 长", "\\", "`", "``", "**", "[", "![", "{",
    " ",
)  # fmt: skip
BULLETS = (
    "- ",
    "- ",
    "* ",
    "+ ",
    "-   ",
    "-     ",
    "1. ",
    "2. ",
    "1) ",
    "10. ",
    "-\t",
    "- [ ] ",
    "- [x] ",
    "- [X]  ",
)


class Soup:
    """Makes one document after another from one seed."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)
        self._blocks: tuple[Callable[[], Iterator[str]], ...] = (
            self._paragraph, self._paragraph, self._heading, self._list, self._list, self._table, self._quote,
            self._fence, self._odd_lines, self._note, self._nested,
        )  # fmt: skip

    def document(self) -> str:
        return "\n".join(self._lines(self.pick.randint(1, 6))) + self.pick.choice(["", "\n", "\n\n", "\n  "])

    def _lines(self, blocks: int) -> Iterator[str]:
        for _ in range(blocks):
            yield from self.pick.choice(self._blocks)()
            if self.pick.random() < 0.75:
                yield self.pick.choice(["", "", "", "  ", "\n"])

    def text(self) -> str:
        words = [self.pick.choice(RUNS[:12]) if self._rarely(0.6) else self.pick.choice(RUNS)]
        for _ in range(self.pick.randint(0, 4)):
            word = self.pick.choice(RUNS[:14])
            words.append(self.pick.choice(MARKED).format(word, word) if self._rarely(0.4) else word)
        if self._rarely(0.3):
            words.insert(0, self.pick.choice(MARKED).format("一氧化碳", "二"))
        return "".join(words)

    def _rarely(self, chance: float) -> bool:
        return self.pick.random() < chance

    def _paragraph(self) -> Iterator[str]:
        for _ in range(self.pick.choice([1, 1, 1, 2, 3])):
            yield self.pick.choice(["", "", "", "", " ", "  ", "    "]) + self.text()

    def _heading(self) -> Iterator[str]:
        if self._rarely(0.2):
            yield from (self.text(), self.pick.choice(["===", "---", " --", "=  "]))
            return
        end = self.pick.choice(["", "", "", " #", " ##  ", "#", " {#own .a}", " {x", "\\#", " | b"])
        yield "#" * self.pick.randint(1, 7) + self.pick.choice([" ", " ", "  ", "\t", ""]) + self.text() + end

    def _list(self) -> Iterator[str]:
        bullet = self.pick.choice(BULLETS)
        for number in range(self.pick.randint(1, 4)):
            here = self.pick.choice(BULLETS) if self._rarely(0.1) else bullet
            mark = f"{number + 1}. " if here == "1. " else here
            yield self.pick.choice(["", "", "", "", "", " ", "   "]) + mark + self.text()
            if self._rarely(0.3):
                inside = self.pick.choice(["  ", "  ", "    ", "", " ", "   "])
                yield inside + self.pick.choice(["- ", "1. ", "", "> ", "\n" + inside]) + self.text()

    def _table(self) -> Iterator[str]:
        columns = self.pick.randint(1, 3)
        rows = [
            [self.text().replace("\n", " ") for _ in range(columns)] for _ in range(self.pick.randint(1, 4))
        ]
        shape = self.pick.choice(["| {} |", "| {} |", "{}", "|{}", "{} |"])
        yield shape.format(" | ".join(rows[0]))
        side = self.pick.choice(["---", ":--", "--:", ":-:", "-"])
        yield shape.format(" | ".join([side] * self.pick.choice([columns, columns, columns, columns + 1])))
        yield from (shape.format(" | ".join(row)) for row in rows[1:])

    def _quote(self) -> Iterator[str]:
        for line in self._lines(1):
            lines = line.split("\n")
            yield "\n".join(self.pick.choice(["> ", "> ", "> ", ">", ">\t", ""]) + part for part in lines)

    def _fence(self) -> Iterator[str]:
        mark = self.pick.choice(["```", "~~~", "````"])
        yield from (mark + self.pick.choice(["", "text", " a b"]), self.text(), "", "<b>&", mark)

    def _odd_lines(self) -> Iterator[str]:
        for _ in range(self.pick.randint(1, 3)):
            yield self.pick.choice(["", "", "", " ", "   ", "    ", "  "]) + self.pick.choice(LINES)

    def _note(self) -> Iterator[str]:
        yield (
            self.pick.choice(["[^1]: ", "[^长]: ", "[x]: a.md ", "{.tip}\n", "{#b width=3}\n\n"])
            + self.text()
        )
        if self._rarely(0.4):
            yield "    " + self.text()

    def _nested(self) -> Iterator[str]:
        bullet = self.pick.choice(BULLETS)
        for number, block in enumerate(self._lines(self.pick.randint(1, 2))):
            for part in block.split("\n"):
                yield (bullet if number == 0 else " " * len(bullet)) + part
                number = 1  # noqa: PLW2901 - the bullet stands once
