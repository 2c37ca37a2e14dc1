"""A proxy that cuts the line where it is told to: before a request, in its middle, or before or in its answer."""

from __future__ import annotations

import re
import socket
import struct
import threading

CUTS = ("before it is sent", "in mid-request", "before the answer", "in mid-answer")


class Proxy:
    """Stands between a browser and the server; `cut` names where the next request to the API is lost."""

    def __init__(self, port):
        self.upstream = ("127.0.0.1", port)
        self.cut, self.lost, self.seen = None, 0, []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            with client:
                request = _message(client)
                if request:
                    self._pass_on(client, request)
        except OSError:
            return  # either side went away: that is what lines do

    def _pass_on(self, client, request):
        cut = None
        if re.match(rb"(PUT|DELETE) /api/", request):
            self.seen.append(request.split(b" ", 2)[1].decode())
            cut, self.lost = self.cut, self.lost + bool(self.cut)
        if cut == "before it is sent":
            _reset(client)
            return
        with socket.create_connection(self.upstream, timeout=30) as server:
            # One request a connection keeps the proxy simple.
            request = re.sub(rb"(?im)^connection:.*\r\n", b"", request, count=1)
            head, body = request.split(b"\r\n\r\n", 1)
            if cut == "in mid-request":
                server.sendall(head + b"\r\nConnection: close\r\n\r\n" + body[: len(body) // 2])
                _reset(client)
                return
            server.sendall(head + b"\r\nConnection: close\r\n\r\n" + body)
            answer = b""
            while piece := server.recv(65536):
                answer += piece
                if not cut:
                    client.sendall(piece)
        if cut == "in mid-answer":
            client.sendall(answer[: answer.index(b"\r\n\r\n") + 4 + 20])
        if cut:
            _reset(client)


def _message(client):
    """One whole request."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body


def _reset(client):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
