"""What a person typed into the search field, read as clauses: words, days and months, numbers of papers; nothing is found here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce

from chibo_desktop.base.dates import FIRST_YEAR, LAST_YEAR, PartialDate
from chibo_desktop.base.text import clean_line, fold
from chibo_desktop.base.typed import folded_words, readings
from chibo_desktop.store.search import day_keys, name_key, paper_key

SHORTEST = 2
"""Letters or digits; fewer are not searched."""

_SORTS = {"nghi quyet": "nq", "ket luan": "kl", "bien ban": "bb"}


@dataclass(frozen=True)
class Clause:
    """One of these texts (each a run of words), or one of these keys, must be there.

    `begins`: the last word of a text is only the beginning of one. A key ending in * is a beginning too.
    """

    texts: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()
    begins: bool = False
    is_day: bool = False

    def match(self, columns: str) -> str:
        """The clause in the language of the index, its texts sought in these columns."""
        texts = " OR ".join(phrase(words, begins=self.begins) for words in self.texts)
        found = f"{columns} : ({texts})"
        if not self.keys:
            return found
        keys = " OR ".join(f'"{key[:-1]}"*' if key.endswith("*") else f'"{key}"' for key in self.keys)
        return f"({found} OR keys : ({keys}))"

    def fits(self, word: str) -> bool:
        """Whether a word of a text is one of those sought."""
        return any(
            word == each or (self.begins and place == len(text) - 1 and word.startswith(each))
            for text in self.texts
            for place, each in enumerate(text)
        )


@dataclass(frozen=True)
class Query:
    """All clauses must hold. `typed` is the cleaned text; `has_marks` when it was typed with marks."""

    typed: str
    clauses: tuple[Clause, ...]

    @property
    def has_marks(self) -> bool:
        return fold(self.typed) != self.typed.lower()

    @property
    def is_empty(self) -> bool:
        return not self.clauses

    def whole(self, columns: str) -> str:
        """Every clause, anywhere in these columns."""
        return " AND ".join(clause.match(columns) for clause in self.clauses)

    def as_phrase(self, columns: str) -> str:
        """The words one after the other, as they were typed or as their keys spell; "" for fewer than two."""
        words = [clause for clause in self.clauses if not clause.keys]
        if len(words) < 2:
            return ""
        runs = dict.fromkeys(tuple(clause.texts[place][0] for clause in words) for place in (0, -1))
        phrases = " OR ".join(phrase(run, begins=words[-1].begins) for run in runs)
        others = [clause.match(columns) for clause in self.clauses if clause.keys]
        return " AND ".join([f"{columns} : ({phrases})", *others])

    def at_meetings(self, keys: tuple[str, ...]) -> Query:
        """The same, where a day is also that of the meeting a record belongs to."""
        if not keys or all(clause.is_day for clause in self.clauses):
            return self
        clauses = (
            replace(clause, keys=clause.keys + keys) if clause.is_day else clause for clause in self.clauses
        )
        return replace(self, clauses=tuple(clauses))

    def days(self) -> str:
        """The days alone, as keys; "" when none was typed."""
        return " AND ".join(
            f"keys : ({' OR '.join(clause.keys)})" for clause in self.clauses if clause.is_day
        )


def phrase(words: tuple[str, ...], *, begins: bool) -> str:
    """Words one after the other in the language of the index."""
    return f'"{" ".join(words)}"{"*" if begins else ""}'


def read_query(typed: str) -> Query:
    """Reads what was typed so far: the last word is taken as a beginning until a space follows it."""
    cleaned = clean_line(typed)
    found: list[Clause] = []

    def keep(read: Callable[[re.Match[str]], Clause | None], match: re.Match[str]) -> str:
        clause = read(match)
        if clause is None:
            return match[0]
        found.append(clause)
        return " "

    rest = reduce(
        lambda text, reader: reader[0].sub(lambda match: keep(reader[1], match), text),
        _READERS,
        fold(cleaned),
    )
    words = folded_words(rest)
    is_done = typed[-1:].isspace() or not rest.rstrip().endswith(tuple(words[-1:]))
    clauses = [
        _word(word, begins=place == len(words) - 1 and not is_done) for place, word in enumerate(words)
    ]
    if len(clauses) == 1 and not found:
        clauses = [_with_initials(clauses[0])]
    if sum(len(word) for word in words) < SHORTEST:
        clauses = []
    return Query(cleaned, (*clauses, *found))


def _word(word: str, *, begins: bool) -> Clause:
    year = int(word) if len(word) == 4 and word.isdecimal() and word.isascii() else 0
    if FIRST_YEAR <= year <= LAST_YEAR:
        return Clause(((word,),), (f"y{year}",), is_day=True)
    return Clause(tuple((each,) for each in readings(word)), begins=begins)


def _with_initials(clause: Clause) -> Clause:
    word = clause.texts[0][0]
    if not (word.isalpha() and word.isascii() and 2 <= len(word) <= 6):
        return clause
    return replace(clause, keys=(f"{name_key(word)}*",))


def _whole_day(match: re.Match[str]) -> Clause | None:
    return _day(match, int(match["year"]), int(match["month"]), int(match["day"]))


def _whole_month(match: re.Match[str]) -> Clause | None:
    return _day(match, int(match["year"]), int(match["month"]))


def _day(match: re.Match[str], year: int, month: int, day: int | None = None) -> Clause | None:
    try:
        key = day_keys(PartialDate(year, month, day))[3 if day else 1]
    except ValueError:
        return None
    return Clause((tuple(folded_words(match[0])),), (key,), is_day=True)


def _any_year(match: re.Match[str]) -> Clause | None:
    """A day or month without its year; a leap year knows every day."""
    named = match.groupdict()
    day = int(named["day"]) if named.get("day") else None
    try:
        key = day_keys(PartialDate(2024, int(named["month"]), day))[4 if day else 2]
    except ValueError:
        return None
    return Clause((tuple(folded_words(match[0])),), (key,), is_day=True)


def _paper(match: re.Match[str]) -> Clause | None:
    sort = _SORTS.get(match["sort"], match["sort"])
    return Clause((tuple(folded_words(match[0])),), (paper_key(sort, int(match["number"])),))


_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Clause | None]], ...] = tuple(
    (re.compile(rf"(?<![^\W_])(?<!\d[/.-]){pattern}(?![^\W_])(?![/.-]\d)", re.ASCII), read)
    for pattern, read in (
        (r"(?P<number>\d{1,4}) ?- ?(?P<sort>nq|kl|bb)(?:[/-][a-z0-9.-]*)*", _paper),
        (
            r"(?P<sort>nq|kl|bb|nghi quyet|ket luan|bien ban) (?:so )?(?P<number>\d{1,3})(?![/.-]\d)",
            _paper,
        ),
        (rf"{_YEAR}-{_MONTH}-{_DAY}", _whole_day),
        (rf"(?:ngay )?{_DAY}[/.-]{_MONTH}[/.-]{_YEAR}", _whole_day),
        (rf"ngay {_DAY} thang {_MONTH} nam {_YEAR}", _whole_day),
        (rf"(?:t|thang ?)?{_MONTH}[/.-]{_YEAR}", _whole_month),
        (rf"(?:t|thang ){_MONTH} (?:nam )?{_YEAR}", _whole_month),
        (rf"ngay {_DAY} thang {_MONTH}", _any_year),
        # while the year is still being typed
        (rf"(?:t|thang ){_MONTH}[/.-]\d{{0,3}}(?=$)", _any_year),
        (rf"(?:ngay )?{_DAY}[/.-]{_MONTH}(?:[/.-]\d{{0,3}}(?=$))?", _any_year),
        (rf"(?:t|thang ){_MONTH}", _any_year),
    )
)
