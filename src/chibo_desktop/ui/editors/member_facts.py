"""What the card of a member asks beside the list itself: numbers and days of admission and card, ethnic group, party age and badges."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import change_member
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.badges import STATES, badges_of_member, counted_from
from chibo_desktop.lists.ethnic_groups import group_names, proper_group
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.rules.party_age import age_words, party_months
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.kept import keep
from chibo_desktop.ui.editors.offered_line import OfferedLine
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField
from chibo_desktop.ui.widgets.words import Prose, Words

GENDERS = (("", "Chưa ghi"), ("male", "Nam"), ("female", "Nữ"))
FILE_HINT = "6 chữ số và 2–3 chữ in hoa, ví dụ 001234 NS."
SHOWN = (
    ("decided_on", "Ngày quyết định kết nạp"),
    ("card_issued_on", "Ngày phát thẻ"),
    ("file_number", "Số lý lịch"),
    ("ethnic_group", "Dân tộc"),
)
LEAST = 380


class MemberFacts(QWidget):
    """Fields at the own desk; what a body above may know is shown by the card. `keepers` are its kept fields."""

    def __init__(self, session: Session, member_id: str, *, is_own: bool) -> None:
        super().__init__()
        self._session, self._member_id = session, member_id
        self.keepers: list[Keeper] = []
        self._age = Prose("", width=240)
        self._gender: ChoiceField | None = None
        self._column = QVBoxLayout(self)
        self._column.addWidget(Words("Hồ sơ", "strong"))
        self._column.addWidget(self._age)
        if is_own:
            self._add_fields()
        self.refresh()
        look.follow(self.fit)

    def _add_fields(self) -> None:
        self._gender = ChoiceField("Giới tính", GENDERS)
        self._gender.left.connect(self._on_gender)
        group = OfferedLine("Dân tộc", group_names, name="Các dân tộc", max_len=40)
        group.left.connect(lambda words: group.set_value(proper_group(words)))
        months = NumberField("Số tháng không tính tuổi đảng", most=1_200)
        for row in (
            Abreast(self._gender, self._kept("ethnic_group", group, _change_group), least=LEAST),
            Abreast(
                self._kept("decided_on", DayField("Ngày quyết định kết nạp")),
                self._kept("card_issued_on", DayField("Ngày phát thẻ")),
                least=LEAST,
            ),
            self._kept("file_number", LineField("Số lý lịch", hint=FILE_HINT, max_len=20)),
            self._kept("months_not_counted", months, _change_months),
        ):
            self._column.addWidget(row)

    def _kept(
        self, name: str, field: TypedField, action: Callable[..., object] = change_member
    ) -> TypedField:
        self.keepers.append(keep(self._session, field, ("member", self._member_id, name), action))
        return field

    def _on_gender(self, value: str) -> None:
        try:
            self._session.do(change_member, self._member_id, gender=value or None)
        except (Refusal, Trouble) as problem:
            if self._gender is not None:
                self._gender.show_error(problem.sentence)

    def refresh(self) -> None:
        """Reads what is written again, but not what stands unsaved in a field."""
        member = find(self._session.store, "member", self._member_id)
        if member is None:
            return
        for keeper in self.keepers:
            keeper.refresh()
        if self._gender is not None:
            self._gender.set_value(member.text("gender"))
        self._age.say("<br>".join(map(escape, self._age_lines(member))))

    def _age_lines(self, member: Facts) -> list[str]:
        begun = counted_from(member)
        if begun is None:
            return ["Tuổi đảng: chưa tính được, chưa ghi ngày quyết định kết nạp."]
        months = party_months(begun, self._session.now().date(), member.count("months_not_counted") or 0)
        badges = [
            f"Huy hiệu {row.years} năm: {STATES[row.state].lower()}"
            + (f" đợt {show_day(row.round_on)}" if row.round_on else "")
            for row in badges_of_member(self._session.store, member, self._session.now().date())
        ]
        sure = "" if member.day("decided_on") else ", tạm tính từ ngày kết nạp"
        return [f"Tuổi đảng: {age_words(months)}{sure}.", *badges]

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))


def _change_group(desk: Desk, member_id: str, **fields: object) -> Changes:
    return change_member(desk, member_id, ethnic_group=proper_group(str(fields["ethnic_group"] or "")))


def _change_months(desk: Desk, member_id: str, **fields: object) -> Changes:
    """An empty field means that every month counts."""
    return change_member(desk, member_id, months_not_counted=fields["months_not_counted"] or 0)
