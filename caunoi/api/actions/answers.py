"""A write sent twice is done once: the answer to each idempotency key is kept beside what it changed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caunoi.api.models import ApiToken, KeptAnswer
from caunoi.core.errors import Refused

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Given:
    """An answer: the body as it went out."""

    status: int
    body: str
    etag: str = ""
    is_repeated: bool = False


def hash_request(method: str, path: str, body: bytes) -> str:
    """What a key stands for: the same words to the same address."""
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).hexdigest()


def answer_once(token: ApiToken, key: str, request_hash: str, work: Callable[[], Given], *, now: datetime) -> Given:
    """The answer of ``work``, or the one that was given to ``key`` before. ``work`` and the kept answer stand or fall together:
    a refusal keeps nothing, so that the corrected request may carry the same key. ``Refused``: ``key_reused``."""
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(
                token=token, key=key, request_hash=request_hash, status=0, body="", at=now
            )  # first: the same request at the same moment waits here for this one's end
            given = work()
            KeptAnswer.objects.filter(pk=kept.pk).update(status=given.status, body=given.body, etag=given.etag)
            return given
    except IntegrityError:
        known = _known(token, key, request_hash)
        if known is None:
            raise
        return known


def _known(token: ApiToken, key: str, request_hash: str) -> Given | None:
    kept = KeptAnswer.objects.filter(token=token, key=key).first()
    if kept is None:
        return None
    if kept.request_hash != request_hash:
        message = _("This Idempotency-Key was used for another request. Make a new key for each new request.")
        raise Refused(message, code="key_reused")
    return Given(kept.status, kept.body, kept.etag, is_repeated=True)


def forget_answers(*, now: datetime) -> int:
    """Drop answers that nobody asks for any more."""
    return KeptAnswer.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
