"""One row of an old book as it is typed: its cells, what follows from those typed, and the meeting it makes; no widget here."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chibo_desktop.actions.old_books import OldMeeting, RowProblem
from chibo_desktop.base.dates import PartialDate, read_day, read_partial, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line, fold
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.rules.attendance import check_adds_up, complete_counts
from chibo_desktop.rules.kinds import kind_of

MISSED = "missed"
"""The kind of a row that says a month had no meeting; the reason stands where the conclusion does."""

SHORT_KINDS = (
    ("regular", "Thường kỳ"),
    ("thematic", "Chuyên đề"),
    ("combined", "Kết hợp"),
    ("committee", "Chi ủy"),
    ("admission", "Kết nạp"),
    ("full_membership", "Chính thức"),
    ("exemption", "Miễn sinh hoạt"),
    ("extraordinary", "Bất thường"),
    ("review", "Kiểm điểm"),
    ("discipline", "Kỷ luật"),
    ("briefing", "Giao ban"),
    ("community", "Cộng đồng"),
    ("congress", "Đại hội"),
    (MISSED, "Không sinh hoạt"),
)
COUNTS = ("due", "present", "excused", "absent")
CARRIED = ("due", "chair")
"""Filled from the row above as soon as the row is begun."""
KEYS = ("period", "held_on", "kind", *COUNTS, "chair", "number", "summary", "conclusion")
"""The cells from left to right, in which order a block is pasted too."""
LABELS = {
    "period": "Kỳ",
    "held_on": "Ngày",
    "kind": "Loại",
    "due": "Phải dự",
    "present": "Có mặt",
    "excused": "Vắng có lý do",
    "absent": "Vắng không lý do",
    "chair": "Chủ trì",
    "number": "Số NQ",
    "summary": "Trích yếu nghị quyết",
    "conclusion": "Kết luận",
}
MOST = 9_999
"""No count and no number of a paper is larger."""
EVERYBODY = {"d", "du", "="}
"""What is typed for "everybody due came", folded."""


@dataclass
class OldRow:
    """`cells` as they stand; `typed` are those a person typed, which nothing fills over."""

    year: int
    number: int
    """1 to 12 for the rows of the months, more for those added."""
    cells: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        month = f"{self.number:02d}/{self.year}" if self.number <= 12 else ""
        self.cells = dict.fromkeys(KEYS, "") | {"kind": "regular", "period": month} | self.cells

    @property
    def is_begun(self) -> bool:
        """Whether a person typed anything in it but its month."""
        return any(self.cells[key] for key in self.typed - {"period", "kind"}) or self.cells["kind"] == MISSED

    def put(self, key: str, words: str) -> None:
        """What a person typed into a cell; emptied, it may be filled again."""
        self.cells[key] = words
        (self.typed.add if words else self.typed.discard)(key)

    def settle(self, above: OldRow | None) -> None:
        """Everything that follows: the whole day, its month, what is as in the row above, the counts left over."""
        self._settle_day()
        if not self.is_begun or self.cells["kind"] == MISSED:
            return
        if above is not None:
            self._carry_on(above)
        self._settle_counts()

    def _carry_on(self, above: OldRow) -> None:
        for key in CARRIED:
            self._fill(key, above.cells[key])
        if self.cells["summary"] and above.cells["number"].isdigit():
            self._fill("number", str(int(above.cells["number"]) + 1))

    def _fill(self, key: str, words: str) -> None:
        if key not in self.typed:
            self.cells[key] = words

    def day_typed(self) -> date:
        """The day typed. Alone, a number is a day of the row's month; with a month, a day of the year. Refusal as usual."""
        typed, month = clean_line(self.cells["held_on"]), self.cells["period"].partition("/")[0]
        is_alone = typed.isdigit() and len(typed) <= 2 and bool(month)
        parts = (f"{typed}/{month}" if is_alone else typed.replace("-", "/").replace(".", "/")).split("/")
        if len(parts) == 2 and all(part.isdigit() for part in parts):
            typed = "/".join([*parts, str(self.year)])
        try:
            return read_day(typed, "held_on")
        except Refusal:
            if is_alone:
                raise Refusal(f"Tháng {self.cells['period']} không có ngày {parts[0]}.", "held_on") from None
            raise

    def _settle_day(self) -> None:
        """The whole day; its month where the row has none of its own."""
        try:
            day = self.day_typed()
        except Refusal:
            return
        self.cells["held_on"] = show_day(day)
        if self.number > 12:
            self._fill("period", f"{day:%m/%Y}")

    def follow_day(self) -> None:
        """A whole line pasted over the row brings its own month."""
        try:
            self.put("period", f"{self.day_typed():%m/%Y}")
        except Refusal:
            return

    def _settle_counts(self) -> None:
        if fold(self.cells["present"]) in EVERYBODY and self.cells["due"].isdigit():
            self.cells["present"] = self.cells["due"]
        known = {
            key: int(self.cells[key])
            for key in COUNTS
            if self.cells[key].isdigit() and (key in self.typed or key == "due")
        }
        counts = complete_counts(known)
        for key in ("excused", "absent"):
            self._fill(key, str(counts[key]) if key in counts else "")

    def next_key(self, after: str, *, is_first: bool) -> str:
        """The cell Enter goes on to, "" at the row's end: what is filled already, month and kind are passed over."""
        wanted = ["held_on", *COUNTS, "chair", "number", "summary", "conclusion"]
        if self.cells["kind"] == MISSED:
            wanted = ["conclusion"]
        passed = set() if is_first else {"number"}
        later = [key for key in wanted if KEYS.index(key) > KEYS.index(after)]
        return next((key for key in later if not self.cells[key] and key not in passed), "")

    def first_key(self) -> str:
        """The cell a new row is begun in."""
        return "conclusion" if self.cells["kind"] == MISSED else "held_on"


