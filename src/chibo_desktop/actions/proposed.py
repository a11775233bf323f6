"""A change as the rules of its kind see it before it is written: the record before and after, and what surrounds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.records import find_spec
from chibo_desktop.store import Store
from chibo_desktop.store.known import known
from chibo_desktop.store.passed import is_behind


class Pending:
    """What one block has put so far, by id and by the records it points at: looked through for every further put."""

    def __init__(self) -> None:
        self._facts: dict[tuple[str, str], Facts] = {}
        self._pointing: defaultdict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
        self._numbered: defaultdict[tuple[str, int], set[str]] = defaultdict(set)

    def put(self, facts: Facts) -> None:
        """Keeps a record as it was put last."""
        self._facts[facts.kind, facts.id] = facts
        if isinstance(number := facts.values.get("number"), int):
            self._numbered[facts.kind, number].add(facts.id)
        for field in find_spec(facts.kind).fields:
            if field.kind == "ref" and (target := facts.text(field.name)):
                self._pointing[facts.kind, field.name, target][facts.id] = None

    def find(self, kind: str, record_id: str) -> Facts | None:
        """The record of that id; None when the block has not put it."""
        return self._facts.get((kind, record_id))

    def numbered(self, kind: str, number: int) -> Collection[str]:
        """The ids of the records put that bore a number at one time; `find` says whether they still do."""
        return self._numbered.get((kind, number), ())

    def children(self, kind: str, parent_field: str, parent_id: str) -> Iterator[Facts]:
        """The records put that point at a parent now."""
        for record_id in self._pointing.get((kind, parent_field, parent_id), ()):
            facts = self._facts[kind, record_id]
            if facts.text(parent_field) == parent_id:
                yield facts


@dataclass(frozen=True)
class Proposed:
    """One put; `written` are the fields whose value changes, `pending` what the same block put before."""

    store: Store
    today: date
    organisation_id: str
    before: Facts | None
    after: Facts
    written: frozenset[str]
    pending: Pending

    @property
    def is_new(self) -> bool:
        return self.before is None

    def is_placed(self, *names: str) -> bool:
        """Whether it comes to stand where these fields say: it is new, is taken out of the archive, or one of them changes."""
        return self.is_new or bool(self.written & {*names, "put_away"})

    def find(self, kind: str, record_id: str) -> Facts | None:
        """Another record, as the block will leave it."""
        return self.pending.find(kind, record_id) or find(self.store, kind, record_id)

    def need(self, kind: str, name: str) -> Facts:
        """The record a reference of this one names; Refusal beside the field when it is not held."""
        found = self.find(kind, self.after.text(name))
        if found is None:
            raise self.refusal(
                name, "chưa chọn, hoặc chọn một bản ghi không có ở đây. Hãy chọn trong danh sách."
            )
        return found

    def siblings(self, kind: str, parent_field: str, parent_id: str) -> list[Facts]:
        """The records of one parent as the block will leave them, without this one."""
        found = known(  # ten lines of a score ask for the same ten
            self.store,
            ("children", kind, parent_field, parent_id),
            lambda: children(self.store, kind, parent_field, parent_id),
        )
        held = {facts.id: facts for facts in found}
        held |= {facts.id: facts for facts in self.pending.children(kind, parent_field, parent_id)}
        own = self.after.id if kind == self.after.kind else ""
        return [facts for facts in held.values() if facts.id != own and not facts.is_put_away]

    def refusal(self, name: str, sentence: str) -> Refusal:
        """A Refusal that begins with the field's label."""
        field = find_spec(self.after.kind).field(name)
        return Refusal(f"Mục “{field.label if field else name}”: {sentence}", name)

    def refuse_future(self, *names: str) -> None:
        """Refusal for a written day after today's clock; none while the clock is plainly wrong."""
        for name in names:
            day = self.after.day(name)
            if name not in self.written or day is None or day <= self.today:
                continue
            if not is_behind(self.store, self.today):
                raise self.refusal(
                    name,
                    f"{show_day(day)} là ngày chưa đến (hôm nay {show_day(self.today)}). "
                    "Xem lại ngày này, hoặc đồng hồ của máy.",
                )
