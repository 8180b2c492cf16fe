"""When a source may be asked again: decisions on values, without a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from site_builder.i18n import _
from site_builder.pull.memory import Visit
from site_builder.pull.trouble import FetchError

FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)
GONE = 410
MOVED_FOR_GOOD = (301, 308)


def is_due(visit: Visit, every: timedelta, now: datetime) -> bool:
    """Say whether the source may be asked at now."""
    return not visit.gone and next_visit(visit, every, now) <= now


def next_visit(visit: Visit, every: timedelta, now: datetime) -> datetime:
    """Return when the source may be asked again.

    A tenth of `every`, at most an hour, is forgiven: a daily task never runs exactly on time.
    A visit in the future was made by a wrong clock and says nothing.
    """
    if visit.asked is None or visit.asked > now:
        return now
    slack = min(every / 10, timedelta(hours=1))
    return max(visit.asked + every - slack, visit.not_before or visit.asked)


def wait_after(failures: int, asked: timedelta | None) -> timedelta:
    """Return how long to stay away after so many failures in a row: what the site asked, else 1 h to 7 d."""
    doubled = FIRST_WAIT * 2 ** min(max(failures, 1) - 1, 20)
    return min(asked if asked is not None else doubled, LONGEST_WAIT)


def after_failure(visit: Visit, error: FetchError, now: datetime) -> Visit:
    """Return what to remember of a visit that failed."""
    failures = visit.failures + 1
    told = error.problems[0]
    return visit.but(
        asked=now,
        failures=failures,
        not_before=now + wait_after(failures, error.wait),
        gone=error.status == GONE,
        succeeded=visit.succeeded if visit.failures else visit.asked,
        trouble=told.message,
        advice=told.hint,
        moved="",  # the next visit tries the address in sources.toml again
    )


def closed_for_good() -> FetchError:
    """Return what to tell of an address that is not asked any more."""
    return FetchError(
        _("the site has closed this address for good"),
        hint=_("take the source out of sources.toml"),
        status=GONE,
    )


def retry_after(value: str, now: datetime) -> timedelta | None:
    """Return what a Retry-After header asks for: seconds or a date; None when it says nothing useful."""
    if value.strip().isascii() and value.strip().isdigit():
        return timedelta(seconds=min(int(value.strip()[:9]), LONGEST_WAIT.total_seconds()))
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(moment - now, timedelta(0)), LONGEST_WAIT)
    except (ValueError, OverflowError):  # no date, or one that no calendar holds
        return None
