"""Promise 2: what is a sibling's never comes near a cell, whatever was written and whichever way bundles went."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.exchange.bundle import look_into
from chibo_desktop.exchange.incoming import find_reader
from chibo_desktop.exchange.lines import write_contents
from chibo_desktop.exchange.manifest import manifest_line
from chibo_desktop.lists.typed_for import typed_cells
from exchange.province import (
    PASSWORD,
    Province,
    books_held,
    is_clean,
    make_province,
    write_answer,
    write_meeting,
    write_proposal,
)

NAMES = ("Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ", "Chi bộ trường Mường Sáy")
CELLS = range(3)
TYPED = "Chi bộ bản Huổi Lóng"

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A history takes half a second: shrinking one that fails would take minutes, and its steps tell enough."""

Step = tuple[str, int]
WRITES = ("meeting", "proposal", "answer", "upper answer", "notice", "typed")
TRAVELS = ("cell up", "commune up", "upper down", "commune down")
STEPS = st.lists(st.tuples(st.sampled_from(WRITES + TRAVELS), st.integers(0, 2)), min_size=4, max_size=25)


@dataclass
class World:
    """A province of three cells, copied afresh for each history, and every bundle each cell was given."""

    province: Province
    given: dict[str, list[Path]]
    proposals: dict[int, list[str]]
    typed: str
    """The cell without a laptop that the commune types for."""

    def act(self, step: Step, count: int) -> None:
        what, place = step
        province = self.province
        cell, marker = province.cells[place], f"dấu-{place}-{count}"
        if what == "meeting":
            write_meeting(cell, "2026-10", place=marker, opinion=f"riêng {marker}")
        elif what == "proposal":
            self.proposals[place].append(write_proposal(cell, marker, raised_by=f"riêng {marker}"))
        elif what in ("answer", "upper answer") and self.proposals[place]:
            writer = province.commune if what == "answer" else province.upper
            write_answer(writer, cell, self.proposals[place][-1], marker)
        elif what == "notice":
            self.notice(province.commune)
        elif what == "typed":
            write_meeting(province.commune.for_organisation(self.typed), "2026-10", place=f"dấu-3-{count}")
        elif what == "cell up":
            self.carry(cell, province.commune)
        elif what == "commune up":
            self.carry(province.commune, province.upper)
        elif what == "upper down":
            self.carry(province.upper, province.commune)
        elif what == "commune down":
            self.carry(province.commune, cell)

    def notice(self, desk: Desk) -> None:
        """Something a body says once to everything below it."""
        with desk.store.writing(f"all:{desk.organisation_id}", desk.user) as writer:
            writer.put("answer", writer.new_id(), content="Thông báo chung", outcome="under_way")

    def carry(self, sender: Desk, to: Desk) -> None:
        self.province.wait()
        path = make_bundle(sender, to.organisation_id, self.province.folder).path
        self.given.setdefault(to.organisation_id, []).append(path)
        read_bundle(to, path)

    def deliver_everything(self) -> None:
        for _ in range(2):
            for what in TRAVELS:
                for place in CELLS if what.startswith(("cell", "commune down")) else (0,):
                    self.act((what, place), 0)

    def words_at(self, desk: Desk) -> str:
        """Everything decrypted that a desk holds or was ever given, file names included."""
        return "\n".join([*self.rows_of(desk), *self.bundles_of(desk)])

    def rows_of(self, desk: Desk) -> Iterator[str]:
        connection = desk.store.connection
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield " ".join(
                    one.decode(errors="replace") if isinstance(one, bytes) else str(one) for one in tuple(row)
                )

    def bundles_of(self, desk: Desk) -> Iterator[str]:
        for path in self.given.get(desk.organisation_id, []):
            opened = look_into(path.read_bytes(), find_reader(desk.store))
            yield path.name
            yield manifest_line(opened.manifest)
            yield write_contents(opened.contents).decode()


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    with make_province(tmp_path_factory.mktemp("addressing"), *NAMES) as province:
        add_cell(province.commune, name=TYPED)
        for desk in (province.upper, province.commune, *province.cells):
            desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield province


