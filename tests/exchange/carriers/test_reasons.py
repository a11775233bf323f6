"""Each way a mailbox on the network can fail is said in a sentence of its own that tells what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.carriers import open_carrier
from chibo_desktop.exchange.carriers.webdav import WebDav
from chibo_desktop.exchange.place import Place
from chibo_desktop.exchange.waiting import Waited
from exchange.carriers.servers import PASSWORD, USER, place_at, silent, teller, webdav

BOX = "in-k7m2q4xa-1"
PUT_NAME = "thu.txt"


def said_by(place: Place) -> Refusal | Trouble:
    """What putting a file there says."""
    carrier = WebDav(place)
    with pytest.raises((Refusal, Trouble)) as caught:
        carrier.put(BOX, PUT_NAME, b"x" * 100)
    carrier.close()
    problem = caught.value
    assert isinstance(problem, Refusal | Trouble)
    assert PASSWORD not in problem.sentence
    assert USER not in problem.sentence
    return problem


@pytest.mark.parametrize(
    ("status", "headers", "words", "field"),
    [
        (401, {"WWW-Authenticate": 'Basic realm="x"'}, "tài khoản hoặc mật khẩu", "password"),
        (403, {}, "không có quyền", "user"),
        (404, {}, "xem lại địa chỉ", "address"),
        (405, {}, "không phải chỗ gửi tệp", "address"),
        (407, {"Proxy-Authenticate": "Basic"}, "Proxy đòi tài khoản", "proxy"),
        (413, {}, "tệp lớn như vậy", None),
        (423, {}, "đang bị khóa", None),
        (500, {}, "mã 500", None),
        (503, {}, "đang bận", None),
        (507, {}, "Hòm thư đã đầy", None),
        (511, {}, "trang đăng nhập", None),
        (302, {"Location": "http://dang-nhap.vi-du/"}, "trang đăng nhập", None),
        (200, {"Content-Type": "text/html; charset=utf-8"}, "trang đăng nhập", None),
    ],
)
def test_an_answer_that_is_no_success_is_told_with_what_to_do(
    status: int, headers: dict[str, str], words: str, field: str | None
) -> None:
    with teller(status, headers, b"<html>" if status == 200 else b"") as port:
        problem = said_by(place_at(port))
    assert words in problem.sentence
    assert getattr(problem, "field", None) == field


def test_an_address_that_moved_on_the_same_host_is_to_be_mended() -> None:
    with teller(301, {"Location": f"https://127.0.0.1/{BOX}/{PUT_NAME}.part"}) as port:
        problem = said_by(place_at(port))
    assert isinstance(problem, Refusal)
    assert problem.field == "address"


def test_a_wrong_password_is_the_persons_to_mend(tmp_path: Path) -> None:
    with webdav(tmp_path) as port:
        problem = said_by(place_at(port, password="gõ nhầm"))
    assert isinstance(problem, Refusal)
    assert problem.field == "password"


def test_a_server_that_is_not_there_and_one_that_speaks_no_tls(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = int(closed.getsockname()[1])
    assert "từ chối nối" in said_by(place_at(port)).sentence
    with teller(200) as plain:
        assert "đường mã hóa" in said_by(place_at(plain, "https")).sentence


def test_a_name_nobody_knows_is_told_as_no_network_or_a_slip() -> None:
    problem = said_by(Place("webdav", "https://thu.khong-co.invalid/chibo", proxy="none"))
    assert "Không tìm thấy máy chủ “thu.khong-co.invalid”" in problem.sentence


def test_a_proxy_is_asked_and_its_password_wanted() -> None:
    with teller(407, {"Proxy-Authenticate": "Basic"}) as proxy:
        for scheme in ("http", "https"):
            place = Place("webdav", f"{scheme}://thu.vi-du/chibo", proxy=f"http://127.0.0.1:{proxy}")
            assert "Proxy đòi tài khoản" in said_by(place).sentence


def test_the_systems_proxy_is_asked_a_typed_one_before_it_and_none_means_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with webdav(tmp_path) as port, teller(511) as systems, teller(507) as typed:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{systems}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert "trang đăng nhập" in said_by(place_at(port, proxy="")).sentence
        assert "đã đầy" in said_by(place_at(port, proxy=f"http://127.0.0.1:{typed}")).sentence
        straight = WebDav(place_at(port, proxy="none"))
        straight.put(BOX, PUT_NAME, b"x")
        straight.close()
    assert (tmp_path / BOX / PUT_NAME).read_bytes() == b"x"


def test_a_line_that_hangs_is_left_as_soon_as_a_person_says_so() -> None:
    class StopError(Exception):
        pass

    asked = 0

    def on_wait() -> None:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise StopError

    with silent() as port, pytest.raises(StopError):
        Waited(open_carrier(place_at(port)), on_wait).names(BOX)


def test_a_kind_of_a_newer_program_is_refused() -> None:
    with pytest.raises(Refusal, match="cập nhật"):
        open_carrier(Place("sftp", "thu.vi-du"))
