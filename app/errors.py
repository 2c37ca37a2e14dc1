"""What can go wrong, as classes: each has a status, a word for machines and one sentence for people.

Raised deep, rendered once. `message` is an English message id; `values` fill its named places, so that
the page that shows it can show it in the writer's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from reports.wording import N_


class PagerateError(Exception):
    """The root of everything we raise on purpose."""

    status: ClassVar[int] = 500
    word: ClassVar[str] = "error"
    message: str = N_("Something went wrong on our side. Nothing you typed is lost.")
    retry_after_seconds: int | None = None

    def __init__(self, message: str | None = None, **values: object) -> None:
        self.message = message if message is not None else type(self).message
        self.values: Mapping[str, object] = values
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message.format(**self.values)


class NotSignedIn(PagerateError):
    """Nobody is signed in, or the session has ended."""

    status = 401
    word = "not_signed_in"
    message = N_("Please sign in first.")


class NotAllowed(PagerateError):
    """The viewer may not do this."""

    status = 403
    word = "not_allowed"
    message = N_("You may not do that.")


class OutOfScope(PagerateError):
    """An API token was used for more than it may do."""

    status = 403
    word = "out_of_scope"
    message = N_("This token may only read.")


class CrossSite(PagerateError):
    """A change was asked for from another site's page."""

    status = 403
    word = "cross_site"
    message = N_("This request came from another site and was refused.")


class NotFound(PagerateError):
    """No such record, or somebody else's: the two are told apart by nobody."""

    status = 404
    word = "not_found"
    message = N_("There is nothing here.")


class Stale(PagerateError):
    """The record was changed since it was read."""

    status = 409
    word = "stale"
    message = N_("This was changed elsewhere in the meantime. Look at it again before you save.")


class Immutable(PagerateError):
    """A period has a result already; another one is never computed."""

    status = 409
    word = "immutable"
    message = N_("This period is released already, and what is released is never changed.")


class TooLarge(PagerateError):
    """More bytes than we take."""

    status = 413
    word = "too_large"
    message = N_("This is too large.")


class Invalid(PagerateError):
    """A value that cannot be taken; `fields` says which, each with its own sentence."""

    status = 422
    word = "invalid"
    message = N_("Please look at the marked fields again.")

    def __init__(
        self, message: str | None = None, *, fields: Mapping[str, str] | None = None, **values: object
    ) -> None:
        super().__init__(message, **values)
        self.fields: Mapping[str, str] = fields or {}


class ImportRefused(PagerateError):
    """A file that cannot be taken; nothing of it was kept."""

    status = 422
    word = "import_refused"
    message = N_("{file}: {reason}")

    def __init__(self, file: str, reason: str, *, line: int | None = None, **values: object) -> None:
        message = self.message if line is None else N_("{file}, line {line}: {reason}")
        super().__init__(message, file=file, line=line, reason=reason, **values)
        self.file, self.line, self.reason = file, line, reason


class Full(PagerateError):
    """An account holds as much as one may; what it holds stays and can be changed."""

    status = 403
    word = "full"
    message = N_("This log is full.")


class TooMany(PagerateError):
    """Too many requests from one source."""

    status = 429
    word = "too_many"
    message = N_("That was a lot at once. Please wait {seconds} seconds and try again.")

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        long = N_("That was a lot at once. Please wait {minutes} minutes and try again.")
        short = N_("That was a lot at once. Please wait a second and try again.") if seconds == 1 else None
        super().__init__(long if minutes > 2 else short, seconds=seconds, minutes=minutes)
        self.retry_after_seconds = seconds


class SchemaUnknown(PagerateError):
    """The database was migrated by a newer Pagerate; touching it could lose what it knows."""

    status = 503
    word = "schema_unknown"
    message = N_(
        "The database is at version {found}, which this Pagerate does not know. Start a newer Pagerate."
    )


class SchemaBroken(PagerateError):
    """A migration would have left rows that point nowhere; it was rolled back."""

    status = 503
    word = "schema_broken"
    message = N_("The migration was undone: {count} rows of {table} point at rows that are not there.")
