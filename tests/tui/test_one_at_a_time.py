"""What saves is not cut short by the next key, which is not taken before that is done."""

from __future__ import annotations

import asyncio

from textual.app import App

from sciatica_tui.tui.one_at_a_time import one_at_a_time


class Saving(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.disk = asyncio.Event()
        self.saved: list[str] = []

    @one_at_a_time("saving")
    async def save(self, what: str) -> None:
        await self.disk.wait()
        self.saved.append(what)


async def test_what_is_asked_for_while_another_of_its_group_runs_is_not_begun() -> None:
    app = Saving()
    async with app.run_test() as pilot:
        app.save("first")
        app.save("second")
        await pilot.pause()
        app.disk.set()
        await app.workers.wait_for_complete()
        assert app.saved == ["first"]
        app.save("third")
        await app.workers.wait_for_complete()
        assert app.saved == ["first", "third"]
