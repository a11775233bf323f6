"""Promises about what the program does where Windows behaves otherwise than Linux; Windows answers as `border.py` says."""

from __future__ import annotations

import errno
import sys
from contextlib import suppress
from pathlib import Path, PureWindowsPath

import pytest

from border import ACCESS_DENIED, SHARING_VIOLATION, Volume, Windows, windows
from chibo_desktop.base import disks, system
from chibo_desktop.base import windows as calls
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.machine import machine_words
from chibo_desktop.base.paths import check_data_dir, reason_in_words, write_whole
from chibo_desktop.store.alone import alone

__all__ = ["windows"]

HOME = PureWindowsPath("C:\\", "Users", "Nguyễn Thị Ánh")
REPLACE_AND_WRITE_THROUGH = 0x1 | 0x8


def test_a_file_gets_its_name_on_the_disk_before_the_call_returns(windows: Windows, tmp_path: Path) -> None:
    write_whole(tmp_path / "biên bản.pdf", b"old")
    write_whole(tmp_path / "biên bản.pdf", b"new")
    assert (tmp_path / "biên bản.pdf").read_bytes() == b"new"
    assert [flags for _, _, flags in windows.moves] == [REPLACE_AND_WRITE_THROUGH] * 2
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("code", [SHARING_VIOLATION, ACCESS_DENIED, 33])
def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_replaced_after_it(
    windows: Windows, tmp_path: Path, code: int
) -> None:
    windows.refusals += [code] * 4
    write_whole(tmp_path / "sổ.xlsx", b"new")
    assert (tmp_path / "sổ.xlsx").read_bytes() == b"new"
    assert len(windows.slept) == 4


@pytest.mark.parametrize("code", [SHARING_VIOLATION, ACCESS_DENIED])
def test_a_file_open_in_excel_is_named_and_kept_and_nothing_is_left_beside_it(
    windows: Windows, tmp_path: Path, code: int
) -> None:
    target = tmp_path / "danh sách.xlsx"
    target.write_bytes(b"old")
    windows.refusals += [code] * 100
    with pytest.raises(Trouble, match=r"“danh sách\.xlsx”.*Đóng tệp trong Excel"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    assert 1 < sum(windows.slept) < 2


def test_what_is_not_held_is_not_tried_again(windows: Windows, tmp_path: Path) -> None:
    windows.refusals += [112]
    with pytest.raises(Trouble, match="đã đầy"):
        write_whole(tmp_path / "gói.cbb", b"x")
    assert windows.slept == []


def test_a_folder_of_that_name_is_told_at_once(windows: Windows, tmp_path: Path) -> None:
    (tmp_path / "tháng 10").mkdir()
    windows.refusals += [ACCESS_DENIED]
    with pytest.raises(Trouble, match="là một thư mục"):
        write_whole(tmp_path / "tháng 10", b"x")
    assert windows.slept == []


def test_what_may_be_lost_with_the_power_is_moved_without_waiting_for_the_disk(
    windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    system.move_into_place(tmp_path / "a", tmp_path / "b", flushed=False)
    assert windows.moves[0][2] == 0x1


def test_a_file_that_is_gone_is_a_file_not_found(windows: Windows, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        system.move_into_place(tmp_path / "a", tmp_path / "b")
    assert windows.slept == []


def test_access_denied_on_a_stick_that_is_locked_says_to_unlock_it(windows: Windows, tmp_path: Path) -> None:
    denied = PermissionError(errno.EACCES, "Permission denied")
    assert "Đóng tệp" in reason_in_words(denied, tmp_path)
    windows.volumes["C:\\"].flags = calls.READ_ONLY_VOLUME
    assert "Gạt khóa chống ghi" in reason_in_words(denied, tmp_path)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        (5, "không có quyền ghi"),
        (19, "chỉ cho đọc"),
        (21, "không trả lời"),
        (32, "Đóng tệp trong Excel"),
        (39, "đã đầy"),
        (112, "đã đầy"),
        (206, "tên quá dài"),
        (223, "quá lớn"),
        (1167, "không trả lời"),
        (53, "không trả lời"),
        (65, "không có quyền ghi"),
        (121, "không trả lời"),
        (1224, "Đóng tệp trong Excel"),
        (9999, "lỗi số 9999"),
    ],
)
def test_what_windows_says_is_told_more_sharply_than_python_passes_it_on(code: int, part: str) -> None:
    error = OSError(errno.EINVAL, "")
    error.winerror = code  # type: ignore[attr-defined]
    assert part in reason_in_words(error)


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OSError(errno.EINVAL, "of a stick pulled out while it is written"), "không trả lời"),
        (OSError(errno.EBADF, "of os.fsync there"), "không trả lời"),
        (OSError(errno.EINVAL, "", rf"{HOME}\sổ\biên bản.pdf"), "không trả lời"),
        (OSError(errno.EINVAL, "", rf"{HOME}\sổ: mới\biên bản.pdf"), "không nhận tên ấy"),
        (OSError(errno.EINVAL, "", r"\\?\E:\aux.pdf"), "không nhận tên ấy"),
        (OSError(errno.ENOSPC, ""), "đã đầy"),
    ],
)
def test_a_stick_pulled_out_is_not_called_a_wrong_name(windows: Windows, error: OSError, part: str) -> None:
    """`open`, `write` and `fsync` go through the C library, whose errors carry no `winerror`."""
    assert part in reason_in_words(error)


