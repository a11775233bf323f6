"""Who took part in one gathering, on the page "Nhiệm vụ": ticked from whom it concerns, typed, or read from an office's list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.oversight import add_participants, put_away_participant
from chibo_desktop.actions.participants import (
    KNOWN,
    NAMED,
    WRITTEN,
    ListedPerson,
    open_class_list,
    write_class_list,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.gatherings import gathering_row, participants, turnout
from chibo_desktop.lists.invited import Invited, invited
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.editors.oversight_forms import person_form
from chibo_desktop.ui.pages.tasks_one import fill
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList

FOLDER = "roster_folder"
FILES = "Bảng tính (*.xlsx *.xls *.xlsm *.ods *.csv);;Mọi tệp (*)"
UNKNOWN = (("member", "Đảng viên"), ("masses", "Quần chúng"), ("team_member", "Thành viên tổ dự sinh hoạt"))
SHOWN_MOST = 200
"""Rows of people or of a list shown at once; the paper has all."""


class PeopleOfGathering(QWidget):
    """`changed` when somebody was written down or taken off."""

    changed = Signal()

    def __init__(self, session: Session, gathering_id: str) -> None:
        super().__init__()
        self._session, self._id = session, gathering_id
        self._column = QVBoxLayout(self)
        self._said = Message()
        self._build_ticks()
        self._build_people()
        self.form = person_form(session, gathering_id)
        self.form.written.connect(lambda _key: self._after())
        more = Card("Thêm người dự")
        more.add(self.form)
        self._import = ClassListImport(session, gathering_id)
        self._import.changed.connect(self._after)
        for part in (self._said, self._ticks, self._people, more, self._import):
            self._column.addWidget(part)
        look.follow(self.fit)
        self.refresh()

    def _build_ticks(self) -> None:
        self._ticks, self._tick_rows = Card("Thành phần triệu tập"), RowList(name="Thành phần triệu tập")
        self._tick_rows.opened.connect(self._on_ticked)
        every = Button("Có mặt đủ", "quiet", icon="check")
        every.clicked.connect(self._on_all)
        self._ticks.add_to_head(every)
        self._ticks.add(self._tick_rows)

    def _build_people(self) -> None:
        self._people, self._people_rows = Card("Đã ghi có dự"), RowList(name="Người đã dự")
        self._people_rows.opened.connect(self._on_taken)
        self._people.add(self._people_rows)
        self._taken = ""
        self._off = Button("", "quiet", icon="close")
        self._off.clicked.connect(self._on_off)
        self._off.hide()
        foot = Flow()
        foot.put(self._off)
        self._people.add(foot)

    def refresh(self) -> None:
        row = gathering_row(self._session.store, self._id)
        if row is None:
            return
        every = self._invited()
        fill(self._ticks, self._tick_rows, [_tick_line(one) for one in every])
        there = sum(bool(one.participant_id) for one in every)
        self._ticks.set_note(f"{there}/{len(every)} có mặt")
        people = participants(self._session.store, self._id)
        counted = turnout(self._session.store, [row])
        organisations_there = row.groups.get("organisation", 0)
        parts = [f"{counted.heads} lượt, {counted.persons} người ghi tên"]
        parts += [f"{organisations_there} tổ chức"] if organisations_there else []
        parts += [f"{SHOWN_MOST} dòng đầu ở đây"] if len(people) > SHOWN_MOST else []
        fill(self._people, self._people_rows, self._lines(people[:SHOWN_MOST]), " · ".join(parts))
        self._off.setVisible(any(one.id == self._taken for one in people))

    def _invited(self) -> list[Invited]:
        row = gathering_row(self._session.store, self._id)
        return invited(self._session.store, row.facts, self._session.now().date()) if row else []

    def _lines(self, people: list[Facts]) -> list[Row]:
        store, today = self._session.store, self._session.now().date()
        names = names_of(store, [each.text("member_id") for each in people if each.text("member_id")])
        known = organisations(store)
        lines = []
        for each in people:
            where = each.text("organisation_id")
            place = known.name(known.same(where), today) if where else ""
            name = names.get(each.text("member_id"), "") or each.text("full_name")
            name = name or (
                each.shown("group") if each.text("member_id") else ""
            )  # names stay at the commune
            heads = each.count("heads") or 1
            title = name or (
                f"{heads} người không ghi tên" if each.text("group") != "organisation" else place
            )
            lines.append(Row(each.id, title, place if place != title else "", None, each.shown("group")))
        return lines

    def _on_ticked(self, key: str) -> None:
        one = next((one for one in self._invited() if _key(one) == key), None)
        if one is None:
            return
        if one.participant_id:
            self._act(lambda: self._session.do(put_away_participant, one.participant_id))
        else:
            self._act(lambda: self._session.do(add_participants, self._id, [_fields(one)]))

    def _on_all(self) -> None:
        missing = [_fields(one) for one in self._invited() if not one.participant_id]
        if missing:
            self._act(lambda: self._session.do(add_participants, self._id, missing))

    def _on_taken(self, key: str) -> None:
        """A row taken offers to take the person off; nothing is gone by one key."""
        row = next(row for row in self._people_rows.rows() if row.key == key)
        self._taken = key
        self._off.say(f"Bỏ {row.title} khỏi danh sách")
        self._off.show()
        self._off.setFocus()

    def _on_off(self) -> None:
        self._act(lambda: self._session.do(put_away_participant, self._taken))

    def _act(self, do: Callable[[], object]) -> None:
        self._said.say("absent", "")
        try:
            do()
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._after()

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(16))


def _key(one: Invited) -> str:
    return f"{one.organisation_id}/{one.member_id}"


def _tick_line(one: Invited) -> Row:
    words = "có mặt" if one.participant_id else "chưa ghi"
    title, second = (one.name, one.place) if one.member_id else (one.place, "")
    return Row(_key(one), title, second, "tick" if one.participant_id else "todo", words)


def _fields(one: Invited) -> dict[str, object]:
    member = {"member_id": one.member_id} if one.member_id else {}
    return {"group": one.group, "organisation_id": one.organisation_id, **member}


class ClassListImport(Card):
    """Reads the list an office made, says what each line is, and writes those that are sure; `changed` once it did."""

    changed = Signal()

    def __init__(self, session: Session, gathering_id: str) -> None:
        super().__init__("Lấy từ danh sách Excel")
        self._session, self._id = session, gathering_id
        self._lines: list[ListedPerson] = []
        self._work, self._said = LongWork(session), Message()
        self._work.refused.connect(lambda sentence: self._said.say("absent", sentence))
        self._choose = Button("Chọn tệp …", icon="file")
        self._choose.clicked.connect(self._on_choose)
        self._rows = RowList(name="Các dòng trong tệp")
        self._unknown = ChoiceField("Người không có trong danh sách đảng viên ghi là", UNKNOWN, "member")
        self._write = Button("Ghi", icon="check")
        self._write.clicked.connect(self._on_write)
        foot = Flow()
        foot.put(self._choose)
        foot.put(self._write)
        for part in (self._rows, self._unknown, self._said, self._work, foot):
            self.add(part)
        self._show([])

    def _on_choose(self) -> None:
        settings = self._session.settings
        start = settings.get(FOLDER, str(Path.home()))
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn tệp có danh sách lớp", start, FILES)
        if not chosen or self._work.is_busy:
            return
        path, gathering = Path(chosen), self._id
        settings.put(FOLDER, str(path.parent))
        self._said.say("absent", "")

        def job(desk: Desk, _say: Say) -> list[ListedPerson]:
            return open_class_list(desk, gathering, path)

        self._work.run(f"Đang đọc {path.name}", job, self._show)

    def _show(self, lines: list[ListedPerson]) -> None:
        self._lines = lines
        found = Counter(line.state for line in lines)
        sure = sum(found[state] for state in WRITTEN)
        order = sorted(lines, key=lambda line: line.state in WRITTEN)
        self._rows.set_rows([_listed_line(line) for line in order[:SHOWN_MOST]])
        self._rows.setVisible(bool(lines))
        self._unknown.setVisible(found[NAMED] > 0)
        self._write.setVisible(sure > 0)
        self._write.say(f"Ghi {sure} người")
        known = f"{found[KNOWN]} đảng viên nhận ra" if lines else ""
        self.set_note(f"{len(lines)} dòng, {known}" if lines else "")
        if lines and not sure:
            self._said.say("warning", "Không có dòng nào ghi được. Xem lý do ở từng dòng.")

    def _on_write(self) -> None:
        lines, gathering, unknown = list(self._lines), self._id, self._unknown.value()

        def job(desk: Desk, _say: Say) -> Changes:
            return write_class_list(desk, gathering, lines, unknown=unknown)

        self._work.run("Đang ghi người dự", job, self._on_written)

    def _on_written(self, _changes: object) -> None:
        left = sum(line.state not in WRITTEN for line in self._lines)
        written = len(self._lines) - left
        self._show([])
        more = f" Còn {left} dòng chưa ghi." if left else ""
        self._said.say("done", f"Đã ghi {written} người.{more}")
        self.changed.emit()


def _listed_line(line: ListedPerson) -> Row:
    title = f"{line.number}. {line.name}"
    if line.state == KNOWN:
        return Row("", title, line.words, "tick", "đảng viên", quiet=True)
    if line.state == NAMED:
        return Row("", title, line.words, "todo", "ghi theo tên")
    return Row("", title, line.words, "warning", "không ghi")
