"""What a few dozen texts add to the index: for each term the texts that hold it, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from site_builder.plan.search.words import pairs, shard_of, short_pairs, spelt_pairs

# Every character that a script's string holds as it is; `|` and `,` part terms and lists.
ALPHABET = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\|,')
MOST = 64  # texts of a block, as one character names each
PLACES, DIGITS = ALPHABET[:MOST], ALPHABET[MOST:]


class Found(NamedTuple):
    """What is looked for in: `syllables` is the title's pinyin; of what `is_gone` only the title counts."""

    title: str
    tags: Sequence[str]
    words: str
    syllables: str
    is_gone: bool = False


def pieces(texts: Sequence[Found], shards: int) -> list[str]:
    """Return for each shard the lines of its terms: term, in titles, in tags, in texts, parted by tabs.

    A list has two characters for each text: its place in the block, and the steps where the term begins.
    """
    titles: dict[str, str] = {}
    tags: dict[str, str] = {}
    words: dict[str, str] = {}
    for place, text in zip(PLACES, texts, strict=False):
        marks = [place + sign for sign in PLACES]
        _note(titles, short_pairs(text.title) | spelt_pairs(text.syllables), marks)
        _note(tags, short_pairs("\n".join(text.tags)), marks)
        _note(words, pairs(text.words), marks)
    rows: list[list[str]] = [[] for _shard in range(shards)]
    for term in sorted(titles.keys() | tags.keys() | words.keys()):
        line = f"{term}\t{titles.get(term, '')}\t{tags.get(term, '')}\t{words.get(term, '')}"
        rows[shard_of(term, shards)].append(line)
    return ["\n".join(row) for row in rows]


def _note(lists: dict[str, str], terms: Mapping[str, int], marks: Sequence[str]) -> None:
    get = lists.get
    for term, steps in terms.items():
        lists[term] = get(term, "") + marks[steps]


def merged(blocks: Sequence[str]) -> str:
    """Return a shard: `blocks` holds its piece of every block.

    After each term stand three lists, as in pieces(), with the block's number before the texts of each.
    """
    table: dict[str, list[list[str]]] = {}
    for number, piece in enumerate(blocks):
        sign = number_of(number)
        for line in piece.split("\n") if piece else ():
            term, *lists = line.split("\t")
            row = table.get(term)
            if row is None:
                table[term] = row = [[], [], []]
            for one, told in zip(row, lists, strict=True):
                one.extend((sign, told) if told else ())
    rows = [f"|{term},{','.join(map(''.join, table[term]))}" for term in sorted(table)]
    return "".join([*rows, "|"])


def number_of(number: int) -> str:
    """Return a number in characters that name no text."""
    base = len(DIGITS)
    signs = DIGITS[number % base]
    while number := number // base:
        signs = DIGITS[number % base] + signs
    return signs