def test_elsewhere_an_error_means_what_it_says() -> None:
    assert system.error_number(OSError(errno.EINVAL, "")) == errno.EINVAL


@pytest.mark.parametrize("name", ["CON.pdf", "aux", "biên bản 19:30.pdf", "sổ. ", "a" * 256])
def test_a_name_windows_would_take_for_something_else_is_refused(
    windows: Windows, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refusal, match=r"tên|Tên"):
        write_whole(tmp_path / name, b"x")
    assert windows.moves == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "long"),
    [
        (rf"{HOME}\sổ", rf"\\?\{HOME}\sổ"),
        ((HOME / "sổ").as_posix(), rf"\\?\{HOME}\sổ"),
        (r"\\may-chu\chung\sổ", r"\\?\UNC\may-chu\chung\sổ"),
    ],
)
def test_a_long_path_gets_the_prefix_once_and_loses_it_before_people_see_it(path: str, long: str) -> None:
    assert calls.verbatim(path) == long
    assert calls.verbatim(long) == long
    assert calls.plain(long) == path.replace("/", "\\")
    assert calls.plain(path) == path


def test_only_a_path_that_would_be_too_long_gets_the_prefix(windows: Windows, tmp_path: Path) -> None:
    short = tmp_path / "sổ"
    assert system.reached(short) == short
    assert str(system.reached(short, room=240)).startswith(calls.VERBATIM)
    assert str(system.reached(tmp_path / ("x" * 250))).startswith(calls.VERBATIM)
    assert windows.moves == []


def test_a_long_path_leads_nowhere_back_behind_the_prefix(windows: Windows, tmp_path: Path) -> None:
    assert ".." not in system.reached(tmp_path / "a" / ".." / ("x" * 250)).parts
    assert disks.spot_of(tmp_path / "a" / ".." / "sổ") == disks.spot_of(tmp_path / "sổ") != ""


def test_elsewhere_no_path_gets_a_prefix(tmp_path: Path) -> None:
    assert system.reached(tmp_path / ("x" * 250), room=500) == tmp_path / ("x" * 250)


@pytest.mark.parametrize(
    ("folder", "kind", "part"),
    [
        (r"Z:\chung\sổ", 4, "ổ mạng"),
        (r"\\?\E:\sổ", 2, "ổ tháo rời"),
        (r"E:\sổ", 5, "ổ tháo rời"),
        (r"R:\sổ", 6, "bộ nhớ"),
        (r"\\may-chu\chung\sổ", 1, "ổ mạng"),  # a server that is off
        (r"X:\sổ", 1, "không biết"),
        (r"X:\sổ", 0, "không biết"),
        (rf"{HOME}\sổ", 3, None),
    ],
)
def test_where_a_windows_folder_lies_is_asked_of_its_drive(
    windows: Windows, folder: str, kind: int, part: str | None
) -> None:
    windows.volumes[calls.plain(folder)[:3]] = Volume(kind=kind)
    assert windows.asked == []
    said = disks.why_drive_unsafe(calls.drive_type(folder))
    assert said is None if part is None else said is not None and part in said


@pytest.mark.parametrize("bus", [calls.USB, calls.FIREWIRE])
def test_a_hard_disk_on_a_cable_is_refused_although_windows_calls_it_fixed(
    windows: Windows, tmp_path: Path, bus: int
) -> None:
    windows.volumes["C:\\"].bus = bus  # where the folders of tests lie
    with pytest.raises(Refusal, match="ổ tháo rời"):
        check_data_dir(tmp_path / "sổ")
    assert not (tmp_path / "sổ").exists()
    assert windows.open == {}


@pytest.mark.parametrize(
    ("bus", "hotplug", "is_refused"),
    [
        (1, True, True),  # a box that calls itself SCSI, and Windows expects it to go without a word
        (0, True, True),
        (1, False, False),  # an older driver of inner disks
        (3, True, False),
        (8, True, False),
        (11, True, False),  # many a board marks its inner sockets so
        (17, True, False),
    ],
)
def test_a_box_that_hides_its_cable_is_refused_and_an_inner_disk_never(
    windows: Windows, bus: int, *, hotplug: bool, is_refused: bool
) -> None:
    windows.volumes["E:\\"] = Volume(0xBEEF0042, bus=bus, hotplug=hotplug)
    assert calls.is_on_cable(r"E:\sổ") == is_refused
    assert windows.open == {}


