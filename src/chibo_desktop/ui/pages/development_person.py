"""The card with what is known of a candidate, each field written as it is left; steps and helpers are not here."""

from __future__ import annotations

from chibo_desktop.actions.candidates import change_candidate
from chibo_desktop.base.dates import read_partial
from chibo_desktop.ui.editors.candidate_forms import BORN, NOT_CHOSEN
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.kept import choose, keep, words_of
from chibo_desktop.ui.editors.oversight_forms import choices_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.message import Message


class PersonCard(Card):
    """At the cell that prepares the person; `said` is where a refused choice is said."""

    def __init__(self, session: Session, candidate_id: str, said: Message) -> None:
        super().__init__("Thông tin")
        self._session, self._id, self._message = session, candidate_id, said
        self._keepers: list[Keeper] = []
        pairs = (
            (self._kept("full_name", LineField("Họ và tên", max_len=80)), self._born()),
            (
                self._chosen("gender", "Giới tính"),
                self._kept("ethnic_group", LineField("Dân tộc", max_len=40)),
            ),
            (
                self._chosen("source", "Nguồn"),
                self._kept("union", LineField("Đoàn thể đang tham gia", max_len=120)),
            ),
            (
                self._chosen("schooling", "Trình độ học vấn"),
                self._chosen("schooling_state", "Điều kiện học vấn"),
            ),
            (
                self._kept("recheck_on", DayField("Ngày xem lại việc học")),
                self._kept("home", LineField("Nơi ở", max_len=160)),
            ),
        )
        for first, second in pairs:
            self.add(Abreast(first, second, least=400))
        self.add(self._kept("note", ProseField("Ghi chú", lines=2)))
        self.body.addStretch(1)

    def _kept(self, name: str, field: TypedField) -> TypedField:
        place = ("candidate", self._id, name)
        self._keepers.append(keep(self._session, field, place, change_candidate))
        return field

    def _born(self) -> TypedField:
        """A year alone is enough."""
        field, place = LineField("Ngày sinh", placeholder=BORN), ("candidate", self._id, "birth_date")

        def save(typed: str) -> object:
            born = read_partial(typed, "birth_date") if typed else None
            return self._session.do(change_candidate, self._id, birth_date=born)

        def read() -> str:
            return words_of(self._session.store, place)

        self._keepers.append(Keeper(self._session, field, place, save, read(), read=read))
        return field

    def _chosen(self, name: str, label: str) -> ChoiceField:
        field = ChoiceField(label, (NOT_CHOSEN, *choices_of("candidate", name)), "")
        choose(self._session, field, ("candidate", self._id, name), change_candidate, said=self._message)
        return field

    def leave(self) -> bool:
        """Writes what is typed; False when something stays as a draft beside its reason."""
        outcomes = [keeper.leave() for keeper in self._keepers]
        return all(outcomes)
