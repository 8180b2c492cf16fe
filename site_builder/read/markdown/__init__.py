"""Markdown to safe HTML, plain words, and lists of headings, links and pictures."""

from site_builder.read.markdown.attributes import Attributes
from site_builder.read.markdown.parser import Parsed, parse, render
from site_builder.read.markdown.plain import plain_inline

__all__ = ["Attributes", "Parsed", "parse", "plain_inline", "render"]
