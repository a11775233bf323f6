"""What stands beside the list of a score: the current item whole, its reason, the weaknesses named, and the frame."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.actions.paper_sources import SCORE
from chibo_desktop.actions.scoring import choose_frame, give_reason, note_weaknesses, put_away_score
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import STEPS
from chibo_desktop.lists.scoring import ScoreRow, ScoreSheet, score_of
from chibo_desktop.rules.score_frame import frames_on
from chibo_desktop.rules.scoring import show_points
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.asked_field import Asked, AskedField
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.paper_work import print_paper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField, ProseField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

_STEPS = dict(STEPS)


class ItemCard(Card):
    """The current item. `step_asked(key)` leads to the facts; `reason_done` after Enter in the reason."""

    step_asked = Signal(str)
    reason_done = Signal()

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id = session, meeting_id
        self._step = ""
        self._named, self._proof = Prose(width=200), Prose(tone="muted", width=200)
        self._link = Button("", "link")
        self._link.clicked.connect(lambda: self.step_asked.emit(self._step))
        self._said = Message()
        for widget in (self._named, self._proof):
            self.add(widget)
        self.body.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._said)
        self._reason = AskedField(session, self.body, self)
        self._reason.entered.connect(self.reason_done)

    def show_row(self, sheet: ScoreSheet, row: ScoreRow) -> None:
        """The item whole, and the field for its reason once a person gave the points."""
        parts = sheet.frame.parts
        self.set_title(f"Mục {row.item.code}, tối đa {show_points(parts, row.item.most)} điểm")
        self._named.say(f"<b>{escape(row.item.title)}</b>")
        proposed = ""
        if row.proposed is not None and row.by_hand is not None:
            proposed = f" Số liệu cho {show_points(parts, row.proposed)} điểm."
        self._proof.say(escape((row.proof or "Không có số liệu: người chấm cho điểm.") + proposed))
        self._step = row.step
        self._link.say(f"Xem bước {_STEPS[row.step]}" if row.step else "")
        self._link.setVisible(bool(row.step))
        self._show_reason(row, locked=sheet.is_finalised)

    def say(self, sentence: str) -> None:
        """A refusal, in place; "" takes it away."""
        self._said.say("absent", sentence)

    def _show_reason(self, row: ScoreRow, *, locked: bool) -> None:
        line = row.line if row.by_hand is not None else None
        self._reason.ask(self._reason_of(row.item.code, line.id) if line is not None else None)
        if self._reason.field is not None:
            self._reason.field.setEnabled(not locked)
            departs = row.proposed is not None and row.by_hand != row.proposed
            self._reason.field.set_hint("Khác số liệu: cần ghi lý do." if departs and not row.reason else "")

    def _reason_of(self, code: str, line_id: str) -> Asked:
        def make() -> LineField:
            return LineField(f"Lý do, mục {code}", max_len=300)

        def save(value: str) -> object:
            return self._session.do(give_reason, self._meeting_id, code, value)

        return Asked(("score_line", line_id, "reason"), make, save)

    def take_focus(self) -> bool:
        """Puts the caret into the reason; False when none is asked."""
        return self._reason.take_focus()


class WholeCard(Card):
    """What concerns the whole score: weaknesses for the minutes, the frame, not scoring at all."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id = session, meeting_id
        self._score_id = ""
        self.weaknesses = ProseField("Hạn chế, cách khắc phục", lines=3, most=6)
        self._keeper: Keeper | None = None
        self._box = QVBoxLayout()
        self._frame: ChoiceField | None = None
        self._about = Prose(tone="muted", width=200)
        self._print = Button("In phiếu", icon="print")
        self._print.clicked.connect(lambda: print_paper(session, self, SCORE, meeting_id))
        self._drop = Button("Không chấm buổi này", "quiet")
        self._drop.clicked.connect(lambda: self._do(put_away_score))
        self._said = Message()
        self.add(self.weaknesses)
        self.add_layout(self._box)
        self.add(self._about)
        for button in (self._print, self._drop):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._said)

    def show_score(self, sheet: ScoreSheet) -> None:
        """The score as it is stored."""
        score_id = sheet.score.id if sheet.score else f"{self._meeting_id}/new"
        editor = self.weaknesses.focusProxy()
        is_typing = self._keeper is not None and editor is not None and editor.hasFocus()
        if score_id != self._score_id and not is_typing:
            self._keep(score_id)
        elif self._keeper is not None:
            self._keeper.refresh()
        frame = self._frame or self._make_frame(sheet)
        frame.set_value(sheet.frame.key)
        presumed = " Chưa có khung cho ngày này, tạm dùng khung gần nhất." if sheet.frame.is_presumed else ""
        self._about.say(escape(f"Theo {sheet.frame.version}.{presumed} {sheet.frame.note}".strip()))
        self._print.say("In phiếu" if sheet.is_finalised else "In thử")
        self._print.setEnabled(sheet.score is not None or not sheet.is_finalised)
        self._drop.setVisible(sheet.score is not None and not sheet.is_finalised)
        for field in (self.weaknesses, frame):
            field.setEnabled(not sheet.is_finalised)

    def _make_frame(self, sheet: ScoreSheet) -> ChoiceField:
        frames = frames_on(sheet.day)
        self._frame = ChoiceField("Khung tiêu chí", [(frame.key, frame.name) for frame in frames])
        box = self._frame.focusProxy()
        if isinstance(box, QComboBox):  # the longest name must not widen the panel
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._frame.left.connect(lambda key: self._do(choose_frame, key))
        self._box.addWidget(self._frame)
        return self._frame

    def _keep(self, score_id: str) -> None:
        """Begins to keep the words for the score that stands now, never while somebody is typing them."""
        if self._keeper is not None:
            self._keeper.setParent(None)
            self._keeper.deleteLater()
        self._score_id = score_id
        place = ("score", score_id, "weaknesses")

        def save(value: str) -> object:
            return self._session.do(note_weaknesses, self._meeting_id, value)

        def read() -> str:
            score = score_of(self._session.store, self._meeting_id)
            return score.text("weaknesses") if score else ""

        self._keeper = Keeper(self._session, self.weaknesses, place, save, read(), read=read)

    def _do(self, action: object, *args: object) -> None:
        try:
            self._session.do(action, self._meeting_id, *args)  # type: ignore[arg-type]
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
        else:
            self._said.say("absent", "")


class ScorePanel(QScrollArea):
    """Both cards above each other; scrolls where the screen is low."""

    def __init__(self, item: ItemCard, whole: WholeCard) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        self._column = QVBoxLayout(inside)
        self._column.addWidget(item)
        self._column.addWidget(whole)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.follow(self.fit)

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(4), 0, look.px(4), look.px(4))
        self._column.setSpacing(look.px(12))
        self.setFixedWidth(look.px(356))
