"""The same articles as the source files of each tool."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import Article
from vocabulary import SECTIONS

HERE = Path(__file__).parent
NAME = "身边的科学"
ADDRESS = "https://kepu.example/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Where a tool's articles lie, how one is written, and the files that name the sections."""

    articles: str
    styles: str
    write: Callable[[Article], str]
    sections: Callable[[], Mapping[str, str]]


def write_site(tool: str, folder: Path, articles: Iterable[Article]) -> None:
    """Put a whole site for tool into folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "sites" / tool, folder, ignore=shutil.ignore_patterns("__pycache__"))
    style = folder / FORMATS[tool].styles / "hub.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "sites" / "plain.css", style)
    for path, text in FORMATS[tool].sections().items():
        _write(folder / path, text)
    for article in articles:
        write_article(tool, folder, article)


def write_article(tool: str, folder: Path, article: Article) -> None:
    format_ = FORMATS[tool]
    _write(folder / format_.articles / article.section / f"{article.slug}.md", format_.write(article))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def _with_yaml(article: Article, summary: str) -> str:
    lines = [
        "---",
        f"title: {article.title}",
        f"date: {article.day.isoformat()}",
        f"{summary}: {article.summary}",
        f"tags: [{', '.join(article.tags)}]",
        "---",
        "",
        article.body,
    ]
    return "\n".join(lines)


def _for_pelican(article: Article) -> str:
    lines = [
        f"Title: {article.title}",
        f"Date: {article.day.isoformat()}",
        f"Summary: {article.summary}",
        f"Tags: {', '.join(article.tags)}",
        f"Category: {SECTIONS[article.section]}",
        f"Slug: {article.slug}",
        "",
        article.body,
    ]
    return "\n".join(lines)


def _kepu_sections() -> dict[str, str]:
    rows = [f'[[sections]]\nid = "{key}"\nname = "{name}"\n' for key, name in SECTIONS.items()]
    head = f'name = "{NAME}"\ntagline = "一天一个道理"\nbase_url = "{ADDRESS}"\nsearch = false\n'
    return {"content/hub.toml": "\n".join([head, *rows])}


def _hugo_sections() -> dict[str, str]:
    titles = {"articles": "全部文章", **{f"articles/{key}": name for key, name in SECTIONS.items()}}
    return {f"content/{path}/_index.md": f"---\ntitle: {title}\n---\n" for path, title in titles.items()}


def _mkdocs_sections() -> dict[str, str]:
    lists = {f"docs/articles/{key}/index.md": (name, "list.html") for key, name in SECTIONS.items()}
    pages = {
        "docs/index.md": (NAME, "home.html"),
        "docs/articles/index.md": ("全部文章", "list.html"),
        **lists,
    }
    return {path: f"---\ntitle: {title}\ntemplate: {name}\n---\n" for path, (title, name) in pages.items()}


FORMATS = {
    "kepu": Format(
        articles="content/articles",
        styles="templates/assets",
        write=lambda article: _with_yaml(article, "summary"),
        sections=_kepu_sections,
    ),
    "hugo": Format(
        articles="content/articles",
        styles="static/assets",
        write=lambda article: _with_yaml(article, "description"),
        sections=_hugo_sections,
    ),
    "pelican": Format(articles="content/articles", styles="theme/static", write=_for_pelican, sections=dict),
    "mkdocs": Format(
        articles="docs/articles",
        styles="theme/assets",
        write=lambda article: _with_yaml(article, "summary"),
        sections=_mkdocs_sections,
    ),
}
