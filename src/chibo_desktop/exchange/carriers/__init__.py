"""The ways a bundle is carried to a mailbox and from it; the only rooms of the program that may open a connection."""

from __future__ import annotations

from typing import ClassVar, Protocol

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.carriers.folder import Folder
from chibo_desktop.exchange.carriers.webdav import WebDav
from chibo_desktop.exchange.place import Place


class Carrier(Protocol):
    """One mailbox: a plain store with one folder (`box`) a receiver. Each call may take as long as the line does.

    Every call raises Refusal when a person must put something right (address, password, certificate) and
    Trouble when the line, the server or the disk fails; nothing that failed can be taken for a bundle.
    """

    kind: ClassVar[str]
    cuts: ClassVar[bool]
    """Whether a bundle goes there in pieces, because what broke off cannot be gone on with."""

    def names(self, box: str) -> list[str]:
        """The names of ours in a box, sorted; none when nobody has written there yet."""

    def get(self, box: str, name: str) -> bytes:
        """The bytes of a file; the caller compares them with the name."""

    def put(self, box: str, name: str, data: bytes, *, in_place: bool = False) -> None:
        """Lays a file into a box; a file of that name and length there already is success.

        It appears whole or not at all, except `in_place`: one write, for names that tell whether all is there.
        """

    def remove(self, box: str, name: str) -> None:
        """Takes a file out; one that is not there is success."""

    def close(self) -> None:
        """Lets go of the connection."""


CARRIERS: tuple[type[Folder | WebDav], ...] = (Folder, WebDav)


def open_carrier(place: Place) -> Carrier:
    """The carrier of a place; opens nothing yet. Refusal for a kind this program does not know."""
    for carrier in CARRIERS:
        if carrier.kind == place.kind:
            return carrier(place)
    raise Refusal("Bản chương trình này chưa biết loại hòm thư ấy. Hãy cập nhật chương trình.", "kind")
