"""A document as one card in a list."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.digest import View
from site_builder.model import Article, Notice, Poster
from site_builder.plan.context import Entry, Frame
from site_builder.plan.words import season_words


class Cards:
    """Makes the card of each entry once: many views share it."""

    def __init__(self, frame: Frame) -> None:
        self._sections = {section.id: section for section in frame.settings.sections}
        self._made: dict[str, View] = {}

    def of(self, entry: Entry) -> View:
        card = self._made.get(entry.address)
        if card is None:
            self._made[entry.address] = card = self._card(entry)
        return card

    def of_all(self, entries: Sequence[Entry]) -> list[View]:
        return [self.of(entry) for entry in entries]

    def _card(self, entry: Entry) -> View:
        document = entry.document
        if isinstance(document, Article):
            return self._article_card(document, entry)
        if isinstance(document, Poster):
            return _poster_card(document, entry)
        assert isinstance(document, Notice)
        return _notice_card(document, entry)

    def _article_card(self, article: Article, entry: Entry) -> View:
        section, meta = self._sections.get(article.section), article.meta
        return {
            "kind": "article",
            "url": entry.address,
            "title": meta.title,
            "summary": meta.summary,
            "date": meta.date.isoformat() if meta.date else "",
            "label": section.name if section else article.section,
            "icon": section.icon if section else "",
            "cover": entry.cover,
        }


def _poster_card(poster: Poster, entry: Entry) -> View:
    return {
        "kind": "poster",
        "url": entry.address,
        "title": poster.meta.title,
        "summary": poster_summary(poster),
        "date": poster.meta.date.isoformat() if poster.meta.date else "",
        "label": poster.kicker,
        "season": season_words(poster.meta.season),
        "why": "",
        "cover": f"posters/{poster.slug}/card.jpg",
    }


def poster_summary(poster: Poster) -> str:
    return poster.meta.summary or " · ".join(poster.subtitle)


def _notice_card(notice: Notice, entry: Entry) -> View:
    return {
        "kind": "notice",
        "url": entry.address,
        "title": notice.meta.title,
        "summary": notice.meta.summary,
        "date": notice.meta.date.isoformat() if notice.meta.date else "",
        "event": event_view(notice),
    }


def event_view(notice: Notice) -> View | None:
    event = notice.event
    if event is None:
        return None
    return {
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.place,
        "link": event.link,
        "organiser": event.organiser,
    }
