"""The application: settings, database, middleware, pages and what answers when something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from app.api import calendar as calendar_api
from app.api import (
    campaign_teams,
    campaign_ways,
    charts,
    conflicts,
    enrolments,
    me,
    pastes,
    problems,
    put_offs,
    report,
    rows,
    running,
    shares,
    timers,
    tokens,
)
from app.api import campaigns as campaigns_api
from app.api import entries as entries_api
from app.api import releases as releases_api
from app.api import what_if as what_if_api
from app.api.openapi import describe
from app.database import open_engine, read_only
from app.errors import NotSignedIn
from app.http import errors
from app.http.crosssite import Guard
from app.http.failures import Failures
from app.http.headers import Headers
from app.http.openings import WRITE_SECONDS, Openings
from app.http.throttle import Throttle
from app.jobs.daily import Daily
from app.jobs.garbage import search_rarely
from app.jobs.release_thread import Builds
from app.jobs.repeating import Repeating
from app.settings import Settings
from app.store import quotas
from app.web import (
    about,
    assets,
    batches,
    bulk,
    calendar,
    campaign_words,
    campaigns,
    compare,
    contract,
    contract_form,
    copy_day,
    coverage,
    data,
    devices,
    downloads,
    end_form,
    enrolment,
    entries,
    expense_form,
    health,
    history,
    invite,
    join,
    keep,
    life,
    matching,
    numbers,
    owed_page,
    papers,
    paste,
    payment_form,
    payments,
    payout_form,
    phone,
    platform_form,
    questions,
    realpay,
    release_page,
    releases,
    review_form,
    sample,
    share,
    shared,
    sign_in,
    sign_out,
    team,
    terms_form,
    timer,
    today,
    undoing,
    welcome,
    what_if,
    work,
    you,
)
from app.web import tokens as token_pages
from app.web.rendering import environment, error_page
from app.web.signed_out import answer_with_way_back

# The first address that matches answers: `/work/new` stands before `/work/{contract_id}`, and what is asked for most
# before the rest, as each is compared in turn.
PAGES = (
    *(assets, shared, today, papers, what_if, compare, realpay, numbers),
    *(welcome, sample, timer, questions, work, paste, batches, bulk, copy_day, entries),
    *(platform_form, contract_form, terms_form, end_form, life, review_form, contract, history, undoing),
    *(payments, owed_page, expense_form, payout_form, matching, payment_form),
    *(releases, release_page, campaigns, campaign_words, invite, coverage, team),
    *(share, join, enrolment, you, token_pages, calendar, sign_in, sign_out, keep, devices, data, downloads),
    *(about, phone, health),
)
INTERFACES = (
    *(me, conflicts, tokens, report, what_if_api, charts, timers, running, entries_api),
    *(put_offs, pastes, calendar_api, shares, campaigns_api, campaign_ways, campaign_teams, releases_api),
    *(enrolments, problems, rows),
)


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
    serve_from(app, chosen)
    answer = errors.answer_with(error_page)
    errors.install(app, answer)
    app.add_exception_handler(NotSignedIn, answer_with_way_back(answer))
    for part in (*PAGES, *INTERFACES):
        before = [Depends(keep.offer)] if part is today else []
        app.include_router(part.router, dependencies=before)
    describe(app)
    # The last one added is the first one asked.
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, answer=answer)
    app.add_middleware(Headers, secure=chosen.secure_cookies)
    return app


def serve_from(app: FastAPI, settings: Settings) -> None:
    """Put the application on its database and limits; nothing of another one stays."""
    app.state.settings = settings
    app.state.engine = quotas.limited(
        open_engine(settings.database_url),
        of_a_kind=settings.most_rows_of_a_kind,
        in_all=settings.most_rows_in_all,
    )
    app.state.read_engine = read_only(app.state.engine)
    app.state.throttle = Throttle(settings)
    app.state.failures = Failures()
    app.state.openings = Openings(app.state.engine)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Read templates, files and report code before they are needed; let go of connections after the last."""
    environment()
    assets.assets()
    Thread(target=_warm_up, daemon=True).start()
    openings = Repeating("openings", app.state.openings.write, WRITE_SECONDS, once_more=True)
    done_unasked = (Daily(app.state.engine), Builds(app.state.engine), openings)
    for job in done_unasked:
        job.start()
    yield
    for job in done_unasked:
        job.stop()
    app.state.engine.dispose()


def _warm_up() -> None:
    """Read the report code, which takes seconds, and make one report, so that the first visitor need not wait."""
    sample.sample_report()
    search_rarely()
