"""The two errors a person is shown; anything else that is raised is a fault of the program."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is no error of the program
    """Something the person can put right; shown beside the field, exit code 1 on the command line.

    `sentence` is one Vietnamese sentence that says what to do; `field` names the field it concerns,
    None when it concerns the whole action.
    """

    exit_code = 1

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Trouble(Exception):  # noqa: N818 - it is no error of the program
    """Something in the surroundings (disk full, stick pulled, file in use); exit code 3.

    `sentence` is one Vietnamese sentence that says what happened and what to do.
    """

    exit_code = 3

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
