"""argparse's own words in Vietnamese; the help texts of our words stand beside the words."""

from __future__ import annotations

import argparse

WORDS = {
    "usage: ": "cách dùng: ",
    "positional arguments": "các từ",
    "options": "lựa chọn",
    "show this help message and exit": "in hướng dẫn này rồi dừng",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s.\n",
    "the following arguments are required: %s": "còn thiếu: %s",
    "one of the arguments %s is required": "cần một trong các từ: %s",
    "unrecognized arguments: %s": "không hiểu từ: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s chưa rõ là từ nào: %(matches)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r (hãy chọn: %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "không có từ %(parser_name)r (hãy chọn: %(choices)s)",
    "invalid %(type)s value: %(value)r": "giá trị không dùng được: %(value)r",
    "expected one argument": "cần một giá trị theo sau",
    "expected at most one argument": "chỉ nhận nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected %s argument": "cần %s giá trị",
    "expected %s arguments": "cần %s giá trị",
    "not allowed with argument %s": "không dùng cùng với %s",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "unexpected option string: %s": "không hiểu lựa chọn: %s",
    "can't open '%(filename)s': %(error)s": "không mở được “%(filename)s”: %(error)s",
}


def speak_vietnamese() -> None:
    """From now on argparse says its own words in Vietnamese, whatever language the machine is set to.

    It looks both names up in its own module; gettext itself would need a catalogue and the right locale.
    """
    vars(argparse).update({"_": _word, "ngettext": _counted})


def _word(word: str) -> str:
    return WORDS.get(word, word)


def _counted(one: str, many: str, count: int) -> str:
    return _word(one if count == 1 else many)
