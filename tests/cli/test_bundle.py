"""Bundles by the command line: made, looked into and read; a refused file stops no other and is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import Door


@pytest.fixture
def joined(cell: Door, commune: Door, tmp_path: Path) -> str:
    """The cell stands below the commune and has one member; gives the commune's id."""
    request, certificate = tmp_path / "request.txt", tmp_path / "certificate.txt"
    cell.done("keys", "request", "--out", request)
    own = cell.done("keys", "show", "--json").json["organisation"]
    commune.done("keys", "certify", request, "--out", certificate)
    cell.done("keys", "accept", certificate)
    cell.add("member", cell_id=own, full_name="Vàng A Chứ")
    return str(commune.done("keys", "show", "--json").json["organisation"])


def test_what_a_cell_wrote_arrives_at_the_commune(
    cell: Door, commune: Door, joined: str, tmp_path: Path
) -> None:
    made = cell.done("bundle", "make", "--to", joined, "--out", tmp_path, "--json").json
    look = commune.done("bundle", "look", made["file"], "--json").json["bundles"][0]
    assert (look["result"], look["to"], look["entries"]) == ("good", joined, made["entries"])
    assert commune.done("bundle", "read", made["file"], "--json").json["bundles"][0]["result"] == "read"
    listed = commune.done("records", "list", "member", "--json").json["records"]
    assert [each["full_name"] for each in listed] == ["Vàng A Chứ"]
    assert commune.done("doctor", "--rebuild", "--json").json["sound"]


def test_a_bundle_lies_in_the_data_folder_when_no_place_is_named(cell: Door, joined: str) -> None:
    file = Path(cell.done("bundle", "make", "--to", joined, "--json").json["file"])
    assert file.is_file()
    assert file.is_relative_to(cell.folder)


def test_a_dry_run_and_a_look_change_nothing(cell: Door, commune: Door, joined: str) -> None:
    file = cell.done("bundle", "make", "--to", joined, "--json").json["file"]
    before = commune.done("doctor", "--json").json
    said = commune.done("bundle", "read", file, "--dry-run", "--json").json
    assert said["dry_run"]
    assert said["bundles"][0]["new"] > 0
    commune.done("bundle", "look", file)
    assert commune.done("doctor", "--json").json == before
    assert commune.done("records", "list", "member", "--json").json["records"] == []


def test_the_second_reading_finds_everything_known(cell: Door, commune: Door, joined: str) -> None:
    file = cell.done("bundle", "make", "--to", joined, "--json").json["file"]
    commune.done("bundle", "read", file)
    again = commune.done("bundle", "read", file, "--json").json["bundles"][0]
    assert (again["result"], again["new"]) == ("known", 0)


@pytest.mark.parametrize("word", ["look", "read"])
def test_one_refused_of_two_ends_with_4_and_all_refused_with_1(
    cell: Door, commune: Door, joined: str, tmp_path: Path, word: str
) -> None:
    file = cell.done("bundle", "make", "--to", joined, "--json").json["file"]
    torn = tmp_path / "torn.cbb"
    torn.write_bytes(Path(file).read_bytes()[:-1])
    partly = commune.call("bundle", word, torn, file, "--json")
    assert partly.code == 4
    assert [each["result"] == "refused" for each in partly.json["bundles"]] == [True, False]
    assert "torn.cbb" in partly.err
    assert commune.call("bundle", word, torn).code == 1


def test_a_body_nobody_certified_cannot_be_addressed(cell: Door, tmp_path: Path) -> None:
    said = cell.call("bundle", "make", "--to", "k7m2q4xa-1", "--out", tmp_path / "x.cbb")
    assert (said.code, said.out) == (1, "")
    assert not (tmp_path / "x.cbb").exists()


def test_a_proposal_goes_up_without_its_private_name_and_the_answer_put_there_comes_home(
    cell: Door, commune: Door, joined: str, tmp_path: Path
) -> None:
    own = cell.done("keys", "show", "--json").json["organisation"]
    words = {"source": "people", "raised_by": "Lò Văn Hặc", "content": "Cấp thêm một bộ loa truyền thanh."}
    proposal = cell.add("proposal", cell_id=own, **words)
    commune.done("bundle", "read", cell.done("bundle", "make", "--to", joined, "--json").json["file"])
    shown = commune.show("proposal", proposal)
    assert "raised_by" not in shown
    assert shown["_not_held"] == ["raised_by"]
    assert commune.put("proposal", {"id": proposal, "content": "Khác"}).code == 1
    answer = commune.add(
        "answer", proposal_id=proposal, outcome="settled", answered_on="2024-10-20", content="Đã cấp loa."
    )
    down = commune.done("bundle", "make", "--to", own, "--json").json["file"]
    cell.done("bundle", "read", down)
    assert cell.show("answer", answer)["body_id"] == joined
    assert cell.show("answer", answer)["content"] == "Đã cấp loa."


def test_a_folder_stands_for_every_bundle_in_it_and_other_files_are_counted(
    cell: Door, commune: Door, joined: str, tmp_path: Path
) -> None:
    deep = tmp_path / "usb" / "tháng 10"
    deep.mkdir(parents=True)
    cell.done("bundle", "make", "--to", joined, "--out", deep)
    (deep / "ghi chú.txt").write_text("không phải gói", encoding="utf-8")
    dry = commune.done("bundle", "read", tmp_path / "usb", "--dry-run", "--json").json
    assert (dry["others"], len(dry["bundles"])) == (1, 1)
    assert (dry["senders"][0]["files"], dry["senders"][0]["entries"]) == (1, dry["bundles"][0]["new"])
    assert commune.call("bundle", "read").code == 1  # a dry run leaves nothing to go on with
    assert commune.done("bundle", "read", tmp_path / "usb", "--json").json["bundles"][0]["result"] == "read"
    assert (
        commune.call("bundle", "read", tmp_path / "usb" / "tháng 10", "--json").json["bundles"][0]["new"] == 0
    )


def test_a_folder_without_a_bundle_is_refused(commune: Door, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    said = commune.call("bundle", "read", tmp_path / "trống")
    assert (said.code, said.out) == (1, "")
    assert "Không có tệp .cbb nào" in said.err


def test_what_nobody_can_read_is_listed_tried_again_and_let_go(
    cell: Door, commune: Door, joined: str, tmp_path: Path
) -> None:
    file = cell.done("bundle", "make", "--to", joined, "--json").json["file"]
    torn = tmp_path / "torn.cbb"
    torn.write_bytes(Path(file).read_bytes()[:-1])
    assert commune.call("bundle", "aside", "--again").code == 1
    assert commune.call("bundle", "read", torn, file).code == 4
    listed = commune.done("bundle", "aside", "--json").json["aside"]
    assert [each["file"] for each in listed] == ["torn.cbb"]
    assert "gửi lại" in listed[0]["sentence"]
    assert commune.call("bundle", "aside", "--again").code == 1
    assert len(commune.done("bundle", "aside", "--json").json["aside"]) == 1
    assert commune.done("bundle", "aside", "--forget", "--json").json == {"forgotten": 1}
    assert commune.done("bundle", "aside", "--json").json == {"aside": []}
