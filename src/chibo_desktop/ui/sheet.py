"""The style sheet as a template: `@name` is a token, every `12px` a logical size, `@hair` the hairline."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chibo_desktop.ui.look import Palette

# Selectors name a property, never a bare class: QFrame would reach every QLabel inside (a QLabel is a QFrame).
_TEMPLATE = """
* { font-size: 16px; color: @ink; outline: 0; }
QMainWindow, QDialog, QWidget[look="page"] { background: @ground; }
QWidget[look="bar"] { background: @surface; }
QScrollArea, QScrollArea > QWidget > QWidget[look="scrolled"] { background: transparent; border: 0; }
QToolTip { background: @surface; color: @ink; border: @hair solid @outline; padding: 6px; }

QLabel[role="strong"] { font-weight: 600; }
QLabel[role="emphasis"] { font-size: 19px; }
QLabel[role="emphasis_strong"] { font-size: 19px; font-weight: 600; }
QLabel[role="title"] { font-size: 24px; font-weight: 600; }
QLabel[role="figure"] { font-size: 37px; font-weight: 600; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="good"] { color: @good_text; }
QLabel[tone="warn"] { color: @warn_text; }
QLabel[tone="bad"] { color: @bad_text; }
QLabel[tone="info"] { color: @info_text; }
QLabel[tone="accent"] { color: @accent_text; }

QFrame[look="card"] { background: @surface; border: @hair solid @line; border-radius: 6px; }
QFrame[look="tinted"] { background: @tinted; border: 0; border-radius: 6px; }
QFrame[look="popup"] { background: @surface; border: 2px solid @info; border-radius: 6px; }
QFrame[look="current"] { background: @info_pale; border: 2px solid @info; border-radius: 6px; }
QFrame[look="rule"] { background: @line; border: 0; min-height: @hair; max-height: @hair; }
QFrame[look="rule-down"] { background: @line; border: 0; min-width: @hair; max-width: @hair; }

QPushButton, QToolButton { background: @surface; border: @hair solid @outline; border-radius: 6px;
  padding: 0 16px; min-height: 38px; }
QPushButton:hover, QToolButton:hover { background: @tinted; }
QPushButton:pressed, QToolButton:pressed { background: @info_pale; }
QPushButton:disabled, QToolButton:disabled { color: @muted; border: @hair dashed @outline;
  background: @tinted; }
QPushButton[look="primary"] { background: @accent; color: @on_accent; border: @hair solid @accent;
  font-weight: 600; padding: 0 20px; }
QPushButton[look="primary"]:hover { background: @accent_text; }
QPushButton[look="primary"]:disabled { background: @tinted; color: @muted; border: @hair dashed @outline; }
QPushButton[look="link"] { background: transparent; border: 0; color: @info_text; text-decoration: underline;
  padding: 0 2px; min-height: 24px; text-align: left; }
QPushButton[look="line"] { background: transparent; border: 0; padding: 0; min-height: 24px; }
QPushButton[look="quiet"] { background: transparent; border: 0; padding: 0 8px; text-align: left; }
QPushButton[look="quiet"]:hover { background: @tinted; }
QPushButton[look="segment"] { border-radius: 0; border-left: 0; }
QPushButton[look="segment"][end="first"] { border-left: @hair solid @outline;
  border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[look="segment"][end="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[look="segment"][end="only"] { border-left: @hair solid @outline; border-radius: 6px; }
QPushButton[look="segment"]:checked { background: @info; color: @on_info; border-color: @info;
  font-weight: 600; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: @surface; color: @ink;
  border: @hair solid @outline; border-radius: 6px; padding: 0 13px; placeholder-text-color: @muted;
  selection-background-color: @info; selection-color: @on_info; }
QLineEdit, QComboBox { min-height: 38px; max-height: 38px; }
QPlainTextEdit, QTextEdit { padding: 8px 9px; }
QLineEdit[state="wrong"], QPlainTextEdit[state="wrong"], QComboBox[state="wrong"] {
  border: 2px solid @bad; padding-left: 12px; padding-right: 12px; }
QLineEdit[state="wrong"], QComboBox[state="wrong"] { min-height: 36px; max-height: 36px; }
QLineEdit[role="number"] { font-weight: 600; }
QLineEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: @tinted; color: @muted; }
QLineEdit[look="search"] { background: @ground; border: @hair solid @line; padding-left: 42px; }
QComboBox::drop-down { border: 0; width: 32px; }
QComboBox::down-arrow { image: none; width: 0; }
QComboBox QAbstractItemView, QAbstractItemView[look="popup"] { background: @surface;
  border: 2px solid @info; border-radius: 0; padding: 0; }
QComboBox QAbstractItemView::item, QAbstractItemView[look="popup"]::item { min-height: 40px;
  padding: 0 11px; border: 0; }
QComboBox QAbstractItemView::item:selected, QAbstractItemView[look="popup"]::item:selected {
  background: @info_pale; color: @info_text; }
QGroupBox { border: 0; margin: 0; padding: 0; }

QAbstractItemView { background: @surface; border: 0; selection-background-color: @info_pale;
  selection-color: @ink; gridline-color: @line; }
QAbstractItemView[look="panel"] { border: @hair solid @line; border-radius: 6px; padding: 2px; }
QTableView::item { border: 0; padding: 0 8px; }
QHeaderView, QHeaderView::section { background: @surface; border: 0; color: @muted; }
QHeaderView::section { border-bottom: @hair solid @line; padding: 0 8px; min-height: 36px; }
QHeaderView[look="flush"]::section { padding: 0; }
QTableCornerButton::section { background: @surface; border: 0; border-bottom: @hair solid @line; }
QTabBar::tab { padding: 0 16px; min-height: 38px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { border-bottom: 2px solid @info; font-weight: 600; }
QTabWidget::pane { border: 0; border-top: @hair solid @line; }

QScrollBar:vertical { background: transparent; width: 14px; margin: 6px 3px; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 3px 6px; }
QScrollBar::handle { background: @grey; border-radius: 4px; }
QScrollBar::handle:hover { background: @outline; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }

QProgressBar { background: @tinted; border: @hair solid @outline; border-radius: 6px; min-height: 14px;
  max-height: 14px; color: transparent; }
QProgressBar::chunk { background: @info; border-radius: 5px; }
QMenu { background: @surface; border: @hair solid @outline; padding: 6px; }
QMenu::item { padding: 8px 32px 8px 16px; border-radius: 4px; }
QMenu::item:selected { background: @info_pale; color: @info_text; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: @hair; background: @line; margin: 4px 8px; }
QSplitter::handle { background: @line; }
"""


def build(colours: Palette, px: Callable[[float], int], hair: int, families: tuple[str, ...]) -> str:
    """Fills the template; `px` gives pixels for logical pixels."""
    tokens = {**asdict(colours), "hair": f"{hair}hair"}
    sheet = re.sub(r"@(\w+)", lambda found: tokens[found[1]], _TEMPLATE)
    sheet = re.sub(r"\b(\d+)px\b", lambda found: f"{px(int(found[1]))}px", sheet)
    named = ", ".join(f'"{name}"' for name in families)
    return sheet.replace("hair", "px") + f"\n* {{ font-family: {named}; }}\n"
