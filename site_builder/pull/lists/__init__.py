"""Pages that list articles, for the many sites that have no feed."""

from site_builder.pull.lists.reader import read_list
from site_builder.pull.lists.whole import read_article

__all__ = ["read_article", "read_list"]
