"""The one error of a build, and running the programs it needs; what is built is not known here."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class BuildError(Exception):
    """What was to be made could not be made or does not work; the text says what happened."""


def need(holds: object, otherwise: str) -> None:
    """BuildError with these words unless it holds."""
    if not holds:
        raise BuildError(otherwise)


def said_by(
    *command: object,
    where: Path | None = None,
    variables: Mapping[str, str] | None = None,
    seconds: float = 1800,
) -> str:
    """What a program prints; BuildError when it ends otherwise than well or takes longer than `seconds`."""
    words = [str(word) for word in command]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(variables or {})}
    try:
        done = subprocess.run(
            words,
            cwd=where,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{words[0]} quá {seconds:.0f} giây chưa xong") from error
    except OSError as error:
        raise BuildError(f"không chạy được {words[0]}: {error.strerror}") from error
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        errors = done.stderr.decode("utf-8", "replace")
        raise BuildError(f"{words[0]} dừng với mã {done.returncode}:\n{(said + errors)[-3000:]}")
    return said.strip()


def sum_of(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_sum(file: Path) -> Path:
    """Writes the SHA-256 beside a file the way `sha256sum -c` reads it; gives its path."""
    beside = file.with_name(f"{file.name}.sha256")
    beside.write_text(f"{sum_of(file)}  {file.name}\n", encoding="ascii")
    return beside
