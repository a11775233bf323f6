"""What goes along in the program folder, by name; the folder itself is built by test_frozen and test_wine."""

from __future__ import annotations

import pytest

from chibo_installer.plan import is_wanted, kept_modules


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/QtCore.abi3.so",
        "sqlcipher3/_sqlite3.cp311-win_amd64.pyd",
        "python311.dll",
        "VCRUNTIME140.dll",
    ],
)
def test_what_the_program_needs_goes_along(name: str) -> None:
    assert is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Network.dll",
        "PySide6/QtNetwork.pyd",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/opengl32sw.dll",
        "_sqlite3.pyd",
        "python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "api-ms-win-crt-heap-l1-1-0.dll",
    ],
)
def test_what_opens_a_socket_or_stands_on_the_machine_already_stays_behind(name: str) -> None:
    assert not is_wanted(name)


def test_no_second_sqlite_goes_along() -> None:
    found = [("sqlite3", "a/__init__.py", "PYMODULE"), ("sqlite3.dbapi2", "a/dbapi2.py", "PYMODULE")]
    ((name, file, _),) = kept_modules(found, "empty")
    assert name == "sqlite3"
    assert file.endswith("one_sqlite.py")
