"""Markdown to safe HTML, plain words, and lists of headings, links and pictures."""

from site_builder.read.markdown.attributes import Attributes
from site_builder.read.markdown.parser import Parsed, parse, render, render_markdown
from site_builder.read.markdown.plain import plain_inline
from site_builder.read.markdown.targets import TargetError, resolve_link, resolve_picture

__all__ = [
    "Attributes",
    "Parsed",
    "TargetError",
    "parse",
    "plain_inline",
    "render",
    "render_markdown",
    "resolve_link",
    "resolve_picture",
]
