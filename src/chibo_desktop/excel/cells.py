"""What one cell means: days, card numbers, telephones, choices; what is not sure becomes a problem, never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from chibo_desktop.base import dates, text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel.sheets import Value

FIRST_SERIAL, LAST_SERIAL = 3_000, 73_050
"""Days as Excel counts them: from 1908 to 2099. Below lie years and small figures."""
_FIRST_DAY = date(1899, 12, 30)
EXACT_DIGITS = 15
"""A figure of more digits has lost some in Excel."""

_LOST = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_SPELLED = re.compile(
    r"(?:ngày\s*)?(?:(\d{1,2})\s*(?:tháng|thg)\s*(\d{1,2})\s*(?:năm|/|-)\s*(\d+))", re.IGNORECASE
)
_SPELLED_MONTH = re.compile(r"tháng\s*(\d{1,2})\s*(?:năm|/|-|\s)\s*(\d{4})", re.IGNORECASE)
_SPELLED_YEAR = re.compile(r"(?:năm|khoảng năm|sn)\s*:?\s*(\d{4})", re.IGNORECASE)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_DAY_AND_NOTE = re.compile(r"(\d[\d./\- ]*\d)\s*[\s;,]?\s*([(\[;,].*|[^\W\d].*)$", re.DOTALL)
_GLUED = re.compile(r"\d{7,8}")


@dataclass(frozen=True)
class Got:
    """The value of a cell as the journal carries it ("" when it says nothing), what was done to it, what is wrong."""

    value: str = ""
    note: str = ""
    problem: str = ""


def words_of(value: Value) -> str:
    """A cell as one cleaned line of words; a whole figure without its ".0"."""
    if isinstance(value, str):
        # what is printable holds no hidden sign and needs no search for one: so are nearly all cells
        line = " ".join(text.nfc(value).split()) if value.isprintable() else text.clean_line(value)
        return line.lstrip("'’").strip()
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float | int):
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, datetime):
        return dates.show_day(value.date())
    if isinstance(value, date):
        return dates.show_day(value)
    return str(value)


def says_nothing(words: str) -> bool:
    """Whether a cell is empty for people: nothing, dots, a dash."""
    return not any(letter.isalnum() for letter in words)


def is_mark(value: Value) -> bool:
    """Whether a cell is ticked: an X, a tick, a 1."""
    return words_of(value).strip("() []").lower() in {"x", "×", "v", "✓", "✔", "☑", "1", "có"}


def read_day(value: Value, *, partial: bool) -> Got:
    """A day as ISO text; with `partial` a month or a year is enough."""
    if isinstance(value, datetime | date):
        return _within(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, time | timedelta):
        return Got(problem="là giờ, không phải ngày. Gõ lại ngày/tháng/năm.")
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _day_of_figure(float(value), partial=partial)
    words = words_of(value)
    return Got() if says_nothing(words) else _day_of_words(words, partial=partial)


def _within(day: date) -> Got:
    if not dates.FIRST_YEAR <= day.year <= dates.LAST_YEAR:
        return Got(
            problem=f"năm {day.year} ngoài khoảng {dates.FIRST_YEAR}–{dates.LAST_YEAR}. Xem lại ô này."
        )
    return Got(day.isoformat())


def _day_of_figure(figure: float, *, partial: bool) -> Got:
    if figure.is_integer() and dates.FIRST_YEAR <= figure <= dates.LAST_YEAR:
        return _day_of_words(str(int(figure)), partial=partial)
    if FIRST_SERIAL <= figure <= LAST_SERIAL and figure >= 10_000:
        day = _FIRST_DAY + timedelta(days=int(figure))
        return Got(day.isoformat(), note=f"số {int(figure)} của Excel là ngày {dates.show_day(day)}")
    if figure == 0:
        return Got()
    shown = words_of(figure)
    return Got(problem=f"“{shown}” là một con số, không rõ là ngày nào. Gõ ngày/tháng/năm, ví dụ 15/08/1975.")


def _day_of_words(words: str, *, partial: bool) -> Got:
    plain = _CLOCK.sub("", _spelled(words)).replace(",", "/").strip(" .;,/-")
    plain = re.sub(r"\s*([/.\-])\s*", r"\1", plain)
    try:
        return Got(_iso(plain, partial=partial))
    except Refusal as refusal:
        sentence = refusal.sentence
    if match := _DAY_AND_NOTE.fullmatch(plain):
        return _day_and_note(match[1].strip(" ./-"), match[2], sentence, words, partial=partial)
    if _GLUED.fullmatch(plain):
        sentence = "Gõ dấu / giữa ngày, tháng, năm, ví dụ 15/08/1975."
    return Got(problem=f"“{words}”: {_lower_first(sentence)}")


def _day_and_note(day: str, note: str, sentence: str, words: str, *, partial: bool) -> Got:
    if re.search(r"\d{1,2}\s*[/.\-]\s*\d", note):
        return Got(problem=f"“{words}” có hai ngày trong một ô. Để lại một ngày.")
    try:
        return Got(_iso(day, partial=partial), note=f"bỏ phần ghi thêm “{note.strip()}”")
    except Refusal as refusal:
        return Got(problem=f"“{words}”: {_lower_first(refusal.sentence or sentence)}")


def _spelled(words: str) -> str:
    if match := _SPELLED.match(words):
        return f"{match[1]}/{match[2]}/{match[3]}{words[match.end() :]}"
    if match := _SPELLED_MONTH.match(words):
        return f"{match[1]}/{match[2]}{words[match.end() :]}"
    if match := _SPELLED_YEAR.match(words):
        return match[1] + words[match.end() :]
    return re.sub(r"^ngày\s*(?=\d)", "", words, flags=re.IGNORECASE)


def _iso(words: str, *, partial: bool) -> str:
    if partial or re.fullmatch(r"[\d./\- ]+", words):
        given = dates.read_partial(words)
        if given.day is None and not partial:
            raise Refusal("Thiếu ngày hoặc tháng. Ghi đủ ngày/tháng/năm, hoặc để trống ô này.")
        return str(given)
    return dates.read_day(words).isoformat()


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def read_card(value: Value) -> Got:
    """A card number: digits as they were typed; digits that Excel lost are a problem."""
    words = words_of(value)
    if says_nothing(words):
        return Got()
    if isinstance(value, str) and "/" in words:
        return _first_card(words)
    if isinstance(value, str) and not _LOST.fullmatch(words.replace(" ", "")):
        digits = re.sub(r"[\s.\-]", "", words)
        if digits.isdigit() and set(digits) == {"0"}:
            return Got(problem=f"“{words}” không phải số thẻ. Gõ lại số thẻ.")
        return Got(digits if digits.isdigit() else words)
    is_figure = isinstance(value, float | int)
    if isinstance(value, str) or (is_figure and (len(words) > EXACT_DIGITS or words.endswith("000000"))):
        return Got(
            problem=f"“{words}” đã mất các chữ số cuối. Trong Excel đặt ô kiểu Chữ (Text) rồi gõ lại đủ số thẻ."
        )
    if isinstance(value, date | time | timedelta):
        return Got(problem=f"“{words}” là ngày giờ, không phải số thẻ. Gõ lại số thẻ.")
    if len(words) not in (8, 12):
        return Got(
            problem=f"{words} có {len(words)} chữ số, có thể Excel đã bỏ số 0 ở đầu. Đặt ô kiểu Chữ (Text) rồi gõ lại đủ số thẻ."
        )
    return Got(words)


def _first_card(words: str) -> Got:
    """Card and file number in one cell: the card stands first."""
    first, _, rest = words.partition("/")
    got = read_card(first.strip())
    return Got(got.value, got.note or f"bỏ phần sau dấu / “{rest.strip()}”", got.problem)


def read_phone(value: Value) -> Got:
    """A telephone number; the 0 that Excel takes off every one is put back and said."""
    words = words_of(value)
    if says_nothing(words):
        return Got()
    if isinstance(value, str):
        return (
            Got(problem=f"“{words}” đã mất chữ số. Gõ lại số điện thoại.")
            if _LOST.match(words)
            else Got(words)
        )
    if len(words) == 9 and words.isdigit() and words[0] in "235789":
        return Got(f"0{words}", note=f"số điện thoại {words} thêm lại số 0 ở đầu")
    if words.isdigit() and len(words) <= 12:
        return Got(words)
    return Got(problem=f"“{words}” không phải số điện thoại. Gõ lại.")
