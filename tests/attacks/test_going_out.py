"""No test process and no served app opens a connection to anywhere but this machine."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = Path(__file__).parents[1] / "guard"
LEAVES = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
LEAVES_BY_NAME = "import urllib.request; urllib.request.urlopen('http://example.org/', timeout=1)"


def test_the_guard_stands_in_this_process():
    with socket.socket() as made, pytest.raises(OSError, match="stay on this machine"):
        made.connect(("192.0.2.1", 80))
    with pytest.raises(OSError, match="stay on this machine"):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.parametrize("code", [LEAVES, LEAVES_BY_NAME], ids=["by number", "by name"])
def test_the_guard_stands_in_every_process_a_test_starts(tmp_path, code):
    report = tmp_path / "report"
    tried = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PAGERATE_LEFT_THE_MACHINE": str(report)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode != 0
    assert "stay on this machine" in tried.stderr
    assert report.read_text()


def test_a_served_app_has_the_guard(tmp_path):
    code = "import app.manage, socket; print(socket.socket.connect.__qualname__)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("_guarded.")


def test_this_machine_can_be_reached():
    with socket.socket() as listens:
        listens.bind(("127.0.0.1", 0))
        listens.listen()
        with socket.create_connection(listens.getsockname(), 2):
            pass
