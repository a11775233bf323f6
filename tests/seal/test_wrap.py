"""The key slots of a database: who opens it, what a mistake looks like, and what a damaged file does."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.seal.box import NotForUs, SealingKey
from chibo_desktop.seal.digest import hex16
from chibo_desktop.seal.encoding import write_line
from chibo_desktop.seal.recovery_code import ALPHABET, MistypedCode, new_code, read_code
from chibo_desktop.seal.refusals import NewerFormat
from chibo_desktop.seal.wrap import Cost, KeySlots, WrongCode, WrongPassword, new_key
from seal.keys import every_changed_bit

CHEAP = Cost(t=1, m=64, p=1)
USER, PASSWORD = "Vàng A Chứ", "suối lanh mùa mưa"
COMMUNE = SealingKey.new()
FIXED_CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-6875"


@pytest.fixture
def key() -> bytes:
    return new_key()


@pytest.fixture
def slots(tmp_path: Path, key: bytes) -> KeySlots:
    """A new book with one user and the body above, saved."""
    slots = KeySlots.new(tmp_path / "keys.json", cost=CHEAP)
    slots.add_password(USER, PASSWORD, key)
    slots.add_body(COMMUNE.recipient, "muongsay-1", key)
    slots.save()
    return slots


def read(slots: KeySlots) -> KeySlots:
    return KeySlots.read(slots.path, cost=CHEAP)


def test_each_slot_opens_the_same_key_after_reading_the_file_again(slots: KeySlots, key: bytes) -> None:
    slots.add_password("Giàng Thị Dua", "khác hẳn", key)
    code = slots.add_sheet(key)
    slots.save()
    again = read(slots)
    assert again.open_with_password(USER, PASSWORD) == key
    assert again.open_with_password("Giàng Thị Dua", "khác hẳn") == key
    assert again.open_with_sheet(code) == key
    assert again.open_with_body(COMMUNE) == key
    assert again.users == [USER, "Giàng Thị Dua"]
    assert again.kinds == {"user": again.users, "sheet": 1, "body": ["muongsay-1"]}


def test_the_file_holds_neither_key_nor_password_nor_code(slots: KeySlots, key: bytes) -> None:
    code = slots.add_sheet(key)
    slots.save()
    text = slots.path.read_text("utf-8")
    assert PASSWORD not in text
    assert code not in text
    assert read_code(code).decode() not in text
    assert key not in slots.path.read_bytes()
    assert key.hex() not in text


def test_without_being_told_otherwise_a_guess_costs_64_mib_and_3_passes(tmp_path: Path, key: bytes) -> None:
    slots = KeySlots.new(tmp_path / "keys.json")
    slots.add_password(USER, PASSWORD, key)
    slots.save()
    slot = json.loads(slots.path.read_bytes())["slots"][0]
    assert (slot["t"], slot["m"], slot["p"]) == (3, 65536, 1)
    assert KeySlots.read(slots.path).open_with_password(USER, PASSWORD) == key


def test_a_wrong_password_is_said_beside_its_field(slots: KeySlots) -> None:
    for wrong in ("", PASSWORD.upper(), PASSWORD + " ", "suoi lanh mua mua"):
        with pytest.raises(WrongPassword) as caught:
            slots.open_with_password(USER, wrong)
        assert caught.value.field == "password"


def test_a_password_typed_in_either_form_of_vietnamese_letters_opens(slots: KeySlots, key: bytes) -> None:
    name, typed = (unicodedata.normalize("NFD", text) for text in (USER, PASSWORD))
    assert typed != PASSWORD
    assert slots.open_with_password(name, typed) == key


def test_a_name_that_is_not_there_is_no_wrong_password(slots: KeySlots) -> None:
    with pytest.raises(Refusal) as caught:
        slots.open_with_password("Lò Văn Hặc", PASSWORD)
    assert not isinstance(caught.value, WrongPassword)
    assert caught.value.field == "user"


@pytest.mark.parametrize(
    ("user", "password", "field"),
    [
        (USER, "x", "user"),
        ("", "x", "user"),
        ("a\nb", "x", "user"),
        ("Lò Văn Hặc", "", "password"),
        ("Lò Văn Hặc", "  ", "password"),
    ],
)
def test_what_no_slot_can_be_made_of_is_refused(
    slots: KeySlots, key: bytes, user: str, password: str, field: str
) -> None:
    with pytest.raises(Refusal) as caught:
        slots.add_password(user, password, key)
    assert caught.value.field == field
    assert slots.users == [USER]


def test_a_changed_password_replaces_the_old_one(slots: KeySlots, key: bytes) -> None:
    slots.change_password(USER, PASSWORD, "nà hừ mùa khô")
    slots.save()
    again = read(slots)
    assert again.open_with_password(USER, "nà hừ mùa khô") == key
    with pytest.raises(WrongPassword):
        again.open_with_password(USER, PASSWORD)
    assert again.kinds == {"user": [USER], "sheet": 0, "body": ["muongsay-1"]}


def test_a_password_is_changed_only_by_who_knows_the_old_one(slots: KeySlots, key: bytes) -> None:
    with pytest.raises(WrongPassword):
        slots.change_password(USER, "đoán", "mới")
    with pytest.raises(Refusal):
        slots.change_password(USER, PASSWORD, " ")
    assert slots.open_with_password(USER, PASSWORD) == key


def test_another_body_does_not_open_it(slots: KeySlots, key: bytes) -> None:
    with pytest.raises(NotForUs):
        slots.open_with_body(SealingKey.new())
    new_commune_key = SealingKey.new()
    slots.add_body(new_commune_key.recipient, "muongsay-1", key)
    assert slots.kinds["body"] == ["muongsay-1"]
    assert slots.open_with_body(new_commune_key) == key
    with pytest.raises(NotForUs):
        slots.open_with_body(COMMUNE)


def test_a_sheet_of_another_book_or_a_replaced_one_is_told_from_a_slip(slots: KeySlots, key: bytes) -> None:
    old = slots.add_sheet(key)
    slots.drop_sheets()
    new = slots.add_sheet(key)
    assert slots.open_with_sheet(new) == key
    for code in (old, new_code()):
        with pytest.raises(WrongCode):
            slots.open_with_sheet(code)
    with pytest.raises(MistypedCode):
        slots.open_with_sheet(new[:-1] + ("0" if new[-1] != "0" else "1"))


def test_a_user_who_left_opens_it_no_more_but_the_last_way_in_stays(slots: KeySlots, key: bytes) -> None:
    slots.add_password("Giàng Thị Dua", "khác hẳn", key)
    slots.drop_user(USER)
    assert slots.users == ["Giàng Thị Dua"]
    with pytest.raises(Refusal):
        slots.open_with_password(USER, PASSWORD)
    alone = KeySlots.new(slots.path.with_name("alone.json"), cost=CHEAP)
    alone.add_password(USER, PASSWORD, key)
    with pytest.raises(Refusal):
        alone.drop_user(USER)
    assert alone.open_with_password(USER, PASSWORD) == key


def test_slots_of_one_file_hold_one_key(slots: KeySlots) -> None:
    for other in (new_key(), b"short"):
        with pytest.raises(ValueError):
            slots.add_sheet(other)
    assert slots.kinds["sheet"] == 0


def test_a_book_is_never_written_over_and_never_saved_without_a_way_in(slots: KeySlots) -> None:
    before = slots.path.read_bytes()
    with pytest.raises(Refusal):
        KeySlots.new(slots.path)
    with pytest.raises(ValueError):
        KeySlots.new(slots.path.with_name("empty.json")).save()
    assert slots.path.read_bytes() == before


def test_every_changed_bit_of_the_file_is_noticed_before_a_password_is_asked(
    slots: KeySlots, key: bytes
) -> None:
    slots.add_sheet(key)
    slots.save()
    for other in every_changed_bit(slots.path.read_bytes()):
        slots.path.write_bytes(other)
        with pytest.raises((Trouble, NewerFormat)):
            read(slots)


def test_a_file_cut_lengthened_missing_or_too_long_is_trouble(slots: KeySlots) -> None:
    data = slots.path.read_bytes()
    for other in [
        *(data[:length] for length in range(0, len(data), 7)),
        data + b"\n",
        data + data,
        bytes(300_000),
    ]:
        slots.path.write_bytes(other)
        with pytest.raises(Trouble):
            read(slots)
    slots.path.unlink()
    with pytest.raises(Trouble):
        read(slots)


def rewritten(slots: KeySlots, change: dict[str, Any], place: int = 0) -> None:
    """Change one slot as someone would who knows how the sum is made."""
    body = json.loads(slots.path.read_bytes())
    del body["sum"]
    body["slots"][place].update(change)
    body["sum"] = hex16(write_line(body).encode())
    slots.path.write_bytes(write_line(body).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "voice"},
        {"kind": "sheet"},
        {"kind": 1},
        {"more": 1},
        {"user": ""},
        {"t": 0},
        {"t": 33},
        {"t": True},
        {"m": 63},
        {"m": 2**21},
        {"p": 0},
        {"p": 5},
        {"salt": "QUJD"},
        {"nonce": "QUJD"},
        {"box": "QUJD"},
        {"box": ""},
        {"box": None},
    ],
)
def test_a_slot_of_any_other_form_is_trouble(slots: KeySlots, change: dict[str, Any]) -> None:
    rewritten(slots, change)
    with pytest.raises(Trouble):
        read(slots)


@pytest.mark.parametrize("change", [{"user": "Lò Văn Hặc"}, {"t": 2}, {"m": 128}, {"p": 2}])
def test_name_and_cost_of_a_slot_are_bound_to_its_box(slots: KeySlots, change: dict[str, Any]) -> None:
    rewritten(slots, change)
    again = read(slots)
    with pytest.raises(WrongPassword):
        again.open_with_password(again.users[0], PASSWORD)


def test_a_box_of_another_key_is_noticed(slots: KeySlots) -> None:
    other = KeySlots.new(slots.path.with_name("other.json"), cost=CHEAP)
    other.add_body(COMMUNE.recipient, "muongsay-1", new_key())
    other.save()
    rewritten(slots, json.loads(other.path.read_bytes())["slots"][0], place=1)
    with pytest.raises(Trouble):
        read(slots).open_with_body(COMMUNE)


@pytest.mark.parametrize(
    "text", ['{"format":2}', '{"format":2,"slots":[],"new":1.5}', '{"a": 1, "format": 7}']
)
def test_a_file_of_a_later_format_asks_for_the_newer_program(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(NewerFormat):
        KeySlots.read(path)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"format":1}', '{"format":true}', "[" * 90, '{"format":1,"format":1}']
)
def test_a_file_that_holds_no_slots_is_trouble(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(Trouble):
        KeySlots.read(path)


def test_a_recovery_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    assert [len(group) for group in code.split("-")] == [4] * 8
    typed = [
        code.lower(),
        code.replace("-", ""),
        code.replace("-", "  "),
        f" {code}\n",
        code.replace("-", "–"),
    ]
    typed += [code.replace("0", "O").replace("1", "l"), code.replace("1", "I").replace("0", "o")]
    assert {read_code(text) for text in typed} == {read_code(code)}


def test_recovery_codes_use_every_sign_and_do_not_repeat() -> None:
    codes = [new_code() for _ in range(300)]
    assert len(set(codes)) == 300
    assert set("".join(codes)) == {*ALPHABET, "-"}


def test_any_single_slip_in_a_recovery_code_is_told() -> None:
    code = FIXED_CODE.replace("-", "")
    assert read_code(FIXED_CODE) == code[:28].encode()
    slips = [code[:at] + sign + code[at + 1 :] for at in range(32) for sign in ALPHABET if sign != code[at]]
    slips += [
        code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(31) if code[at] != code[at + 1]
    ]
    slips += [code[:at] + code[at + 1 :] for at in range(32)] + [
        code + "0",
        "",
        code[:28] + "UUUU",
        code[:-1] + "Đ",
    ]
    for slip in slips:
        with pytest.raises(MistypedCode):
            read_code(slip)


def test_a_code_typed_with_vietnamese_letters_on_says_to_switch_them_off() -> None:
    with pytest.raises(MistypedCode) as caught:
        read_code(FIXED_CODE[:-1] + "ậ")
    assert "tắt bộ gõ" in caught.value.sentence
