"""An older program beside a newer one: it keeps and forwards what it does not know, and is level after its upgrade."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.store import meta
from chibo_desktop.store.again import lost_sides, write_again
from chibo_desktop.store.backup_shelf import list_good, shelf_of
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.intake import take
from chibo_desktop.store.store import create_store, open_store
from exchange import programs
from exchange.programs import KEY, NewerProgram, Put, make_newer_program
from exchange.province import Province, make_province
from replicas import START

BOOK = "aaaaaaaa-1"
OLD, NEW = "aaaaaaaa", "bbbbbbbb"
NEVER_SENT = "Chưa nói với ai"
WHOLE_BLOOD = {"full_name": "Vàng A Chứ", "nickname": "Chứ Pà", "blood_group": "O", "gender": "unsaid"}


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> NewerProgram:
    return make_newer_program(tmp_path_factory.mktemp("newer"))


@dataclass
class Levels:
    """Three desks on disk, all closed, and a copy of the commune's that only the newer program opens."""

    stick: str
    cell: str
    commune: str
    upper: str
    commune_always_new: str
    cell_org: str
    commune_org: str
    upper_org: str
    _minutes: int = field(default=0, init=False)

    @property
    def at(self) -> str:
        """Time goes on with every step."""
        self._minutes += 1
        return f"2026-10-06T{7 + self._minutes // 60:02}:{self._minutes % 60:02}:00+07:00"


@pytest.fixture
def levels(tmp_path: Path) -> Iterator[Levels]:
    with make_province(tmp_path) as province:
        _write_before(province)
        desks = (province.cell, province.commune, province.upper)
        folders = [str(desk.folder) for desk in desks]
        orgs = [desk.organisation_id for desk in desks]
        province.close()
        copied = shutil.copytree(folders[1], tmp_path / "commune always new")
        cell, commune, upper = folders
        yield Levels(str(province.folder), cell, commune, upper, str(copied), *orgs)


def _write_before(province: Province) -> None:
    """What the cell wrote before anybody had the newer program: fields that got other names since."""
    org = province.cell.organisation_id
    with province.cell.writing() as writer:
        for number, period in ((900, "2026-09"), (904, "2026-08")):
            fields = {"cell_id": org, "period": period, "mood": "Yên tâm"}
            writer.put_json("meeting", _id(org, number), fields)
        proposal = {"cell_id": org, "source": "people", "content": "Xin làm đường", "place": "bản Nà Hừ"}
        writer.put_json("proposal", _id(org, 901), proposal)


def _id(org: str, number: int) -> str:
    return f"{org[:8]}-{number}"


def _newer_puts(org: str) -> list[Put]:
    member, pledge = _id(org, 902), _id(org, 903)
    words = {"words": "Giúp hai hộ thoát nghèo", "thoughts": NEVER_SENT}
    return [
        ("member", member, {"cell_id": org, **WHOLE_BLOOD}),
        ("pledge", pledge, {"member_id": member, "year": "2026", **words}),
        ("proposal", _id(org, 901), {"spot": "bản Suối Lanh"}),
        ("meeting", _id(org, 900), {"feeling": "Phấn khởi"}),
    ]


def _shown(look: dict[str, Any], kind: str, record_id: str) -> dict[str, Any]:
    row = next(row for table, key, row in look["shown"] if (table, key) == (kind, record_id))
    return {**row, **json.loads(row["_unknown"])}


