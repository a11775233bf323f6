"""Nobody speaks for another: whatever a cell writes in its own book, and sends, changes nothing said or counted of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import register_directive, set_target
from chibo_desktop.actions.materials import confirm_reading, send_material
from chibo_desktop.actions.oversight import add_follow_up, add_gathering, add_inspection
from chibo_desktop.actions.places import add_place, record_hand_figure, serve_place
from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.actions.visit_teams import assign_duty
from chibo_desktop.actions.visits import make_plan, make_round, note_visit
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.board import board
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.proposals import every_proposal
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.said import OF_CELLS, OF_MEETINGS, PARENT, SPEAKER
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visits import all_visits_made
from chibo_desktop.store import Writer
from exchange.province import Province
from visiting import make_visited, write_met, write_team

TODAY, DAY, BEFORE = date(2027, 8, 5), date(2027, 7, 5), date(2026, 10, 5)
JULY = PartialDate(2027, 7)


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
    answer_proposal(commune, at["settled"], content="Đã mở lớp", outcome="settled")
    province.send(commune, province.cells[0])
    return found


Said = Callable[[Writer, Mapping[str, str]], None]


def said(kind: str, /, **values: object) -> Said:
    """One record; a value that names something of the scene stands as "@name"."""

    def write(writer: Writer, at: Mapping[str, str]) -> None:
        meant = {
            name: at[value[1:]] if isinstance(value, str) and value[:1] == "@" else value
            for name, value in values.items()
        }
        writer.put(kind, writer.new_id(), **meant)

    return write


def ghost(writer: Writer, at: Mapping[str, str]) -> None:
    """A cell that never was."""
    one = writer.new_id()
    writer.put("organisation", one, name="Chi bộ ma", kind="cell", historic=True, grassroots=True)
    writer.put("placement", writer.new_id(), organisation_id=one, parent_id=at["C"], from_on=date(2020, 1, 1))


def ghost_below(writer: Writer, at: Mapping[str, str]) -> None:
    """The same, as if the cell typed for it."""
    writer.put("organisation", writer.new_id(), name="Chi bộ ma", kind="cell", grassroots=True)


def grown(writer: Writer, at: Mapping[str, str]) -> None:
    """Its own record says that it is no cell, and gone."""
    writer.put("organisation", at["A"], kind="commune", historic=True, put_away=True)


def trained(writer: Writer, at: Mapping[str, str]) -> None:
    """A class of its own at which the secretary of another cell was taught."""
    one = writer.new_id()
    writer.put("gathering", one, body_id=at["A"], sort="training", title="Lớp", held_on=DAY)
    writer.put(
        "participant", writer.new_id(), gathering_id=one, group="secretary", member_id=at["meeting member"]
    )


def threatened(writer: Writer, at: Mapping[str, str]) -> None:
    """A directive in the commune's name, with a target."""
    one = writer.new_id()
    writer.put("directive", one, body_id=at["C"], sort="resolution", summary="Hạ chỉ tiêu")
    writer.put("target", writer.new_id(), directive_id=one, indicator="IND-1", percent=10)


def present(writer: Writer, at: Mapping[str, str]) -> None:
    """Somebody of another cell was there."""
    marked = {"meeting_id": at["meeting"], "member_id": at["meeting member"]}
    writer.put("attendance", f"{at['meeting']}/{at['meeting member']}", state="present", **marked)


def step(sort: str, **values: object) -> Said:
    return said("proposal_step", proposal_id="@proposal", body_id="@C", sort=sort, taken_on=TODAY, **values)


