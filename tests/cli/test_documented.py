"""docs/CLI.md says every word there is, with every option and an example that can be typed, and no word there is not."""

from __future__ import annotations

import re
import shlex
from functools import cache
from importlib import import_module

import pytest

from chibo_desktop.cli.parser import NOUNS, noun_parser
from cli.calling import call
from structure import ROOT

SECTION = re.compile(r"^### `(?P<words>[^`]+)`\n(?P<body>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
VERB = re.compile(r"^    ([a-z]+)(?: {2,}|$)", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z-]*")


@cache
def sections() -> dict[str, tuple[str, str]]:
    """Heading and body of every section by the words that call it: `records list`, `doctor`."""
    text = (ROOT / "docs" / "CLI.md").read_text(encoding="utf-8")
    found: dict[str, tuple[str, str]] = {}
    for match in SECTION.finditer(text):
        words = match["words"].split()
        is_verb = len(words) > 1 and words[1].isalpha() and words[1].islower()
        found[" ".join(words[: 2 if is_verb else 1])] = match["words"], match["body"]
    return found


def words_there_are(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Every word with its help."""
    found: dict[str, str] = {}
    for noun in NOUNS:
        said = call(capsys, noun.name, "--help").out
        verbs = VERB.findall(said)
        found |= {f"{noun.name} {verb}": call(capsys, noun.name, verb, "--help").out for verb in verbs}
        if not verbs:
            found[noun.name] = said
    return found


def examples() -> list[tuple[str, str]]:
    """Every line of an example with the word it is an example of."""
    return [
        (words, line)
        for words, (_, body) in sections().items()
        for block in re.findall(r"```sh\n(.*?)```", body, re.DOTALL)
        for line in block.splitlines()
    ]


def test_every_word_is_documented_with_its_options_and_its_ends(capsys: pytest.CaptureFixture[str]) -> None:
    there = words_there_are(capsys)
    assert set(there) == set(sections())
    for words, said in there.items():
        heading, body = sections()[words]
        missing = sorted(set(OPTION.findall(said)) - {"--help"} - set(OPTION.findall(heading + body)))
        assert missing == [], words
        assert "Ends with 0" in body, words


def test_every_word_has_an_example() -> None:
    assert {words for words, _ in examples()} == set(sections())


@pytest.mark.parametrize(("words", "line"), examples())
def test_an_example_can_be_typed(words: str, line: str) -> None:
    typed = shlex.split(line.rsplit("|", maxsplit=1)[-1].split(">", maxsplit=1)[0])
    assert typed[0] == "chibo-desktop"
    rest = typed[3:] if typed[1] == "--data-dir" else typed[1:]
    assert " ".join(rest).startswith(words)
    noun = next(noun for noun in NOUNS if noun.name == rest[0])
    parser = noun_parser(noun)
    import_module(noun.module).declare(parser)
    assert callable(parser.parse_args(rest[1:]).handler)
