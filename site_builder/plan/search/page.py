"""Batches of the search page itself, and of what it suggests while somebody types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from site_builder.build import Batch, Target
from site_builder.digest import View
from site_builder.plan.batches import batch, tokens
from site_builder.plan.context import Context, Entry, Frame, page_frame
from site_builder.plan.search.files import SCRIPT, Library, address, script
from site_builder.plan.search.words import spelt

SEARCH = "search.html"
SHOWN_TAGS = 24  # of the most used, on the page
HINTS = 200  # titles that are suggested, the newest, and as many tags

Tag = tuple[str, str]  # name and address


def search_page_batches(context: Context, library: Library) -> Iterator[Batch]:
    tags = _tags_by_use(context)
    newest = context.in_order()[: -HINTS - 1 : -1]
    yield batch(
        search_targets,
        paths=[SEARCH],
        recipes=["search.html"],
        inputs=[context.frame.digest, library.edition, repr(tags[:SHOWN_TAGS]), str(bool(context.posters))],
        shown=partial(
            dict,
            frame=context.frame,
            edition=library.edition,
            tags=tags[:SHOWN_TAGS],
            codes=bool(context.posters),
        ),
    )
    yield batch(
        hint_targets,
        paths=[address("hints")],
        recipes=[SCRIPT],
        inputs=[repr(tags), tokens(newest), "\n".join([entry.address for entry in newest])],
        shown=partial(dict, tags=tags, newest=newest),
    )


def _tags_by_use(context: Context) -> list[Tag]:
    uses = Counter(tag for entry in context.in_order() for tag in dict.fromkeys(entry.document.meta.tags))
    names = sorted(uses, key=lambda tag: (-uses[tag], tag))[:HINTS]
    return [(tag, context.addresses.tags[tag]) for tag in names]


def search_targets(*, frame: Frame, edition: str, tags: Sequence[Tag], codes: bool) -> list[Target]:
    settings = frame.settings
    view: View = {
        **page_frame(frame, SEARCH, title="搜索", kind="search"),
        "edition": edition,
        "codes": codes,
        "tags": [{"name": name, "url": url} for name, url in tags],
        "sections": [section.name for section in settings.sections],
        "audiences": [audience.name for audience in settings.audiences],
    }
    return [Target(SEARCH, "search.html", view)]


def hint_targets(*, tags: Sequence[Tag], newest: Sequence[Entry]) -> list[Target]:
    titles = [(entry.document.meta.title, entry.address) for entry in newest]
    return [script("hints", [[words, url, spelt(words)] for words, url in (*tags, *titles)])]