LIES: dict[str, Said] = {
    "placement of itself": said(
        "placement", organisation_id="@A", name="Chi bộ đổi tên", until_on=date(2026, 12, 31)
    ),
    "placement of another": said("placement", organisation_id="@B", until_on=date(2026, 12, 31)),
    "placement of the body": said("placement", organisation_id="@C", until_on=date(2026, 12, 31)),
    "organisation": ghost,
    "organisation below": ghost_below,
    "organisation: itself": grown,
    "succession": said(
        "succession", predecessor_id="@B", successor_id="@A", how="replaced", on=date(2027, 1, 1)
    ),
    "visit": said("visit", body_id="@C", organisation_id="@A", month=JULY, made_on=DAY, team_id="@team"),
    "visit in its own name": said("visit", body_id="@A", organisation_id="@B", month=JULY, made_on=DAY),
    "visit_plan": said("visit_plan", body_id="@C", year=2028),
    "visit_team": said("visit_team", body_id="@C", name="Tổ 9"),
    "official": said("official", body_id="@C", full_name="Pờ Go Hừ"),
    "team_member": said("team_member", team_id="@team", official_id="@official", leads=True),
    "visit_duty": said("visit_duty", official_id="@official", organisation_id="@A"),
    "round": said("round", body_id="@C", number=7),
    "inspection": said("inspection", body_id="@C", organisation_id="@A", sort="inspection", held_on=DAY),
    "inspection in its own name": said(
        "inspection", body_id="@A", organisation_id="@B", sort="inspection", held_on=DAY
    ),
    "gathering": said("gathering", body_id="@C", sort="study", title="Học nghị quyết", held_on=DAY),
    "gathering in its own name": trained,
    "participant": said("participant", gathering_id="@gathering", group="secretary", member_id="@own member"),
    "follow_up": said("follow_up", body_id="@C", organisation_id="@B", sort="conclusion", title="Việc"),
    "follow_up_report": said(
        "follow_up_report", follow_up_id="@task", organisation_id="@B", result="Xong", done_on=DAY
    ),
    "assessment": said(
        "assessment", body_id="@C", organisation_id="@A", period=JULY, meeting_id="@own", feasible="yes"
    ),
    "assessment in its own name": said(
        "assessment", body_id="@A", organisation_id="@A", period=JULY, meeting_id="@own", feasible="yes"
    ),
    "directive": threatened,
    "target": said("target", directive_id="@directive", indicator="IND-1", percent=10),
    "material": said("material", body_id="@C", sort="bulletin", title="Bản tin giả"),
    "material_issue": said("material_issue", material_id="@material", organisation_id="@B", copies=9),
    "material_reading": said("material_reading", material_id="@material", organisation_id="@B", read_on=DAY),
    "material_use": said("material_use", meeting_id="@meeting", material_id="@material"),
    "hand_figure": said(
        "hand_figure",
        body_id="@C",
        indicator="IND-12-masses",
        period_from=PartialDate(2027),
        period_until=PartialDate(2027),
        denominator=1,
        source="giả",
    ),
    "hand_figure in its own name": said(
        "hand_figure",
        body_id="@A",
        organisation_id="@C",
        indicator="IND-12-masses",
        period_from=PartialDate(2027),
        period_until=PartialDate(2027),
        denominator=1,
        source="giả",
    ),
    "place": said("place", body_id="@C", name="Bản Ma", kind="hamlet"),
    "place_served": said("place_served", place_id="@place", cell_id="@A"),
    "proposal": said("proposal", cell_id="@B", source="cell", content="Việc giả", raised_on=DAY),
    "step answered": step("answered", outcome="settled"),
    "step classified": step("classified", competence="upper"),
    "step handed_up": step("handed_up", competence="upper"),
    "step assigned": step("assigned", agency="Phòng Kinh tế"),
    "step joined": step("joined", joined_id="@lure"),
    "answer": said(
        "answer", proposal_id="@proposal", body_id="@C", outcome="settled", content="Xong", answered_on=TODAY
    ),
    "meeting": said(
        "meeting",
        cell_id="@B",
        kind="regular",
        period=PartialDate(2027, 6),
        held_on=date(2027, 6, 5),
        finalised_at=datetime(2027, 6, 5, 22, tzinfo=VIETNAM),
    ),
    "attendance": present,
    "standing": said("standing", member_id="@meeting member", kind="exempt", from_on=BEFORE),
    "member": said("member", cell_id="@B", full_name="Người Lạ", office="secretary"),
    "guest": said("guest", meeting_id="@meeting", full_name="Mùa A Sính", level="upper"),
    "opinion": said("opinion", meeting_id="@meeting", position=1, body="Đồng ý"),
    "resolution": said("resolution", meeting_id="@meeting", issued_on=DAY),
}
LISTED = (*SPEAKER, *PARENT, *OF_CELLS, *OF_MEETINGS)


def everything(desk: Desk, of: tuple[str, str]) -> dict[str, Any]:
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
    for body in of:
        found[f"board of {body}"] = board(store, body, "2027-01", "2027-08", today=TODAY).lines
        figures = report(store, body, "2027-01", "2027-08", with_below=False).own.figures
        for key, figure in figures.items():
            rows = [(row.key, row.numerator, row.denominator) for row in figure.rows]
            found[f"{key} of {body}"] = (figure.numerator, figure.denominator, figure.target, rows)
    return found


@pytest.mark.parametrize("lie", LIES)
def test_what_a_cell_says_for_others_in_its_own_book_changes_nothing_above(scene: Scene, lie: str) -> None:
    above = scene.at["C"], scene.at["U"]
    before = [everything(desk, above) for desk in scene.desks]
    cell = scene.province.cells[0]
    with cell.store.writing(cell.organisation_id, "bt") as writer:
        LIES[lie](writer, scene.at)
    scene.carry()
    for desk, was in zip(scene.desks, before, strict=True):
        now = everything(desk, above)
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
