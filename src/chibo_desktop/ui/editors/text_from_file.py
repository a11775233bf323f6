"""The button that fills a form from a Word or text file: what was taken, what stayed behind, and the way back; it writes no record."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.text_files import FILE_MOST, FileText, read_text_file
from chibo_desktop.lists.indicator_words import grouped
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

FOLDER = "text_folder"
FILES = "Word, văn bản thường (*.docx *.txt);;Mọi tệp (*)"


class TextFromFile(QWidget):
    """Puts the words beneath what stands in `content` already, and the file's title into an empty `title`.

    `title_most` and `content_most`: characters the fields hold; a longer file is refused whole, nothing is cut.
    """

    def __init__(
        self, session: Session, title: TypedField, content: TypedField, *, title_most: int, content_most: int
    ) -> None:
        super().__init__()
        self._session, self._title, self._content = session, title, content
        self._title_most, self._content_most = title_most, content_most
        self._before = self._put_in = ("", "")
        self._work, self._said = LongWork(session), Message()
        self._work.refused.connect(lambda sentence: self._said.say("absent", sentence))
        self._said.link_chosen.connect(lambda _link: self.give_back())
        choose = Button("Lấy chữ từ tệp Word", icon="file")
        choose.clicked.connect(self._on_choose)
        foot = Flow()
        foot.put(choose)
        self._column = QVBoxLayout(self)
        said = (
            f"Tệp .docx hoặc .txt, đến {FILE_MOST // 1024 // 1024} MB và {grouped(content_most)} chữ cái "
            "(chừng 20 trang). Hình ảnh không lấy được: chỉ lấy chữ."
        )
        for part in (foot, Prose(escape(said), "muted", width=240), self._work, self._said):
            self._column.addWidget(part)
        look.follow(self.fit)

    def _on_choose(self) -> None:
        settings = self._session.settings
        start = settings.get(FOLDER, str(Path.home()))
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn tệp để lấy chữ", start, FILES)
        if chosen and not self._work.is_busy:
            settings.put(FOLDER, str(Path(chosen).parent))
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Reads the file on the worker and fills the form."""
        self._said.say("absent", "")

        def job(_desk: Desk, _say: Say) -> FileText:
            return read_text_file(path)

        self._work.run(f"Đang đọc {path.name}", job, self._on_read, beside=True)

    def _on_read(self, found: FileText) -> None:
        title, there = self._title.commit(), self._content.commit()
        is_named = not title and len(found.title) <= self._title_most
        words = without_title(found) if is_named else found.content
        content = f"{there}\n\n{words}" if there else words
        if len(content) > self._content_most:
            self._said.say("absent", _too_long(found, self._content_most, len(there)))
            return
        self._before = (title, there)
        self._put(found.title if is_named else title, content)
        self._said.say("done", *self._words(found, is_unnamed=not (title or is_named), had_words=bool(there)))

    def give_back(self) -> None:
        """What stood in the form before the last file, unless something was typed there since."""
        if (self._title.commit(), self._content.commit()) != self._put_in:
            self._said.say(
                "warning", "Phần lấy về đã được sửa thêm nên giữ nguyên. Xóa bằng tay chỗ không cần."
            )
            return
        self._put(*self._before)

    def _put(self, title: str, content: str) -> None:
        self._said.say("done", "")
        for field, words in ((self._title, title), (self._content, content)):
            field.set_value(words)
            field.clear_error()
            field.edited.emit(field.draft())
        self._put_in = (self._title.value(), self._content.value())

    def _words(self, found: FileText, *, is_unnamed: bool, had_words: bool) -> tuple[str, str]:
        where = ", đặt dưới phần đã có" if had_words else ""
        sentence = f"Đã lấy {grouped(len(found.content))} chữ cái từ “{found.name}”{where}."
        left = [f"{found.pictures} hình"] if found.pictures else []
        left += [f"{found.notes} chú thích cuối trang"] if found.notes else []
        more = [f"Không lấy được {' và '.join(left)}: nơi nhận cần thì gửi bản in."] if left else []
        if is_unnamed:
            said = f"Dòng đầu của tệp dài quá {self._title_most} chữ cái: gõ “{self._title.label()}” cho gọn."
            more.append(said)
        more.append("Đọc lại trước khi ghi. <a href='back'>Bỏ phần vừa lấy</a>")
        return sentence, " ".join(more)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(6))


def without_title(found: FileText) -> str:
    """The words beneath the first line where that is the title: it stands in its own field."""
    first, _, rest = found.content.partition("\n")
    return rest.lstrip("\n") if " ".join(first.split()) == found.title else found.content


def _too_long(found: FileText, most: int, there: int) -> str:
    room = (
        f"ô này còn nhận {grouped(max(0, most - there))}"
        if there
        else f"ô này nhận nhiều nhất {grouped(most)}"
    )
    return (
        f"Tệp “{found.name}” dài {grouped(len(found.content))} chữ cái, {room}. "
        "Chưa lấy gì cả. Chia tệp làm hai, hoặc bỏ bớt phần không cần rồi chọn lại."
    )
