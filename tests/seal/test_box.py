"""Sealed boxes: who opens them, what is refused, and age as the third party."""

from __future__ import annotations

import pickle
import subprocess
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.box import Damaged, NotForUs, SealingKey, is_recipient, open_box, seal
from seal.keys import every_changed_bit

COMMUNE, CELL, OTHER = SealingKey.new(), SealingKey.new(), SealingKey.new()
CONTENT = "Biên bản sinh hoạt chi bộ bản Suối Lanh".encode()


def test_receiver_and_sender_open_a_box_with_any_key_they_ever_had() -> None:
    box = seal(CONTENT, [COMMUNE.recipient, CELL.recipient, CELL.recipient])
    assert open_box(box, [COMMUNE]) == open_box(box, [OTHER, CELL]) == CONTENT
    assert CONTENT not in box


@pytest.mark.parametrize("content", [b"", bytes(65536), bytes(65537), bytes(200_000)])
def test_a_box_of_any_size_comes_back_whole(content: bytes) -> None:
    assert open_box(seal(content, [CELL.recipient]), [CELL]) == content


def test_nothing_is_sealed_for_nobody_or_for_a_wrong_key() -> None:
    for recipients in ([], [CELL.recipient, "age1wrong"], [CELL.recipient.upper()], [""]):
        with pytest.raises(Refusal):
            seal(CONTENT, recipients)


def test_a_box_for_someone_else_is_said_to_be_so() -> None:
    box = seal(CONTENT, [COMMUNE.recipient])
    for keys in ([], [CELL], [CELL, OTHER]):
        with pytest.raises(NotForUs):
            open_box(box, keys)


def test_every_changed_bit_of_a_box_is_refused() -> None:
    box = seal(CONTENT, [COMMUNE.recipient])
    for other in every_changed_bit(box):
        with pytest.raises((Damaged, NotForUs)):
            open_box(other, [COMMUNE])


def test_a_box_cut_at_any_place_or_lengthened_is_damaged() -> None:
    box = seal(CONTENT, [COMMUNE.recipient])
    for length in range(len(box)):
        with pytest.raises(Damaged):
            open_box(box[:length], [COMMUNE])
    for longer in (box + b"\n", box + box, b"\n" + box):
        with pytest.raises(Damaged):
            open_box(longer, [COMMUNE])


def test_a_long_box_cut_between_two_blocks_is_damaged() -> None:
    box = seal(bytes(65536 * 2), [COMMUNE.recipient])
    with pytest.raises(Damaged):
        open_box(box[: -(65536 + 16)], [COMMUNE])


def test_a_key_comes_back_from_its_text_and_never_shows_it() -> None:
    assert SealingKey.from_text(CELL.text).recipient == CELL.recipient
    assert is_recipient(CELL.recipient)
    assert CELL.text not in repr(CELL)
    for wrong in (CELL.text[:-1], CELL.recipient, ""):
        with pytest.raises(ValueError) as caught:
            SealingKey.from_text(wrong)
        assert wrong == "" or wrong not in str(caught.value)


def test_refusals_travel_between_processes() -> None:
    for error in (NotForUs(), Damaged()):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
        assert type(copy) is type(error)
        assert copy.sentence == error.sentence


def test_age_opens_a_box_and_we_open_one_of_age(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(COMMUNE.text + "\n")
    (tmp_path / "box").write_bytes(seal(CONTENT, [CELL.recipient, COMMUNE.recipient]))
    opened = subprocess.run(["age", "-d", "-i", "key", "box"], cwd=tmp_path, capture_output=True, check=True)
    sealed = subprocess.run(["age", "-r", CELL.recipient], input=CONTENT, capture_output=True, check=True)
    armoured = subprocess.run(
        ["age", "-a", "-r", CELL.recipient], input=CONTENT, capture_output=True, check=True
    )
    assert opened.stdout == CONTENT
    assert open_box(sealed.stdout, [CELL]) == CONTENT
    with pytest.raises(Damaged):
        open_box(armoured.stdout, [CELL])


def test_a_file_that_never_was_a_box_is_told_apart_from_one_copied_halfway() -> None:
    box = seal(CONTENT, [COMMUNE.recipient])
    for data, part in (
        (b"%PDF-1.7", "không phải gói"),
        (box[:-1], "chép chưa hết"),
        (box[:9], "chép chưa hết"),
    ):
        with pytest.raises(Damaged, match=part):
            open_box(data, [COMMUNE])
