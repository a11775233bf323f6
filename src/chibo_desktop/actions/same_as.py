"""Saying that two records are one, entered twice, and taking it back; lists follow it by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.rows import Facts, find, of_cell
from chibo_desktop.lists.same import JOINABLE, decided, joins, read_as
from chibo_desktop.store import Changes
from chibo_desktop.store.certificates import also_of, had_key


@dataclass(frozen=True)
class Twice:
    """Two records that look like one. `reason` says by what, for the person who decides."""

    kind: str
    kept_id: str
    joined_id: str
    joined_name: str
    reason: str


def join_same(desk: Desk, kind: str, kept: str, joined: str) -> Changes:
    """Says that `joined` is `kept`; undo takes it back. Refusal for two of different cells, or a ring."""
    return _say(desk, of=kind, kept_id=kept, joined_id=joined)


def keep_apart(desk: Desk, kind: str, one: str, other: str) -> Changes:
    """Remembers that two records that look like one are two, so that nobody is asked again."""
    return _say(desk, of=kind, kept_id=one, joined_id=other, put_away=True)


def _say(desk: Desk, **said: object) -> Changes:
    with desk.writing() as writer:
        writer.put("same_as", writer.new_id(), cell_id=desk.organisation_id, **said)
    return writer.changes


def joined_pairs(desk: Desk) -> list[Twice]:
    """What was joined in books this desk writes and may be parted again; a cell's own name stands for its old book."""
    found = []
    for kind in JOINABLE:
        for join in joins(desk.store, kind):
            said, joined = find(desk.store, "same_as", join.id), find(desk.store, kind, join.joined_id)
            if said is None or not desk.may_write(said.book):
                continue
            is_book = kind == "organisation"
            name = (
                body_name(desk.store, join.joined_id)
                if is_book or joined is None
                else joined.shown("full_name")
            )
            reason = "sổ cũ, đã nối vào sổ này" if is_book else "hai bản ghi, đã nối làm một người"
            found.append(Twice(kind, join.kept_id, join.joined_id, name, reason))
    return found


def part_again(desk: Desk, kind: str, joined: str) -> Changes:
    """Takes back, at any later time, that a record was joined to another. Refusal when it was not."""
    found = [join for join in joins(desk.store, kind) if join.joined_id == joined]
    if not found:
        raise Refusal("Bản ghi này không nối với bản ghi nào.")
    with desk.writing() as writer:
        for join in found:
            writer.put("same_as", join.id, put_away=True)
    return writer.changes


def organisations_to_join(desk: Desk) -> list[Twice]:
    """The organisations this desk's body stands for by its certificate, and was not said to be one with yet."""
    known = read_as(desk.store, "organisation")
    own = desk.organisation_id
    return [
        Twice(
            "organisation",
            own,
            org,
            body_name(desk.store, org),
            "sổ ghi ở máy trước" if had_key(desk.store, org) else "cấp trên ghi thay",
        )
        for org in also_of(desk.store, own)
        if org not in known
    ]


def members_to_join(desk: Desk) -> list[Twice]:
    """Members of the cell who look entered twice: the same name, and no birth year that differs.

    Pairs about which a person decided once are not named again.
    """
    known = decided(desk.store, "member")
    members = of_cell(desk.store, "member", desk.organisation_id)
    first: dict[str, Facts] = {}
    found = []
    for member in sorted(members, key=lambda facts: (facts.book != desk.organisation_id, facts.id)):
        key = clean_line(member.text("full_name")).lower()
        earlier = first.setdefault(key, member)
        if {earlier.id, member.id} in known or earlier.id == member.id:
            continue
        if key and not _differ(earlier, member):
            found.append(_twice(earlier, member))
    return found


def _differ(one: Facts, other: Facts) -> bool:
    born, also_born = one.partial("birth_date"), other.partial("birth_date")
    return born is not None and also_born is not None and born.year != also_born.year


def _twice(kept: Facts, joined: Facts) -> Twice:
    born = kept.partial("birth_date") and joined.partial("birth_date")
    reason = "trùng họ tên và năm sinh" if born else "trùng họ tên"
    return Twice("member", kept.id, joined.id, joined.text("full_name"), reason)
