"""Waiting for a carrier without being held by it: the call runs beside, and may be left; no bundle is known here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

from chibo_desktop.exchange.carriers import Carrier

_T = TypeVar("_T")

LOOK_EVERY = 0.2
"""Seconds between two looks whether a person asked to stop."""


class Waited:
    """A carrier whose calls may be left. `on_wait` is called meanwhile, and leaves by raising.

    A name server or a share that hangs holds its thread for minutes, and no timeout of ours ends that. The
    thread is a daemon without any file of ours: left alone, it ends by itself or with the program.
    """

    def __init__(self, carrier: Carrier, on_wait: Callable[[], None] | None) -> None:
        self._carrier, self._on_wait = carrier, on_wait
        self.cuts = carrier.cuts

    def names(self, box: str) -> list[str]:
        return self._wait(lambda: self._carrier.names(box))

    def get(self, box: str, name: str) -> bytes:
        return self._wait(lambda: self._carrier.get(box, name))

    def put(self, box: str, name: str, data: bytes, *, in_place: bool = False) -> None:
        self._wait(lambda: self._carrier.put(box, name, data, in_place=in_place))

    def remove(self, box: str, name: str) -> None:
        self._wait(lambda: self._carrier.remove(box, name))

    def close(self) -> None:
        self._carrier.close()

    def _wait(self, work: Callable[[], _T]) -> _T:
        if self._on_wait is None:
            return work()
        came: Future[_T] = Future()
        threading.Thread(target=_run, args=(work, came), daemon=True).start()
        while True:
            self._on_wait()
            try:
                return came.result(LOOK_EVERY)
            except NotYet:
                if came.done():  # just now, or the work itself raised a TimeoutError
                    return came.result()


def _run(work: Callable[[], _T], came: Future[_T]) -> None:
    try:
        came.set_result(work())
    except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
        came.set_exception(error)
