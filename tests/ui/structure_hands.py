"""Hands for the tests of "Tổ chức bên dưới": the way there, the lines of its tree, a tree large enough to be folded."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure import record_historic
from chibo_desktop.ui.editors.organisations_tree import TreeRows
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import open_window, press, shown


def below(qtbot: QtBot, desk: Desk) -> tuple[MainWindow, Frame]:
    """A window of the desk on its organisations below."""
    window, frame = open_window(desk, "settings")
    qtbot.addWidget(window)
    press(frame, "Xem và sửa cây tổ chức")
    return window, frame


def many(desk: Desk, communes: int, cells: int) -> list[str]:
    """Communes of former times with so many cells each, numbered on; gives the communes."""
    found = []
    for commune in range(communes):
        found.append(record_historic(desk, name=f"Đảng bộ xã {commune:02d}", kind="commune")[1])
        with desk.writing() as writer:
            for number in range(cells):
                cell, name = writer.new_id(), f"Chi bộ bản Nà Hừ {commune:02d}/{number:03d}"
                writer.put("organisation", cell, name=name, kind="cell", historic=True)
                writer.put("placement", writer.new_id(), organisation_id=cell, parent_id=found[-1], name=name)
    return found


def lines(frame: Frame) -> list[str]:
    """What the tree shows, line by line."""
    return [one.accessibleName() for one in shown(shown(frame, TreeRows)[0], QAbstractButton)]
