"""The application: settings, database, middleware, pages and what answers when something goes wrong."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from app.api import report
from app.database import open_engine, read_only
from app.http import errors
from app.http.crosssite import Guard
from app.http.headers import Headers
from app.settings import Settings
from app.web import (
    about,
    assets,
    calendar,
    contract,
    contract_form,
    downloads,
    end_form,
    entries,
    expense_form,
    health,
    matching,
    numbers,
    owed_page,
    paste,
    payment_form,
    payments,
    payout_form,
    realpay,
    sample,
    terms_form,
    today,
    welcome,
    work,
    you,
)
from app.web.rendering import environment, error_page

# The first address that matches answers: `/work/new` stands before `/work/{contract_id}`.
PAGES = (
    *(welcome, sample, today, work, paste, entries, contract_form, terms_form, end_form, contract),
    *(payments, owed_page, expense_form, payout_form, matching, payment_form),
    *(realpay, numbers, you, calendar, downloads, about, health, assets),
)
INTERFACES = (report,)

_OBJECTS_BETWEEN_SEARCHES = 50_000


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application; nothing is opened before the first request needs it."""
    chosen = settings or Settings()
    app = FastAPI(
        title=chosen.product_name,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_lifespan,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = chosen
    app.state.engine = open_engine(chosen.database_url)
    app.state.read_engine = read_only(app.state.engine)
    answer = errors.answer_with(error_page)
    errors.install(app, answer)
    for part in (*PAGES, *INTERFACES):
        app.include_router(part.router)
    # The last one added is the first one asked.
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, answer=answer)
    app.add_middleware(Headers, secure=chosen.secure_cookies)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Read templates, files and report code before they are needed; let go of connections after the last."""
    environment()
    assets.assets()
    Thread(target=_warm_up, daemon=True).start()
    yield
    app.state.engine.dispose()


def _warm_up() -> None:
    """Read the report code, which takes seconds, and make one report, so that the first visitor need not wait."""
    sample.sample_report()
    # A report of a year makes tens of thousands of small objects and no cycles: looking for cycles every 700
    # objects, in all the code and words that are here to stay, takes longer than some reports.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
