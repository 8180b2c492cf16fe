"""A small hub of all kinds of content with light templates, and random edits of it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.site_text import write_site

HUB = """\
    -- content/hub.toml --
    name = "科普"
    tagline = "看得懂"
    base_url = "https://kepu.example.cn/"
    formats = ["a4", "1920x1080"]
    [footer]
    text = "页脚"
    [[sections]]
    id = "health"
    name = "健康"
    [[sections]]
    id = "farming"
    name = "农业"
    -- content/units.toml --
    [[units]]
    id = "city"
    name = "某市"
    [[units]]
    id = "xian"
    name = "某县"
    parent = "city"
    [[units]]
    id = "cun"
    name = "某村"
    parent = "xian"
    [[audiences]]
    id = "school"
    name = "学校"
    -- content/calendar.csv --
    id,name,rule,window_days,topics
    day,某日,fixed:11-30,7,甲
    -- content/posters/stove.md --
    ---
    title: 烤火看烟囱
    date: 2026-11-01
    tags: [甲]
    article: articles/farming/p0.md
    ---
    烧煤烧炭会生出一氧化碳。

    ![点](spot.svg "示例")

    ## 通风 {.do icon=window}
    门窗留一条缝。

    ## 闷火 {.dont icon=flame}
    睡前把火熄掉。
    -- content/posters/spot.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h9v9"/></svg>
    -- content/notices/quiz.md --
    ---
    title: 竞答
    date: 2026-11-01
    event: {from: 2026-12-01, place: 广场}
    ---
    来玩。
    -- content/pages/about.md --
    ---
    title: 关于
    ---
    关于[文章](../articles/health/p1.md)。
    -- content/articles/health/p1/dot.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>
    -- templates/base.html --
    {% from "_card.html" import card %}<!doctype html><title>{{ title }}</title>{{ site.name }}
    {{ site.footer }}{{ site.assets }}{% block main %}{% endblock %}
    -- templates/_card.html --
    {% macro card(one, root) %}<a href="{{ root }}{{ one.url }}">{{ one.title }}{{ one.date }}</a>
    {% endmacro %}
    -- templates/_cards.html --
    {% from "_card.html" import card %}{% for one in cards %}{{ card(one, root) }}{% endfor %}
    -- templates/home.html --
    {% extends "base.html" %}{% block main %}{% set cards = newest %}{% include "_cards.html" %}
    {% for one in posters %}{{ card(one, root) }}{% endfor %}{% endblock %}
    -- templates/article.html --
    {% extends "base.html" %}{% block main %}{{ body|safe }}{{ tags }}
    {% if previous %}{{ card(previous, root) }}{% endif %}
    {% if next %}{{ card(next, root) }}{% endif %}{{ cover }}
    {% for one in related %}{{ card(one, root) }}{% endfor %}{% endblock %}
    -- templates/list.html --
    {% extends "base.html" %}{% block main %}{{ heading }}{% include "_cards.html" %}{{ newer }}{{ older }}
    {% endblock %}
    -- templates/group.html --
    {% extends "base.html" %}{% block main %}{{ counts }}{{ inner }}{{ lists }}{% include "_cards.html" %}
    {% for one in posters %}{{ card(one, root) }}{{ one.why }}{% endfor %}{% endblock %}
    -- templates/groups.html --
    {% extends "base.html" %}{% block main %}{{ branches }}{% endblock %}
    -- templates/calendar.html --
    {% extends "base.html" %}{% block main %}{{ months }}{% endblock %}
    -- templates/tags.html --
    {% extends "base.html" %}{% block main %}{{ tags }}{% endblock %}
    -- templates/posters.html --
    {% extends "base.html" %}{% block main %}{% include "_cards.html" %}{% endblock %}
    -- templates/notices.html --
    {% extends "base.html" %}{% block main %}{% include "_cards.html" %}{% endblock %}
    -- templates/poster.html --
    {% extends "base.html" %}{% block main %}{{ poster.lead }}{{ downloads }}{{ article }}{% endblock %}
    -- templates/notice.html --
    {% extends "base.html" %}{% block main %}{{ body|safe }}{{ event }}{% endblock %}
    -- templates/page.html --
    {% extends "base.html" %}{% block main %}{{ body|safe }}{% endblock %}
    -- templates/withdrawn.html --
    {% extends "base.html" %}{% block main %}{{ gone }}{% endblock %}
    -- templates/codes.html --
    {% extends "base.html" %}{% block main %}{{ posters }}{{ gone }}{% endblock %}
    -- templates/404.html --
    {% extends "base.html" %}
    -- templates/assets/hub.css --
    body { color: red }
    """

KEPT = "p0.md"  # the poster names it


class FuzzHub:
    """A hub in `root` and the edits that a person, a program or an accident may make to it."""

    def __init__(self, root: Path, pick: random.Random) -> None:
        self.root = write_site(root, HUB)
        self.pick = pick
        self.count = 0
        for number in range(6):
            self._write_article("health" if number % 2 else "farming", f"p{number}")
        file = self._write_article("health", "p1/index")
        file.write_text(file.read_text("utf-8") + "\n![点](dot.svg)\n", "utf-8")
        (self.root / "content/articles/health/p1.md").unlink()

    def edit(self) -> str:
        """Make one edit and return its name."""
        edits: list[Callable[[], None]] = [
            self.body, self.body, self.retitle, self.redate, self.retag, self.summary, self.same_size,
            self.touch, self.add, self.add, self.delete, self.rename, self.move, self.draft, self.base,
            self.partial, self.macro, self.style, self.settings, self.poster, self.notice, self.picture,
            self.scene, self.comment, self.withdraw, self.target, self.target, self.calendar,
            self.delete_output, self.edit_output, self.stray_output,
        ]  # fmt: skip
        edit = self.pick.choice(edits)
        edit()
        return edit.__name__

    def word(self) -> str:
        self.count += 1
        return f"词{self.count}"

    def body(self) -> None:
        file = self._article()
        file.write_text(file.read_text("utf-8") + f"\n{self.word()}\n", "utf-8")

    def retitle(self) -> None:
        self._set(self._article(), "title", self.word())

    def redate(self) -> None:
        day = f"2026-{self.pick.randint(1, 12):02}-{self.pick.randint(1, 28):02}"
        self._set(self._article(), "date", day)

    def retag(self) -> None:
        self._set(self._article(), "tags", f"[{', '.join(self.pick.sample('甲假乙丙丁戊', 2))}]")

    def summary(self) -> None:
        self._set(self._article(), "summary", self.word())

    def draft(self) -> None:
        self._set(self._article(), "draft", self.pick.choice(["true", "false"]))

    def same_size(self) -> None:
        """Change one character, and put the size and the time of change back."""
        file = self._article()
        before, text = file.stat(), file.read_text("utf-8")
        place = text.rindex("正文") + 2
        file.write_text(text[:place] + self.pick.choice("甲乙丙丁") + text[place + 1 :], "utf-8")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def touch(self) -> None:
        os.utime(self._article(), (self.count, self.count))

    def add(self) -> None:
        self._write_article(self.pick.choice(["health", "farming"]), f"n{self.word()[1:]}")

    def delete(self) -> None:
        file = self._article()
        if len(self._articles()) > 4 and file.name != KEPT:
            self._remove(file)

    def rename(self) -> None:
        file = self._article()
        if file.name not in ("index.md", KEPT):
            file.rename(file.with_name(f"r{self.word()[1:]}.md"))

    def move(self) -> None:
        file = self._article()
        other = "farming" if file.parent.name == "health" else "health"
        target = self.root / "content/articles" / other / file.name
        if file.name not in ("index.md", KEPT) and not target.exists():
            file.rename(target)

    def comment(self) -> None:
        """Change what hubs hand on of a text, and nothing that a reader sees."""
        file = self._article()
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("# ")]
        file.write_text("\n".join([lines[0], f"# {self.word()}", *lines[1:]]) + "\n", "utf-8")

    def withdraw(self) -> None:
        """Take a text back, or take that back."""
        file = self.pick.choice([self._article(), self.root / "content/posters/stove.md"])
        lines = file.read_text("utf-8").splitlines()
        left = [line for line in lines if not line.startswith("withdrawn: ")]
        told = [] if left != lines else [f"withdrawn: {{on: 2026-11-01, reason: {self.word()}}}"]
        file.write_text("\n".join([left[0], *told, *left[1:]]) + "\n", "utf-8")

    def target(self) -> None:
        """Say for whom a text is."""
        file = self.pick.choice([self._article(), self.root / "content/posters/stove.md"])
        key, ids = self.pick.choice([("units", ["city", "xian", "cun"]), ("audience", ["school"])])
        self._set(file, key, f"[{', '.join(self.pick.sample(ids, self.pick.randint(0, len(ids))))}]")

    def calendar(self) -> None:
        """Move a day of the calendar, or name it anew."""
        rule, topic = f"fixed:11-{self.pick.randint(10, 30)}", self.pick.choice(["甲", "乙"])
        file = self.root / "content/calendar.csv"
        head = file.read_text("utf-8").splitlines()[0]
        file.write_text(f"{head}\nday,{self.word()},{rule},7,{topic}\n", "utf-8")

    def base(self) -> None:
        self._append("templates/base.html")

    def partial(self) -> None:
        self._append("templates/_cards.html")

    def macro(self) -> None:
        file = self.root / "templates/_card.html"
        file.write_text(file.read_text("utf-8").replace("</a>", f" {self.word()}</a>"), "utf-8")

    def style(self) -> None:
        self._append("templates/assets/hub.css")

    def settings(self) -> None:
        file = self.root / "content/hub.toml"
        key, old = self.pick.choice([("name", "科普"), ("text", "页脚"), ("name", "健康")])
        lines = file.read_text("utf-8").splitlines()
        number = next((n for n, line in enumerate(lines) if line.startswith(f'{key} = "{old}')), None)
        if number is not None:
            lines[number] = f'{key} = "{old}{self.word()}"'
        file.write_text("\n".join(lines) + "\n", "utf-8")

    def poster(self) -> None:
        file = self.root / "content/posters/stove.md"
        edits = [("summary", self.word()), ("led", self.word()), ("season", f"[{self.pick.randint(1, 12)}]")]
        self._set(file, *self.pick.choice(edits))

    def notice(self) -> None:
        file = self.root / "content/notices/quiz.md"
        file.write_text(file.read_text("utf-8") + f"\n{self.word()}\n", "utf-8")

    def picture(self) -> None:
        file = self.root / "content/articles/health/p1/dot.svg"
        if file.exists():
            text = file.read_text("utf-8").partition("<!--")[0]
            file.write_text(f"{text}<!-- {self.word()} -->\n", "utf-8")

    def scene(self) -> None:
        """Draw the picture of the poster anew, with as many bytes."""
        file = self.root / "content/posters/spot.svg"
        text = file.read_text("utf-8")
        start = text.index("h9v") if "h9v" in text else text.index("h8v")
        file.write_text(text[:start] + self.pick.choice(["h9v", "h8v"]) + text[start + 3 :], "utf-8")

    def delete_output(self) -> None:
        files = self._outputs()
        if files:
            self.pick.choice(files).unlink()

    def edit_output(self) -> None:
        """Change the first byte of a file, so that its size stays."""
        files = self._outputs()
        if files:
            file = self.pick.choice(files)
            data = file.read_bytes()
            file.write_bytes(bytes([data[0] ^ 1]) + data[1:])

    def stray_output(self) -> None:
        """Put a file where a page may come to stand."""
        file = self.root / "output/site/articles/health" / f"n{self.count + 1}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text("fremd", "utf-8")

    def tidy(self) -> None:
        """Take away what stray_output left where no page came to stand."""
        for file in self.root.glob("output/site/**/*.html"):
            if file.read_bytes() == b"fremd":
                file.unlink()

    def _outputs(self) -> list[Path]:
        return sorted(file for file in self.root.glob("output/site/**/*") if file.is_file())

    def _articles(self) -> list[Path]:
        return sorted((self.root / "content/articles").rglob("*.md"))

    def _article(self) -> Path:
        return self.pick.choice(self._articles())

    def _remove(self, file: Path) -> None:
        if file.name == "index.md":
            shutil.rmtree(file.parent)
        else:
            file.unlink()

    def _write_article(self, section: str, name: str) -> Path:
        day = f"2026-{self.pick.randint(1, 10):02}-{self.pick.randint(1, 28):02}"
        tags = ", ".join(self.pick.sample("甲乙丙丁戊", 2))
        text = f"---\ntitle: {self.word()}\ndate: {day}\ntags: [{tags}]\n---\n正文字{self.word()}。\n"
        file = self.root / "content/articles" / section / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def _set(self, file: Path, key: str, value: str) -> None:
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(f"{key}: ")]
        file.write_text("\n".join([lines[0], f"{key}: {value}", *lines[1:]]) + "\n", "utf-8")

    def _append(self, name: str) -> None:
        file = self.root / name
        file.write_text(file.read_text("utf-8") + f"/* {self.word()} */\n", "utf-8")
