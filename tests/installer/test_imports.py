"""Which libraries a folder of Windows takes from the system, and that a strange one is found."""

from __future__ import annotations

from chibo_installer.imports import not_windows, outside, system_libraries

FOLDER = {
    "chibo-desktop.exe": {"kernel32.dll"},
    "_internal/PySide6/Qt6Gui.dll": {"qt6core.dll", "d3d12.dll"},
    "_internal/PySide6/Qt6Core.dll": {"kernel32.dll", "icuuc.dll"},
}


def test_what_lies_in_the_folder_is_not_asked_of_the_system() -> None:
    assert outside(FOLDER) == {
        "d3d12.dll": ["_internal/PySide6/Qt6Gui.dll"],
        "icuuc.dll": ["_internal/PySide6/Qt6Core.dll"],
        "kernel32.dll": ["_internal/PySide6/Qt6Core.dll", "chibo-desktop.exe"],
    }


def test_libraries_of_windows_10_may_be_asked_for_and_no_other() -> None:
    assert not_windows(outside(FOLDER), system_libraries()) == []
    strange = FOLDER | {"_internal/x.pyd": {"msvcp140.dll", "kernel32.dll"}}
    assert not_windows(outside(strange), system_libraries()) == ["msvcp140.dll"]


def test_the_list_of_the_system_names_no_library_that_programs_bring_along() -> None:
    brought = ("msvc", "vcruntime", "python", "qt6", "libcrypto", "libssl", "sqlite")
    assert [name for name in system_libraries() if name.startswith(brought)] == []
