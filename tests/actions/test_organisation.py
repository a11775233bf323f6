"""Changing what the papers say of this body: only its own record, refused like everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find
from ui.hands import make_desk


def test_fields_given_are_written_and_the_others_stay(tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    changes = change_organisation(desk, recipients="Lưu Chi bộ", meeting_day=5)
    assert changes.ids("organisation") == (desk.organisation_id,)
    own = find(desk.store, "organisation", desk.organisation_id)
    assert own is not None
    assert (own.text("recipients"), own.count("meeting_day")) == ("Lưu Chi bộ", 5)
    assert own.text("name") == "Chi bộ bản Suối Lanh"
    desk.close()


def test_an_empty_name_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    with pytest.raises(Refusal) as refused:
        change_organisation(desk, name="")
    assert refused.value.field == "name"
    desk.close()
