"""What open pages should know: the version of the site, and what keeps it from being built."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import Condition

from site_builder.errors import Problem


@dataclass(frozen=True, slots=True)
class State:
    """`version` names the bytes of the finished site; `problems` are empty after a good build."""

    version: str = ""
    problems: tuple[Problem, ...] = ()

    def event(self) -> bytes:
        """Return this state as one server-sent event (https://html.spec.whatwg.org/#server-sent-events)."""
        rows = [{"where": p.where, "message": p.message, "hint": p.hint} for p in self.problems]
        text = json.dumps({"version": self.version, "problems": rows}, ensure_ascii=False)
        return f"data: {text}\n\n".encode()


class Live:
    """Hands the newest state from the thread that builds to the threads that serve."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._state = State()
        self._number = 0
        self.closed = False

    @property
    def state(self) -> State:
        with self._changed:
            return self._state

    def publish(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._number += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Wake everyone who waits: there will be no more news."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self, seen: int, *, seconds: float) -> tuple[int, State | None]:
        """Return the newest state with its number; None after seconds without news, or when closed."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._number > seen, timeout=seconds)
            is_news = self._number > seen and not self.closed
            return self._number, self._state if is_news else None
