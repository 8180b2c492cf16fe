"""The kinds of text that can be found."""

from __future__ import annotations

from site_builder.model import Article, Document, Notice, Poster

KINDS = ("article", "poster", "notice", "page")


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