def as_draft(row: OldRow) -> str:
    """The cells as one line of text."""
    return "\t".join(row.cells[key].replace("\t", " ") for key in KEYS)


def from_draft(year: int, number: int, draft: str) -> OldRow:
    """The row as it was kept; whatever stood in it counts as typed."""
    row = OldRow(year, number)
    for key, words in zip(KEYS, draft.split("\t"), strict=False):
        if words != row.cells[key]:
            row.put(key, words)
    return row


def pasted_rows(block: str) -> list[list[str]]:
    """The cells of a block copied from a spreadsheet, lines within a cell made one."""
    rows = csv.reader(block.splitlines(keepends=True), dialect="excel-tab")
    return [[clean_line(" ".join(cell.split())) for cell in row] for row in rows]


def kind_key(words: str) -> str:
    """The kind whose short or whole words these are, or begin so; "regular" where they are none."""
    sought = fold(words)
    named = [(key, fold(said)) for key, said in (*SHORT_KINDS, *KINDS)]
    exact = [key for key, said in named if sought and said == sought]
    begun = [key for key, said in named if sought and (said.startswith(sought) or sought in said)]
    return next(iter((*exact, *begun)), "regular")


def read_row(row: OldRow) -> OldMeeting | RowProblem:
    """The meeting the row makes, or the first thing in it to be mended."""
    try:
        return _read(row)
    except Refusal as refusal:
        return RowProblem(0, refusal.field or "held_on", refusal.sentence)


def _read(row: OldRow) -> OldMeeting:
    cells = {key: clean_line(words) for key, words in row.cells.items()}
    period = _month(cells["period"])
    if cells["kind"] == MISSED:
        because = cells["conclusion"] or cells["summary"]
        if not because:
            raise Refusal("Ghi lý do không sinh hoạt vào ô Kết luận.", "conclusion")
        return OldMeeting(period=period, missed_because=because)
    if not cells["held_on"]:
        raise Refusal("Chưa ghi ngày sinh hoạt.", "held_on")
    day = row.day_typed()
    _check_day(row, day, period)
    is_all = fold(cells["present"]) in EVERYBODY
    counts = {key: None if is_all and key == "present" else _number(cells[key], key) for key in COUNTS}
    due, present, excused, absent = (counts[key] for key in COUNTS)
    _check_counts(counts, is_open=kind_of(cells["kind"], day).roll == "open")
    return OldMeeting(
        held_on=day,
        kind=cells["kind"],
        period=period,
        due=due,
        present=present,
        excused=excused,
        absent=absent,
        all_present=is_all,
        chair=cells["chair"],
        number=_number(cells["number"], "number"),
        summary=cells["summary"],
        conclusion=cells["conclusion"],
    )


def _check_day(row: OldRow, day: date, period: PartialDate | None) -> None:
    """A day of the year copied and of the row's month; held late, the month is typed over as it stands."""
    if day.year != row.year:
        raise Refusal(
            f"Ngày {show_day(day)} không thuộc năm {row.year}. Sửa ngày, hoặc chọn năm {day.year}.", "held_on"
        )
    is_own = period is None or (period.year, period.month) == (day.year, day.month)
    if not is_own and "period" not in row.typed:
        month = row.cells["period"]
        raise Refusal(
            f"Ngày {show_day(day)} không thuộc kỳ {month}. Sửa ngày; nếu kỳ {month} họp đúng ngày ấy thì gõ lại ô Kỳ.",
            "held_on",
        )


def _month(words: str) -> PartialDate | None:
    if not words:
        return None
    month = read_partial(words, "period")
    if month.month is None or month.day is not None:
        raise Refusal("Gõ tháng và năm, ví dụ 03/2019.", "period")
    return month


def _number(words: str, key: str) -> int | None:
    if not words:
        return None
    if not (words.isascii() and words.isdigit()):
        raise Refusal(f"Ô “{LABELS[key]}” chỉ nhận số nguyên, ví dụ 12.", key)
    if int(words) > MOST:
        raise Refusal(f"Ô “{LABELS[key]}”: {words} quá lớn. Xem lại số này.", key)
    return int(words)


def _check_counts(counts: Mapping[str, int | None], *, is_open: bool) -> None:
    whole = complete_counts(counts)
    away = whole.get("due", 0) - whole.get("present", 0)
    if away > 0 and "present" in whole and not {"excused", "absent"} & whole.keys() and not is_open:
        raise Refusal(f"Vắng {away} người: ghi bao nhiêu có lý do, bao nhiêu không lý do.", "excused")
    if whole.keys() >= set(COUNTS):
        check_adds_up(whole)


def row_above(rows: Sequence[OldRow], row: OldRow) -> OldRow | None:
    """The nearest begun row before it of a meeting of the same roll, from which one that follows takes what is usual."""
    roll = _roll(row)
    before = rows[: rows.index(row)]
    return next((each for each in reversed(before) if each.is_begun and _roll(each) == roll), None)


def _roll(row: OldRow) -> str:
    return "" if row.cells["kind"] == MISSED else kind_of(row.cells["kind"]).roll
