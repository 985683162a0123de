"""The server, which listens on the loopback address only. The only import of waitress."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress.server import create_server
from waitress.wasyncore import close_all

from noteport.errors import UsageError
from noteport.review.app import LARGEST, ReviewApp

_LOOPBACK = "127.0.0.1"


@contextmanager
def listening(app: ReviewApp, port: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """Open the port, and close it in the end.

    Args:
        app: answers the requests.
        port: 0 for any that is free.

    Returns:
        The address of the page, and a function that answers requests until Ctrl-C.

    Raises:
        UsageError: the port is in use.
    """
    try:
        listener = socket.create_server((_LOOPBACK, port))
    except OSError as error:
        # The message of create_server() names the address, too.
        reason = error.strerror if error.errno is None else os.strerror(error.errno)
        raise UsageError(f"Port {port} cannot be used: {reason}.", "Use any that is free: --port 0") from error
    app.host = f"{_LOOPBACK}:{listener.getsockname()[1]}"
    # What waitress has open: the port, the connections of browsers, and what its threads wake it with.
    opened: dict[int, Any] = {}
    server = create_server(
        app, map=opened, sockets=[listener], ident="noteport", max_request_body_size=2 * LARGEST, threads=2
    )
    try:
        yield f"http://{app.host}/{app.secret}/", server.run
    finally:
        close_all(opened)
