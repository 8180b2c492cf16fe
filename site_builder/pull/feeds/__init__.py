"""RSS, RDF, Atom and JSON feeds, whatever state they are in, as items."""

from site_builder.pull.feeds.pages import read_feed_pages
from site_builder.pull.feeds.reader import feeds_named_in, read_feed

__all__ = ["feeds_named_in", "read_feed", "read_feed_pages"]
