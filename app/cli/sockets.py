"""Listening at a file instead of a port: only who may open it can ask, which is a proxy on this machine."""

import socket
from pathlib import Path

from app.errors import AppError, BadInput


def listen(path: Path) -> socket.socket:
    """A socket at `path`, which the umask and the folder open to others or not.

    One that a server left behind which was killed is taken away. Raises AppError where another listens there.
    """
    if path.exists() and not path.is_socket():
        raise BadInput(f"{path} is there and is no socket: name another with --socket.")
    if _is_answered(path):
        raise AppError(f"Another server listens at {path} already.")
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        path.unlink(missing_ok=True)
        made.bind(str(path))
        made.listen(socket.SOMAXCONN)
    except OSError as error:
        made.close()
        raise AppError(f"Cannot listen at {path}: {error.strerror or error}.") from error
    return made


def _is_answered(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as tried:
        try:
            tried.connect(str(path))
        except OSError:  # nobody, or nobody who could be asked: binding tells what is wrong
            return False
        return True
