"""The tokens of the visual system: colours, sizes, zoom, fonts; the style sheet itself stands in `sheet.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from chibo_desktop.base import text
from chibo_desktop.base.collecting import uncollected

Tone = Literal["good", "warn", "bad", "info", "muted", "ink", "accent"]
Theme = Literal["light", "dark", "sun"]
Role = Literal["body", "strong", "emphasis", "emphasis_strong", "title", "figure"]

SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 100, 200, 10

ROW, ROSTER_ROW, CONTROL = 40, 48, 40
PADDING, GAP, CORNER = 24, 16, 6
TOP_BAR, STATUS_BAR, PAGE_LIST, THREAD = 56, 36, 192, 248
FOLD_WIDTH = 1000  # logical width under which thread and paper fold away
NARROW_WIDTH = 800  # logical width under which the list of pages stands behind its button


@dataclass(frozen=True)
class Palette:
    """The colours of one theme; `*_text` may be read on every ground and its own pale ground (7:1)."""

    ink: str
    muted: str
    ground: str
    tinted: str
    surface: str
    line: str
    outline: str
    grey: str
    accent: str
    on_accent: str
    accent_text: str
    accent_pale: str
    good: str
    good_text: str
    good_pale: str
    warn: str
    warn_text: str
    warn_pale: str
    bad: str
    bad_text: str
    bad_pale: str
    info: str
    info_text: str
    info_pale: str
    on_info: str
    changed: str
    paper: str
    paper_ink: str


THEMES: dict[Theme, Palette] = {
    "light": Palette(
        ink="#1C1B1A", muted="#524F4B", ground="#FAF8F5", tinted="#F5F2ED", surface="#FFFFFF",
        line="#DDD8D0", outline="#8B857C", grey="#B4AEA5",
        accent="#A61C1C", on_accent="#FFFFFF", accent_text="#971818", accent_pale="#FBEDEC",
        good="#1F6B3A", good_text="#1A5C32", good_pale="#EAF4ED",
        warn="#8A5A00", warn_text="#6B4500", warn_pale="#FBF2DF",
        bad="#9B1C1C", bad_text="#8F1A1A", bad_pale="#FBEBEA",
        info="#1F4E79", info_text="#1F4E79", info_pale="#E9F0F7", on_info="#FFFFFF",
        changed="#FFF3CC", paper="#FFFFFF", paper_ink="#000000",
    ),
    "dark": Palette(
        ink="#F3F0EB", muted="#CBC6BF", ground="#1B1A19", tinted="#2B2927", surface="#232120",
        line="#45413D", outline="#989188", grey="#7A746C",
        accent="#F0A39D", on_accent="#3A0808", accent_text="#F5B5B0", accent_pale="#3C2220",
        good="#6FC48E", good_text="#8ED6A8", good_pale="#1E3226",
        warn="#E0AE52", warn_text="#EDC67F", warn_pale="#382C17",
        bad="#EF8F88", bad_text="#F7B3AE", bad_pale="#3D2321",
        info="#86B6E3", info_text="#A6CBEE", info_pale="#1F2D3B", on_info="#0B1B2B",
        changed="#FFF3CC", paper="#FFFFFF", paper_ink="#000000",
    ),
    "sun": Palette(
        ink="#000000", muted="#2E2C2A", ground="#FFFFFF", tinted="#F4F4F4", surface="#FFFFFF",
        line="#8C8C8C", outline="#3D3D3D", grey="#6E6E6E",
        accent="#7D0C0C", on_accent="#FFFFFF", accent_text="#6E0A0A", accent_pale="#FFE9E7",
        good="#0E4A24", good_text="#0B3F1E", good_pale="#E2F5E8",
        warn="#5A3A00", warn_text="#4A3000", warn_pale="#FFF0CC",
        bad="#6E0A0A", bad_text="#660909", bad_pale="#FFE6E4",
        info="#0F3358", info_text="#0C2B4B", info_pale="#E2EEFB", on_info="#FFFFFF",
        changed="#FFEFB0", paper="#FFFFFF", paper_ink="#000000",
    ),
}  # fmt: skip
THEME_NAMES: dict[Theme, str] = {"light": "Sáng", "dark": "Tối", "sun": "Nắng"}

_GROUNDS = ("ground", "tinted", "surface")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "muted") for ground in _GROUNDS),
    *((f"{tone}_text", ground) for tone in ("good", "warn", "bad", "info", "accent") for ground in _GROUNDS),
    *((f"{tone}_text", f"{tone}_pale") for tone in ("good", "warn", "bad", "info", "accent")),
    *(("ink", f"{tone}_pale") for tone in ("good", "warn", "bad", "info", "accent")),
    ("muted", "info_pale"),
    ("on_accent", "accent"),
    ("on_info", "info"),
    ("paper_ink", "paper"),
    ("paper_ink", "changed"),
)
"""Every pair (text, ground) the widgets set; a test holds each at 7:1 or better in all themes."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (shape, ground)
        for shape in ("outline", "good", "warn", "bad", "info", "accent")
        for ground in (*_GROUNDS, "info_pale")
    ),
    *((tone, f"{tone}_pale") for tone in ("good", "warn", "bad", "info", "accent")),
)
"""Every pair (shape or outline of a control, ground); held at 3:1 or better."""

