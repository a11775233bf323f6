"""First start, passwords and standing by files, on real folders and real keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actions.desks import CHEAP, PASSWORD, make_desk
from chibo_desktop.actions.desk import Desk, open_desk, open_desk_with_sheet
from chibo_desktop.actions.setup import change_password, let_body_above_open, set_password, set_up
from chibo_desktop.actions.standing_files import (
    accept_certificate,
    certify,
    export_keys,
    look_request,
    public_keys,
    request_certificate,
)
from chibo_desktop.actions.unit import Unit, example_unit, read_unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find
from chibo_desktop.seal.wrap import WrongPassword
from chibo_desktop.store.certificates import parent_of, path_up


def test_a_desk_opens_again_with_its_password_and_with_nothing_else(
    tmp_path: Path, evening: FixedClock
) -> None:
    made = make_desk(tmp_path / "cell", evening)
    organisation_id = made.organisation_id
    made.close()
    with pytest.raises(WrongPassword):
        open_desk(tmp_path / "cell", "mật khẩu khác", clock=evening)
    again = open_desk(tmp_path / "cell", PASSWORD, clock=evening)
    assert (again.organisation_id, again.kind, again.user) == (organisation_id, "cell", "bt")
    again.close()


def test_the_printed_code_opens_the_desk_and_a_new_password_can_be_set(
    tmp_path: Path, evening: FixedClock
) -> None:
    unit = Unit(name="Chi bộ bản Suối Lanh", kind="cell")
    made = set_up(tmp_path / "cell", unit, password=PASSWORD, clock=evening, cost=CHEAP)
    made.desk.close()
    by_sheet = open_desk_with_sheet(tmp_path / "cell", made.recovery_code, clock=evening)
    set_password(by_sheet, "bt", "mùa gặt năm nay")
    by_sheet.close()
    open_desk(tmp_path / "cell", "mùa gặt năm nay", clock=evening).close()
    with pytest.raises(WrongPassword):
        open_desk(tmp_path / "cell", PASSWORD, clock=evening)


def test_a_changed_password_replaces_the_old_one(desk: Desk, tmp_path: Path, evening: FixedClock) -> None:
    change_password(desk, PASSWORD, "đường về bản xa")
    open_desk(tmp_path / "cell", "đường về bản xa", clock=evening).close()
    with pytest.raises(WrongPassword):
        open_desk(tmp_path / "cell", PASSWORD, clock=evening)


@pytest.mark.parametrize("password", ["", "       ", "ngắn quá"[:7]])
def test_a_weak_password_leaves_the_folder_empty(tmp_path: Path, evening: FixedClock, password: str) -> None:
    with pytest.raises(Refusal):
        set_up(
            tmp_path / "cell",
            Unit(name="Chi bộ bản Suối Lanh", kind="cell"),
            password=password,
            clock=evening,
        )
    assert not (tmp_path / "cell").exists() or not list((tmp_path / "cell").iterdir())


def test_a_folder_with_a_desk_is_never_set_up_again(desk: Desk, tmp_path: Path, evening: FixedClock) -> None:
    keys = (tmp_path / "cell" / "keys.json").read_bytes()
    with pytest.raises(Refusal):
        make_desk(tmp_path / "cell", evening)
    assert (tmp_path / "cell" / "keys.json").read_bytes() == keys


def test_the_example_of_the_unit_file_can_be_read(tmp_path: Path, evening: FixedClock) -> None:
    unit = read_unit(json.dumps(example_unit(), ensure_ascii=False))
    made = set_up(tmp_path / "cell", unit, password=PASSWORD, clock=evening, cost=CHEAP).desk
    organisation = find(made.store, "organisation", made.organisation_id)
    made.close()
    assert organisation is not None
    assert organisation.text("name") == "Chi bộ bản Suối Lanh"
    assert organisation.count("meeting_day") == 5


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Suối"}, "name"),
        ({"name": "Chi bộ " + "a" * 300}, "name"),
        ({"kind": "huyện"}, "kind"),
        ({"term_from": "31/02/2025"}, "term_from"),
        ({"term_from": "10/4/25"}, "term_from"),
        ({"term_until": "2020-01-01"}, "term_until"),
        ({"meeting_day": 40}, "meeting_day"),
        ({"mật khẩu": "x"}, "mật khẩu"),
    ],
)
def test_a_unit_file_with_a_slip_names_the_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_unit({**example_unit(), **change})
    assert refused.value.field == field


def test_a_cell_asks_is_certified_and_stands_below_the_commune(
    desk: Desk, tmp_path: Path, evening: FixedClock
) -> None:
    commune = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    request = request_certificate(desk)
    assert look_request(request).check_code == public_keys(desk)["check_code"]
    changes = accept_certificate(desk, certify(commune, request))
    assert changes.ids("organisation") == (desk.organisation_id,)
    assert parent_of(desk.store, desk.organisation_id) == commune.organisation_id
    assert path_up(commune.store, desk.organisation_id)[1:] == [commune.organisation_id]
    organisation = find(desk.store, "organisation", desk.organisation_id)
    assert organisation is not None
    assert organisation.text("parent_name") == "Đảng bộ xã Mường Sáy"
    assert let_body_above_open(desk) == "Đảng bộ xã Mường Sáy"
    commune.close()


def test_a_certificate_for_another_cell_is_refused(desk: Desk, tmp_path: Path, evening: FixedClock) -> None:
    commune = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    other = make_desk(tmp_path / "other", evening, name="Chi bộ bản Nà Hừ")
    with pytest.raises(Refusal):
        accept_certificate(desk, certify(commune, request_certificate(other)))
    assert parent_of(desk.store, desk.organisation_id) is None
    for each in (commune, other):
        each.close()


def test_a_book_that_has_joined_one_commune_joins_no_other_and_says_what_to_do(
    desk: Desk, tmp_path: Path, evening: FixedClock
) -> None:
    request = request_certificate(desk)
    communes = [
        make_desk(tmp_path / name, evening, "commune", f"Đảng bộ xã {name}")
        for name in ("Mường Sáy", "Tà Rích")
    ]
    first, second = communes
    accept_certificate(desk, certify(first, request))
    with pytest.raises(Refusal, match=r"đã nối với Đảng bộ xã Mường Sáy.*Tà Rích thì lập sổ mới"):
        accept_certificate(desk, certify(second, request))
    assert parent_of(desk.store, desk.organisation_id) == first.organisation_id
    accept_certificate(desk, certify(first, request))  # again by the same: nothing is in the way
    for each in communes:
        each.close()


def test_a_changed_request_is_refused(desk: Desk, tmp_path: Path, evening: FixedClock) -> None:
    commune = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    forged = request_certificate(desk).replace("Suối Lanh", "Nà Hừ")
    with pytest.raises(Refusal):
        certify(commune, forged)
    commune.close()


def test_sample_and_real_desks_do_not_certify_each_other(
    desk: Desk, tmp_path: Path, evening: FixedClock
) -> None:
    commune = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy", sample=True)
    with pytest.raises(Refusal):
        certify(commune, request_certificate(desk))
    commune.close()


def test_a_cell_certifies_nobody_and_a_commune_no_commune(
    desk: Desk, tmp_path: Path, evening: FixedClock
) -> None:
    commune = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    for certifier, asking in ((desk, commune), (commune, commune)):
        with pytest.raises(Refusal):
            certify(certifier, request_certificate(asking))
    commune.close()


def test_private_keys_leave_only_with_the_password(desk: Desk) -> None:
    with pytest.raises(WrongPassword):
        export_keys(desk, "mật khẩu khác")
    keys = json.loads(export_keys(desk, PASSWORD))
    assert set(keys) == {"organisation", "device", "body:1", "seal:1"}
