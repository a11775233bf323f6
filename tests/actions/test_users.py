"""Several people open one desk: each with a password, each named in what they wrote; nobody is locked out by a slip."""

from __future__ import annotations

import pytest

from actions.desks import CHEAP, PASSWORD
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.users import add_user, list_users, name_user, remove_user, set_password_of
from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.wrap import WrongPassword
from chibo_desktop.store.access import list_access
from chibo_desktop.store.history import history
from chibo_desktop.store.users import full_name

LAN = "mùa lúa chín vàng"


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """The desk with a second user."""
    add_user(desk, "lan", "Lò Thị Lan", own_password=PASSWORD, new_password=LAN, cost=CHEAP)
    return desk


def test_a_second_person_opens_with_their_own_password_and_is_named_in_what_they_write(shared: Desk) -> None:
    lan = open_desk(shared.folder, LAN, "lan")
    _, member = add_member(lan, full_name="Hờ A Lềnh")
    (version, *_) = history(lan.store, "member", member)
    assert (version.user, full_name(lan.store, version.user)) == ("lan", "Lò Thị Lan")
    lan.close()
    open_desk(shared.folder, PASSWORD, "bt").close()


def test_the_list_says_who_sits_here(shared: Desk) -> None:
    name_user(shared, "bt", "Vàng A Chứ")
    assert [(each.shown, each.is_present) for each in list_users(shared)] == [
        ("bt (Vàng A Chứ)", True),
        ("lan (Lò Thị Lan)", False),
    ]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"own_password": "con trâu đen"}, "password"),
        ({"new_password": "ngắn"}, "new"),
        ({"user": ""}, "user"),
        ({"user": "bt"}, "user"),
        ({"user": "một tên ngắn mà lại rất là dài"}, "user"),
        ({"name": "Lò Thị Lan " * 20}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_changes(
    desk: Desk, given: dict[str, str], field: str
) -> None:
    asked = {"user": "lan", "name": "Lò Thị Lan", "own_password": PASSWORD, "new_password": LAN} | given
    with pytest.raises(Refusal) as refused:
        add_user(desk, asked.pop("user"), asked.pop("name"), **asked, cost=CHEAP)
    assert refused.value.field == field
    assert [each.user for each in list_users(desk)] == ["bt"]


def test_who_was_removed_opens_no_more_and_stays_named_in_the_history(shared: Desk) -> None:
    remove_user(shared, "lan", own_password=PASSWORD)
    with pytest.raises(Refusal):
        open_desk(shared.folder, LAN, "lan")
    assert full_name(shared.store, "lan") == "Lò Thị Lan"


def test_a_short_name_of_somebody_who_left_goes_to_nobody_else(shared: Desk) -> None:
    remove_user(shared, "lan", own_password=PASSWORD)
    with pytest.raises(Refusal) as refused:
        add_user(shared, "lan", "Lù Thị Lan", own_password=PASSWORD, new_password=LAN, cost=CHEAP)
    assert refused.value.field == "user"
    add_user(shared, "lan", "Lò Thị Lan", own_password=PASSWORD, new_password=LAN, cost=CHEAP)
    open_desk(shared.folder, LAN, "lan").close()


def test_a_former_short_name_without_a_full_name_is_given_again_to_nobody(desk: Desk) -> None:
    add_user(desk, "lan", "", own_password=PASSWORD, new_password=LAN, cost=CHEAP)
    remove_user(desk, "lan", own_password=PASSWORD)
    for name in ("", "Lò Thị Lan"):
        with pytest.raises(Refusal, match="Hãy chọn tên khác") as refused:
            add_user(desk, "lan", name, own_password=PASSWORD, new_password=LAN, cost=CHEAP)
        assert refused.value.field == "user"


def test_neither_the_last_nor_oneself_can_be_removed(shared: Desk) -> None:
    with pytest.raises(Refusal, match="chính tên này"):
        remove_user(shared, "bt", own_password=PASSWORD)
    remove_user(shared, "lan", own_password=PASSWORD)
    with pytest.raises(Refusal, match="Chỉ còn một người"):
        remove_user(shared, "bt", own_password=PASSWORD)
    open_desk(shared.folder, PASSWORD).close()


def test_a_wrong_own_password_removes_nobody(shared: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        remove_user(shared, "lan", own_password="con trâu đen")
    assert refused.value.field == "password"
    open_desk(shared.folder, LAN, "lan").close()


def test_a_colleague_sets_a_new_password_for_who_forgot_theirs(shared: Desk) -> None:
    set_password_of(shared, "lan", own_password=PASSWORD, new_password="ngô non đầu mùa", cost=CHEAP)
    with pytest.raises(WrongPassword):
        open_desk(shared.folder, LAN, "lan")
    open_desk(shared.folder, "ngô non đầu mùa", "lan").close()


def test_every_change_of_who_may_open_is_logged(shared: Desk) -> None:
    set_password_of(shared, "lan", own_password=PASSWORD, new_password="ngô non đầu mùa", cost=CHEAP)
    remove_user(shared, "lan", own_password=PASSWORD)
    lines = [line for line in reversed(list_access(shared.store)) if line.what == "opened_keys"]
    assert [line.note for line in lines] == [
        "thêm người dùng lan",
        "đặt mật khẩu mới cho lan",
        "bỏ người dùng lan",
    ]
