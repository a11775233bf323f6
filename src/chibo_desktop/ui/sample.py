"""The sample province made on a thread of its own, in a folder beside the real one, and its first cell opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal, Trouble

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MadeSample:
    """Where the sample lies and the password of every desk in it; `cell` is the folder of its first cell."""

    cell: Path
    password: str


class SampleMaker(QThread):
    """`made` carries a MadeSample, `refused` a sentence. Takes about ten seconds; keep it until it has finished."""

    made = Signal(object)
    refused = Signal(str)

    def __init__(self, beside: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = beside.with_name(f"{beside.name}-mau")

    def run(self) -> None:
        """On the thread: every desk is closed again before anything is told."""
        from chibo_desktop.actions.demo import make_demo

        try:
            demo = make_demo(self._folder, lambda _sentence: None)
        except (Refusal, Trouble) as problem:
            self.refused.emit(problem.sentence)
            return
        cell = demo.cells[0].folder
        demo.close()
        self.made.emit(MadeSample(cell, demo.password))


def open_sample(sample: MadeSample) -> Desk:
    """The sample runs on its own clock: the day after its last entry."""
    from chibo_desktop.lists.last_written import last_written

    desk = open_desk(sample.cell, sample.password)
    last = last_written(desk.store)
    if last is not None:
        desk.store.clock = FixedClock(last + NEXT_DAY, timedelta(seconds=1))
    return desk
