"""The drop-down list by which a part of the page "Dự sinh hoạt" takes the months its figures are of."""

from __future__ import annotations

from datetime import date

from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.ui.widgets.drop_down import DropDown


class RangePicker(DropDown):
    """This year and the one before: each whole, by halves, by quarters; this year is taken first."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setAccessibleName("Thời gian")
        for year in (today.year, today.year - 1):
            self.addItem(f"Năm {year}", f"{year}-01|{year}-12")
            for half, words in ((1, "6 tháng đầu"), (7, "6 tháng cuối")):
                self.addItem(f"{words} năm {year}", f"{year}-{half:02d}|{year}-{half + 5:02d}")
            for quarter, words in enumerate(("I", "II", "III", "IV")):
                first = quarter * 3 + 1
                self.addItem(f"Quý {words} năm {year}", f"{year}-{first:02d}|{year}-{first + 2:02d}")
        self.setCurrentIndex(0)

    def months(self) -> tuple[str, str]:
        """The first and the last month, as "2026-01"."""
        first, last = str(self.currentData()).split("|")
        return first, last

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        first, last = self.months()
        return first_day(first), last_day(last)
