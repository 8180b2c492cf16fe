"""Batches of the search: a page, and files that it loads by script tags, as a page from a stick may.

The index says which texts hold which pairs of letters; texts are loaded to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.build import Batch
from site_builder.plan.context import Context
from site_builder.plan.search.blocks import blocks_of
from site_builder.plan.search.files import Library, index_batches, text_batches
from site_builder.plan.search.page import SEARCH, search_page_batches

__all__ = ["SEARCH", "search_batches"]


def search_batches(context: Context) -> Iterator[Batch]:
    """Yield all of it; nothing when the hub does without."""
    if context.frame.settings.search:
        library = Library.of(blocks_of(context), context.frame)
        yield from search_page_batches(context, library)
        yield from text_batches(context, library)
        yield from index_batches(context, library)
