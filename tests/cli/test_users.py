"""`users`: adding and removing people from the command line, and opening the book as one of them."""

from __future__ import annotations

import pytest

from cli.calling import PASSWORD, Door

LAN = "mua lua chin vang"


@pytest.fixture
def shared(cell: Door, monkeypatch: pytest.MonkeyPatch) -> Door:
    """The cell's desk with a second user."""
    monkeypatch.setenv("CHIBO_NEW_PASSWORD", LAN)
    cell.done("users", "add", "lan", "--name", "Lò Thị Lan")
    return cell


def test_an_added_person_is_listed_and_opens_the_book(shared: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = shared.done("users", "list", "--json", "--user", "bt").json
    assert [(each["user"], each["name"], each["is_present"]) for each in listed["users"]] == [
        ("bt", "", True),
        ("lan", "Lò Thị Lan", False),
    ]
    monkeypatch.setenv("CHIBO_PASSWORD", LAN)
    assert "lan (Lò Thị Lan), đang mở sổ" in shared.done("users", "list", "--user", "lan").out


def test_with_several_users_the_name_has_to_be_said(shared: Door) -> None:
    said = shared.call("users", "list")
    assert (said.code, said.out) == (1, "")
    assert "bt, lan" in said.err


def test_a_removed_person_opens_no_more_and_it_is_said_what_stays(shared: Door) -> None:
    said = shared.done("users", "remove", "lan", "--user", "bt")
    assert "điều đã biết thì vẫn biết" in said.err
    assert shared.done("users", "list", "--json").json["users"][0]["user"] == "bt"
    assert shared.call("users", "remove", "bt").code == 1


def test_a_weak_password_adds_nobody(cell: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_NEW_PASSWORD", "ngan")
    said = cell.call("users", "add", "lan")
    assert (said.code, said.out) == (1, "")
    assert "ít nhất 8 ký tự" in said.err
    assert PASSWORD not in said.err


def test_without_a_new_password_or_a_terminal_the_variable_is_named(cell: Door) -> None:
    assert "CHIBO_NEW_PASSWORD" in cell.call("users", "add", "lan").err