def test_an_older_commune_keeps_shows_and_forwards_what_a_newer_cell_wrote(
    levels: Levels, newer: NewerProgram
) -> None:
    org, member = levels.cell_org, _id(levels.cell_org, 902)
    _, bundle, cell = newer.run(
        ("put", levels.cell, levels.at, _newer_puts(org)),
        ("send", levels.cell, levels.at, levels.commune_org, levels.stick),
        ("look", levels.cell, levels.at),
    )

    assert programs.receive(levels.commune, levels.at, bundle) == "read"
    commune = programs.look(levels.commune, levels.at)
    onward = programs.send(levels.commune, levels.at, levels.upper_org, levels.stick)
    assert programs.receive(levels.upper, levels.at, onward) == "read"
    upper = programs.look(levels.upper, levels.at)

    shown = _shown(commune, "member", member)
    assert {name: shown[name] for name in WHOLE_BLOOD} == WHOLE_BLOOD
    told = programs.tell(levels.commune, levels.at)
    assert {"Đảng viên: Vàng A Chứ", "Kiến nghị: Xin làm đường", "Mục của bản chương trình mới hơn"} <= set(
        told
    )
    assert commune["wrong"] == upper["wrong"] == []
    written = {body for body in cell["journal"] if json.loads(body)["b"] == org}
    assert written <= set(commune["journal"])
    assert written <= set(upper["journal"])
    assert {json.loads(body)["s"] for body in written} == {1, 2}
    for_commune = {tuple(part) for part in cell["parts"] if part[1] == "parent"}
    assert any("Giúp hai hộ" in part[2] for part in for_commune)
    assert for_commune <= {tuple(part) for part in commune["parts"]}
    assert NEVER_SENT not in json.dumps(commune, ensure_ascii=False)
    assert "Giúp hai hộ" not in json.dumps(upper, ensure_ascii=False)


def test_after_the_upgrade_a_commune_equals_one_that_had_the_newer_program_all_the_time(
    levels: Levels, newer: NewerProgram
) -> None:
    org, member = levels.cell_org, _id(levels.cell_org, 902)
    _, first = newer.run(
        ("put", levels.cell, levels.at, _newer_puts(org)),
        ("send", levels.cell, levels.at, levels.commune_org, levels.stick),
    )
    programs.receive(levels.commune, levels.at, first)
    # the cell goes back to the older program, which edits what it knows of the same records
    edits: list[Put] = [
        ("member", member, {"full_name": "Vàng A Chứ Pó", "office": "secretary"}),
        ("proposal", _id(org, 901), {"place": "bản Suối Lanh, xóm trên"}),
    ]
    programs.put(levels.cell, levels.at, edits)
    second = programs.send(levels.cell, levels.at, levels.commune_org, levels.stick)
    programs.receive(levels.commune, levels.at, second)
    newer.run(*(("receive", levels.commune_always_new, levels.at, bundle) for bundle in (first, second)))

    upgraded, always_new, cell = newer.run(
        *(("look", each, levels.at) for each in (levels.commune, levels.commune_always_new, levels.cell))
    )

    assert upgraded["wrong"] == cell["wrong"] == []
    assert upgraded["shown"] == always_new["shown"]
    assert upgraded["journal"] == always_new["journal"]
    assert upgraded["parts"] == always_new["parts"]
    for level in (upgraded, cell):
        shown = _shown(level, "member", member)
        assert (shown["full_name"], shown["nickname"], shown["blood_group"]) == (
            "Vàng A Chứ Pó",
            "Chứ Pà",
            "O",
        )
        assert _shown(level, "pledge", _id(org, 903))["words"] == "Giúp hai hộ thoát nghèo"
        assert _shown(level, "proposal", _id(org, 901))["spot"] == "bản Suối Lanh, xóm trên"
        assert _shown(level, "meeting", _id(org, 900))["feeling"] == "Phấn khởi"
        assert _shown(level, "meeting", _id(org, 904))["feeling"] == "Yên tâm"
    assert "upgrade" in [one.header.why for one in list_good(shelf_of(Path(levels.commune)))]


