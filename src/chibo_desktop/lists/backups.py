"""What the screens say of backups: the line at the bottom, the card in settings, the reminders on "Hôm nay"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from chibo_desktop.base.dates import show_day
from chibo_desktop.store import Store
from chibo_desktop.store.backup_file import Header
from chibo_desktop.store.backup_notes import Notes, read_notes
from chibo_desktop.store.backup_shelf import list_shelf, shelf_of
from chibo_desktop.store.certificates import own_chain

COPY_EVERY = timedelta(days=31)
TRY_EVERY = timedelta(days=183)

WHY_WORDS = {
    "daily": "trong ngày",
    "closed": "lúc đóng chương trình",
    "asked": "theo yêu cầu",
    "upgrade": "trước khi lên bản chương trình mới",
    "restore": "trước khi lấy lại bản cũ",
}


@dataclass(frozen=True)
class BackupRow:
    """A file among the backups. `header` None: it cannot be read and counts as none."""

    path: Path
    header: Header | None
    size: int
    """Bytes."""

    @property
    def why_words(self) -> str:
        return WHY_WORDS.get(self.header.why, "") if self.header else ""


@dataclass(frozen=True)
class BackupFacts:
    """Everything the screens say; derived from the files and the notes beside them, never from a hope."""

    rows: tuple[BackupRow, ...]
    notes: Notes

    @property
    def newest(self) -> Header | None:
        return next((row.header for row in self.rows if row.header is not None), None)

    @property
    def oldest(self) -> Header | None:
        return next((row.header for row in reversed(self.rows) if row.header is not None), None)


def backup_facts(folder: Path) -> BackupFacts:
    """The backups of a data folder, newest first, and what is noted about them."""
    shelf = shelf_of(folder)
    rows = tuple(BackupRow(one.path, one.header, one.size) for one in list_shelf(shelf))
    return BackupFacts(rows, read_notes(shelf))


def newest_words(facts: BackupFacts, today: date) -> str:
    """For the bottom line: "Sao lưu 19:50, đã kiểm tra"."""
    newest = facts.newest
    if newest is None:
        return "Chưa có bản sao lưu"
    at = newest.made_at
    day = f"{at:%H:%M}" if at.date() == today else f"{at:%H:%M} ngày {show_day(at.date())}"
    return f"Sao lưu {day}, đã kiểm tra"


def reminder(facts: BackupFacts, now: datetime) -> tuple[str, str]:
    """One calm sentence for "Hôm nay" and its kind (`trouble`, `copy` or `try`); ("", "") when nothing is due."""
    if facts.notes.trouble:
        at = datetime.fromisoformat(facts.notes.trouble_at)
        return (
            "trouble",
            f"Lần sao lưu {at:%H:%M} ngày {show_day(at.date())} chưa xong. {facts.notes.trouble}",
        )
    oldest = facts.oldest
    if oldest is None:
        return "", ""
    if _is_over(
        facts.notes.copied_at or oldest.made, now, COPY_EVERY if facts.notes.copied_at else timedelta(1)
    ):
        return "copy", _copy_words(facts.notes)
    if _is_over(facts.notes.tried_at or oldest.made, now, TRY_EVERY):
        return (
            "try",
            "Đã nửa năm chưa thử mở bản sao lưu nào. Thử mất chừng một phút và không đổi gì trong sổ.",
        )
    return "", ""


def held_above(store: Store) -> int:
    """How many entries of this book's own devices a body above has confirmed that are not held here."""
    own = own_chain(store)[0].body["org"]
    devices = [store.device, *store.former_devices]
    marks = ", ".join("?" * len(devices))
    rows = store.rows(
        f"SELECT r.book, r.of_device, max(r.n) AS confirmed, coalesce(max(c.n), 0) AS held FROM receipt r"
        f" LEFT JOIN chain c ON c.b = r.book AND c.d = r.of_device"
        f" WHERE r.body <> ? AND r.of_device IN ({marks}) GROUP BY r.book, r.of_device",
        (own, *devices),
    )
    return sum(max(0, row["confirmed"] - row["held"]) for row in rows)


def _is_over(since: str, now: datetime, span: timedelta) -> bool:
    return now - datetime.fromisoformat(since) >= span


def _copy_words(notes: Notes) -> str:
    if not notes.copied_at:
        return "Chưa chép bản sao lưu nào ra USB hoặc ổ khác. Máy hỏng thì bản trong máy cũng mất theo."
    at = datetime.fromisoformat(notes.copied_at)
    return f"Từ {show_day(at.date())} chưa chép bản sao lưu ra USB hoặc ổ khác."
