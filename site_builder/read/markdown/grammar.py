"""The Markdown of a hub: which rules of markdown-it-py are on, and our own beside them."""

from __future__ import annotations

from typing import ClassVar

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from site_builder.read.markdown.attributes import use_attributes
from site_builder.read.markdown.cjk import HanInline
from site_builder.read.markdown.footnotes import use_footnotes
from site_builder.read.markdown.shapes import close_table, open_table

DEEPEST = 100  # levels of lists and quotes; markdown-it drops what lies deeper


class Parser(MarkdownIt):
    """CommonMark without raw HTML, plus tables, footnotes, attributes; links come out as written."""

    renderer_class: ClassVar[type[RendererHTML]] = RendererHTML

    def __init__(self) -> None:
        super().__init__("zero", renderer_cls=self.renderer_class)
        self.inline = HanInline()
        self.configure("commonmark", {"html": False, "maxNesting": DEEPEST, "xhtmlOut": False})
        self.enable("table")
        use_footnotes(self)
        use_attributes(self)
        self.add_render_rule("table_open", open_table)
        self.add_render_rule("table_close", close_table)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - settle_links judges all of them, with a line
        return True
