"""Days, months and times as people type them, as screens show them and as papers print them; no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import total_ordering

from chibo_desktop.base.errors import Refusal

VIETNAM = timezone(timedelta(hours=7))
"""The country's time: fixed, no summer time, so no zone database is needed."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years a person may type; anything outside is a slip of the finger."""

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d+)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d+)", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d+", re.ASCII)
_TIME = re.compile(
    r"(\d{1,2})(?:\s*:\s*(\d{2})|\s*[hg]\s*(\d{2})?|\s*giờ(?:\s*(\d{1,2})(?:\s*phút)?)?|(?<=\d\d)(\d{2}))",
    re.ASCII,
)
_ISO_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A day of which perhaps only the year, or month and year, is known.

    An unknown part sorts before every known one: 1975 < 03/1975 < 02/03/1975. A date that does not
    exist raises ValueError.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._known() < other._known()

    def __str__(self) -> str:
        """Return the ISO form: 1975, 1975-03 or 1975-03-02."""
        rest = "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)
        return f"{self.year:04d}{rest}"

    def _known(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    def shown(self) -> str:
        """Return what people read: 1975, 03/1975 or 02/03/1975."""
        return "/".join(reversed(str(self).split("-")))

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read exactly what `str()` gives; ValueError for anything else."""
        match = _ISO_PARTIAL.fullmatch(text)
        if match is None:
            raise ValueError("not a partial ISO date")
        return cls(*(int(part) for part in match.groups() if part is not None))


def read_day(text: str, field: str | None = None) -> date:
    """Read a whole day: 05/10/2026, 5-10-2026, 5.10.2026 or 2026-10-05; Refusal for anything else."""
    typed = text.strip()
    if match := _DAY_FIRST.fullmatch(typed):
        return _day(_full_year(match[4], field), int(match[3]), int(match[1]), field)
    if match := _YEAR_FIRST.fullmatch(typed):
        return _day(_full_year(match[1], field), int(match[2]), int(match[3]), field)
    raise Refusal("Chưa hiểu ngày này. Gõ ngày/tháng/năm, ví dụ 05/10/2026.", field)


def read_partial(text: str, field: str | None = None) -> PartialDate:
    """Read a day, a month (03/1975) or a year (1975); Refusal for anything else."""
    typed = text.strip()
    if _YEAR.fullmatch(typed):
        return PartialDate(_full_year(typed, field))
    if match := _YEAR_MONTH.fullmatch(typed):
        return _month(match[1], match[2], field)
    if match := _MONTH_YEAR.fullmatch(typed):
        return _month(match[2], match[1], field)
    if _DAY_FIRST.fullmatch(typed) or _YEAR_FIRST.fullmatch(typed):
        day = read_day(typed, field)
        return PartialDate(day.year, day.month, day.day)
    raise Refusal("Chưa hiểu ngày này. Gõ 02/03/1975, hoặc 03/1975, hoặc 1975.", field)


def read_time(text: str, field: str | None = None) -> time:
    """Read a time of day: 19:30, 19h30, 19g30, 19 giờ 30, 7h, 1930; Refusal for anything else."""
    match = _TIME.fullmatch(text.strip().lower())
    if match is None:
        raise Refusal("Chưa hiểu giờ này. Gõ giờ và phút, ví dụ 19:30 hoặc 19h30.", field)
    hour, minute = int(match[1]), int(match[2] or match[3] or match[4] or match[5] or 0)
    if hour > 23 or minute > 59:
        raise Refusal("Giờ từ 0 đến 23, phút từ 0 đến 59. Gõ lại, ví dụ 19:30.", field)
    return time(hour, minute)


def show_day(day: date) -> str:
    """Return 05/10/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def show_time(moment: datetime | time) -> str:
    """Return 19:30; an aware moment is shown in +07:00."""
    hour, minute = _hour_and_minute(moment)
    return f"{hour:02d}:{minute:02d}"


def weekday(day: date) -> str:
    """Return "Thứ Hai" … "Chủ Nhật"."""
    return WEEKDAYS[day.weekday()]


def weekday_within(day: date) -> str:
    """Return "thứ Hai" … "chủ nhật", as it stands in the middle of a sentence."""
    return "chủ nhật" if day.weekday() == 6 else f"t{weekday(day)[1:]}"


def paper_day(day: date) -> str:
    """Return "ngày 05 tháng 02 năm 2026", with a zero only before days below 10 and months 1 and 2."""
    return f"ngày {day.day:02d} {_paper_month(day.year, day.month)}"


def paper_time(moment: datetime | time) -> str:
    """Return "19 giờ 30 phút"; an aware moment is written in +07:00."""
    hour, minute = _hour_and_minute(moment)
    return f"{hour:02d} giờ {minute:02d} phút"


def show_month(month: str) -> str:
    """Return "tháng 10 năm 2026" for "2026-10"; ValueError when that is no month."""
    return _paper_month(*_split_month(month))


def month_of(day: date) -> str:
    """Return the month as it is stored: "2026-10"."""
    return f"{day.year:04d}-{day.month:02d}"


def month_before(month: str) -> str:
    """Return the month before: "2025-12" for "2026-01"."""
    year, number = _split_month(month)
    return month_of(date(year, number, 1) - timedelta(days=1))


def month_after(month: str) -> str:
    """Return the month after: "2026-01" for "2025-12"."""
    year, number = _split_month(month)
    return month_of(date(year, number, 28) + timedelta(days=4))


def months_earlier(day: date, months: int) -> date:
    """The same day so many months before, or the last of that month where it has no such day."""
    month = month_of(day)
    for _ in range(months):
        month = month_before(month)
    last = last_day(month)
    return last.replace(day=min(day.day, last.day))


def first_day(month: str) -> date:
    """Return the first day of a month."""
    return date(*_split_month(month), 1)


def last_day(month: str) -> date:
    """Return the last day of a month: 2028-02-29 for "2028-02"."""
    return date(*_split_month(month_after(month)), 1) - timedelta(days=1)


def _full_year(typed: str, field: str | None) -> int:
    if len(typed) == 2:
        raise Refusal(f"Năm {typed} là 19{typed} hay 20{typed}? Gõ đủ bốn chữ số.", field)
    if len(typed) != 4:
        raise Refusal("Năm phải đủ bốn chữ số, ví dụ 2026.", field)
    year = int(typed)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(f"Năm {typed} ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. Xem lại năm.", field)
    return year


def _day(year: int, month: int, day: int, field: str | None) -> date:
    _check_month(month, field, "Gõ ngày trước, tháng sau, ví dụ 05/10/2026.")
    try:
        return date(year, month, day)
    except ValueError:
        shown = f"{day:02d}/{month:02d}/{year}"
        raise Refusal(f"Không có ngày {shown}. Xem lại ngày và tháng.", field) from None


def _month(year: str, month: str, field: str | None) -> PartialDate:
    number = int(month)
    _check_month(number, field, "Gõ tháng trước, năm sau, ví dụ 11/2026.")
    return PartialDate(_full_year(year, field), number)


def _check_month(month: int, field: str | None, how: str) -> None:
    if not 1 <= month <= 12:
        raise Refusal(f"Không có tháng {month}. {how}", field)


def _hour_and_minute(moment: datetime | time) -> tuple[int, int]:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM)
    return moment.hour, moment.minute


def _paper_month(year: int, month: int) -> str:
    number = f"{month:02d}" if month <= 2 else str(month)
    return f"tháng {number} năm {year}"


def _split_month(month: str) -> tuple[int, int]:
    match = _ISO_MONTH.fullmatch(month)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise ValueError("not a month like 2026-10")
    return int(match[1]), int(match[2])
