"""The icons: small SVG strings of one stroke, rendered in the colour and size needed; never without a word."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from chibo_desktop.ui import look

_STROKE = 1.75  # on a grid of 24

# Every value is what stands inside <g>: paths without fill.
PATHS: dict[str, str] = {
    "today": '<rect x="3" y="4" width="18" height="17" rx="2"/><path d="M3 9h18M8 2v4M16 2v4M9 15l2 2 4-4"/>',
    "calendar": '<rect x="3" y="4" width="18" height="17" rx="2"/><path d="M3 9h18M8 2v4M16 2v4"/>',
    "meetings": '<circle cx="9" cy="8" r="4"/><path d="M2 21v-1a6 6 0 0 1 6-6h2a6 6 0 0 1 6 6v1M16 4.2a4 4 0 0 1 0 7.6M19 14.6a6 6 0 0 1 3 5.4v1"/>',
    "tasks": '<rect x="3" y="3" width="18" height="18" rx="2"/><path d="M8 12l3 3 5-6"/>',
    "proposals": '<path d="M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9l-5 4V5M8 9h9M8 13h6"/>',
    "visits": '<path d="M12 22s7-6.6 7-12a7 7 0 0 0-14 0c0 5.4 7 12 7 12z"/><circle cx="12" cy="10" r="2.5"/>',
    "members": '<circle cx="12" cy="8" r="4.5"/><path d="M4 21.500v-1a6.5 6.5 0 0 1 6.5-6.500h3a6.5 6.5 0 0 1 6.5 6.500v1"/>',
    "growth": '<path d="M12 21v-9M12 12C12 8 9 6 4 6c0 5 3 7 8 6zM12 14c0-4 3-6 8-6 0 5-3 7-8 6z"/>',
    "papers": '<path d="M6 2h8l5 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM14 2v5h5M9 13h6M9 17h6"/>',
    "indicators": '<path d="M3 21h18M6 17v-5M12 17V4M18 17V8"/>',
    "exchange": '<path d="M8 20V4M4 8l4-4 4 4M16 4v16M12 16l4 4 4-4"/>',
    "settings": '<path d="M3 7h6M13 7h8M3 17h10M17 17h4"/><circle cx="11" cy="7" r="2"/><circle cx="15" cy="17" r="2"/>',
    "save": '<path d="M4 3h13l4 4v13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z"/><path d="M7 3v6h9V3M7 21v-7h10v7"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-3"/><rect x="7" y="14" width="10" height="7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.500L21 21"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "forward": '<path d="M9 5l7 7-7 7"/>',
    "down": '<path d="M5 9l7 7 7-7"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "close": '<path d="M5 5l14 14M19 5L5 19"/>',
    "lock": '<rect x="5" y="11" width="14" height="10" rx="2"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/>',
    "eye": '<path d="M2 12s3.6-6.5 10-6.500S22 12 22 12s-3.6 6.5-10 6.500S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>',
    "eye-off": '<path d="M2 12s3.6-6.5 10-6.500S22 12 22 12s-3.6 6.5-10 6.500S2 12 2 12zM4 20L20 4"/>',
    "check": '<path d="M4 12.500l5.5 5.500L20 6.5"/>',
    "shield": '<path d="M12 2l8 3v6c0 5-3.4 9-8 11-4.6-2-8-6-8-11V5zM8.5 12l2.5 2.5 4.5-5"/>',
    "undo": '<path d="M9 5L4 10l5 5M4 10h10a6 6 0 0 1 6 6v3"/>',
    "usb": '<path d="M12 21V5M9 7l3-4 3 4M12 17l-5-3v-3M12 14l5-3V8"/><circle cx="12" cy="21" r="1"/><circle cx="7" cy="10" r="1"/><path d="M16 6h2v2h-2z"/>',
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "pin": '<path d="M12 22s7-6.6 7-12a7 7 0 0 0-14 0c0 5.4 7 12 7 12z"/><circle cx="12" cy="10" r="2.5"/>',
    "edit": '<path d="M4 20l1-5L16.5 3.500l4 4L9 19zM14 6l4 4"/>',
    "file": '<path d="M6 2h8l5 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM14 2v5h5"/>',
    "folder": '<path d="M3 20V5a1 1 0 0 1 1-1h5l2 3h9a1 1 0 0 1 1 1v12z"/>',
    "send": '<path d="M12 20V4M5 11l7-7 7 7"/>',
    "receive": '<path d="M12 4v16M5 13l7 7 7-7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "warning": '<path d="M12 3l10 18H2zM12 10v5M12 17.800v.2"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.500a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700M12 17v.2"/>',
    "put-away": '<path d="M3 4h18v5H3zM5 9v11h14V9M10 13h4"/>',
    "bring-back": '<path d="M3 4h18v5H3zM5 9v11h14V9M12 18v-6M9.5 14.500L12 12l2.5 2.5"/>',
    "copy": '<rect x="8" y="8" width="13" height="13" rx="2"/><path d="M16 8V4a1 1 0 0 0-1-1H4a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h4"/>',
    "wifi": '<path d="M2 9a15 15 0 0 1 20 0M5.5 13a10 10 0 0 1 13 0M9 17a5 5 0 0 1 6 0M12 20.500v.2"/>',
    "book": '<path d="M5 4a2 2 0 0 1 2-2h12v16H7a2 2 0 0 0-2 2zM5 20a2 2 0 0 0 2 2h12v-4"/>',
}  # fmt: skip


def picture(name: str, token: str = "ink", size: int = 20) -> QPixmap:
    """The icon in the colour of a token; `size` in logical pixels, sharp on any screen."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    return _rendered(name, look.colour(token).name(), look.px(size), ratio)


def icon(name: str, token: str = "ink", size: int = 20) -> QIcon:
    """The same picture for a button; a disabled one has the muted strokes of its words."""
    made = QIcon()
    ready = picture(name, token, size)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
        made.addPixmap(ready, mode)
    made.addPixmap(picture(name, "muted", size), QIcon.Mode.Disabled)
    return made


def paint(painter: QPainter, rect: QRectF, name: str, token: str = "ink") -> None:
    """Draws the icon into `rect` (a square)."""
    _renderer(name, look.colour(token).name()).render(painter, rect)


@lru_cache(maxsize=256)
def _rendered(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return made


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<g fill="none" stroke="{colour}" stroke-width="{_STROKE}" stroke-linecap="round" '
        f'stroke-linejoin="round">{PATHS[name]}</g></svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))