def _some_puts(dice: random.Random, count: int, *, is_newer: bool) -> list[Put]:
    """Writes to a few records again and again, so that both programs write the same fields without seeing the other."""
    found: list[Put] = []
    for _ in range(count):
        kind = dice.choice(("member", "proposal", "meeting") + (("pledge",) if is_newer else ()))
        words = dice.choice(("Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc"))
        record_id = f"{dice.choice((OLD, NEW))}-{dice.randint(1, 2)}{len(kind)}"
        old = {
            "member": ("full_name", "phone"),
            "proposal": ("place", "content"),
            "meeting": ("mood", "place"),
        }
        new = {
            "member": ("full_name", "nickname", "blood_group"),
            "proposal": ("spot", "content"),
            "meeting": ("feeling", "place"),
            "pledge": ("words", "thoughts", "put_away"),
        }
        name = dice.choice((new if is_newer else old)[kind])
        found.append((kind, record_id, {name: dice.random() < 0.5 if name == "put_away" else words[:8]}))
    return found


def _new_store(folder: Path, device: str) -> str:
    folder.mkdir(parents=True)
    create_store(folder, KEY, device=device, sample=True, clock=FixedClock(START)).close()
    return str(folder)


@pytest.mark.parametrize("seed", range(3))
def test_two_programs_that_write_one_book_at_once_agree_after_the_upgrade(
    seed: int, tmp_path: Path, newer: NewerProgram
) -> None:
    dice, at = random.Random(seed), START.isoformat()
    old, new = _new_store(tmp_path / "old", OLD), _new_store(tmp_path / "new", NEW)
    late = _new_store(tmp_path / "late", "cccccccc")
    programs.write(old, at, BOOK, _some_puts(dice, 6, is_newer=False))
    _, given = newer.run(
        ("write", new, at, BOOK, _some_puts(dice, 12, is_newer=True)),
        ("give", new, at),
    )
    dice.shuffle(given)
    programs.accept(old, at, given[:8])
    programs.write(old, at, BOOK, _some_puts(dice, 6, is_newer=False))
    programs.accept(old, at, given[8:])
    programs.write(old, at, BOOK, _some_puts(dice, 3, is_newer=False))
    everything = programs.give(old, at)
    here = programs.look_bare(old, at)
    shuffled = dice.sample(everything, len(everything))

    *_, upgraded, always_new, came_late = newer.run(
        ("accept", new, at, everything),
        ("accept", late, at, shuffled),
        *(("look_bare", each, at) for each in (old, new, late)),
    )

    assert here["wrong"] == upgraded["wrong"] == always_new["wrong"] == []
    assert here["journal"] == always_new["journal"]
    assert here["parts"] == always_new["parts"]
    assert upgraded == always_new == came_late
    assert {json.loads(body)["s"] for body in here["journal"]} == {1, 2}
    assert any(table == "conflict" for table, _, _ in upgraded["shown"])


def test_what_an_older_program_writes_again_of_a_copied_laptop_keeps_the_fields_it_does_not_know(
    tmp_path: Path, newer: NewerProgram
) -> None:
    at, member = START.isoformat(), f"{OLD}-1"
    one, twin = _new_store(tmp_path / "one", OLD), str(tmp_path / "twin")
    newer.run(("write", one, at, BOOK, [("member", member, {"full_name": "Vàng A Chứ"})]))
    shutil.copytree(one, twin)
    _, _, ones, twins = newer.run(
        *(
            ("write", each, at, BOOK, [("member", member, {"nickname": words})])
            for each, words in ((one, "Chứ Pà"), (twin, "Chứ Pó"))
        ),
        *(("give", each, at) for each in (one, twin)),
    )
    store = open_store(Path(_new_store(tmp_path / "old", "cccccccc")), KEY, clock=FixedClock(START))
    for entry, _ in (*ones, *twins):
        with store.transaction():
            take(store, [read_entry(entry.encode())])
            meta.put(store.connection, "former devices", OLD)

    with store.transaction():
        for side in lost_sides(store):
            write_again(store, side)
    folder = str(store.folder)
    store.close()
    (upgraded,) = newer.run(("look_bare", folder, at))

    here = _shown(upgraded, "member", member)["nickname"]
    beside = {json.loads(row["value"]) for table, _, row in upgraded["shown"] if table == "conflict"}
    assert {here} | beside == {"Chứ Pà", "Chứ Pó"}
