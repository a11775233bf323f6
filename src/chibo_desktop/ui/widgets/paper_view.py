"""A fast picture of the paper while it is being written; the printed PDF stays the authority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from chibo_desktop.ui import look

PaperStyle = Literal["body", "flush", "heading", "item", "centre", "title", "right", "left"]

# A4 and the margins of the trade, in millimetres (papers/pdf.py sets them; this is only its picture).
_WIDE, _HIGH, _LEFT, _RIGHT, _TOP, _BOTTOM = 210.0, 297.0, 30.0, 15.0, 20.0, 20.0
_INDENT, _LINE, _AFTER, _LETTER = 10.0, 7.0, 2.2, 14 * 25.4 / 72  # indent, line, space after, 14 pt
_PAGE_GAP, _BEFORE_TITLE = 6.0, 4.0


@dataclass(frozen=True)
class Paper:
    """One paragraph: `html` holds escaped words with <b>, <i>, <u>, <br>. `key` answers a click.

    With `right` set the paragraph stands in two columns (letterhead, signatures), both centred.
    """

    html: str
    style: PaperStyle = "body"
    key: str = ""
    right: str = ""


_ALIGN: dict[PaperStyle, Qt.AlignmentFlag] = {
    "body": Qt.AlignmentFlag.AlignJustify,
    "flush": Qt.AlignmentFlag.AlignJustify,
    "heading": Qt.AlignmentFlag.AlignJustify,
    "item": Qt.AlignmentFlag.AlignJustify,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "title": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "left": Qt.AlignmentFlag.AlignLeft,
}


def _document(
    html: str, style: PaperStyle, width: float, scale: float, *, line: float = _LINE
) -> QTextDocument:
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setUseDesignMetrics(True)
    made.setDefaultFont(look.paper_font(_LETTER * scale))
    option = QTextOption(_ALIGN[style])
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    made.setDefaultTextOption(option)
    bold = style in {"heading", "title"}
    made.setHtml(f'<div style="color:{look.colours().paper_ink}">{"<b>" if bold else ""}{html}</div>')
    form = QTextBlockFormat()
    form.setAlignment(_ALIGN[style])
    form.setLineHeight(line * scale, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    if style in {"body", "heading", "item"}:
        form.setTextIndent(_INDENT * scale)
    cursor = QTextCursor(made)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(form)
    made.setTextWidth(width)
    return made


@dataclass
class _Block:
    paper: Paper
    documents: list[tuple[QTextDocument, float]]  # with the left edge, pixels
    top: float
    height: float


class _Sheet(QWidget):
    paragraph_chosen = Signal(str)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.papers: tuple[Paper, ...] = ()
        self.changed = ""
        self.scale = 1.0
        self.pages = 1
        self._blocks: list[_Block] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def lay_out(self, width: int) -> None:
        """Breaks the paragraphs into pages of this width in pixels; one never stands on two pages."""
        self.scale = width / _WIDE
        self._blocks.clear()
        self.pages = 1
        y = _TOP * self.scale
        for paper in self.papers:
            documents = self._documents(paper)
            y += _BEFORE_TITLE * self.scale if paper.style == "title" else 0
            height = max(document.size().height() for document, _ in documents)
            end = self._page_top(self.pages - 1) + (_HIGH - _BOTTOM) * self.scale
            if y + height > end and self._blocks:
                self.pages += 1
                y = self._page_top(self.pages - 1) + _TOP * self.scale
            self._blocks.append(_Block(paper, documents, y, height))
            y += height + _AFTER * self.scale
        bottom = max(self._page_top(self.pages - 1) + _HIGH * self.scale, y)
        self.setFixedSize(width, round(bottom))
        self.update()

    def _documents(self, paper: Paper) -> list[tuple[QTextDocument, float]]:
        inner = (_WIDE - _LEFT - _RIGHT) * self.scale
        left = _LEFT * self.scale
        if not paper.right:
            return [(_document(paper.html, paper.style, inner, self.scale), left)]
        shares = (0.42, 0.54)
        return [
            (_document(paper.html, "centre", inner * shares[0], self.scale), left),
            (_document(paper.right, "centre", inner * shares[1], self.scale), left + inner * (1 - shares[1])),
        ]

    def _page_top(self, page: int) -> float:
        return page * (_HIGH + _PAGE_GAP) * self.scale

    def place_of(self, key: str) -> QRectF:
        """Where a paragraph stands, in pixels; empty when there is none with this key."""
        for block in self._blocks:
            if block.paper.key == key and key:
                return QRectF(0, block.top, self.width(), block.height)
        return QRectF()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for page in range(self.pages):
            sheet = QRectF(0, self._page_top(page), self.width(), _HIGH * self.scale)
            painter.fillRect(sheet, look.colour("paper"))
            painter.setPen(look.colour("line"))
            painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
        for block in self._blocks:
            if QRectF(event.rect()).intersects(QRectF(0, block.top, self.width(), block.height)):
                self._paint_block(painter, block)
        painter.end()

    def _paint_block(self, painter: QPainter, block: _Block) -> None:
        if block.paper.key and block.paper.key == self.changed:
            self._paint_tint(painter, block)
        for document, left in block.documents:
            painter.save()
            painter.translate(QPointF(left, block.top))
            document.drawContents(painter)
            painter.restore()

    def _paint_tint(self, painter: QPainter, block: _Block) -> None:
        out = 2 * self.scale
        tint = QRectF(
            _LEFT * self.scale - out, block.top - out / 2, (_WIDE - _LEFT - _RIGHT) * self.scale + 2 * out, 0
        )
        tint.setHeight(block.height + out)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("changed"))
        painter.drawRoundedRect(tint, look.px(3), look.px(3))
        bar = QRectF(tint.left() - 1.6 * self.scale - look.px(3), tint.top(), look.px(3), tint.height())
        painter.fillRect(bar, look.THEMES["light"].accent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        y = event.position().y()
        for block in self._blocks:
            if block.paper.key and block.top <= y <= block.top + block.height:
                self.paragraph_chosen.emit(block.paper.key)
                return


class PaperView(QScrollArea):
    """Shows paragraphs as pages; `paragraph_chosen(key)` on a click.

    The only scale is pixels per millimetre: it follows the width, and at most `largest` of it.
    """

    paragraph_chosen = Signal(str)

    def __init__(
        self, name: str = "Bản giấy", *, largest: float = 4.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._largest = name, largest
        self._sheet = _Sheet()
        self._sheet.paragraph_chosen.connect(self.paragraph_chosen)
        # Only now does the scroll area know the sheet's height; a page not yet shown learns it at its first paint.
        self._sheet.resized.connect(self._on_resized)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(self._sheet)
        self.setAccessibleName(name)
        look.follow(self.fit)

    def set_paper(self, papers: Sequence[Paper], changed: str = "") -> None:
        """Shows the whole paper; `changed` is the paragraph to tint, which is brought into view."""
        self._sheet.papers = tuple(papers)
        self._sheet.setAccessibleName(self._name)
        self.fit()
        self.show_changed(changed)

    def show_changed(self, key: str) -> None:
        """Tints one paragraph and puts a bar in the margin; "" tints none."""
        self._sheet.changed = key
        self._bring_into_view(key)
        self._sheet.update()

    def _bring_into_view(self, key: str) -> None:
        place = self._sheet.place_of(key)
        if not place.isEmpty():
            middle = place.center()
            margin = round(place.height() / 2) + look.px(40)
            self.ensureVisible(0, round(middle.y()), 0, margin)

    def _on_resized(self) -> None:
        self._bring_into_view(self._sheet.changed)

    def page_count(self) -> int:
        return self._sheet.pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        width = min(self.viewport().width(), round(_WIDE * self._largest * look.zoom() / 100))
        self._sheet.lay_out(max(width, look.px(240)))

    def sizeHint(self) -> QSize:
        return look.pixels(500, 640)
