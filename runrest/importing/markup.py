"""The tags of an XML file one after the other, within bounds, and without anything that XML can do to harm."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from xml.parsers import expat

from attrs import define, field

from runrest.errors import LogError
from runrest.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DEPTH = 64
"""A point's heart rate stands seven tags deep."""
MOST_TAGS = 2_000_000
"""64 MB of points in the densest form have 1.7 million."""
MOST_NAMES = 5_000
"""Of tags and attributes; the parser keeps each of them."""
LONGEST_TAG = 1024 * 1024
"""Bytes; the parser keeps one tag, comment or instruction whole, and reads it again each time that more comes."""
LONGEST_TEXT = 1_000
"""Characters kept between two tags: a number, a time, the word for a sport."""
STEP = 64 * 1024
AGAIN = said("export it again")

CUT_SHORT = frozenset(
    expat.errors.codes[name]
    for name in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


class Opened(NamedTuple):
    """The beginning of a tag; names stand without their namespace, which half of the files get wrong."""

    name: str
    parent: str
    attributes: dict[str, str]


class Closed(NamedTuple):
    """The end of a tag, with the text since the last one before it."""

    name: str
    parent: str
    text: str


@define
class Markup:
    """One XML file; what is wrong with its letters or its end is said in words beside its tags."""

    place: str
    content: bytes
    broken: str = field(default="", init=False)
    """Where and how the file stops being XML; the tags before that are good."""
    letters: str = field(default="", init=False)
    """What is odd about the encoding."""
    _found: list[Opened | Closed] = field(factory=list, init=False)
    _above: list[str] = field(factory=list, init=False)
    _text: str = field(default="", init=False)

    def tags(self) -> Iterator[Opened | Closed]:
        """Go through the tags in order, holding only a small stretch of the file as tags at any time.

        Yields
        ------
        Opened or Closed
            Every tag twice, at its beginning and at its end; a file that breaks off ends without the latter.

        Raises
        ------
        LogError
            Where the file declares a document type or an entity, or goes beyond a bound.

        Examples
        --------
        >>> markup = Markup("run.gpx", b"<gpx><a:hr>150</a:hr>")
        >>> [tag.name for tag in markup.tags()], markup.broken
        (['gpx', 'hr', 'hr'], 'the file breaks off in line 1')
        """
        # An encoding of our own choice goes before the declared one, so no codec is looked up by a name in the file.
        # Without namespaces a prefix that nobody declared is no error.
        encoding, start = self._encoding()
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._say
        parser.StartDoctypeDeclHandler = self._refuse_declaration
        parser.EntityDeclHandler = self._refuse_declaration
        parser.ExternalEntityRefHandler = self._refuse_declaration
        count = 0
        for at in range(start, len(self.content) + STEP, STEP):
            piece = self.content[at : at + STEP]
            try:
                parser.Parse(piece, not piece)
            except expat.ExpatError as error:
                self._break(error)
            yield from self._found
            count += len(self._found)
            self._found.clear()
            if self.broken:
                return
            if count > 2 * MOST_TAGS:
                self._refuse(said("it has more than {most} tags, as no recording does", most=MOST_TAGS))
            if len(parser.intern) > MOST_NAMES:
                self._refuse(said("it has more than {most} names for its tags, as no recording does", most=MOST_NAMES))
            if at + len(piece) - start - parser.CurrentByteIndex > LONGEST_TAG:
                self._refuse(
                    said("one of its tags is longer than {most} kB", most=LONGEST_TAG // 1024), parser.CurrentLineNumber
                )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what is wrong with the file, after its tags were read."""
        broken = said("{broken}, and what stands before that is used", broken=self.broken) if self.broken else ""
        return tuple(said("{place}: {note}", place=self.place, note=note) for note in (broken, self.letters) if note)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        above = self._above
        if len(above) >= MOST_DEPTH:
            self._refuse(said("its tags are nested more than {most} deep, as in no recording", most=MOST_DEPTH))
        if ":" in name:
            name = name.rpartition(":")[2]
        self._found.append(Opened(name, above[-1] if above else "", attributes))
        above.append(name)
        self._text = ""

    def _close(self, _: str) -> None:
        above = self._above
        name = above.pop()
        self._found.append(Closed(name, above[-1] if above else "", self._text))
        self._text = ""

    def _say(self, text: str) -> None:
        if len(self._text) < LONGEST_TEXT:
            self._text = (self._text + text)[:LONGEST_TEXT]

    def _break(self, error: expat.ExpatError) -> None:
        if error.code in CUT_SHORT:
            self.broken = said("the file breaks off in line {line}", line=error.lineno)
        else:
            self.broken = said("line {line} is not XML: {why}", line=error.lineno, why=expat.ErrorString(error.code))

    def _refuse_declaration(self, *_: object) -> NoReturn:
        self._refuse(said("it declares a document type, which can do harm and which no recording needs"))

    def _refuse(self, problem: str, line: int | None = None) -> NoReturn:
        raise LogError(self.place, problem, line=line, remedy=AGAIN)

    def _encoding(self) -> tuple[str, int]:
        """Tell the encoding by the bytes, and where to begin; what a file declares is wrong too often."""
        head = self.content[:4]
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or head in (b"<\0?\0", b"\0<\0?"):
            return "UTF-16", 0
        start = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
        # White space is not allowed before the first tag, and stands there in real files.
        while self.content[start : start + 1].isspace():
            start += 1
        if _is_utf8(self.content):
            return "UTF-8", start
        self.letters = said("the letters are not UTF-8 and are read as Latin-1; numbers are the same in both")
        return "ISO-8859-1", start


def _is_utf8(content: bytes) -> bool:
    """Tell by pieces, since a whole text in memory takes up to four times its bytes."""
    if content.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), STEP):
            decoder.decode(content[at : at + STEP])
    except UnicodeDecodeError:
        return False
    return True
