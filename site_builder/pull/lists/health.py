"""Whether a list still looks as it did at the last visit; a site that was redesigned is never "no news"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Self

from site_builder.digest import digest
from site_builder.i18n import _
from site_builder.pull.clean import one_line
from site_builder.pull.identity import same_address, same_title
from site_builder.pull.links import host_of
from site_builder.pull.lists.addresses import is_own
from site_builder.pull.lists.rows import Page, Row
from site_builder.pull.trouble import FetchError
from site_builder.settings import FeedSource

_FALLEN = 4  # a quarter of what it was
_FULL = 8  # rows of a list whose shrinking means something
_KEPT = 400  # titles, and addresses of missing pages
_FEW_WORDS = 200  # characters of a page that a script is to fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the reader remembers of the last visit.

    `rows` of the first page, and the `share` of its words that are titles, in thousandths; `titles` maps
    marks of rows that were dealt with to marks of their addresses, `missing` are marks of addresses that lead
    to nothing; `texts` says that article pages gave texts, `left` that some rows were not taken yet.
    """

    rows: int = 0
    share: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    texts: bool = False
    left: bool = False

    @classmethod
    def of(cls, seen: Mapping[str, Any]) -> Self:
        """Return what was kept as JSON; what somebody has spoilt by hand counts as nothing."""
        try:
            return cls(
                rows=int(seen.get("rows", 0)),
                share=int(seen.get("share", 0)),
                titles=dict(str(row).split() for row in seen.get("titles", ())),
                missing=tuple(map(str, seen.get("missing", ()))),
                texts=bool(seen.get("texts")),
                left=bool(seen.get("left")),
            )
        except (TypeError, ValueError):
            return cls()

    def kept(self) -> Mapping[str, Any]:
        rows = {name: getattr(self, name) for name in ("rows", "share", "texts", "left")}
        titles = [f"{title} {address}" for title, address in islice(self.titles.items(), _KEPT)]
        return {**rows, "titles": titles, "missing": list(self.missing[:_KEPT])}

    def measured(self, rows: Sequence[Row], page: Page) -> Seen:
        """Return self with the measures of a list's first page."""
        return replace(self, rows=len(rows), share=_share(rows, page))


def mark(title: str, day: object) -> str:
    """Return what a row is known by when its address has changed; empty without a day: titles come again."""
    return _short(f"{day} {same_title(title)}") if day else ""


def address_mark(url: str) -> str:
    """Return what stands for an address in the memory."""
    return _short(same_address(url))


def _short(text: str) -> str:
    return digest(text.encode("utf-8", "surrogatepass"))[:8]


def check_list(rows: Sequence[Row], page: Page, seen: Seen, *, source: FeedSource) -> None:
    """Raise FetchError when the rows of a first page are not those of the list that was read before."""
    if not rows:
        raise _no_rows(page, seen, source)
    if not any(is_own(row.url, source.url, source.allow_hosts) for row in rows):
        raise _all_foreign(rows)
    shrunk = seen.rows >= _FULL and len(rows) * _FALLEN <= seen.rows
    strange = seen.titles and not any(mark(row.title, row.date) in seen.titles for row in rows)
    if shrunk or (strange and _share(rows, page) * _FALLEN <= seen.share):
        raise FetchError(
            _("the page looks redesigned: it lists {now} articles, at the last visit {before}").format(
                now=len(rows), before=seen.rows
            ),
            hint=_open_it(source),
        )


def _share(rows: Sequence[Row], page: Page) -> int:
    whole = len(one_line(page.tree.text_content()))
    return sum(len(row.title) for row in rows) * 1000 // max(whole, 1)


def _no_rows(page: Page, seen: Seen, source: FeedSource) -> FetchError:
    if source.items:
        message = _("“{selector}” finds no articles on the page").format(selector=source.items)
        return FetchError(message, hint=_("open it in a browser; mend  items  in sources.toml"))
    if seen.rows:
        message = _("the page looks redesigned: it lists no articles, at the last visit {before}")
        return FetchError(message.format(before=seen.rows), hint=_open_it(source))
    if "<script" in page.text.lower() and len(one_line(page.tree.text_content())) <= _FEW_WORDS:
        return FetchError(
            _("the page is empty until a script fills it, which a program cannot read"),
            hint=_("add single pages with  kepu pull add"),
        )
    return FetchError(_("no list of articles can be found on the page"), hint=_open_it(source))


def _open_it(source: FeedSource) -> str:
    if source.items:
        return _("open it in a browser; mend  items  in sources.toml")
    return _('open it in a browser; say where the list stands:  items = "ul.list li"  in sources.toml')


def _all_foreign(rows: Iterable[Row]) -> FetchError:
    hosts = list(dict.fromkeys(host_of(row.url) for row in rows))[:5]
    example = ", ".join(f'"{host}"' for host in hosts)
    return FetchError(
        _("every article in the list stands on another site: {hosts}").format(hosts=" ".join(hosts)),
        hint=_("if that is meant, write  allow_hosts = [{example}]  into sources.toml").format(
            example=example
        ),
    )
