"""How easy a text is to read: Flesch's formula for English, Amstad's for German, with syllables counted by rule.

The rules are plain on purpose: they need no word list and no download, and they err on the side of more syllables
(words such as "ordinary" are taken as they are written), so that a text is rather judged too hard than too easy.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
PAUSE = re.compile(r"(?<=[.!?:;])\s+")
VOWELS = {
    "en": re.compile(r"[aeiouy]+"),
    "de": re.compile(r"aa|ee|oo|ie|ei|ai|eu|äu|au|[aeiouyäöü]"),
}
SILENT_E = re.compile(r"(?:[^l]e|[^aeiouscxzgh]es|[^td]ed)$")
FORMULA = {"en": (206.835, 1.015, 84.6), "de": (180.0, 1.0, 58.5)}
"""What a text starts with, and what the words of a sentence and the syllables of a word cost."""


def words(text: str) -> list[str]:
    """Split a text into words; a number is one."""
    return WORD.findall(text)


def sentences(text: str, pause: re.Pattern[str] = SENTENCE_END) -> list[str]:
    """Split a text into sentences that hold at least one word."""
    return [part for part in pause.split(text) if words(part)]


def syllables(word: str, language: str) -> int:
    """Count the syllables of a word; a number is read as one, which no reader stumbles over."""
    low = word.casefold().replace("ß", "ss")
    count = len(VOWELS[language].findall(low))
    if language == "en" and count > 1 and SILENT_E.search(low) and not low.endswith(("ee", "ie", "oe")):
        count -= 1
    return max(count, 1)


def ease(text: str, language: str) -> float:
    """Give the reading ease: 100 is very easy, 60 plain, 30 hard. A colon or semicolon ends a thought too."""
    every = words(text)
    start, per_word, per_syllable = FORMULA[language]
    length = len(every) / len(sentences(text, PAUSE))
    return start - per_word * length - per_syllable * sum(syllables(word, language) for word in every) / len(every)


def longest_sentence(text: str) -> int:
    """Count the words of the longest sentence."""
    return max(len(words(sentence)) for sentence in sentences(text))
