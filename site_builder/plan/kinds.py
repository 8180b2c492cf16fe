"""The kinds of texts: as programs call them, and as readers do."""

from __future__ import annotations

from site_builder.model import Article, Document, Notice, Poster

KINDS = ("article", "poster", "notice", "page")
KIND_NAMES = {"article": "文章", "poster": "海报", "notice": "通知活动", "page": "页面"}


def kind_of(document: Document) -> str:
    match document:
        case Article():
            return "article"
        case Poster():
            return "poster"
        case Notice():
            return "notice"
        case _:
            return "page"