def test_the_disk_windows_runs_from_is_never_one_to_pull_out(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows.volumes["E:\\"] = Volume(0xBEEF0042, bus=calls.USB)
    assert calls.is_on_cable(r"E:\sổ")
    monkeypatch.setenv("SYSTEMROOT", r"E:\Windows")
    assert not calls.is_on_cable(r"E:\sổ")
    assert not calls.is_on_cable(r"F:\not there")


def test_a_disk_mounted_in_a_folder_is_asked_and_not_the_one_that_folder_is_on(windows: Windows) -> None:
    windows.volumes["C:\\ổ ngoài\\"] = Volume(0xBEEF0042, kind=2)
    assert calls.drive_type(r"C:\ổ ngoài\sổ") == calls.REMOVABLE
    assert calls.drive_type(r"C:\sổ") == calls.FIXED
    assert calls.spot(r"C:\ổ ngoài\sổ") == "BEEF-0042/sổ"


def test_a_data_folder_on_a_share_is_refused(windows: Windows, tmp_path: Path) -> None:
    windows.volumes["C:\\"].kind = 4
    with pytest.raises(Refusal, match="ổ mạng"):
        check_data_dir(tmp_path / "sổ")
    assert not (tmp_path / "sổ").exists()


def test_a_stick_is_known_by_its_serial_number_whatever_its_letter(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where "E:\" is a folder of that name
    (tmp_path / "E:\\" / "sao lưu").mkdir(parents=True)
    windows.volumes["E:\\"] = Volume(0xBEEF0042, kind=2)
    assert calls.spot(r"E:\sao lưu") == "BEEF-0042/sao lưu"
    assert disks.place_of("BEEF-0042/sao lưu", Path("F:\\sao lưu")) == Path("E:\\") / "sao lưu"


def test_a_stick_that_is_not_in_keeps_its_usual_place(windows: Windows) -> None:
    assert disks.place_of("BEEF-0042/sao lưu", Path("F:\\sao lưu")) == Path("F:\\sao lưu")
    assert calls.spot("F:\\sao lưu") == ""


def test_shares_are_not_asked_where_a_stick_is(windows: Windows) -> None:
    windows.volumes |= {"E:\\": Volume(kind=2), "Z:\\": Volume(kind=4)}
    assert list(calls.local_roots()) == ["C:\\", "E:\\"]
    assert disks.place_of("BEEF-0042/sao lưu", Path("Z:\\sao lưu")) == Path("Z:\\sao lưu")
    assert "Z:\\" not in windows.asked


def test_boxes_of_windows_are_kept_away_for_our_own_calls_alone(windows: Windows) -> None:
    windows.quiet = 0x8000
    assert calls.volume_mark("C:\\") == "1A2B-3C4D"
    assert windows.quiet == 0x8000


def test_a_disk_that_cannot_lock_is_not_said_to_be_locked(windows: Windows, tmp_path: Path) -> None:
    windows.lock_error = errno.ENOLCK
    windows.held |= set(range(100))
    with pytest.raises(Trouble, match="Không khóa được"), alone(tmp_path / "lock", "bận"):
        pass


def test_a_program_started_by_the_frozen_one_does_not_take_its_libraries(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    with system.without_own_libraries():
        assert windows.libraries == []
    monkeypatch.setattr(sys, "_MEIPASS", "C:\\chibo", raising=False)
    with suppress(OSError), system.without_own_libraries():
        assert windows.libraries == [None]
        raise OSError
    assert windows.libraries == [None, "C:\\chibo"]


@pytest.mark.parametrize("number", [errno.EACCES, 0])  # what Windows says, and Wine
def test_a_lock_another_holds_is_said_and_one_of_a_crashed_program_is_waited_for(
    windows: Windows, tmp_path: Path, number: int
) -> None:
    windows.lock_error = number
    with alone(tmp_path / "lock", "bận"):
        pass
    windows.held |= set(range(100))
    with pytest.raises(Trouble, match="bận"), alone(tmp_path / "lock", "bận"):
        pass
    assert 0 < sum(windows.slept) < 0.5


def test_the_machine_is_known_by_what_windows_drew(windows: Windows) -> None:
    assert machine_words().endswith("4711")


def test_the_window_that_is_open_may_come_to_the_front(windows: Windows) -> None:
    system.let_come_to_front(4711)
    assert windows.in_front == [4711]


def test_people_never_see_the_prefix() -> None:
    far = PureWindowsPath(calls.verbatim(rf"{HOME}\sổ"))
    assert disks.shown(Path(str(far))) == rf"{HOME}\sổ"
