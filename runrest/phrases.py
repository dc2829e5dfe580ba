"""The sentences that runrest itself speaks, by key, in one language: data, with named places to fill."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from runrest.said import Said, places_of
from runrest.sentences import COUNT, PLURAL, SLOT, Phrase, PhraseError, figure, flat, is_phrase, slots_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["COUNT", "PLURAL", "SLOT", "Phrase", "PhraseError", "Phrases", "figure", "slots_of"]

EVERY = "*"


@frozen(eq=False, slots=False)  # a file is parsed once, when the first sentence in it is made
class Phrases:
    """Every sentence of one language.

    ``phrases("telling.wait", h=9)`` gives the sentence with that key, its places filled. A place is ``{h}`` and
    nothing more: no format, no attribute, no index.

    Examples
    --------
    >>> from runrest.loading import house
    >>> house().phrases("telling.trees", n=33)
    'None of the 33 trees speaks against it.'
    """

    language: str = "en"
    read: Callable[[], Iterable[tuple[str, str]]] = field(default=tuple, repr=False)
    """Gives each file of phrases: what to call it, and its text."""
    read_said: Callable[[], Iterable[tuple[str, str]]] = field(default=tuple, repr=False)
    """Gives each file of sentences that are found by what they are in English."""
    _parsed: dict[str, Mapping[str, Any]] = field(factory=dict, init=False, repr=False)
    """Files by what they are called."""
    _tables: dict[str, Mapping[str, Phrase]] = field(factory=dict, init=False, repr=False)
    """The phrases of each outermost table that was asked for."""

    @cached_property
    def _files(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.read())

    def _parse(self, place: str, text: str) -> Mapping[str, Any]:
        if place not in self._parsed:
            self._parsed[place] = tomllib.loads(text)
        return self._parsed[place]

    def _find(self, key: str) -> Phrase | None:
        """Look a phrase up, parsing only the files that hold its outermost table: an answer needs few of them."""
        name = key.partition(".")[0]
        if name not in self._tables:
            mentions = (f"[{name}", f"\n{name} = ")  # a header, or a sentence outside of all tables
            holds = [(place, text) for place, text in self._files if any(one in f"\n{text}" for one in mentions)]
            files = [self._parse(place, text) for place, text in holds]
            found = (flat({name: file[name]}, self.language) for file in files if name in file)
            self._tables[name] = {key: phrase for one in found for key, phrase in one}
        return self._tables[name].get(key)

    @cached_property
    def every(self) -> Mapping[str, Phrase]:
        """Give every sentence by its key; a test does it, so that a key that is said twice cannot ship.

        Raises
        ------
        PhraseError
            Where two files say the same key, or a value is no sentence.
        """
        found: dict[str, Phrase] = {}
        for place, text in self._files:
            for key, phrase in flat(self._parse(place, text), self.language):
                if key in found:
                    raise PhraseError(self.language, key, f"is said twice, the second time in {place}")
                found[key] = phrase
        return found

    def __call__(self, key: str, **slots: str | float) -> str:
        """Make a sentence.

        Parameters
        ----------
        key : str
            For example ``telling.trees``.
        **slots : str or float
            What to put in its places. Numbers are written the language's way, and what `runrest.said` made is said
            in the language; ``n`` chooses the plural.

        Returns
        -------
        str
            The sentence.

        Raises
        ------
        PhraseError
            Where there is no such key, or a place in it is not given.
        """
        phrase = self._find(key)
        if phrase is None:
            raise PhraseError(self.language, key, "does not exist")
        if not isinstance(phrase, str):
            phrase = phrase["one" if slots.get(COUNT) == 1 else "other"]
        if "{" not in phrase:
            return phrase

        def put(place: re.Match[str]) -> str:
            value = slots.get(place[1])
            if value is None:
                raise PhraseError(self.language, key, f"needs {place[1]}")
            return self.translated(value) if isinstance(value, str) else self.number(value)

        return SLOT.sub(put, phrase)

    @cached_property
    def said(self) -> Mapping[str, Phrase]:
        """Give the sentences about what was read, each by its English template; English itself needs none.

        Raises
        ------
        PhraseError
            Where two files say the same one, or a value is no sentence.
        """
        found: dict[str, Phrase] = {}
        for place, text in self.read_said():
            for template, phrase in tomllib.loads(text).items():
                if template in found:
                    raise PhraseError(self.language, template, f"is said twice, the second time in {place}")
                if not is_phrase(phrase):
                    raise PhraseError(self.language, template, "is no sentence")
                found[template] = phrase
        return found

    def translated(self, words: str) -> str:
        """Say in this language what was said in English, part by part; what nobody translated stays English.

        Parameters
        ----------
        words : str
            Anything; only what `runrest.said` made remembers its template and its parts.

        Returns
        -------
        str
            With numbers written the language's way.

        Examples
        --------
        >>> from runrest.loading import house
        >>> from runrest.said import said
        >>> house("de").phrases.translated(said("the log begins on {day}", day="2026-11-20"))
        'das Protokoll beginnt am 2026-11-20'
        """
        if not isinstance(words, Said) or not self.said:
            return words
        template, places = places_of(words.template)
        phrase = self.said.get(template)
        if phrase is None:
            if re.search(r"[^\W\d_]", SLOT.sub("", template)):
                return words
            phrase = template
        if not isinstance(phrase, str):
            phrase = phrase["one" if words.parts.get(COUNT) == 1 else "other"]

        def put(place: re.Match[str]) -> str:
            name = place[1]
            return self._spelt(words.parts[name], *places[name]) if name in places else place[0]

        return SLOT.sub(put, phrase)

    def _spelt(self, value: object, conversion: str, form: str) -> str:
        """Write a part of a sentence as its English template would, but in this language."""
        if conversion == "r":
            return repr(value)
        if isinstance(value, (int, float)):
            return format(value, form).replace(".", self("number.point"))
        if conversion == "s":
            return format(str(value), form)
        return format(value, form) if form else self.translated(str(value))

    def has(self, key: str) -> bool:
        """Tell whether there is a sentence with this key."""
        return self._find(key) is not None

    def number(self, value: float) -> str:
        """Write a number: no decimals that say nothing, and the language's decimal sign.

        Examples
        --------
        >>> from runrest.loading import house
        >>> house().phrases.number(5.0), house("de").phrases.number(7.25)
        ('5', '7,25')
        """
        return figure(value).replace(".", self("number.point"))

    def unit(self, unit: str, value: float) -> str:
        """Write a unit as it follows a value; one without a phrase is its own word.

        Examples
        --------
        >>> from runrest.loading import house
        >>> house().phrases.unit("days", 1), house("de").phrases.unit("of 7", 5), house().phrases.unit("km", 5)
        ('day', 'von 7', 'km')
        """
        key = f"unit.{unit}"
        return self(key, n=value) if self.has(key) else unit

    def count(self, value: int) -> str:
        """Write a small count as a word: ``no``, ``one``, ``two`` ... and a larger one in digits."""
        key = f"number.{value}"
        return self(key) if self.has(key) else self.number(value)

    def inside(self, words: str) -> str:
        """Put a label inside a sentence: without its question mark and, where the language wants it, in small letters.

        Examples
        --------
        >>> from runrest.loading import house
        >>> [house().phrases.inside(words) for words in ("Limping or running differently?", "HRV today")]
        ['limping or running differently', 'HRV today']
        >>> [house("de").phrases.inside(words) for words in ("Müdigkeit heute Morgen", "Geplante Strecke")]
        ['Müdigkeit heute Morgen', 'geplante Strecke']
        """
        words, rule = words.rstrip("?"), self("label.inside")
        small = not words[1:2].isupper() if rule == EVERY else words.partition(" ")[0] in rule.split()
        return words[:1].lower() + words[1:] if small else words

    def brief(self, words: str) -> str:
        """Put a label inside a list, where "this morning" goes without saying.

        Examples
        --------
        >>> from runrest.loading import house
        >>> house().phrases.brief("Fatigue this morning")
        'fatigue'
        """
        return self.inside(words).removesuffix(self("label.goes_without_saying"))

    def listed(self, words: Iterable[str], last: str = "list.and") -> str:
        """Join words with commas and a last "and".

        Parameters
        ----------
        words : iterable of str
            What to join.
        last : str
            The key of the last joint: ``list.and`` or ``list.or``.

        Returns
        -------
        str
            Empty for no words.

        Examples
        --------
        >>> from runrest.loading import house
        >>> house().phrases.listed(["sleep", "stress", "pain"])
        'sleep, stress and pain'
        """
        every = list(words)
        return self(last, first=", ".join(every[:-1]), last=every[-1]) if len(every) > 1 else "".join(every)

    def either(self, words: Iterable[str]) -> str:
        """Join words with commas and a last "or"."""
        return self.listed(words, "list.or")
