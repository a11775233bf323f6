"""How long searching takes in a cell's book of ten years, and what the index costs a write: python benchmarks/search.py [YEARS] [CELLS]."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.search import search
from chibo_desktop.store import DATABASE, Store, Writer, create_store
from chibo_desktop.store.rebuild import project_everything
from chibo_desktop.store.search import index_record

SENTENCES = (
    "Đề nghị có biển chỉ đường và thùng rác trước khi đón khách du lịch cuối năm.",
    "Nên chia đoạn đường cho từng nhóm hộ, có người đo và ghi công từng ngày.",
    "Tập trung thu hoạch lúa mùa, chuẩn bị năm học mới, giữ sạch nguồn nước của bản.",
    "Rà soát hộ nghèo, hộ cận nghèo; vận động nhân dân tham gia bảo hiểm y tế tự nguyện.",
    "Giao ban công tác mặt trận phối hợp tuyên truyền phòng cháy, chữa cháy rừng mùa khô.",
    "Phân công đảng viên phụ trách hộ gia đình, báo cáo kết quả tại kỳ sinh hoạt sau.",
    "Chi bộ thống nhất giới thiệu quần chúng ưu tú đi học lớp bồi dưỡng nhận thức về Đảng.",
    "Kiểm tra việc thu, nộp đảng phí; nhắc nhở đồng chí còn chậm, biểu dương đồng chí nộp sớm.",
)
SURNAMES = ("Vàng", "Giàng", "Lò", "Pờ", "Quàng", "Lù", "Sùng", "Hờ")
MIDDLES = ("A", "Thị", "Văn", "Go", "Seo")
GIVEN = ("Chứ", "Dua", "Hặc", "Hừ", "Kiêm", "Lả", "Nhà", "Pâng", "Sử", "Tủa")
TYPED = (
    "giang thi dua", "giangf thij dua", "Giàng Thị Dua", "gtd", "duong", "đường", "thu hoach lua mua",
    "10/2024", "05/10/2023", "12-NQ/CB", "t3 dang phi", "nhan dan", "khong co chu nay",
)  # fmt: skip


def fill(store: Store, clock: FixedClock, cells: int, years: int, chance: random.Random) -> None:
    """Each month a meeting of every cell, with what an ordinary month leaves."""
    for cell in range(cells):
        with store.writing(f"aaaaaaaa-{cell + 1}", "bt") as writer:
            organisation = writer.new_id()
            writer.put("organisation", organisation, name=f"Chi bộ bản số {cell + 1}", kind="cell")
            members = [_member(writer, organisation, chance) for _ in range(20)]
        for month in range(years * 12):
            day = date(2016 + month // 12, 1 + month % 12, 5)
            clock.set(datetime(day.year, day.month, day.day, 20, cell % 60, tzinfo=VIETNAM))
            with store.writing(organisation, "bt") as writer:
                _meeting(writer, organisation, members, day, chance)


def _member(writer: Writer, organisation: str, chance: random.Random) -> str:
    member = writer.new_id()
    name = " ".join((chance.choice(SURNAMES), chance.choice(MIDDLES), chance.choice(GIVEN)))
    writer.put("member", member, cell_id=organisation, full_name=name)
    return member


def _meeting(writer: Writer, organisation: str, members: list[str], day: date, chance: random.Random) -> None:
    def prose(sentences: int) -> str:
        return " ".join(chance.choices(SENTENCES, k=sentences))

    def child(kind: str, **values: object) -> str:
        made = writer.new_id()
        writer.put(kind, made, meeting_id=meeting, **values)
        return made

    meeting = writer.new_id()
    writer.put("meeting", meeting, cell_id=organisation, period=str(day)[:7], held_on=day)
    writer.put("meeting", meeting, last_month=prose(3), conclusion=prose(4), mood=prose(2))
    for member in members:
        writer.put("attendance", f"{meeting}/{member}", meeting_id=meeting, member_id=member, state="present")
    for place in range(1, 6):
        child("agenda_item", position=place, title=chance.choice(SENTENCES), summary=prose(3))
    for place in range(1, 9):
        said = {"position": place, "member_id": chance.choice(members), "body": prose(2)}
        child("opinion", **said)
    child("ballot", position=1, matter=chance.choice(SENTENCES), yes_count=18)
    number = (day.year - 2016) * 12 + day.month
    child("resolution", number=number, issued_on=day, direction=prose(5), evaluation=prose(3))
    for _ in range(4):
        due = day + timedelta(days=25)
        task = child("assignment", cell_id=organisation, title=prose(1), due_on=due)
        child("assignment_report", assignment_id=task, state="done", result=prose(1))
    for _ in range(2):
        asked = {"cell_id": organisation, "source": "people", "content": prose(2), "raised_on": day}
        child("proposal", **asked)


def keystrokes() -> Iterator[str]:
    """What stands in the field after each key, from the second on."""
    for typed in TYPED:
        yield from (typed[:end] for end in range(2, len(typed) + 1))


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def said(what: str, times: list[float]) -> None:
    """Median, 99th of a hundred, and worst."""
    worst = sorted(times)
    p99 = worst[min(len(worst) - 1, int(len(worst) * 0.99))]
    print(f"{what}: p50 {statistics.median(times):.2f} ms, p99 {p99:.2f} ms, worst {worst[-1]:.2f} ms")


def write_opinion(store: Store) -> str:
    """One opinion an entry, as when a field is left."""
    with store.writing("aaaaaaaa-1", "bt") as writer:
        opinion = writer.new_id()
        writer.put("opinion", opinion, meeting_id="aaaaaaaa-22", body=SENTENCES[0], position=1)
    return opinion


def index_again(store: Store, opinion: str) -> None:
    """What the index alone costs such a write: out with the old words, in with the new, committed."""
    with store.transaction():
        index_record(store.connection, "opinion", opinion)


def main(years: int, cells: int) -> None:
    clock = FixedClock(datetime(2016, 1, 5, 20, 0, tzinfo=VIETNAM))
    with tempfile.TemporaryDirectory() as place:
        store = create_store(Path(place), bytes(32), device="aaaaaaaa", sample=True, clock=clock)
        filling = timed(lambda: fill(store, clock, cells, years, random.Random(7)))
        records = store.value("SELECT count(*) FROM search_place")
        print(f"{cells} cells, {years} years: {records} records indexed, written in {filling / 1000:.1f} s")
        said("a keystroke", [timed(partial(search, store, typed)) for typed in keystrokes()])
        said("an opinion written", [timed(lambda: write_opinion(store)) for _ in range(100)])
        opinion = write_opinion(store)
        said("its words alone", [timed(lambda: index_again(store, opinion)) for _ in range(100)])
        with store.transaction():
            print(f"everything projected again: {timed(lambda: project_everything(store.connection)):.0f} ms")
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        index = store.value("SELECT sum(length(block)) FROM search_data")
        print(
            f"file {(Path(place) / DATABASE).stat().st_size / 1e6:.1f} MB, index {index / 1e6:.1f} MB of it"
        )
        store.close()


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:3]] + [10, 1][len(sys.argv[1:3]) :]
    main(asked[0], asked[1])
