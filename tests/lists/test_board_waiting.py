"""What came of a cell's month and is not whole: entries that wait for earlier ones, a bundle of which parts lie here."""

from __future__ import annotations

from pathlib import Path

from chibo_desktop.actions.arriving import arriving
from chibo_desktop.actions.fetching import ARRIVING
from chibo_desktop.lists.board import board
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.intake import take
from exchange.province import Province, make_province, write_meeting


def give_last(province: Province, count: int) -> None:
    """The commune gets only the last entries of the cell, as when the bundle before them was lost."""
    cell, commune = province.cell, province.commune
    rows = cell.store.rows("SELECT body FROM journal WHERE b = ? ORDER BY n", (cell.organisation_id,))
    with commune.store.transaction():
        take(commune.store, [read_entry(bytes(row["body"])) for row in rows[-count:]])


def test_minutes_before_which_something_is_missing_are_received_incomplete(tmp_path: Path) -> None:
    with make_province(tmp_path) as made:
        made.send(made.cell, made.commune)
        write_meeting(made.cell, "2026-10")
        write_meeting(made.cell, "2026-09")
        give_last(made, 1)
        today = made.commune.today
        shown = board(made.commune.store, made.commune.organisation_id, "2026-01", "2026-12", today=today)
        september, october = (shown.at(made.cell.organisation_id, month) for month in ("2026-09", "2026-10"))
        assert september is not None
        assert october is not None
        assert september.words(today) == "nhận chưa đủ, còn thiếu 1 lần ghi trước đó"
        assert (september.state, october.state) == ("partial", "not_yet")
        give_last(made, 2)
        shown = board(made.commune.store, made.commune.organisation_id, "2026-01", "2026-12", today=today)
        assert not shown.counts.get("partial")


def test_a_bundle_in_pieces_names_the_pieces_that_lie_in_the_mailbox_still(tmp_path: Path) -> None:
    with make_province(tmp_path) as made:
        folder = made.commune.folder / ARRIVING
        assert arriving(made.commune) == {}
        folder.mkdir()
        sender = made.cell.organisation_id
        name = f"{sender}_{made.commune.organisation_id}_aaaaaaaa_20261004_0123abcd"
        for place in (1, 2, 4, 5):
            (folder / f"{name}.{place:03}-005.0123abcd-0000.cbp").write_bytes(b"x")
        found = arriving(made.commune)
        assert (found[sender].month, found[sender].words) == ("2026-10", "còn thiếu phần 3/5")
