"""The guide on the screen: its pages at the left, one of them at the right, a line to find words; it holds no words of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from chibo_desktop.base.paths import resource
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.help_topics import Topic, find_topics, topics
from chibo_desktop.ui.printing import print_document
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledBox

PICTURE_WIDTH = 560
"""Logical pixels at most: a picture of the whole window is still read at that width."""
NARROW = 700
"""Logical width under which the list stands above the page."""


class HelpView(QWidget):
    """`page_chosen(name)` when a link leads to a page of the program."""

    page_chosen = Signal(str)
    titled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic = topics()[0]
        self._find = LineField("Tìm trong trợ giúp", placeholder="gõ vài chữ, không cần dấu")
        self._find.edited.connect(lambda _words: self._show_list())
        self._none = Message()
        self._list = RowList(name="Các trang trợ giúp")
        self._list.opened.connect(self.open)
        self._text = _Page()
        self._text.anchorClicked.connect(self._on_link)
        box = ScrolledBox()
        box.column.addWidget(self._list)
        box.column.addStretch(1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._find)
        side.addWidget(self._none)
        side.addWidget(box, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(self._side)
        self._box.addWidget(self._text, 1)
        self._show_list()
        self.open(self._topic.name)
        look.follow(self.fit)

    def open(self, place: str) -> None:
        """Shows a topic, or "topic#heading" from that heading on; an unknown one changes nothing."""
        name, _, heading = place.partition("#")
        found = next((topic for topic in topics() if topic.name == name), None)
        if found is None:
            return
        self._topic = found
        self._text.show_topic(found)
        self.titled.emit(found.title)
        if heading:
            self._text.show_heading(heading)

    def topic(self) -> Topic:
        """The topic on the screen."""
        return self._topic

    def take_focus(self) -> None:
        """On the words, where the arrows scroll."""
        self._text.setFocus()

    def print(self) -> None:
        """The page on the screen to the printer."""
        self._none.say("absent", "")
        print_document(self._text.document(), self._topic.title, self.window())

    def _show_list(self) -> None:
        words = self._find.draft()
        found = find_topics(words)
        self._list.set_rows([Row(topic.name, topic.title, line) for topic, line in found])
        self._none.say("missing", "" if found else "Không có trang nào. Thử một chữ khác, ví dụ “gửi”, “in”.")
        if words.strip() and found and found[0][0] != self._topic:
            self.open(found[0][0].name)

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() == "page":
            self.page_chosen.emit(url.path())
        else:
            self.open(url.toString())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        is_narrow = look.logical(self.width()) < NARROW
        # narrow, the list stands under the page: F1 was pressed for the page
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._box.setDirection(up if is_narrow else across)
        free = 16_777_215  # Qt's own "no limit"
        self._side.setMaximumWidth(free if is_narrow else look.px(300))
        self._side.setMinimumWidth(0 if is_narrow else look.px(300))
        self._side.setFixedHeight(look.px(190)) if is_narrow else self._side.setMaximumHeight(free)
        self._side.setMinimumHeight(look.px(190))
        self._text.setMinimumHeight(look.px(220))

    def fit(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(look.GAP))
        self._text.fit()
        self._fold()


class _Page(QTextBrowser):
    """One topic; its pictures are never wider than the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName("Trang trợ giúp")
        self._shown = ""

    def show_topic(self, topic: Topic) -> None:
        self._shown = topic.text
        self.setAccessibleDescription(topic.title)
        self.document().clear()
        self._set()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _set(self) -> None:
        """Markdown as Qt sets it stands too close: lines get air, headings more of it above than below."""
        self.setMarkdown(self._shown)
        cursor = QTextCursor(self.document())
        while True:
            block = cursor.blockFormat()
            is_heading, is_item = block.headingLevel() > 0, block.objectIndex() >= 0
            is_picture = "\ufffc" in cursor.block().text()
            block.setLineHeight(
                100 if is_picture else 125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            block.setTopMargin(look.px(20 if is_heading else 0))
            block.setBottomMargin(look.px(4 if is_item else 8))
            cursor.setBlockFormat(block)
            if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
                return

    def show_heading(self, heading: str) -> None:
        """Scrolls until the heading stands at the top."""
        found = self.document().find(heading)
        if not found.isNull():
            self.moveCursor(QTextCursor.MoveOperation.End)
            found.setPosition(found.selectionStart())
            self.setTextCursor(found)
            self.ensureCursorVisible()

    def fit(self) -> None:
        self.document().setDefaultFont(look.font("body"))
        self.document().setDocumentMargin(look.px(16))
        if self._shown:
            place = self.verticalScrollBar().value()
            self._set()
            self.verticalScrollBar().setValue(place)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name) if isinstance(name, str) else name
        if kind != QTextDocument.ResourceType.ImageResource.value or not url.isRelative():
            return None  # the guide is whole in the program's folder: nothing is fetched from anywhere
        image = QImage(str(resource("help") / url.path()))
        if image.isNull():
            return None
        width = min(look.px(PICTURE_WIDTH), max(200, self.viewport().width() - 3 * look.px(16)))
        return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
