"""Nobody speaks for another: whatever a cell writes in its own book, and sends, changes nothing said or counted of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from chibo_desktop.actions.candidates import add_candidate, assign_helper
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import register_directive, set_target
from chibo_desktop.actions.materials import confirm_reading, send_material
from chibo_desktop.actions.oversight import add_follow_up, add_gathering, add_inspection
from chibo_desktop.actions.places import add_place, record_hand_figure, serve_place
from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.actions.visits import make_plan, make_round, note_visit
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assignments import open_assignments
from chibo_desktop.lists.board import board
from chibo_desktop.lists.board_calls import last_months
from chibo_desktop.lists.candidates import candidates_below
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.meetings import first_meeting
from chibo_desktop.lists.period_tables import sessions_between, tasks_between
from chibo_desktop.lists.proposals import every_proposal
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.said import IN_BOOK_OF, IN_OR_DOWN, OF_CELLS, PARENT, SPEAKER
from chibo_desktop.lists.scoring import kept_scores
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visits import all_visits_made
from exchange.province import Province
from lists.lies import BEFORE, DAY, LIES, TODAY
from visiting import assign_duty, make_visited, write_met, write_team


@dataclass(frozen=True)
class Scene:
    """Three desks with honest work of each; `at` names what is there: "A" the cell that lies, "B", "C", "U"."""

    province: Province
    at: dict[str, str]

    @property
    def desks(self) -> tuple[Desk, Desk]:
        return self.province.commune, self.province.upper

    def carry(self) -> None:
        """What A wrote goes to the commune, and from there to the upper body."""
        self.province.send(self.province.cells[0], self.province.commune)
        self.province.send(*self.desks)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with make_visited(tmp_path_factory.mktemp("said")) as province:
        province.clock.set(datetime(2027, 8, 5, 20, 0, tzinfo=VIETNAM))
        made = Scene(province, _work(province))
        made.carry()
        yield made


def _work(province: Province) -> dict[str, str]:
    lying, honest = province.cells
    commune, upper = province.commune, province.upper
    at = {"A": lying.organisation_id, "B": honest.organisation_id}
    at |= {"C": commune.organisation_id, "U": upper.organisation_id}
    for name, cell in (("own", lying), ("meeting", honest)):
        at[name] = write_met(cell, DAY, ("Hà Thị Xuân", "commune"), focus="Thu hoạch")
        with cell.store.writing(cell.organisation_id, "bt") as writer:
            at[f"{name} member"] = writer.new_id()
            writer.put(
                "member",
                at[f"{name} member"],
                cell_id=cell.organisation_id,
                full_name="Lò Văn Hặc",
                office="secretary",
            )
            writer.put(
                "standing", writer.new_id(), member_id=at[f"{name} member"], kind="official", from_on=BEFORE
            )
    with honest.store.writing(honest.organisation_id, "bt") as writer:
        at["given"] = writer.new_id()
        task = {"cell_id": at["B"], "meeting_id": at["meeting"], "title": "Rải đá đường bản"}
        writer.put("assignment", at["given"], **task)
    at["candidate"] = add_candidate(honest, full_name="Vàng A Páo")[1]
    at["helping"] = assign_helper(honest, at["candidate"], at["meeting member"], DAY)[1]
    asked: dict[str, Any] = {"source": "cell", "party_matter": "party", "raised_on": DAY}
    at["proposal"] = add_proposal(honest, None, content="Sửa đường", **asked)[1]
    at["settled"] = add_proposal(honest, None, content="Mở lớp", **asked)[1]
    at["lure"] = add_proposal(lying, None, content="Kéo điện", **asked)[1]
    province.send(honest, commune)
    province.send(lying, commune)
    return at | _work_of_commune(province, at)


def _work_of_commune(province: Province, at: Mapping[str, str]) -> dict[str, str]:
    commune, found = province.commune, dict[str, str]()
    team = write_team(commune, "Tổ 1", "Hà Thị Xuân")
    found["team"], found["official"] = team.id, team.people["Hà Thị Xuân"]
    assign_duty(commune, found["official"], at["B"])
    make_plan(commune, 2027, basis="Quy chế")
    make_round(commune, 1, from_on=DAY, until_on=TODAY)
    note_visit(commune, at["B"], DAY, purpose="committee")
    add_inspection(commune, at["B"], held_on=DAY, sort="inspection")
    found["gathering"] = add_gathering(commune, "training", "Lớp bồi dưỡng bí thư", held_on=DAY)[1]
    found["task"] = add_follow_up(commune, "conclusion", "Nộp báo cáo", organisation_id=at["B"])[1]
    found["directive"] = register_directive(
        commune, sort="resolution", summary="Nâng chất lượng sinh hoạt", shared=True
    )[1]
    set_target(commune, found["directive"], indicator="IND-1", percent=95)
    found["material"] = send_material(commune, sort="bulletin", title="Bản tin tháng 7")[1]
    found["place"] = add_place(commune, name="Bản Suối Lanh")[1]
    serve_place(commune, found["place"], at["B"])
    record_hand_figure(
        commune,
        indicator="IND-12-masses",
        period_from=PartialDate(2027),
        period_until=PartialDate(2027),
        denominator=1_000,
        source="UBND xã",
    )
    classify_proposal(commune, at["proposal"], "commune")
    found["answer"] = answer_proposal(commune, at["settled"], content="Đã mở lớp", outcome="settled")[1]
    province.send(commune, province.cells[0])
    return found


LISTED = tuple(dict.fromkeys((*SPEAKER, *PARENT, *OF_CELLS, *IN_BOOK_OF, *IN_OR_DOWN, "candidate_step")))


def everything(desk: Desk, of: tuple[str, str], of_cells: tuple[str, str]) -> dict[str, Any]:
    """What a desk says of organisations, visits, proposals and figures of these bodies, and which records it lists."""
    store, held = desk.store, organisations(desk.store)
    found: dict[str, Any] = {kind: [each.id for each in select(store, kind)] for kind in LISTED}
    found["tree"] = [dict(held.at(day).nodes) for day in (TODAY, BEFORE)]
    found["visits"] = [
        (each.id, each.body_id, each.visit_ids, each.official_ids) for each in all_visits_made(store)
    ]
    found["proposals"] = [
        (row.id, row.cell_id, row.state, row.competence, row.joined_id, len(row.steps), len(row.answers))
        for row in every_proposal(store)
    ]
    found["candidates"] = [(row.id, row.way, row.dues) for row in candidates_below(store, of[0], TODAY)]
    found["newest minutes"], found["scores"] = dict(last_months(store)), dict(kept_scores(store))
    found["first meetings"] = [first_meeting(store, [cell]) for cell in of_cells]
    found["to do"] = [each.id for cell in of_cells for each in open_assignments(store, cell, TODAY)]
    for body in of:
        found[f"tasks of {body}"] = tasks_between(store, body, "2027-01", "2027-08")
        found[f"sessions of {body}"] = sessions_between(store, body, "2027-01", "2027-08")
        found[f"board of {body}"] = board(store, body, "2027-01", "2027-08", today=TODAY).lines
        figures = report(store, body, "2027-01", "2027-08", with_below=False).own.figures
        for key, figure in figures.items():
            rows = [(row.key, row.numerator, row.denominator) for row in figure.rows]
            found[f"{key} of {body}"] = (figure.numerator, figure.denominator, figure.target, rows)
    return found


@pytest.mark.parametrize("lie", LIES)
def test_what_a_cell_says_for_others_in_its_own_book_changes_nothing_above(scene: Scene, lie: str) -> None:
    above, cells = (scene.at["C"], scene.at["U"]), (scene.at["A"], scene.at["B"])
    before = [everything(desk, above, cells) for desk in scene.desks]
    cell = scene.province.cells[0]
    with cell.store.writing(cell.organisation_id, "bt") as writer:
        LIES[lie](writer, scene.at)
    scene.carry()
    for desk, was in zip(scene.desks, before, strict=True):
        now = everything(desk, above, cells)
        assert {key: now[key] for key in now if now[key] != was[key]} == {}, desk.kind


def test_every_kind_that_somebody_says_has_its_lie() -> None:
    lied = {name.split()[0].rstrip(":") for name in LIES}
    assert set(LISTED) <= lied


def test_what_a_cell_says_for_itself_does_count_above(scene: Scene) -> None:
    lying, commune = scene.province.cells[0], scene.province.commune
    before = {
        kind: len(select(commune.store, kind)) for kind in ("material_reading", "proposal", "directive")
    }
    confirm_reading(lying, scene.at["material"])
    add_proposal(lying, None, content="Làm cầu", source="cell", raised_on=TODAY)
    register_directive(lying, sort="regulation", summary="Quy chế làm việc của chi bộ")
    scene.carry()
    assert {kind: len(select(commune.store, kind)) - count for kind, count in before.items()} == {
        "material_reading": 1,
        "proposal": 1,
        "directive": 1,
    }


def test_a_cell_is_refused_what_only_bodies_above_say(scene: Scene) -> None:
    lying, at = scene.province.cells[0], scene.at
    for kind, fields in (
        ("placement", {"organisation_id": at["A"], "until_on": date(2027, 1, 1)}),
        ("organisation", {"name": "Chi bộ bản Pa Thơm", "kind": "cell", "historic": True}),
    ):
        with pytest.raises(Refusal), lying.writing() as writer:
            writer.put(kind, writer.new_id(), **fields)


def test_a_plan_somebody_made_up_does_not_stand_in_the_way_of_the_true_one(scene: Scene) -> None:
    lying, commune = scene.province.cells[0], scene.province.commune
    with lying.store.writing(lying.organisation_id, "bt") as writer:
        writer.put("visit_plan", writer.new_id(), body_id=scene.at["C"], year=2030)
    scene.carry()
    plan = make_plan(commune, 2030, basis="Quy chế")[1]
    assert plan in [each.id for each in select(commune.store, "visit_plan", "year = 2030")]
