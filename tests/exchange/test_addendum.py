"""An addendum travels like the minutes it corrects: whole to the commune, without its words to the body above."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chibo_desktop.actions.addenda import add_addendum, finalise_addendum
from chibo_desktop.actions.papers import ADDENDUM, preview_blocks
from chibo_desktop.lists.rows import NOT_SENT
from chibo_desktop.papers.blocks import texts
from exchange.province import is_clean, make_province, write_meeting

WORDS = {"about": "ý kiến về làm đường", "old_words": "120 m", "new_words": "210 m", "reason": "ghi nhầm"}


def test_the_words_are_at_the_commune_and_not_at_the_upper_body(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        meeting = write_meeting(province.cell, "2026-10")
        with province.cell.writing(unlocked=True) as writer:
            writer.put("meeting", meeting, held_on=date(2026, 10, 5), finalised_at=province.clock.now())
        _, addendum = add_addendum(province.cell, meeting, **WORDS)
        finalise_addendum(province.cell, addendum)
        province.send(province.cell, province.commune)
        province.send(province.commune, province.upper)

        said = []
        for desk in (province.commune, province.upper):
            assert is_clean(desk)
            held = desk.store.values("addendum", addendum)
            assert held is not None
            assert held["number"] == 1
            said.append(" ".join(texts(preview_blocks(desk, ADDENDUM, addendum))))
        assert "210 m" in said[0]
        assert "210 m" not in said[1]
        assert NOT_SENT in said[1].replace("\u00a0", " ")
