"""Cleaned HTML as Markdown that shows the same words."""

from site_builder.pull.markdown.inline import escape, line
from site_builder.pull.markdown.writer import Prove, to_markdown

__all__ = ["Prove", "escape", "line", "to_markdown"]
