"""A mail server and an SMS gateway on this machine that answer as badly as they are told to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Peer:
    """Where a fake listens, and every whole letter it was handed."""

    port: int
    taken: list[str] = field(default_factory=list)


@contextmanager
def mail_server(how: str) -> Iterator[Peer]:
    """Answer SMTP as `how`: well, hang, greet_554, rcpt_550, rcpt_450, data_451, accept_and_drop."""
    with _listening(lambda peer, link: _speak_mail(how, peer, link)) as peer:
        yield peer


@contextmanager
def gateway(answer: str) -> Iterator[Peer]:
    """Answer HTTP with the status `answer`, `drop` after the question, or `hang`."""
    with _listening(lambda peer, link: _speak_http(answer, peer, link)) as peer:
        yield peer


def closed_port() -> int:
    """Return a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _listening(speak) -> Iterator[Peer]:  # type: ignore[no-untyped-def]
    server = socket.create_server(("127.0.0.1", 0))
    peer, over = Peer(server.getsockname()[1]), threading.Event()

    def serve() -> None:
        while True:
            try:
                link, _ = server.accept()
            except OSError:
                return
            if over.is_set():
                link.close()
                return
            with link:
                link.settimeout(5)
                try:
                    speak(peer, link)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        over.set()
        socket.create_connection(("127.0.0.1", peer.port)).close()
        thread.join(5)
        server.close()


def _speak_mail(how: str, peer: Peer, link: socket.socket) -> None:
    if how == "hang":
        link.recv(1)  # until the other side is tired of waiting
        return
    with link.makefile("rb") as lines:
        link.sendall(b"554 no service\r\n" if how == "greet_554" else b"220 ready\r\n")
        answers = {"RCPT": {"rcpt_550": b"550 no\r\n", "rcpt_450": b"450 greylisted\r\n"}}
        for line in lines:
            word = line[:4].decode().upper()
            if word == "DATA":
                link.sendall(b"354 go on\r\n")
                peer.taken.append(b"".join(iter(lines.readline, b".\r\n")).decode())
                if how == "accept_and_drop":
                    return
                link.sendall(b"451 later\r\n" if how == "data_451" else b"250 taken\r\n")
                continue
            link.sendall(answers.get(word, {}).get(how, b"250 ok\r\n"))


def _speak_http(answer: str, peer: Peer, link: socket.socket) -> None:
    with link.makefile("rb") as lines:
        length = 0
        for line in iter(lines.readline, b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        peer.taken.append(lines.read(length).decode())
    if answer == "hang":
        link.recv(1)
    elif answer != "drop":
        link.sendall(f"HTTP/1.1 {answer} X\r\nContent-Length: 0\r\n\r\n".encode())
