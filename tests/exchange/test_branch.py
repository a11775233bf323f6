"""A copied desk that wrote on: both sides travel, every level shows the same one, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from exchange.province import Province, copy_desk, is_clean, make_province, state, write_meeting


@pytest.fixture(params=range(4))
def parted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Province, Desk]]:
    """A cell whose laptop was copied: both copies have written and gone to the commune, and on upward.

    Which side has the lower hash is chance, so this is done several times.
    """
    with make_province(tmp_path) as province:
        write_meeting(province.cell, "2026-09")
        province.send(province.cell, province.commune)
        copy = copy_desk(province.cell, tmp_path / "copy")
        write_meeting(province.cell, "2026-10", place="bản chính", opinion="ý bản chính")
        province.wait()
        write_meeting(copy, "2026-10", place="bản chép", opinion="ý bản chép")
        write_meeting(copy, "2026-11", place="bản chép", opinion="ý bản chép sau")
        first, second = (province.cell, copy) if request.param % 2 else (copy, province.cell)
        province.send(first, province.commune)
        province.send(province.commune, province.upper)
        province.send(second, province.commune)
        yield province, copy
        copy.close()


def everything_held(desk: Desk) -> set[tuple[str, str, int, str]]:
    """Place and hash of every entry, on whichever side."""
    return {
        (row["b"], row["d"], row["n"], row["hash"])
        for table in ("journal", "branch")
        for row in desk.store.rows(f"SELECT b, d, n, hash FROM {table}")
    }


def of_cell(desk: Desk, cell: Desk) -> dict[tuple[str, str], object]:
    """What is shown of the cell's book, private values left aside as each level holds other ones."""
    return {
        ("meeting", row["id"]): (row["place"], row["period"])
        for row in desk.store.rows("SELECT * FROM meeting WHERE _book = ?", (cell.organisation_id,))
    }


def test_every_level_shows_the_same_side_and_holds_both(parted: tuple[Province, Desk]) -> None:
    province, copy = parted
    cell, commune, upper = province.cell, province.commune, province.upper
    # whose side lost writes it again under a new code once it is told, and sends that too
    for sender, to in ((commune, cell), (commune, copy), (cell, commune), (copy, commune)):
        province.send(sender, to)
    for to in (cell, copy, upper):
        province.send(commune, to)

    shown = of_cell(commune, cell)
    assert shown
    for desk in (cell, copy, upper):
        assert of_cell(desk, cell) == shown
        assert everything_held(desk) >= {
            one for one in everything_held(commune) if one[0] == cell.organisation_id
        }
        assert is_clean(desk)


def test_the_private_words_of_both_sides_reach_the_commune(parted: tuple[Province, Desk]) -> None:
    province, _ = parted
    words = {
        row["body"]
        for row in province.commune.store.rows("SELECT body FROM private_part WHERE body NOT NULL")
    }

    assert any("ý bản chính" in body for body in words)
    assert any("ý bản chép sau" in body for body in words)


@pytest.mark.parametrize("attempt", range(4))
def test_a_side_that_was_never_sent_is_not_lost(tmp_path: Path, attempt: int) -> None:
    with make_province(tmp_path) as province:
        cell, commune = province.cell, province.commune
        province.send(cell, commune)
        copy = copy_desk(cell, tmp_path / "copy")
        province.wait()
        write_meeting(copy, "2026-10", place="đã gửi")
        province.send(copy, commune)
        province.send(cell, commune)
        write_meeting(cell, "2026-10", place="chưa gửi", opinion=f"ý chưa gửi {attempt}")
        # the laptop learns of the other side before it ever sent its own
        result = province.send(commune, cell)
        assert result.taken is not None
        assert result.taken.branched == 1

        province.send(cell, commune)

        assert everything_held(commune) >= {
            one for one in everything_held(cell) if one[0] == cell.organisation_id
        }
        assert of_cell(cell, cell) == of_cell(commune, cell)
        copy.close()


def test_a_branch_read_again_and_again_changes_nothing(parted: tuple[Province, Desk]) -> None:
    province, _ = parted
    province.send(province.commune, province.upper)
    once = state(province.upper)

    again = [province.send(province.commune, province.upper) for _ in range(3)]

    assert {result.taken.branched for result in again if result.taken} == {0}
    assert state(province.upper) == once
