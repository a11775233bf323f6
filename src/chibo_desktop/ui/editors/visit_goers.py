"""Who goes and where to: the fields "Tổ", "Người dự" and "Dự tại", which tell people and places of one name apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import Teams, teams
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import ChoiceField

NOBODY = ("", "Chưa chọn")
NOWHERE = ("", "Chọn nơi đến")
Choices = Sequence[tuple[str, str]]


def places_below(session: Session, *, bodies: bool = False) -> tuple[tuple[str, str], ...]:
    """The cells below by name, each with the body it stands under where that is another; with `bodies` every body too.

    The desk's own body is the first of them.
    """
    own = session.desk.organisation_id
    tree = organisations(session.store).at(session.now().date())
    found = []
    for one in (own, *tree.under(own)) if bodies else tree.cells(own):
        if (node := tree.nodes.get(one)) is not None:
            above = tree.nodes.get(node.parent_id) if own not in (node.parent_id, one) else None
            under = f", {above.name.removeprefix('Đảng bộ ')}" if above is not None else ""
            found.append((one, f"{node.name}{under}"))
    return tuple(found)


def officials(session: Session) -> tuple[tuple[str, str], ...]:
    """The people of the desk's own body, after nobody."""
    known = teams(session.store)
    return (NOBODY, *_named(known, known.officials_of(session.desk.organisation_id)))


def _named(known: Teams, people: Sequence[Facts]) -> list[tuple[str, str]]:
    """Name and office; of two who share both the team as well."""
    said = [
        ", ".join(part for part in (each.text("full_name"), each.text("office")) if part) for each in people
    ]
    times = Counter(said)
    return [
        (each.id, words if times[words] == 1 else f"{words} ({_team_of(known, each.id)})")
        for each, words in zip(people, said, strict=True)
    ]


def _team_of(known: Teams, official_id: str) -> str:
    """The teams somebody was ever in, the telephone of one who was in none."""
    found = [
        team.name
        for team in known.teams.values()
        if any(mate.official_id == official_id for mate in team.mates)
    ]
    return ", ".join(found) or known.officials[official_id].text("phone") or "không ở tổ nào"


def goer_fields(
    session: Session, team: tuple[str, str] = ("", ""), official_id: str = ""
) -> dict[str, ChoiceField]:
    """Team and person. A team taken offers its people alone; a person taken brings the one team he is in.

    `team` is one already chosen, id and name, which may have ended since.
    """
    known, own, today = teams(session.store), session.desk.organisation_id, session.now().date()
    here = {each.id: each for each in known.of(own, today)}
    chosen = {each.id: each.name for each in here.values()} | ({team[0]: team[1]} if team[0] else {})
    every = officials(session)
    team_field = ChoiceField(
        "Tổ", (NOBODY, *chosen.items()), team[0], "" if chosen else "Chưa có tổ: lập ở phần Tổ."
    )
    person = ChoiceField(
        "Người dự", every, official_id, "" if len(every) > 1 else "Chưa có ai: ghi ở phần Tổ, hoặc Phân công."
    )

    def on_team(team_id: str) -> None:
        mates = {mate.official_id for mate in here[team_id].mates_on(today)} if team_id in here else set()
        person.set_choices([each for each in every if not mates or each[0] in (*mates, "")])
        if not person.value():
            person.set_value("")

    def on_person(one: str) -> None:
        mine = [
            key for key, each in here.items() if any(mate.official_id == one for mate in each.mates_on(today))
        ]
        if not team_field.value() and len(mine) == 1:
            team_field.set_value(mine[0])

    team_field.left.connect(on_team)
    person.left.connect(on_person)
    return {"team_id": team_field, "official_id": person}
