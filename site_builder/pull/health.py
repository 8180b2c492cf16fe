"""How each source fares: what the memory of the last pulls and the inbox say, without the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from site_builder.i18n import _
from site_builder.pull.memory import Visit, load_memory, state_file
from site_builder.pull.pending import inbox_files
from site_builder.pull.polite import closed_for_good, next_visit
from site_builder.pull.visit import terms
from site_builder.settings import FeedSource, Folder

SILENT = timedelta(days=60)  # without anything new; a science site that lives publishes more often


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`new` items came at the last visit, `waiting` ones lie in the inbox, `failures` came in a row.

    `due` is when the source may be asked again, None if never. `advice` are sentences that say what is
    wrong and what to do; empty when all is well.
    """

    source: FeedSource
    succeeded: datetime | None
    new: int
    waiting: int
    failures: int
    due: datetime | None
    advice: tuple[str, ...]


def health_of(sources: Sequence[FeedSource], folder: Folder, now: datetime) -> tuple[Health, ...]:
    """Return the health of each source, in their order."""
    visits = load_memory(state_file(folder.cache)).visits
    waiting = [file.parent.name for file in inbox_files(folder.content)]
    found = []
    for source in sources:
        visit = visits.get(source.id, Visit())
        asleep = bool(source.disabled) or visit.gone
        found.append(
            Health(
                source=source,
                succeeded=visit.asked if visit.failures == 0 else visit.succeeded,
                new=visit.new,
                waiting=waiting.count(source.id),
                failures=visit.failures,
                due=None if asleep else next_visit(visit, source.every, now),
                advice=tuple(_advice(source, visit, now)),
            )
        )
    return tuple(found)


def _advice(source: FeedSource, visit: Visit, now: datetime) -> Iterator[str]:
    if source.disabled:
        yield _("switched off: {reason}").format(reason=source.disabled)
        return
    if visit.asked is None:
        yield _("never asked yet → kepu pull --only {id}").format(id=source.id)
        return
    if visit.terms != terms(source):
        yield _("its settings were changed since → kepu pull --only {id}").format(id=source.id)
    elif visit.gone:
        problem = closed_for_good().problems[0]
        yield f"{problem.message} → {problem.hint}"
    elif visit.failures:
        yield f"{visit.trouble} → {visit.advice}" if visit.advice else visit.trouble
    elif visit.moved:
        yield _('the site has moved for good → write  url = "{url}"  into sources.toml').format(
            url=visit.moved
        )
    last = visit.fresh
    if not visit.failures and last and now - last > max(SILENT, 20 * source.every):
        days = (now - last).days
        yield _("nothing new for {days} days → open {url} and see whether it goes on elsewhere").format(
            days=days, url=source.url
        )
