"""A conversation between two screens: sealed on the server, with a key that only the visitor's cookie
holds.

Takes   a request, and what to change in its story.
Gives   the story, or `NoStory` when there is none (any more).
Knows   nothing of screens. Whoever has the database alone can read nothing; whoever has the cookie alone
        neither.
"""

import base64
import binascii
import contextlib
import dataclasses
import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField
from django.http import HttpResponse

from houvast.conversation.models import Draft, Pause
from houvast.conversation.story import Story, UnreadableStory, read, written
from houvast.ledger.api import in_one_piece
from houvast.people.api import (
    Limit,
    Request,
    derived_key,
    derived_keys,
    digest,
    digests,
    new_code,
    read_code,
    try_once,
    was_right,
)
from houvast.prepared import Given, Prepared
from houvast.rights.api import corpus

COOKIE = "vraag"
LASTS = dt.timedelta(hours=24)
PAUSED = dt.timedelta(days=7)
GUESSES = Limit("pause", most=10, window=dt.timedelta(minutes=15))
NONCE = 12
USE = "conversation pause"


class NoStory(LookupError):
    """There is no conversation: it was never begun, it was taken away, or its day is over."""


@dataclasses.dataclass(frozen=True)
class _Handle:
    """What the cookie holds: which row, and its key."""

    id: uuid.UUID
    key: bytes

    def text(self) -> str:
        return f"{self.id.hex}.{base64.urlsafe_b64encode(self.key).decode()}"


def begin(story: Story, *, at: dt.datetime, response: HttpResponse) -> None:
    """Keep a new story, and give the browser its key."""
    forget_expired(at=at)
    handle = _Handle(uuid.uuid4(), AESGCM.generate_key(bit_length=256))
    Draft.objects.create(pk=handle.id, sealed=_seal(handle, story), expires_at=at + LASTS)
    _give(response, handle, LASTS)


def _give(response: HttpResponse, handle: _Handle, lasts: dt.timedelta) -> None:
    response.set_cookie(
        COOKIE,
        handle.text(),
        max_age=lasts,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def story_of(request: Request) -> Story:
    """The story of this visitor. Raises `NoStory`."""
    handle = _handle(request)
    return _open(handle, _sealed.first(id=handle.id, now=request.now))


_sealed: "Prepared[bytes | memoryview[int]]" = Prepared(  # six in ten pages ask it
    lambda: Draft.objects.filter(pk=Given("id"), expires_at__gt=Given("now", DateTimeField())).values_list(
        "sealed", flat=True
    )
)


def has_story(request: Request) -> bool:
    """Whether this visitor was in the middle of something."""
    try:
        story_of(request)
    except NoStory:
        return False
    return True


def change(request: Request, how: Callable[[Story], Story]) -> Story:
    """Change the story, once: who sends the same form at the same moment waits and sees what the other did.

    `how` runs in the same transaction as the change, so what it writes stays or goes with it. Raises
    `NoStory`.
    """
    handle = _handle(request)

    def work() -> Story:
        draft = Draft.objects.select_for_update().filter(pk=handle.id, expires_at__gt=request.now).first()
        if draft is None:
            raise NoStory
        changed = how(_open(handle, draft.sealed))
        until = max(draft.expires_at, request.now + LASTS)
        Draft.objects.filter(pk=handle.id).update(sealed=_seal(handle, changed), expires_at=until)
        return changed

    return in_one_piece(work)


def leave(response: HttpResponse) -> None:
    """Take the key out of this browser; the conversation stays for whoever has the code of its pause."""
    response.delete_cookie(COOKIE, samesite="Lax")


@transaction.atomic
def forget(request: Request, response: HttpResponse) -> None:
    """Take the story away, on the server and in the browser. There is no way back."""
    with contextlib.suppress(NoStory):
        Draft.objects.filter(pk=_handle(request).id).delete()
    leave(response)


def forget_expired(*, at: dt.datetime) -> int:
    """Take away every conversation whose day is over; how many there were."""
    return Draft.objects.filter(expires_at__lte=at).delete()[0]


def _handle(request: Request) -> _Handle:
    name, _, key = request.COOKIES.get(COOKIE, "").partition(".")
    try:
        handle = _Handle(uuid.UUID(hex=name), base64.urlsafe_b64decode(key))
    except (ValueError, binascii.Error) as error:
        raise NoStory from error
    if len(handle.key) != 32:
        raise NoStory
    return handle


@transaction.atomic
def pause(request: Request) -> tuple[str, dt.datetime]:
    """A code with which this conversation goes on elsewhere, and until when. The code before stops working.

    The visitor asks for this, so the conversation is kept for longer than its day. Raises `NoStory`.
    """
    handle, until = _handle(request), request.now + PAUSED
    draft = Draft.objects.select_for_update().filter(pk=handle.id, expires_at__gt=request.now).first()
    _open(handle, draft.sealed if draft is not None else None)
    code = new_code()
    Pause.objects.filter(draft=handle.id).delete()
    Pause.objects.create(pk=_name(code), draft_id=handle.id, sealed=_locked(code, handle))
    Draft.objects.filter(pk=handle.id).update(expires_at=until)
    return code, until


def resume(typed: str, *, at: dt.datetime, client: str, response: HttpResponse) -> bool:
    """Go on in this browser with the conversation of this code; no when no pause has it.

    Raises `TooManyGuesses` after ten wrong codes in a quarter of an hour from one client, and `NotACode` on a
    slip that the check sign shows: that is no guess and is not counted.
    """
    code = read_code(typed)
    try_once(GUESSES, client, at=at)
    found = (
        Pause.objects.select_related("draft")
        .filter(pk__in=digests(USE, code), draft__expires_at__gt=at)
        .first()
    )
    if found is None:
        return False
    was_right(GUESSES, client)
    _give(response, _unlocked(code, found), found.draft.expires_at - at)
    return True


def _name(code: str) -> str:
    return digest(USE, code)


def _locked(code: str, handle: _Handle) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key_from(code, derived_key(USE))).encrypt(
        nonce, handle.text().encode(), handle.id.bytes
    )


def _unlocked(code: str, pause: Pause) -> _Handle:
    sealed = bytes(pause.sealed)
    salt = derived_keys(USE)[digests(USE, code).index(pause.pk)]  # also after HOUVAST_SECRET_KEY was replaced
    text = AESGCM(_key_from(code, salt)).decrypt(sealed[:NONCE], sealed[NONCE:], pause.draft_id.bytes)
    name, _, key = text.decode().partition(".")
    return _Handle(uuid.UUID(hex=name), base64.urlsafe_b64decode(key))


def _key_from(code: str, salt: bytes) -> bytes:
    """Slow on purpose (50 ms): a code is shorter than a key, so each guess must cost something."""
    return hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def _seal(handle: _Handle, story: Story) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(handle.key).encrypt(nonce, written(story).encode(), handle.id.bytes)


def _open(handle: _Handle, sealed: "bytes | memoryview[int] | None") -> Story:
    if sealed is None:
        raise NoStory
    try:
        text = AESGCM(handle.key).decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), handle.id.bytes)
        return read(text.decode(), corpus())
    except (InvalidTag, UnreadableStory) as error:
        raise NoStory from error