_FONT_SIZES: dict[Role, tuple[int, int]] = {
    "body": (16, 400),
    "strong": (16, 600),
    "emphasis": (19, 400),
    "emphasis_strong": (19, 600),
    "title": (24, 600),
    "figure": (37, 600),
}  # pixels at 100 %: 12, 14, 18, 28 pt


class _Look(QObject):
    """The one look of this program at this moment; `changed` tells painted widgets to measure again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.zoom = 100
        self.theme: Theme = "light"


_look = _Look()


def zoom() -> int:
    """Percent, 100 to 200."""
    return _look.zoom


def theme() -> Theme:
    return _look.theme


def colours() -> Palette:
    return THEMES[_look.theme]


def colour(token: str) -> QColor:
    """The colour of a token of `Palette`, in the theme now shown."""
    return QColor(cast("str", getattr(colours(), token)))


def tone_text(tone: Tone) -> str:
    """The token in which words of this tone are set."""
    return tone if tone in {"muted", "ink"} else f"{tone}_text"


def tone_pale(tone: Tone) -> str:
    """The token of the pale ground that goes with this tone."""
    return "tinted" if tone in {"muted", "ink"} else f"{tone}_pale"


def px(n: float) -> int:
    """Logical pixels to pixels of this zoom: the only way a size reaches the screen."""
    return round(n * _look.zoom / 100)


def hair() -> int:
    """The width of a hairline: one pixel, two at 200 %."""
    return max(1, _look.zoom // 100)


def pixels(width: int, height: int) -> QSize:
    return QSize(px(width), px(height))


def logical(width: int) -> float:
    """A width on the screen in logical pixels; layouts fold by it (see `FOLD_WIDTH`)."""
    return width * 100 / _look.zoom


@lru_cache(maxsize=1)
def sans_families() -> tuple[str, ...]:
    wanted = ("Segoe UI", "Noto Sans", "DejaVu Sans")
    present = set(QFontDatabase.families())
    return tuple(name for name in wanted if name in present) or wanted


@lru_cache(maxsize=1)
def serif_families() -> tuple[str, ...]:
    """The paper's serif on the screen: like `papers/fonts.py`, a face counts only with all Vietnamese letters.

    Linux maps "Times New Roman" to Liberation 1.x where that is installed, and it lacks 92 letters.
    """
    wanted: tuple[str, ...] = ("Times New Roman",) if sys.platform == "win32" else ()
    wanted += ("Tinos", "Liberation Serif", "Noto Serif", "DejaVu Serif")
    present = set(QFontDatabase.families())
    return tuple(name for name in wanted if name in present and _is_whole(name)) or wanted


def _is_whole(family: str) -> bool:
    raw = QRawFont.fromFont(QFont(family))
    return all(raw.supportsCharacter(ord(letter)) for letter in text.VIETNAMESE_LETTERS)


def _even(face: QFont) -> QFont:
    # Hinted, letters with two marks (ế, ử, ộ) get uneven widths; figures stand in columns.
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


def font(role: Role) -> QFont:
    """The sans of one of the four sizes, for painting and measuring."""
    size, weight = _FONT_SIZES[role]
    return QFont(_sans(px(size), weight))


@lru_cache(maxsize=64)
def _sans(pixel_size: int, weight: int) -> QFont:
    """Shared by everybody who paints with it: to be copied before it is changed."""
    face = QFont(list(sans_families()))
    face.setPixelSize(pixel_size)
    face.setWeight(QFont.Weight(weight))
    return _even(face)


def paper_font(pixel_size: float, *, bold: bool = False, italic: bool = False) -> QFont:
    """The serif of the paper; `pixel_size` is in pixels of the screen, not logical ones."""
    face = QFont(list(serif_families()))
    face.setPixelSize(max(1, round(pixel_size)))
    face.setBold(bold)
    face.setItalic(italic)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


def style_sheet() -> str:
    """The whole style sheet for the present zoom and theme."""
    from chibo_desktop.ui import sheet

    return sheet.build(colours(), px, hair(), sans_families())


def follow(fit: Callable[[], None]) -> None:
    """Calls `fit` now and after every change of zoom or theme, as long as the widget is there.

    Give a method of the widget itself, after its `super().__init__`: by that Qt knows when to let go of it.
    """
    _look.changed.connect(fit)
    fit()


def set_zoom(percent: int) -> None:
    """Held within 100 to 200; repaints the whole program when it changed."""
    percent = max(SMALLEST_ZOOM, min(LARGEST_ZOOM, percent))
    if percent != _look.zoom:
        _look.zoom = percent
        apply()


def set_theme(name: Theme) -> None:
    if name != _look.theme:
        _look.theme = name
        apply()


def apply() -> None:
    """Puts font, palette and style sheet on the program; without a QApplication nothing happens."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    # Qt goes through every widget: what Python would collect meanwhile would go away under its hands (a crash)
    with uncollected():
        app.setFont(font("body"))
        # the title bar and the system's own dialogs follow: in a dark Windows they would stay dark about a light page
        app.styleHints().setColorScheme(_SCHEMES[_look.theme])
        app.setPalette(_qt_palette())
        app.setStyleSheet(style_sheet())
    _look.changed.emit()


_SCHEMES: dict[Theme, Qt.ColorScheme] = {
    "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "sun": Qt.ColorScheme.Light,
}  # fmt: skip


def _qt_palette() -> QPalette:
    # For what the style sheet does not reach: rich-text links, native-looking dialogs, selections.
    role = QPalette.ColorRole
    palette = QPalette()
    for part, token in (
        (role.Window, "ground"), (role.WindowText, "ink"), (role.Base, "surface"), (role.Text, "ink"),
        (role.AlternateBase, "tinted"), (role.Button, "surface"), (role.ButtonText, "ink"),
        (role.Highlight, "info"), (role.HighlightedText, "on_info"), (role.Link, "info_text"),
        (role.LinkVisited, "info_text"), (role.PlaceholderText, "muted"), (role.ToolTipBase, "surface"),
        (role.ToolTipText, "ink"),
    ):  # fmt: skip
        palette.setColor(part, colour(token))
    return palette


def restyle(widget: QWidget) -> None:
    """Lets a changed property (role, look, state) take effect in the style sheet; before its first show it will anyway."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
