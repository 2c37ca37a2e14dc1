"""An invite to a campaign: by an open link or a member code, read first, then yes or no; also without a log yet.

An address shows what it opens and changes nothing; a yes is a form. A code is in no address.
"""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from app import errors
from app.http.deps import CurrentSettings
from app.http.enrolling import LONGEST, Invite, NoSuchInvite, campaign_of, enrol
from app.http.signing_in import sign_in
from app.http.throttle import Act, source_of, throttle_of
from app.records.campaign import CampaignPublic
from app.records.values import known_zones
from app.records.writer import WriterPublic
from app.settings import Settings
from app.store import writers
from app.web.coming_back import sign_in_from
from app.web.forms import Form, SubmittedForm
from app.web.join_page import Visit, Visited, enter_page, gone_page, join_page, wait_page
from app.web.rendering import go_to, words_for
from app.web.welcome import FIRST_CURRENCY, FIRST_ZONE
from reports.wording import N_

router = APIRouter(include_in_schema=False)

NO_CODE = N_("Type the code from your sheet.")
OTHER_CAMPAIGN = N_(
    "This code is for another campaign than the link. Read here what it asks, before you say yes."
)
HAS_CHANGED = N_(
    "The words of this campaign have changed since you opened this page. Please read them again."
)


@router.get("/join")
def enter(visit: Visited) -> HTMLResponse:
    """A field for a member code."""
    return enter_page(visit, Form())


@router.post("/join")
def with_code(visit: Visited, settings: CurrentSettings, form: SubmittedForm) -> Response:
    """Show what a code is for; sent again with the version of the words she has read, it is her yes."""
    code = form.text("code", required=NO_CODE, longest=LONGEST)
    try:
        return _by_code(visit, settings, Invite(code=code), form) if code else enter_page(visit, form)
    except errors.TooMany as slow:
        return wait_page(visit, form, slow)


@router.get("/join/{token}")
def show(visit: Visited, token: str) -> HTMLResponse:
    """What an open link is for."""
    invite = Invite(token)
    campaign = _found(visit, invite, Form())
    return join_page(visit, invite, campaign, Form()) if campaign else gone_page(visit)


@router.post("/join/{token}")
def with_link(visit: Visited, settings: CurrentSettings, token: str, form: SubmittedForm) -> Response:
    """A yes by a link; with a code beside it that vouches, by the code."""
    by_link = Invite(token)
    campaign = _found(visit, by_link, form)
    if campaign is None:
        return gone_page(visit)
    code = form.text("code", longest=LONGEST)
    if form.problems:
        return join_page(visit, by_link, campaign, form)
    if not code:
        return _say_yes(visit, settings, by_link, campaign, form)
    try:
        return _by_both(visit, settings, Invite(token, code), campaign, form)
    except errors.TooMany as slow:
        return wait_page(visit, form, slow)


def _by_code(visit: Visit, settings: Settings, invite: Invite, form: Form) -> Response:
    campaign = _found(visit, invite, form)
    if campaign is None:
        return enter_page(visit, form)
    if form["version"]:
        return _say_yes(visit, settings, invite, campaign, form)
    return join_page(visit, invite, campaign, form)


def _by_both(
    visit: Visit, settings: Settings, invite: Invite, campaign: CampaignPublic, form: Form
) -> Response:
    """A yes with a code beside the link of `campaign`."""
    meant = _found(visit, invite, form)
    if meant is None:
        return join_page(visit, Invite(invite.link), campaign, form)
    if meant.id != campaign.id:
        other = Invite(code=invite.code)
        return join_page(visit, other, meant, form, read_first=OTHER_CAMPAIGN, status=HTTPStatus.CONFLICT)
    return _say_yes(visit, settings, invite, campaign, form)


def _found(visit: Visit, invite: Invite, form: Form) -> CampaignPublic | None:
    """The campaign of an invite; None where it opens nothing, which of a code is said at its field."""
    try:
        return campaign_of(visit.request, visit.database, invite)
    except NoSuchInvite:
        return None
    except errors.Invalid as wrong:
        form.refuse(wrong.fields.items())
        return None


def _say_yes(
    visit: Visit, settings: Settings, invite: Invite, campaign: CampaignPublic, form: Form
) -> Response:
    if form["version"] != str(campaign.consent_version):
        return join_page(visit, invite, campaign, form, read_first=HAS_CHANGED, status=HTTPStatus.CONFLICT)
    if visit.is_locked:
        return go_to(sign_in_from(visit.request.url.path))
    response = go_to("/campaign?saved=joined")
    me = visit.writer or _started(visit, settings, response, form["zone"])
    throttle_of(visit.request).count(Act.WRITE, str(me.id))
    try:
        enrol(visit.request, visit.database, me, invite, campaign.consent_version)
    except NoSuchInvite:
        return gone_page(visit)
    except errors.Invalid as wrong:
        form.refuse(wrong.fields.items())
        said = "" if wrong.fields else wrong.message
        return join_page(visit, invite, campaign, form, read_first=said, status=wrong.status)
    return response


def _started(visit: Visit, settings: Settings, response: Response, zone: str) -> WriterPublic:
    """A log for whoever has none yet; it is there only if her yes is taken."""
    throttle_of(visit.request).count(Act.START, source_of(visit.request))
    writer = writers.create(
        visit.database,
        zone=zone if zone in known_zones() else FIRST_ZONE,
        currency=FIRST_CURRENCY,
        language=words_for(visit.request).code,
    )
    sign_in(visit.request, response, visit.database, settings, writer.id)
    return writer
