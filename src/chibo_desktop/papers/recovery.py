"""The shape of the values of the printed recovery sheet; how the code is made stands in seal/wrap.py."""

from __future__ import annotations

from typing import TypedDict


class RecoverySheet(TypedDict):
    """`code` is the whole code with its groups parted by spaces or hyphens; `made_on` an ISO day."""

    desk: str
    superior: str
    code: str
    made_on: str
