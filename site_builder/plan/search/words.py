"""Texts as the search sees them: letters without marks, and every two that stand side by side.

`templates/assets/search-words.js` does the same with what a reader types: change both together.
"""

from __future__ import annotations

import re
from operator import add
from unicodedata import normalize
from zlib import crc32

from site_builder.pinyin import pinyin

STEPS = (
    6  # a pair is noted with its place modulo this: pairs of a phrase stand at steps that follow each other
)
ANYWHERE = (1 << STEPS) - 1
SPELT, INITIALS = "'", "^"  # before pinyin letters, so that they are not taken for Latin words

_DIGIT, _LATIN, _HAN = "0-9", "a-zß-ɏͰ-ӿ", "〇㐀-鿿"
_LETTER = _DIGIT + _LATIN + _HAN
_GAP = rf"[^{_LETTER}\n]*[^\S\n][^{_LETTER}\n]*"
_BETWEEN_WORDS = re.compile(rf"(?<=[{_DIGIT}]){_GAP}(?=[{_DIGIT}])|(?<=[{_LATIN}]){_GAP}(?=[{_LATIN}])")
_PARTED = "\x1f"  # stands for a blank that counts
_MARKS = re.compile(rf"[^{_LETTER}\n{_PARTED}]+")
_UMLAUT = re.compile(r"\b([ln])v")
_IN_TITLE = re.compile(rf"[{_HAN}]+|[{_DIGIT}{_LATIN}]+")
_LONGEST_WORD = 24  # letters


def letters(text: str) -> str:
    """Return the letters of text, a paragraph a line: no marks, and few blanks.

    One is left between two Latin words, and between two numbers.
    """
    parted = _BETWEEN_WORDS.sub(_PARTED, normalize("NFKC", text).lower())
    return _MARKS.sub("", parted).replace(_PARTED, " ")


def pairs(text: str) -> dict[str, int]:
    """Return every pair of letters with the steps at which it begins, as bits.

    Steps are counted from the beginning of each paragraph: an edit moves no pair of another one.
    """
    padded = "".join([line + " " * (STEPS - len(line) % STEPS) for line in letters(text).split("\n")])
    found: dict[str, int] = {}
    get = found.get
    for step in range(STEPS):
        bit = 1 << step
        for pair in set(map(add, padded[step::STEPS], padded[step + 1 :: STEPS])):
            found[pair] = get(pair, 0) | bit
    return {pair: bits for pair, bits in found.items() if " " not in pair}


def short_pairs(text: str) -> dict[str, int]:
    """Return pairs() of a title or a tag, and each of its letters alone."""
    return pairs(text) | dict.fromkeys(letters(text).replace("\n", "").replace(" ", ""), ANYWHERE)


def spelt(title: str) -> str:
    """Return a title as syllables of pinyin and Latin words, one for each Han and for each word.

    The sound ü is written u: `绿` is lu.
    """
    found: list[str] = []
    for run in _IN_TITLE.findall(normalize("NFKC", title).lower()):
        found += _UMLAUT.sub(r"\1u", pinyin(run)).split() if run[0] >= "〇" else [run[:_LONGEST_WORD]]
    return " ".join(found)


def spelt_pairs(syllables: str) -> dict[str, int]:
    """Return what finds a title by its pinyin: syllables of two letters, threes of letters, initials."""
    parts = syllables.split()
    found = {SPELT + part: ANYWHERE for part in parts if len(part) == 2}
    whole = "".join(parts)
    for at in range(len(whole) - 2):
        three = SPELT + whole[at : at + 3]
        found[three] = found.get(three, 0) | 1 << at % STEPS
    initials = "".join([part[0] for part in parts])
    for at in range(len(initials) - 1):
        two = INITIALS + initials[at : at + 2]
        found[two] = found.get(two, 0) | 1 << at % STEPS
    return found


def shard_of(term: str, shards: int) -> int:
    """Return the number of the file where a term stands; `shards` is a power of two."""
    return crc32(term.lstrip(SPELT + INITIALS).encode()) & (shards - 1)