def begin(master: Province) -> World:
    root = master.folder.parent / "trial"
    shutil.rmtree(root, ignore_errors=True)
    desks = []
    for desk in (master.upper, master.commune, *master.cells):
        shutil.copytree(desk.folder, root / desk.folder.name)
        desks.append(open_desk(root / desk.folder.name, PASSWORD, clock=master.clock))
    stick = root / "stick"
    stick.mkdir()
    return World(
        Province(stick, master.clock, desks[0], desks[1], desks[2:]),
        {},
        {place: [] for place in CELLS},
        typed_cells(desks[1].store)[0],
    )


def run_history(master: Province, steps: list[Step]) -> None:
    world = begin(master)
    try:
        for count, step in enumerate(steps):
            world.act(step, count)
        world.deliver_everything()
        for place in CELLS:
            world.act(("meeting", place), 100 + place)
        world.deliver_everything()
        check_nothing_waits(world)
        check_cells(world)
        check_upper(world)
    finally:
        world.province.close()


def check_nothing_waits(world: World) -> None:
    province = world.province
    for desk in (province.upper, province.commune, *province.cells):
        assert desk.store.value("SELECT COUNT(*) FROM waiting") == 0
        assert is_clean(desk)
    at_commune = {tuple(row) for row in province.commune.store.rows("SELECT b, d, n FROM chain")}
    for place, cell in enumerate(province.cells):
        tip = cell.store.value(
            "SELECT n FROM chain WHERE b = ? AND d = ?", (cell.organisation_id, cell.store.device)
        )
        assert (cell.organisation_id, cell.store.device, tip) in at_commune
        assert f"dấu-{place}-{100 + place}" in world.words_at(cell)


def check_cells(world: World) -> None:
    cells = world.province.cells
    for place, cell in enumerate(cells):
        words = world.words_at(cell)
        for other, stranger in enumerate(cells):
            if other == place:
                continue
            assert f"dấu-{other}-" not in words
            assert stranger.organisation_id not in words
            assert stranger.store.device not in words
            assert NAMES[other] not in words
        for word in ("dấu-3-", world.typed, TYPED):
            assert word not in words


def check_upper(world: World) -> None:
    words = world.words_at(world.province.upper)
    assert "dấu-0-" in words
    assert "riêng dấu-" not in words


@settings(max_examples=5, phases=UNSHRUNK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_cell_never_holds_anything_of_its_siblings(master: Province, steps: list[Step]) -> None:
    run_history(master, steps)


@pytest.mark.long
@settings(max_examples=300, phases=UNSHRUNK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_in_300_histories_a_cell_never_holds_anything_of_its_siblings(
    master: Province, steps: list[Step]
) -> None:
    run_history(master, steps)


def test_the_scan_would_find_a_sibling_if_it_were_there(master: Province) -> None:
    world = begin(master)
    try:
        write_meeting(world.province.cells[1], "2026-10", place="dấu-1-7")
        world.act(("cell up", 1), 0)

        words = world.words_at(world.province.commune)

        assert "dấu-1-7" in words
        assert world.province.cells[1].store.device in words
        assert NAMES[1] in words
    finally:
        world.province.close()


def test_what_a_body_sends_to_everything_below_it_does_not_climb(master: Province) -> None:
    world = begin(master)
    try:
        commune, upper = world.province.commune, world.province.upper
        world.notice(commune)
        world.notice(upper)
        world.deliver_everything()

        assert f"all:{commune.organisation_id}" not in books_held(upper)
        for cell in world.province.cells:
            assert books_held(cell) >= {f"all:{commune.organisation_id}", f"all:{upper.organisation_id}"}
    finally:
        world.province.close()
