"""The first start: three answers about the episode, then the red flags; what to do about open ones before all that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from ..screens.first_start import COME_NEXT, MARKED, FirstStartScreen
from ..screens.mode_screen import FIRST_ANSWERS
from ..screens.saving import ask_until_kept, keep
from .red_flags import RedFlagController

if TYPE_CHECKING:
    from ...domain.records import Episode
    from ...services.container import Services


async def ask_first_questions(app: App[None], services: Services, red_flags: RedFlagController) -> bool:
    """Ask until the answers are saved; return False if the person left without answering."""
    wants_list = not red_flags.is_open() or await red_flags.show_what_to_do()  # `log` on the command line may mark some

    flags_words = COME_NEXT if wants_list else MARKED if red_flags.is_open() else ""

    async def save(episode: Episode | None) -> bool:
        advice = "Your answers are still here; Enter tries again."
        return episode is None or await keep(app, services, FIRST_ANSWERS, "", episode, on_failure=advice)

    if not await ask_until_kept(app, lambda episode: FirstStartScreen(services, episode, flags_words), save, None):
        return False
    flags = await red_flags.ask() if wants_list else None
    if flags is not None:
        await red_flags.save(flags)
    return True
