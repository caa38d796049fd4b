"""A wire between browser and server, cut at the worst moment: after the server's work, before its answer."""

import select
import socket
import threading


class Wire:
    """Forwards every connection to ``port``. While ``swallows`` holds, answers are lost and their connection ends."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.swallows = False
        self.lost = 0
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
        with client, socket.create_connection(("localhost", self.port)) as server:
            while True:
                ready, _w, _x = select.select([client, server], [], [], 30)
                for end in ready:
                    try:
                        piece = end.recv(65536)
                    except OSError:
                        return
                    if not piece:
                        return
                    if end is server and self.swallows:
                        self.lost += 1
                        return
                    (server if end is client else client).sendall(piece)
                if not ready:
                    return
