"""A thread that does a piece of work over and over, with a pause between."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

logger = logging.getLogger(__name__)


class Repeating:
    """Work that is done by itself, at once and then every so many seconds."""

    def __init__(
        self, name: str, work: Callable[[], object], seconds: float, *, once_more: bool = False
    ) -> None:
        self._name, self._work, self._seconds, self._once_more = name, work, seconds, once_more
        self._stopped = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin with what was missed."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after what is under way; what does its work `once_more` has then left nothing."""
        self._stopped.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._try()
            self._stopped.wait(self._seconds)
        if self._once_more:
            self._try()

    def _try(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - a bad day must not end the thread; next time it tries again
            logger.warning("The %s work failed: %s.", self._name, type(error).__name__)
