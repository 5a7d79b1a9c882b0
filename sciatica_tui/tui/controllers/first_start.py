"""The first start: three answers about the episode, then the red flags; what to do about open ones before all that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from ...domain.errors import AppError
from ..screens.episode import NOTICE, EpisodeScreen
from .red_flags import RedFlagController

if TYPE_CHECKING:
    from ...domain.records import Episode
    from ...services.container import Services


async def ask_first_questions(app: App[None], services: Services, red_flags: RedFlagController) -> bool:
    """Ask until the answers are saved; return False if the person left without answering."""
    wants_list = not red_flags.is_open() or await red_flags.show_what_to_do()  # `log` on the command line may mark some
    episode: Episode | None = None
    while True:
        episode = await app.push_screen_wait(EpisodeScreen(services, episode, NOTICE))
        if episode is None:
            return False
        try:
            await services.journal_writer.save("your three answers", episode)
        except AppError as error:
            app.notify(f"{error} Your answers are still here; Enter tries again.", severity="error", markup=False)
        else:
            break
    flags = await red_flags.ask() if wants_list else None
    if flags is not None:
        await red_flags.save(flags)
    return True
