"""`pagerate serve`: the app."""

from __future__ import annotations

import argparse

from app.commands.command import Command, Exit
from app.commands.opening import figures


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=None, help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=None, help="port to listen on (default 8000)")
    parser.add_argument("--reload", action="store_true", help="start again whenever the code changes")


def _run(arguments: argparse.Namespace) -> int:
    import uvicorn

    from app.database import migrate
    from app.settings import Settings

    settings = Settings()
    host, port = arguments.host or settings.host, arguments.port or settings.port
    migrate(settings.database_url)
    figures()  # a file of figures that was spoilt by hand is told of now, not to the first visitor
    print(f"{settings.product_name} is at http://{host}:{port} (stop with Ctrl-C).", flush=True)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        reload=arguments.reload,
        access_log=False,  # it would keep addresses and paths of writers
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
    return Exit.DONE


COMMAND = Command("serve", "migrate the database and serve the app", _add_arguments, _run)
