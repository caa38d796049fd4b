"""A wire between browser and server, cut at the worst moment: after the server's work, before its answer; or held while the
server is still receiving."""

import select
import socket
import threading
from contextlib import suppress


class Wire:
    """Forwards every connection to ``port``. While ``swallows`` holds, answers are lost and their connection ends. While
    ``holds`` does, a request is passed on up to its first 200 bytes and then waits; ``held`` counts such requests."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.swallows = False
        self.holds = False
        self.lost = self.held = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._forward, args=(client,), daemon=True).start()

    def _forward(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("localhost", self.port))
        except OSError:  # the server is down
            client.close()
            return
        with client, server, suppress(OSError):  # an end that has gone
            while True:
                ready, _w, _x = select.select([client, server], [], [], 30)
                for end in ready:
                    piece = end.recv(65536)
                    if not piece:
                        return
                    if end is server and self.swallows:
                        self.lost += 1
                        return
                    if end is client and self.holds and piece.startswith(b"POST"):
                        self.held += 1
                        server.sendall(piece[:200])
                        server.recv(1)  # until the server goes away
                        return
                    (server if end is client else client).sendall(piece)
                if not ready:
                    return
