"""Text files that are read whole and written whole or not at all."""

from __future__ import annotations

import gzip
import os
import secrets
import zlib
from pathlib import Path

from vrpcore.errors import FileFormatError


def read_text(path: Path) -> str:
    """The text of a ``.json`` or ``.json.gz`` file.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    FileFormatError
        If it is a directory, of another kind by its name, not UTF-8, or broken gzip.
    """
    check_kind(path)
    if path.is_dir():
        raise FileFormatError(f"{path} is a directory; allowed: a file; remedy: name a file in it")
    data = path.read_bytes()
    if path.suffix.lower() == ".gz":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise FileFormatError(
                f"{path} is not a whole gzip file: {error}; remedy: write it again, or drop the .gz"
            ) from error
    return decode(data, str(path))


def decode(data: bytes, name: str) -> str:
    """Text from UTF-8, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileFormatError(
            f"{name} is not UTF-8 text at byte {error.start}; remedy: save it with the encoding UTF-8 "
            "(GBK and UTF-16 are not read)"
        ) from error


def write_text(text: str, path: Path) -> None:
    """Replace or create a file at once: readers see the old text or the new, never a part.

    Raises
    ------
    FileFormatError
        If the file's name is neither ``.json`` nor ``.json.gz``.
    OSError
        If the folder does not exist or cannot be written.
    """
    check_kind(path)
    data = text.encode()
    if path.suffix.lower() == ".gz":
        data = gzip.compress(data, mtime=0)  # no date inside: equal plans make equal files
    write_bytes(data, path)


def write_bytes(data: bytes, path: Path) -> None:
    """Replace or create a file at once, whatever its name.

    Raises
    ------
    OSError
        If the folder does not exist or cannot be written.
    """
    target = path.resolve()  # a symbolic link stays one
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        if error.errno is None:
            raise
        # Nobody has heard of the temporary file.
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)


def check_kind(path: Path) -> None:
    """Refuse names that promise another format."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".json"] or suffixes[-2:] == [".json", ".gz"]:
        return
    hint = "read it with read_vrplib" if suffixes[-1:] == [".vrp"] else "rename it if it is JSON"
    raise FileFormatError(f"{path} is not named as JSON; allowed: .json and .json.gz; remedy: {hint}")
