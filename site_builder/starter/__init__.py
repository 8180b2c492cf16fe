"""A new hub: a folder with settings, one article, one poster and one page to change."""

from site_builder.starter.make import make_hub

__all__ = ["make_hub"]
