"""A poster's file: front matter, large picture, blocks and one table."""

from site_builder.read.poster.front import read_poster

__all__ = ["read_poster"]
