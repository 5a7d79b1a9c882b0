"""Running the app until it is left."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..services.log_file import LogFile
from .app import SciaticaApp

if TYPE_CHECKING:
    from ..domain.routines.catalogue import Guided
    from ..services.container import Services
    from ..services.live_settings import Settings


def run(
    settings: Settings,
    log_path: Path,
    open_services: Callable[[], Services],
    start: Guided | None = None,
) -> None:
    """Show the app until it is left; see `SciaticaApp`. Raises what kept it from going on."""
    log_file = LogFile(log_path)
    logging.getLogger(__package__).addHandler(log_file)
    app = SciaticaApp(settings, open_services, start)
    app.settings_controller.sixteen_colours = app.console.color_system == "standard"
    try:
        with app.shutdown.end_request.from_signals():
            app.run()
    finally:
        log_file.close()
    if app.shutdown.failed is not None:
        raise app.shutdown.failed
