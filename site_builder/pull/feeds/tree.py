"""RSS, RDF and Atom as trees of elements, whatever state they are in."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from lxml import etree

from site_builder.i18n import _
from site_builder.pull.decode import without_crowds
from site_builder.pull.feeds.mend import mended
from site_builder.pull.honest import absurd, check_number
from site_builder.pull.trouble import FetchError

_MOST_TAGS = 300_000  # each takes 120 bytes of memory
_LONGEST_MENDED = 2 << 20  # characters
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b")
_END = re.compile(
    r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\b|<(?:\w{1,20}:)?(?:rss|feed|rdf)\b[^<>]*/>", re.IGNORECASE
)
_PARSER = partial(
    etree.XMLParser,
    encoding="utf-8",
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    remove_comments=True,
    remove_pis=True,
)
_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT


def parse_feed(text: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the root of a feed that begins with its root's tag.

    Nothing is ever expanded: what stands before the root, definitions of entities too, is left out by the
    caller. Raises FetchError for a feed that breaks off, or that no honest site sends.
    """
    if not _END.search(text):  # half an item would be filed as a whole one
        raise FetchError(
            _("the feed breaks off in the middle"), hint=_("nothing to do: it is asked again later")
        )
    check_number(sum(1 for _row in _ENTRY.finditer(text)))
    if text.count("<") > _MOST_TAGS:
        raise absurd(_("the feed has more than {count} tags").format(count=_MOST_TAGS))
    text = without_crowds(text)
    try:
        return etree.fromstring(text.encode("utf-8"), _PARSER())
    except etree.XMLSyntaxError:
        return _forgiving(text)


def _forgiving(text: str) -> Any:  # noqa: ANN401
    if len(text) > _LONGEST_MENDED:
        raise absurd(_("the feed is broken, and too long to be mended"))
    parser = _PARSER(recover=True)
    root = etree.fromstring(mended(text).encode("utf-8"), parser)
    if any(error.type == _TOO_DEEP for error in parser.error_log):
        raise absurd(_("the feed is nested too deep, or one text in it is too long"))
    return root
