"""What saves is not cut short by the next key, which is not taken before that is done."""

from __future__ import annotations

import asyncio

from textual.app import App

from sciatica_tui.tui.exclusive_workers import LastAnswers, one_at_a_time


class Saving(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.disk = asyncio.Event()
        self.saved: list[str] = []

    @one_at_a_time("saving")
    async def save(self, what: str) -> None:
        await self.save_one(what)

    async def save_one(self, what: str) -> None:
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


async def test_answers_are_kept_one_after_another_and_of_several_to_one_question_the_last() -> None:
    app = Saving()

    async def keep(question: str, yes: bool) -> None:
        await app.save_one(f"{question} {yes}")

    async with app.run_test():
        answers = LastAnswers(app, keep)
        for question, yes in (("new?", True), ("over?", True), ("new?", False), ("over?", False)):
            answers.give(question, yes)
            await asyncio.sleep(0)
        app.disk.set()
        await app.workers.wait_for_complete()
        assert app.saved == ["new? True", "new? False", "over? False"]
        app.disk.clear()
        for yes in (True, False, True):
            answers.give("new?", yes)
            await asyncio.sleep(0)
        app.disk.set()
        await app.workers.wait_for_complete()
        assert app.saved[3:] == ["new? True"], "it is being kept already"
