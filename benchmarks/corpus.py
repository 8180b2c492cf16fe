"""Chinese science articles made from a seed: the same number gives the same text on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from vocabulary import (
    ADVICE,
    CAUSES,
    CHANGES,
    HEADINGS,
    PLACES,
    SECTIONS,
    SENTENCES,
    TAGS,
    THINGS,
    TITLES,
    TOOLS,
    UNITS,
)

SEED = 20260101
FIRST_DAY = date(2019, 1, 1)
DAYS = 2500
SHORTEST, USUAL, LONGEST = 600, 1200, 3000  # characters of a body
WAYS_TO_MARK = ("**{}**", "**{}**", "*{}*", "[{}](https://example.org/science/)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """`body` is Markdown; slugs sort by date."""

    slug: str
    section: str
    title: str
    day: date
    tags: tuple[str, ...]
    summary: str
    body: str


def make_articles(count: int) -> Iterator[Article]:
    """Yield `count` articles, oldest first."""
    return (make_article(number, count) for number in range(count))


def make_article(number: int, count: int) -> Article:
    """Return one of `count` articles, without making the others."""
    rng = Random(f"{SEED} {number}")
    return Article(
        slug=f"a{number + 1:05}",
        section=rng.choices(tuple(SECTIONS), weights=range(len(SECTIONS), 0, -1))[0],
        title=_fill(rng.choice(TITLES), rng),
        day=FIRST_DAY + timedelta(days=DAYS * number // count),
        tags=_tags(rng),
        summary=_sentence(rng),
        body=_body(rng),
    )


def _tags(rng: Random) -> tuple[str, ...]:
    """Return two to four tags; the one of rank n is n times rarer than the first."""
    weights = list(accumulate(1 / rank for rank in range(1, len(TAGS) + 1)))
    wanted = rng.randint(2, 4)
    found: dict[str, None] = {}
    while len(found) < wanted:
        found[rng.choices(TAGS, cum_weights=weights)[0]] = None
    return tuple(found)


def _body(rng: Random) -> str:
    """Return paragraphs mostly, with headings, lists, quotes and now and then a table."""
    length = int(rng.triangular(SHORTEST, LONGEST, USUAL))
    blocks = [_paragraph(rng)]
    makers = (_paragraph, _bullets, _steps, _quote, _table)
    while sum(map(len, blocks)) < length:
        if rng.random() < 0.3:
            blocks.append("## " + _fill(rng.choice(HEADINGS), rng))
            blocks.append(_paragraph(rng))
        blocks.append(rng.choices(makers, weights=(70, 14, 5, 7, 4))[0](rng))
    return "\n\n".join(blocks) + "\n"


def _paragraph(rng: Random) -> str:
    return "".join(_marked(_sentence(rng), rng) for _ in range(rng.randint(2, 6)))


def _bullets(rng: Random) -> str:
    return "\n".join(f"- {_marked(_sentence(rng), rng)}" for _ in range(rng.randint(3, 5)))


def _steps(rng: Random) -> str:
    return "\n".join(f"{step}. {_sentence(rng)}" for step in range(1, rng.randint(4, 6)))


def _quote(rng: Random) -> str:
    return "> " + _sentence(rng) + _sentence(rng)


def _table(rng: Random) -> str:
    rows = [
        f"| {rng.choice(THINGS)} | {rng.randint(1, 99)} {rng.choice(UNITS)} | {rng.choice(CHANGES)} |"
        for _ in range(rng.randint(3, 6))
    ]
    return "\n".join(["| 看什么 | 多少 | 怎么变 |", "| --- | --- | --- |", *rows])


def _sentence(rng: Random) -> str:
    return _fill(rng.choice(SENTENCES), rng)


def _fill(pattern: str, rng: Random) -> str:
    thing, other = rng.sample(THINGS, 2)
    place, elsewhere = rng.sample(PLACES, 2)
    change, also = rng.sample(CHANGES, 2)
    return pattern.format(
        thing=thing,
        other=other,
        place=place,
        elsewhere=elsewhere,
        change=change,
        also=also,
        cause=rng.choice(CAUSES),
        advice=rng.choice(ADVICE),
        tool=rng.choice(TOOLS),
        number=rng.randint(2, 60),
        unit=rng.choice(UNITS),
    )


def _marked(sentence: str, rng: Random) -> str:
    """Return the sentence, one time in six with a word that is strong, emphasised or a link."""
    word = next((thing for thing in THINGS if thing in sentence), "")
    if not word or rng.random() > 1 / 6:
        return sentence
    return sentence.replace(word, rng.choice(WAYS_TO_MARK).format(word), 1)
