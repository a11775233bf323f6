"""The organisations of the sample province and how they stood over time; who belongs to them is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import UPPER_DEVICE, Chance, Ids, device_code, pairs
from chibo_desktop.records.organisation import Organisation, OrganisationId
from chibo_desktop.records.structure import Place, Placement, PlaceServed, Succession

DISTRICTS_END = date(2025, 6, 30)
"""The last day of the district level."""

AREAS = (
    ("hamlet", 60),
    ("village", 8),
    ("residential", 8),
    ("outpost", 6),
    ("school", 10),
    ("clinic", 3),
    ("agency", 3),
    ("armed", 2),
)
NAMED = {
    "hamlet": "Chi bộ bản {}",
    "village": "Chi bộ thôn {}",
    "residential": "Chi bộ tổ dân phố {}",
    "outpost": "Chi bộ điểm bản {}",
    "school": "Chi bộ Trường Tiểu học {}",
    "clinic": "Chi bộ Trạm Y tế {}",
    "agency": "Chi bộ cơ quan {}",
    "armed": "Chi bộ Công an {}",
}
PLACE_KINDS = {"hamlet", "village", "residential", "outpost", "school", "clinic"}
MERGED, SPLIT, RENAMED, FOUNDED, ENDED, MOVED = 3, 5, 7, 8, 9, 10
"""Which cell, counted over the province from 0, has that fate."""
OWN_KEY_EACH, DIRECT_FROM = 16, 60


@dataclass(frozen=True)
class Cell:
    """A cell as the makers see it: whose device writes for it, the days it stood, and how well it keeps its duties.

    `keeps` is the share (0 to 1) of duties kept; `silent_from` the month from which it sends nothing more.
    """

    id: OrganisationId
    device: str
    commune_id: OrganisationId
    is_grassroots: bool
    first: date
    last: date
    keeps: float
    meeting_day: int
    silent_from: str = "9999-12"

    def stood(self, first: date, last: date) -> bool:
        return self.first <= first and last <= self.last


@dataclass
class Tree:
    """What is made here; lists that grow while it is made."""

    ids: Ids
    said: dict[str, Any]
    upper_id: OrganisationId
    communes: list[OrganisationId] = field(default_factory=list)
    districts: list[OrganisationId] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    placed: dict[str, list[Placement]] = field(default_factory=dict)
    successions: list[Succession] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    served: list[PlaceServed] = field(default_factory=list)

    @property
    def writers(self) -> dict[str, str]:
        """Per organisation with a book the device that writes it."""
        bodies: dict[str, str] = {one: one.partition("-")[0] for one in (self.upper_id, *self.communes)}
        return bodies | {cell.id: cell.device for cell in self.cells}


def make_tree(said: dict[str, Any], seed: int, communes: int, cells: int) -> Tree:
    """The upper body, two districts until 30/6/2025, the communes and their cells with every change on purpose."""
    ids, chance = Ids(), Chance(f"tree {seed}")
    tree = Tree(ids, said, ids.new(UPPER_DEVICE))
    tree.organisations.append(
        Organisation(
            id=tree.upper_id,
            name=said["upper"],
            kind="upper",
            place_name=said["upper_place"],
            cells_meet_by=10,
        )
    )
    _add_districts(tree)
    for number, name in enumerate(pairs(said["commune_heads"], said["commune_tails"], communes)):
        _add_commune(tree, number, name)
    names = pairs(said["hamlet_heads"], said["hamlet_tails"], cells)
    for number, name in enumerate(names):
        _add_cell(tree, chance, number, name, number >= cells - 2 and cells >= DIRECT_FROM)
    _change_cells(tree)
    return tree


def _add_districts(tree: Tree) -> None:
    for name in tree.said["districts"]:
        district = tree.ids.new(UPPER_DEVICE)
        tree.districts.append(district)
        tree.organisations.append(
            Organisation(id=district, name=name, kind="district", parent_id=tree.upper_id, historic=True)
        )
        _place(tree, UPPER_DEVICE, district, tree.upper_id, until_on=DISTRICTS_END)


def _place(tree: Tree, device: str, organisation: Any, parent: Any, **days: Any) -> None:
    made = Placement(id=tree.ids.new(device), organisation_id=organisation, parent_id=parent, **days)
    tree.placements.append(made)
    tree.placed.setdefault(organisation, []).append(made)


def _add_commune(tree: Tree, number: int, name: str) -> None:
    commune = tree.ids.new(device_code("xa", number))
    tree.communes.append(commune)
    tree.organisations.append(
        Organisation(
            id=commune,
            name=f"Đảng bộ xã {name}",
            kind="commune",
            parent_id=tree.upper_id,
            parent_name=tree.said["upper"],
            place_name=name,
            cells_meet_by=8 if number % 3 else None,
        )
    )
    _end_district(tree, commune, number)


def parent_on(tree: Tree, cell: Cell, day: date) -> OrganisationId:
    """Which body stood directly above a cell that day."""
    for each in tree.placed.get(cell.id, ()):
        if (each.from_on or date.min) <= day <= (each.until_on or date.max):
            return each.parent_id or tree.upper_id
    return cell.commune_id


def desk_above(tree: Tree, cell: Cell, day: date) -> OrganisationId:
    """Whose desk answers for a cell that day: its commune's, or the upper body's also while a district was between."""
    above = parent_on(tree, cell, day)
    return above if above in tree.communes else tree.upper_id


def _end_district(tree: Tree, organisation: Any, number: int) -> None:
    """It stood under a district as long as there were districts, and stands under the upper body since."""
    district = tree.districts[number % len(tree.districts)]
    _place(tree, UPPER_DEVICE, organisation, district, until_on=DISTRICTS_END)
    _place(
        tree,
        UPPER_DEVICE,
        organisation,
        tree.upper_id,
        from_on=date(2025, 7, 1),
        basis="Mô hình ba cấp từ 01/7/2025",
    )


def _add_cell(tree: Tree, chance: Chance, number: int, name: str, is_direct: bool) -> None:
    area = "agency" if is_direct else chance.weighted(AREAS)
    place = number % len(tree.communes)
    commune = tree.upper_id if is_direct else tree.communes[place]
    is_own = is_direct or number == MOVED or number % OWN_KEY_EACH == 0
    device = device_code("cb", number) if is_own else commune.partition("-")[0]
    made = Organisation(
        id=tree.ids.new(device),
        name=NAMED[area].format(name),
        kind="cell",
        parent_id=commune,
        parent_name=next(each.name for each in tree.organisations if each.id == commune),
        place_name=name,
        area=area,
        meeting_day=chance.number(3, 7),
        grassroots=is_direct or area in ("agency", "armed"),
        difficult=area in ("hamlet", "outpost") and chance.below(0.4),
        term_from=date(2022, 6, 1),
    )
    tree.organisations.append(made)
    tree.cells.append(_plan(chance, made, device, commune, number))
    if is_direct:
        _end_district(tree, made.id, number)
    elif area in PLACE_KINDS:
        _add_places(tree, chance, made, device=commune.partition("-")[0], name=name)


def _plan(chance: Chance, made: Organisation, device: str, commune: Any, number: int) -> Cell:
    keeps = chance.weighted(((1.0, 18), (0.985, 40), (0.96, 27), (0.88, 15)))
    is_silent = made.id == f"{device}-1" and number % (3 * OWN_KEY_EACH) == 0
    return Cell(
        made.id, device, commune, made.grassroots, date.min, date.max, keeps, made.meeting_day or 5,
        "2026-06" if is_silent else "9999-12",
    )  # fmt: skip


def _add_places(tree: Tree, chance: Chance, made: Organisation, *, device: str, name: str) -> None:
    """The place the cell is named after, and for some cells another hamlet they lead too."""
    kinds = [made.area or "hamlet", *(["hamlet"] if made.area == "hamlet" and chance.below(0.15) else [])]
    for number, kind in enumerate(kinds):
        place = tree.ids.new(device)
        said = f"{name} {number + 1}" if number else name
        tree.places.append(Place(id=place, body_id=made.parent_id or tree.upper_id, name=said, kind=kind))
        tree.served.append(PlaceServed(id=tree.ids.new(device), place_id=place, cell_id=made.id))


def _change_cells(tree: Tree) -> None:
    """Every change a tree knows, each once; a small province has those its cells suffice for."""
    step = len(tree.communes)
    if len(tree.cells) < SPLIT + 2 * step + 1 or len(tree.cells) <= MOVED:
        return
    _merge(tree, MERGED, MERGED + step)
    _split(tree, SPLIT, (SPLIT + step, SPLIT + 2 * step))
    _rename(tree, RENAMED)
    _bound(tree, FOUNDED, first=date(2025, 5, 12))
    _bound(tree, ENDED, last=date(2026, 3, 20))
    _move(tree, MOVED)


def _bound(tree: Tree, number: int, first: date = date.min, last: date = date.max) -> None:
    """The cell exists from `first` until `last` only; its commune writes that down."""
    cell = tree.cells[number]
    _place(
        tree, cell.commune_id.partition("-")[0], cell.id, cell.commune_id,
        from_on=None if first == date.min else first, until_on=None if last == date.max else last,
    )  # fmt: skip
    tree.cells[number] = replace(cell, first=first, last=last)


def _follow(tree: Tree, old: int, new: int, how: str, on: date) -> None:
    before, after = tree.cells[old], tree.cells[new]
    tree.successions.append(
        Succession(
            id=tree.ids.new(before.commune_id.partition("-")[0]),
            predecessor_id=before.id,
            successor_id=after.id,
            how=how,
            on=on,
        )
    )


def _merge(tree: Tree, old: int, new: int) -> None:
    _bound(tree, old, last=date(2025, 9, 30))
    _follow(tree, old, new, "merged", date(2025, 10, 1))


def _split(tree: Tree, old: int, new: tuple[int, int]) -> None:
    first = date(2026, 1, 1)
    _bound(tree, old, last=first - timedelta(days=1))
    for number in new:
        _bound(tree, number, first=first)
        _follow(tree, old, number, "split", first)


def _rename(tree: Tree, number: int) -> None:
    cell, until = tree.cells[number], date(2025, 3, 31)
    device = cell.commune_id.partition("-")[0]
    before = next(each.name for each in tree.organisations if each.id == cell.id)
    _place(tree, device, cell.id, cell.commune_id, name=f"{before} cũ", until_on=until)
    _place(tree, device, cell.id, cell.commune_id, from_on=until + timedelta(days=1))


def _move(tree: Tree, number: int) -> None:
    """To another commune on 01/7/2025, with its own laptop: the commune of today certifies it."""
    cell = tree.cells[number]
    after = tree.communes[(tree.communes.index(cell.commune_id) + 1) % len(tree.communes)]
    _place(tree, UPPER_DEVICE, cell.id, cell.commune_id, until_on=DISTRICTS_END)
    _place(tree, UPPER_DEVICE, cell.id, after, from_on=date(2025, 7, 1))
    place = next(n for n, each in enumerate(tree.organisations) if each.id == cell.id)
    said = tree.organisations[place]
    name = next(each.name for each in tree.organisations if each.id == after)
    tree.organisations[place] = replace(said, parent_id=after, parent_name=name)
