"""What happens to a site before a build is measured, and what the build must then have done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from corpus import Article
from formats import write_article
from tools import Tool

BASE_MARK = "样式 0"
TITLE_REACHES = 3  # the article, a neighbour, a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site of one tool; `article` is the one that is edited, in the middle by date."""

    tool: Tool
    folder: Path
    article: Article

    @property
    def left(self) -> Path:
        """Where what was made before lies until the end."""
        return self.folder.with_name(f"{self.folder.name}-left")

    @property
    def output(self) -> Path:
        return self.folder / self.tool.recipe.output

    def pages(self) -> list[Path]:
        return sorted(self.output.rglob("*.html"))

    def pages_with(self, words: str) -> int:
        """Return how many pages show words."""
        return sum(words in page.read_text("utf-8") for page in self.pages())

    def forget(self) -> None:
        """Move all that builds have left behind out of the way.

        It is removed at the end of the benchmark: ext4 makes new files up to twenty times more slowly for
        minutes after thousands were deleted, as it passes over each of their inodes.
        """
        aside = Path(mkdtemp(dir=self.left))
        for name in self.tool.recipe.made:
            made = self.folder / name
            if made.exists():
                made.rename(aside / name.replace("/", "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """`edit` and `undo` change the sources; `reached` says whether the output shows the mark of the edit.

    Every edit carries a new mark: a text that was there before might be remembered from last time.
    """

    words: str
    edit: Callable[[Site, str], None] = lambda _site, _mark: None
    undo: Callable[[Site, str], None] | None = None
    reached: Callable[[Site, str], bool] = lambda site, _mark: bool(site.pages())


def edit_body(site: Site, mark: str) -> None:
    body = f"{site.article.body}\n这一段是后来添上的，编号{mark}。\n"
    write_article(site.tool.recipe.site, site.folder, replace(site.article, body=body))


def edit_title(site: Site, mark: str) -> None:
    title = f"{site.article.title}{mark}"
    write_article(site.tool.recipe.site, site.folder, replace(site.article, title=title))


def restore_article(site: Site, _mark: str) -> None:
    write_article(site.tool.recipe.site, site.folder, site.article)


def edit_base(site: Site, mark: str) -> None:
    _swap(site, BASE_MARK, f"样式 {mark}")


def restore_base(site: Site, mark: str) -> None:
    _swap(site, f"样式 {mark}", BASE_MARK)


def _swap(site: Site, old: str, new: str) -> None:
    file = site.folder / site.tool.recipe.base
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8", newline="\n")


def _in_all_pages(site: Site, mark: str) -> bool:
    """A page of its own, such as MkDocs' 404, may not have the base."""
    return site.pages_with(f"样式 {mark}") >= len(site.pages()) - 1


SCENARIOS = {
    "cold": Scenario(words="cold build", edit=lambda site, _mark: site.forget()),
    "nothing": Scenario(words="nothing changed"),
    "body": Scenario(
        words="one body edited",
        edit=edit_body,
        undo=restore_article,
        reached=lambda site, mark: site.pages_with(f"编号{mark}") >= 1,
    ),
    "title": Scenario(
        words="one title edited",
        edit=edit_title,
        undo=restore_article,
        reached=lambda site, mark: site.pages_with(mark) >= TITLE_REACHES,
    ),
    "base": Scenario(
        words="base template edited",
        edit=edit_base,
        undo=restore_base,
        reached=_in_all_pages,
    ),
}
