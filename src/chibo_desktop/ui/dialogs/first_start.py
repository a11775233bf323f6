"""First start: the questions of one page, from which a new desk is made; what is printed next stands elsewhere."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.actions.setup import SetUp, Unit, set_up
from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.ui import look
from chibo_desktop.ui.bars import Mark
from chibo_desktop.ui.brought import Brought, BroughtLine
from chibo_desktop.ui.dialogs.first_password import PasswordQuestion
from chibo_desktop.ui.dialogs.question import Question
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.choice_boxes import Choice, ChoiceBoxes
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message, Shape
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

DESKS = (
    Choice("cell", "Chi bộ", "bí thư, chi ủy"),
    Choice("commune", "Đảng ủy xã", "theo dõi nhiều chi bộ"),
    Choice("upper", "Cấp trên", "theo dõi nhiều xã"),
)
SOURCES = (
    Choice("excel", "Tệp Excel", "chọn tệp sau đây"),
    Choice("bundle", "Gói của xã", "nhận từ USB"),
    Choice("hand", "Nhập tay", "mỗi người một dòng"),
)
UNIT_LABELS = {"cell": "Tên chi bộ", "commune": "Tên đảng bộ xã, phường", "upper": "Tên tổ chức đảng"}
FIRST_TASKS = {
    "cell": ("Nhập danh sách đảng viên", "Thêm kỳ sinh hoạt đầu tiên", "Mở giấy mời của Đảng ủy xã"),
    "commune": ("Mở giấy mời của cấp trên", "Làm giấy mời cho các chi bộ", "Nhận gói đầu tiên"),
    "upper": ("Làm giấy mời cho các xã", "Nhận gói đầu tiên", "Trả lời kiến nghị"),
}


class FirstStart(QWidget):
    """`made` carries the SetUp with the open desk and the recovery code, which must be shown next."""

    made = Signal(object)
    sample_wanted = Signal()
    backup_wanted = Signal()
    help_wanted = Signal()

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        cost: Cost | None = None,
        brought: Brought | None = None,
    ) -> None:
        super().__init__()
        self._folder, self._clock, self._cost = folder, clock, cost
        self._brought = brought
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ask_unit()
        self._ask_desk()
        self._error = Message()
        self._begin = Button("Bắt đầu", "primary")
        self._begin.clicked.connect(self.begin)
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self, activated=self._on_enter)  # type: ignore[call-overload]
        self._lay_out()
        self._on_desk(self._desk.taken())
        look.follow(self.fit)

    def _ask_unit(self) -> None:
        self._unit = Question(1, "Đơn vị nào?")
        self._name = LineField("Tên chi bộ", placeholder="Chi bộ bản …", max_len=120)
        self._parent = LineField("Trực thuộc", placeholder="Đảng bộ xã …", max_len=120)
        self._place = LineField("Địa danh ghi trên văn bản", max_len=60)
        self._usual = LineField("Nơi thường sinh hoạt", placeholder="Nhà văn hóa bản …", max_len=120)
        self._parent.left.connect(self._suggest_place)
        self._name.left.connect(self._suggest_place)
        self._unit.add_row(self._name, self._parent)
        self._unit.add_row(self._place, self._usual)

    def _ask_desk(self) -> None:
        self._level = Question(2, "Máy này dùng ở cấp nào?")
        self._desk = ChoiceBoxes(DESKS, "cell", name="Máy này dùng ở cấp nào?")
        self._desk.chosen.connect(self._on_desk)
        self._level.add(self._desk)
        self._roster = Question(3, "Danh sách đảng viên lấy ở đâu?")
        self._source = ChoiceBoxes(SOURCES, "hand", name="Danh sách đảng viên lấy ở đâu?")
        self._roster.add(self._source)
        self._lock = PasswordQuestion(4)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._inside.setProperty("look", "scrolled")
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._split.addLayout(self._about_column())
        self._right = QVBoxLayout()
        self._card = Card()
        for question in (self._unit, self._level, self._roster, self._lock):
            self._card.add(question)
        self._right.addWidget(self._card)
        foot = QHBoxLayout()
        foot.addWidget(self._error, 1)
        foot.addStretch(1)
        foot.addWidget(Words("Enter", tone="muted"))
        foot.addWidget(self._begin)
        self._right.addLayout(foot)
        self._right.addStretch(1)
        self._split.addLayout(self._right, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _about_column(self) -> QVBoxLayout:
        self._about = QVBoxLayout()
        self._about.addWidget(Words("Sổ sinh hoạt chi bộ", "title"))
        self._about.addWidget(
            Prose("Bốn câu hỏi, chừng hai phút. Sửa lại lúc nào cũng được trong Thiết đặt.", width=340)
        )
        if self._brought is not None:
            self._about.addWidget(BroughtLine(self._brought, "sau khi lập sổ"))
        self._about.addWidget(self._first_tasks())
        self._notices = notices()
        self._about.addWidget(self._notices)
        self._add_ways()
        self._about.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(Mark("lock", "muted"))
        foot.addWidget(Words("Mọi thứ nằm trên máy này, có khóa.", tone="muted"), 1)
        self._about.addLayout(foot)
        return self._about

    def _first_tasks(self) -> QWidget:
        self._tasks = [Words(words) for words in FIRST_TASKS["cell"]]
        self._aside = QWidget()
        self._aside_column = QVBoxLayout(self._aside)
        self._aside_column.setContentsMargins(0, 0, 0, 0)
        self._aside_column.addWidget(Rule())
        self._aside_column.addWidget(Words("Xong rồi, ba việc đầu tiên", "emphasis_strong"))
        for words in self._tasks:
            row = QHBoxLayout()
            row.addWidget(Shape("todo"))
            row.addWidget(words, 1)
            self._aside_column.addLayout(row)
        return self._aside

    def _add_ways(self) -> None:
        """What one may do instead of beginning: look at the sample, take a book back, read."""
        self._sample = Button("Xem thử với dữ liệu mẫu")
        self._sample.clicked.connect(self.sample_wanted)
        self._sample_says = Prose(
            "Chưa có danh sách trong tay? Mở một chi bộ mẫu để làm quen, ở thư mục riêng.", width=340
        )
        self._about.addWidget(self._sample_says)
        self._about.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignLeft)
        for words, wanted in (
            ("Đã có bản sao lưu: lấy sổ lại …", self.backup_wanted),
            ("Trợ giúp (F1)", self.help_wanted),
        ):
            link = Button(words, "link")
            link.clicked.connect(wanted)
            self._about.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def roster_source(self) -> str:
        """Where the roster is: "excel", "bundle" or "hand"; "" above a cell."""
        return self._source.taken() if self._desk.taken() == "cell" else ""

    def say_sample(self, sentence: str, *, busy: bool) -> None:
        """What becomes of the wish to see the sample."""
        self._sample_says.say(escape(sentence))
        self._sample.setEnabled(not busy)
        self._begin.setEnabled(not busy)

    def _on_desk(self, desk: str) -> None:
        """The words of the other questions follow the level."""
        is_cell = desk == "cell"
        self._name.set_label(UNIT_LABELS[desk])
        self._roster.setVisible(is_cell)
        self._usual.setVisible(is_cell)
        self._lock.number(4 if is_cell else 3)
        self._lock.follow_desk(desk)
        for label, words in zip(self._tasks, FIRST_TASKS[desk], strict=True):
            label.say(words)

    def _suggest_place(self) -> None:
        """The place on the papers is the proper name at the end of the commune's name; it can be typed over."""
        if not self._place.value():
            source = self._parent if self._desk.taken() == "cell" else self._name
            self._place.set_value(proper_name(source.value()))

    def _on_enter(self) -> None:
        if self._begin.isEnabled():
            commit_composing()
            self.begin()

    def begin(self) -> None:
        """Checks what was typed, then makes the desk; that takes about half a second."""
        commit_composing()
        self._suggest_place()
        self._name.clear_error()
        self._lock.clear_errors()
        self._error.say("absent", "")
        if not self._is_ready():
            return
        self._begin.setEnabled(False)
        self._begin.say("Đang lập sổ …")
        QTimer.singleShot(0, self._make)

    def _is_ready(self) -> bool:
        if not self._name.value():
            return self._refuse(self._name, "Gõ tên đầy đủ của tổ chức, ví dụ Chi bộ bản Suối Lanh.")
        return self._lock.is_ready()

    def _refuse(self, field: LineField, sentence: str) -> bool:
        field.show_error(sentence)
        field.setFocus()
        return False

    def _make(self) -> None:
        try:
            made: SetUp = set_up(
                self._folder,
                self._typed_unit(),
                password=self._lock.password(),
                clock=self._clock,
                cost=self._cost,
                let_above=self._lock.lets_above(),
            )
        except Refusal as refusal:
            if refusal.field == "name":
                self._refuse(self._name, refusal.sentence)
            elif refusal.field == "password":
                self._lock.refuse(refusal.sentence)
            else:
                self._error.say("absent", refusal.sentence)
        except Trouble as trouble:
            self._error.say("absent", trouble.sentence)
        else:
            self.made.emit(made)
            return
        self._begin.say("Bắt đầu")
        self._begin.setEnabled(True)

    def _typed_unit(self) -> Unit:
        kind = self._desk.taken()
        usual = self._usual.value() if kind == "cell" else ""
        return Unit(
            self._name.value(),
            kind,
            parent_name=self._parent.value(),
            place_name=self._place.value(),
            usual_place=usual,
        )

    def take_focus(self) -> None:
        """Puts the caret on the first question."""
        self._name.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        roomy = look.logical(self.width()) >= look.FOLD_WIDTH + 100
        direction = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        self._split.setDirection(direction)
        self._aside.setVisible(roomy)
        # before the button that begins, wherever that stands: nobody is to miss them
        column, place = (self._about, self._about.indexOf(self._aside) + 1) if roomy else (self._right, 1)
        if column.indexOf(self._notices) < 0:
            column.insertWidget(place, self._notices)

    def fit(self) -> None:
        side = look.px(64)
        self._split.setContentsMargins(side, look.px(20), side, look.px(16))
        self._split.setSpacing(look.px(48))
        self._about.setSpacing(look.px(12))
        self._aside_column.setSpacing(look.px(14))
        self._about.setContentsMargins(0, look.px(12), 0, 0)
        self._right.setSpacing(look.px(16))
        self._card.body.setSpacing(look.px(16))
        self._card.body.setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(12))
        self._begin.setMinimumWidth(look.px(144))
        self._aside.setFixedWidth(look.px(360))
        self._fold()


def notices() -> QWidget:
    """What nobody may begin without having read: no state secrets, and what the lock is worth."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Rule())
    column.addWidget(Words("Không nhập tài liệu bí mật nhà nước", "emphasis_strong"))
    for sentence in (
        "Văn bản MẬT chỉ ghi số, ngày. Sổ này giữ ở mức sổ danh sách và biên bản thường kỳ.",
        "Khóa của chương trình là mật mã dân sự, chưa được kiểm định. Cấp ủy cho phép thì mới ghi đảng viên thật.",
    ):
        column.addWidget(Prose(sentence, width=340))
    return held


def proper_name(words: str) -> str:
    """The words with a capital at the end of a name: "Đảng bộ xã Mường Sáy" gives "Mường Sáy"."""
    taken: list[str] = []
    for word in reversed(words.split()):
        if not word[:1].isupper():
            break
        taken.insert(0, word)
    return " ".join(taken) if len(taken) < len(words.split()) else ""
