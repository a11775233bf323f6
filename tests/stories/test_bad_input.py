"""Everything done wrong from outside: one Vietnamese sentence, the exit code of docs/CLI.md, nothing changed or lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.doctor import examine
from chibo_desktop.cli.records_reading import Masking, list_records
from chibo_desktop.records import SPECS
from cli.calling import Said, call, outside
from structure import ROOT

ENGLISH = re.compile(
    r"\b(traceback|error|exception|failed|invalid|file|disk|database|none|true|the|not|is|of)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^”]*”")
PROGRAM = (sys.executable, "-m", "chibo_desktop")
ON_A_SHARE = """
import sys
from chibo_desktop.app import run
from chibo_desktop.base import disks
disks.read_mounts = lambda: "//may-chu/chung / cifs rw 0 0"
sys.exit(run(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Sample:
    """The sample province of this module; no test writes into its desks, but into copies."""

    folder: Path
    env: Mapping[str, str]
    ids: Mapping[str, str]
    """The organisation of each desk by the name of its folder."""
    first: dict[str, str] = field(default_factory=dict)

    def before(self, desk: str) -> str:
        """The dump of a desk of the sample as it was made, which no call may change."""
        if desk not in self.first:
            self.first[desk] = self.dump(self.folder / desk)
        return self.first[desk]

    def call(self, desk: Path, *words: object, stdin: str = "", **env: str) -> Said:
        """Runs the program on a desk's folder, as another process."""
        return outside(self.folder, "--data-dir", desk, *words, stdin=stdin, env={**self.env, **env})

    def done(self, desk: Path, *words: object, stdin: str = "") -> Said:
        """The same; the call must succeed."""
        said = self.call(desk, *words, stdin=stdin)
        assert said.code == 0, said.err
        return said

    def under(self, before: Sequence[str], desk: Path, *words: object, stdin: str = "") -> Said:
        """The same with a command before the program, which narrows what it may do."""
        return self.run([*before, *PROGRAM], "--data-dir", desk, *words, stdin=stdin)

    def run(self, program: Sequence[str], *words: object, stdin: str = "") -> Said:
        """Runs this program with these words."""
        done = subprocess.run(
            [*program, *map(str, words)],
            cwd=self.folder,
            env={**self.env, "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
            input=stdin.encode(),
            capture_output=True,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def dump(self, desk: Path) -> str:
        """Every record of every kind in order, and what doctor finds and counts."""
        opened = open_desk(desk, self.env["CHIBO_PASSWORD"])
        try:
            everything: dict[str, Any] = {
                kind: [each.document() for each in list_records(opened.store, spec, (), Masking("so sánh"))]
                for kind, spec in SPECS.items()
            }
            return json.dumps([everything, asdict(examine(opened))], sort_keys=True, ensure_ascii=False)
        finally:
            opened.close()

    def bundle(self, sender: str, to: str) -> Path:
        """A bundle of the sample from one desk to another."""
        (found,) = (self.folder / "goi").glob(f"{self.ids[sender]}_{self.ids[to]}_*.cbb")
        return found


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    empty = tmp_path_factory.mktemp("empty")
    home = {"HOME": str(empty / "home"), "XDG_DATA_HOME": str(empty / "home")}
    made = outside(empty, "demo", "mau", "--json", env=home).json
    ids = {Path(desk["folder"]).name: desk["organisation"] for desk in made["desks"]}
    return Sample(Path(made["folder"]), {**home, "CHIBO_PASSWORD": made["password"]}, ids)


@pytest.fixture
def copy_of(sample: Sample, tmp_path: Path) -> Callable[..., Path]:
    """Copies a closed desk of the sample under a name of its own."""

    def copy(desk: str, name: str = "") -> Path:
        return shutil.copytree(sample.folder / desk, tmp_path / (name or desk))

    return copy


Inside = Callable[..., Said]


@pytest.fixture
def inside(sample: Sample, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    """Runs the program on a desk's folder in this process, for what many wrong words have in common."""
    for name, value in sample.env.items():
        monkeypatch.setenv(name, value)
    return partial(call, capsys, "--data-dir")


def assert_one_sentence(said: Said, code: int, part: str) -> None:
    """The code, nothing on stdout, and on stderr one line that ends, says `part` and holds no English word."""
    assert (said.code, said.out) == (code, ""), said.err
    (line,) = said.err.splitlines()
    assert part in line
    assert line.endswith(".")
    assert ENGLISH.search(QUOTED.sub("", line)) is None, line


NAME, DAY = "full_name", "admitted_on"
HELD = {"period": "2026-11", "held_on": "2026-11-05", "started_at": "19:30", "ended_at": "21:00"}
ALL = {"meeting": HELD, "others": "present"}
VOTE = {"matter": "Thông qua nghị quyết", "method": "hand", "threshold": "majority"}
MEMBERS = [
    ({NAME: ""}, "Gõ đủ họ, tên đệm và tên"),
    ({NAME: "Chứ"}, "Gõ đủ họ và tên"),
    ({NAME: "Vàng " + "A" * 300}, "nhiều nhất 80"),
    ({NAME: "Vàng A 😀 Chứ"}, "Bỏ ký tự ấy đi"),
    ({NAME: "\u202e\u202d\u200b"}, "Chưa có họ và tên"),
    ({NAME: "V\u0430ng A Chứ"}, "bảng chữ cái khác"),
    ({NAME: "Vàng A Chứ", DAY: "2026-02-31"}, "Không có ngày 31/02/2026"),
    ({NAME: "Vàng A Chứ", DAY: "05/10/26"}, "Năm 26 là 1926 hay 2026?"),
    ({NAME: "Vàng A Chứ", DAY: "2199-01-01"}, "ngày chưa đến"),
    ({NAME: "Vàng A Chứ", "birth_date": "05/10/75"}, "Năm 75 là 1975 hay 2075?"),
]
COUNTS = {"due": 9, "present": 9, "excused": 1, "absent": 0}
MEETINGS: list[tuple[dict[str, Any], str]] = [
    ({"meeting": {**HELD, "held_on": "31/02/2026"}}, "Không có ngày 31/02/2026"),
    ({"meeting": {**HELD, "held_on": "05/11/26"}}, "Năm 26 là 1926 hay 2026?"),
    ({"meeting": {**HELD, "started_at": "9999-12-31T23:59-10:00"}}, "Ghi như 19:30"),
    ({**ALL, "counts": COUNTS}, "Xem lại các số này"),
    ({**ALL, "counts": {"present": 8}}, "theo điểm danh là 10"),
    ({**ALL, "ballots": [{**VOTE, "yes_count": 10}]}, "nhiều nhất là 9"),
    ({**ALL, "ballots": [{**VOTE, "yes_count": 9, "no_count": 1}]}, "hoặc xem lại điểm danh"),
]


@pytest.mark.parametrize(("given", "part"), MEMBERS)
def test_an_impossible_member_is_refused(
    sample: Sample, inside: Inside, tmp_path: Path, given: dict[str, str], part: str
) -> None:
    desk, file, before = sample.folder / "chi-bo-1", tmp_path / "member.jsonl", sample.before("chi-bo-1")
    file.write_text(json.dumps({"cell_id": sample.ids["chi-bo-1"], **given}), encoding="utf-8")
    assert_one_sentence(inside(desk, "records", "put", "member", file), 1, part)
    assert sample.dump(desk) == before


@pytest.mark.parametrize(("given", "part"), MEETINGS)
def test_a_meeting_with_figures_or_days_that_cannot_be_is_refused_whole(
    sample: Sample, inside: Inside, tmp_path: Path, given: dict[str, Any], part: str
) -> None:
    desk, file, before = sample.folder / "chi-bo-1", tmp_path / "buoi.json", sample.before("chi-bo-1")
    file.write_text(json.dumps(given), encoding="utf-8")
    assert_one_sentence(inside(desk, "meeting", "put", file), 1, part)
    assert sample.dump(desk) == before


def test_letters_in_pieces_and_direction_marks_are_put_right_and_not_refused(
    sample: Sample, copy_of: Callable[..., Path]
) -> None:
    desk, names = copy_of("chi-bo-1"), ["Tòng Thị Ướm", "Giàng Thị Dấu"]
    typed = [unicodedata.normalize("NFD", names[0]), f"\u202e{names[1]}\u202c\u200b"]
    lines = "".join(json.dumps({"cell_id": sample.ids["chi-bo-1"], NAME: name}) + "\n" for name in typed)
    sample.done(desk, "records", "put", "member", stdin=lines)
    listed = sample.done(desk, "records", "list", "member", "--json").json["records"]
    assert [each[NAME] for each in listed[-2:]] == names


def test_a_unit_with_a_day_that_cannot_be_leaves_no_folder(sample: Sample, tmp_path: Path) -> None:
    unit = sample.done(tmp_path / "so", "setup", "--example").json
    for wrong, part in (({"term_from": "31/02/2025"}, "31/02/2025"), ({"name": " "}, "Xem mẫu")):
        (tmp_path / "unit.json").write_text(json.dumps({**unit, **wrong}), encoding="utf-8")
        assert_one_sentence(sample.call(tmp_path / "so", "setup", "--unit", tmp_path / "unit.json"), 1, part)
        assert not (tmp_path / "so").exists()


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        ("cut", "chép lại từ nơi gửi"),
        ("flipped", "xin gửi lại"),
        ("other", "không phải gói"),
        ("elsewhere", "gửi cho đơn vị khác"),
        ("own", "chuyển tệp cho nơi nhận"),
    ],
)
def test_a_bundle_that_cannot_be_read_is_refused_and_stops_no_other(
    sample: Sample, inside: Inside, tmp_path: Path, damage: str, part: str
) -> None:
    desk, good = sample.folder / "xa", sample.bundle("chi-bo-1", "xa")
    data = good.read_bytes()
    wrong = {
        "cut": data[:-100],
        "flipped": data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
        "other": b"%PDF-1.7\n",
        "elsewhere": sample.bundle("xa", "cap-tren").read_bytes(),
        "own": sample.bundle("xa", "chi-bo-1").read_bytes(),
    }[damage]
    if damage == "elsewhere":
        desk = sample.folder / "chi-bo-2"
    (tmp_path / "sai.cbb").write_bytes(wrong)
    before = sample.before(desk.name)
    said = inside(desk, "bundle", "read", tmp_path / "sai.cbb")
    assert_one_sentence(said, 1, part)
    if damage == "cut":
        partly = sample.call(desk, "bundle", "read", tmp_path / "sai.cbb", good)
        assert partly.code == 4
        assert partly.err == said.err
        assert "không có gì mới" in partly.out
    assert sample.dump(desk) == before


def test_a_bundle_twice_changes_nothing_and_one_out_of_order_waits_and_loses_nothing(
    sample: Sample, copy_of: Callable[..., Path], tmp_path: Path
) -> None:
    cell, commune, late = copy_of("chi-bo-1"), copy_of("xa"), copy_of("xa", "xa-muon")
    above, own = sample.ids["xa"], sample.ids["chi-bo-1"]
    first, second, receipt = (tmp_path / f"{name}.cbb" for name in ("mot", "hai", "bien-nhan"))
    for name, bundle in (("Vàng Thị Một", first), ("Vàng Thị Hai", second)):
        line = json.dumps({"cell_id": own, NAME: name})
        sample.done(cell, "records", "put", "member", stdin=line)
        sample.done(cell, "bundle", "make", "--to", above, "--out", bundle)
        sample.done(commune, "bundle", "read", bundle)
        if bundle == first:  # so that the second holds only what is new
            sample.done(commune, "bundle", "make", "--to", own, "--out", receipt)
            sample.done(cell, "bundle", "read", receipt)
    assert "còn chờ" in sample.done(late, "bundle", "read", second).out
    sample.done(late, "bundle", "read", first)
    whole = sample.dump(late)
    assert "không có gì mới" in sample.done(late, "bundle", "read", first).out
    assert sample.dump(late) == whole == sample.dump(commune)
    assert all(name in whole for name in ("Vàng Thị Một", "Vàng Thị Hai"))


def test_a_wrong_password_and_none_at_all_are_refused(sample: Sample) -> None:
    desk, before = sample.folder / "xa", sample.before("xa")
    for password, part in (("hoa ban tim", "Mật khẩu chưa đúng"), ("", "Chưa có mật khẩu")):
        assert_one_sentence(sample.call(desk, "doctor", CHIBO_PASSWORD=password), 1, part)
    assert sample.dump(desk) == before


def test_the_book_of_a_newer_program_is_left_as_it_is(sample: Sample, copy_of: Callable[..., Path]) -> None:
    folder = copy_of("chi-bo-1")
    desk = open_desk(folder, sample.env["CHIBO_PASSWORD"])
    desk.store.connection.execute("UPDATE meta SET value = '999' WHERE name = 'layout'")
    desk.store.connection.execute("PRAGMA user_version = 12")
    desk.close()
    before = files_of(folder)
    assert_one_sentence(sample.call(folder, "doctor"), 1, "Hãy cài bản mới")
    assert files_of(folder) == before


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file that holds something."""
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.stat().st_size
    }


@pytest.mark.skipif(sys.platform != "linux", reason="limits are set by Linux tools")
def test_a_full_disk_is_said_and_the_same_can_be_done_when_there_is_room(
    sample: Sample, copy_of: Callable[..., Path], tmp_path: Path
) -> None:
    desk, out, before = copy_of("chi-bo-1"), tmp_path / "bien-ban.pdf", sample.before("chi-bo-1")
    line = {"cell_id": sample.ids["chi-bo-1"], "source": "people", "content": "nội dung " * 800}
    lines = f"{json.dumps(line)}\n" * 30
    put = ("records", "put", "proposal")
    meeting = json.loads(before)[0]["meeting"][-1]["id"]
    write = ("paper", "write", "bien-ban-thuong-ky", "--of", meeting, "--out", out)
    for room in (8192, 65536):
        said = sample.under(["prlimit", f"--fsize={room}"], desk, *put, stdin=lines)
        assert_one_sentence(said, 3, "đã đầy")
    assert_one_sentence(sample.under(["prlimit", "--fsize=40960"], desk, *write), 3, "bien-ban.pdf")
    assert not list(tmp_path.glob("*.pdf"))
    assert sample.dump(desk) == before
    assert len(sample.done(desk, *put, stdin=lines).out.split()) == 30
    sample.done(desk, *write)


@pytest.mark.skipif(
    sys.platform != "linux", reason="the right of root to write anywhere is taken by Linux tools"
)
def test_a_data_folder_that_is_read_only_is_said(sample: Sample, copy_of: Callable[..., Path]) -> None:
    desk = copy_of("chi-bo-1")
    before = files_of(desk)
    for path in (*desk.rglob("*"), desk):
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = ["setpriv", "--bounding-set", "-dac_override"] if os.getuid() == 0 else []
    line = json.dumps({"cell_id": sample.ids["chi-bo-1"], NAME: "Vàng Thị Một"})
    said = sample.under(root, desk, "records", "put", "member", stdin=line)
    for path in (desk, *desk.rglob("*")):
        path.chmod(0o755)
    assert_one_sentence(said, 3, "chỉ cho đọc")
    assert files_of(desk) == before


@pytest.mark.skipif(sys.platform != "linux", reason="shares are known by /proc/mounts")
def test_a_data_folder_on_a_share_is_refused(sample: Sample, tmp_path: Path) -> None:
    """No share can be mounted here, so the system is made to say that everything lies on one."""
    unit, program = tmp_path / "unit.json", [sys.executable, "-c", ON_A_SHARE]
    unit.write_text(sample.done(tmp_path / "so", "setup", "--example").out, encoding="utf-8")
    for words in ((sample.folder / "xa", "doctor"), (tmp_path / "so", "setup", "--unit", unit)):
        said = sample.run(program, "--data-dir", *words)
        assert_one_sentence(said, 1, "Chọn một thư mục trên ổ đĩa của máy này")
    assert not (tmp_path / "so").exists()


def test_a_second_window_ends_at_once_and_the_first_stays(
    sample: Sample, copy_of: Callable[..., Path], tmp_path: Path
) -> None:
    desk, before = copy_of("chi-bo-1"), sample.before("chi-bo-1")
    env = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    first = subprocess.Popen(
        [*PROGRAM, "--data-dir", str(desk)],
        env={**sample.env, **env, "PYTHONPATH": str(ROOT / "src")},
        stderr=subprocess.DEVNULL,
    )
    try:
        log = desk / "logs" / "chibo.log"
        for _ in range(300):
            if log.is_file() and "window opened" in log.read_text(encoding="utf-8"):
                break
            with pytest.raises(subprocess.TimeoutExpired):
                first.wait(0.1)
        assert sample.call(desk, **env) == Said(0, "", "")
        assert first.poll() is None
    finally:
        first.terminate()
        first.wait(10)
    assert sample.dump(desk) == before
