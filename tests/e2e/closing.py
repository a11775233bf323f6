"""The cross in the corner of a window, pressed where no desktop draws one: the message X sends a program for it."""

from __future__ import annotations

import ctypes
import ctypes.util


class _Message(ctypes.Structure):
    """XClientMessageEvent of Xlib, filled up to the size of XEvent."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 24),
    ]


CLIENT_MESSAGE = 33


def ask_to_close(display: str, window: int) -> None:
    """Asks the program to close the window; xdotool learned it (`windowquit`) only after Debian 12."""
    xlib = ctypes.CDLL(ctypes.util.find_library("X11"))
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(xlib.XOpenDisplay(display.encode("ascii")))
    protocols, delete = (xlib.XInternAtom(opened, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = _Message(
        type=CLIENT_MESSAGE,
        window=window,
        message_type=protocols,
        format=32,
        data=(ctypes.c_long * 5)(delete, 0),
    )
    xlib.XSendEvent(opened, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    xlib.XCloseDisplay(opened)
