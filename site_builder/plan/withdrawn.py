"""Batches of what does not hold any more: a page for each withdrawn text, and the one that tells of codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from site_builder.build import Batch, Target
from site_builder.digest import Json, View
from site_builder.model import Article, Notice, Poster
from site_builder.plan.addresses import section_address
from site_builder.plan.batches import batch, tokens
from site_builder.plan.codes import code_of
from site_builder.plan.context import Context, Entry, Frame, page_frame

CODES = "codes/index.html"
Better = Mapping[str, Entry]  # what replaces a withdrawn text, by the content path of that


def withdrawn_batches(context: Context) -> Iterator[Batch]:
    """Yield a page for each text that was withdrawn."""
    if context.withdrawn:
        better = _replacements(context)
        yield batch(
            withdrawn_targets,
            paths=[entry.address for entry in context.withdrawn],
            recipes=["withdrawn.html"],
            inputs=_told(context, context.withdrawn, better),
            shown=partial(dict, frame=context.frame, gone=context.withdrawn, better=better),
        )


def codes_batches(context: Context) -> Iterator[Batch]:
    """Yield the page of all codes."""
    gone = [entry for entry in context.withdrawn[::-1] if isinstance(entry.document, Poster)]
    posters, expired = context.posters[::-1], context.expired[::-1]
    better = _replacements(context)
    yield batch(
        codes_targets,
        paths=[CODES],
        recipes=["codes.html"],
        inputs=[*_told(context, gone, better), tokens(posters), tokens(expired)],
        shown=partial(dict, frame=context.frame, posters=posters, expired=expired, gone=gone, better=better),
    )


def _told(context: Context, gone: Sequence[Entry], better: Better) -> list[str]:
    addresses = [entry.address for entry in (*gone, *better.values())]
    return [context.frame.digest, tokens(gone), tokens(better.values()), "\n".join([*better, *addresses])]


def _replacements(context: Context) -> dict[str, Entry]:
    """Return what holds in place of each withdrawn text, as far as there is something that does."""
    shown = {entry.document.path: entry for entry in context.in_order()}
    gone = {entry.document.path: entry for entry in context.withdrawn}
    found = {}
    for path, entry in gone.items():
        seen = {path}
        at = _replaced_by(entry)
        while at in gone and at not in seen:  # a better one, which was withdrawn in its turn
            seen.add(at)
            at = _replaced_by(gone[at])
        if at in shown:
            found[path] = shown[at]
    return found


def _replaced_by(entry: Entry) -> str:
    withdrawn = entry.document.meta.withdrawn
    return withdrawn.replaced_by if withdrawn else ""


def withdrawn_targets(*, frame: Frame, gone: Sequence[Entry], better: Better) -> list[Target]:
    return [
        Target(entry.address, "withdrawn.html", _view(entry, frame, better), f"content/{entry.document.path}")
        for entry in gone
    ]


def _view(entry: Entry, frame: Frame, better: Better) -> View:
    title = entry.document.meta.title
    return {
        **page_frame(frame, entry.address, title=f"已撤回：{title}", kind="withdrawn"),
        "heading": title,
        "list": _list_of(entry, frame),
        "gone": gone_view(entry, better),
    }


def _list_of(entry: Entry, frame: Frame) -> View:
    """Return the list that the text once stood in."""
    match entry.document:
        case Article(section=section):
            return {"name": frame.section_name(section), "url": section_address(section)}
        case Poster():
            return {"name": "海报", "url": "posters/index.html"}
        case Notice():
            return {"name": "通知活动", "url": "notices/index.html"}
        case _:
            return {"name": "首页", "url": "index.html"}


def gone_view(entry: Entry, better: Better) -> dict[str, Json]:
    """Return what is to be known of a withdrawn text, but not its text."""
    document = entry.document
    withdrawn, new = document.meta.withdrawn, better.get(document.path)
    assert withdrawn
    return {
        "title": document.meta.title,
        "url": entry.address,
        "code": code_of(document) if isinstance(document, Poster) else "",
        "on": withdrawn.on.isoformat(),
        "reason": withdrawn.reason,
        "by": withdrawn.by,
        "better": _named(new) if new else None,
    }


def _named(entry: Entry) -> View:
    document = entry.document
    code = code_of(document) if isinstance(document, Poster) else ""
    return {"title": document.meta.title, "url": entry.address, "code": code}


def codes_targets(
    *,
    frame: Frame,
    posters: Sequence[Entry],
    expired: Sequence[Entry],
    gone: Sequence[Entry],
    better: Better,
) -> list[Target]:
    view: View = {
        **page_frame(frame, CODES, title="查海报编号", kind="codes"),
        "gone": [gone_view(entry, better) for entry in gone],
        "expired": [
            {**_named(entry), "on": entry.document.meta.expires.isoformat()}
            for entry in expired
            if entry.document.meta.expires
        ],
        "posters": [_named(entry) for entry in posters],
    }
    return [Target(CODES, "codes.html", view)]
