"""Secrets of tokens: made once, shown once, kept as a hash alone."""

import hashlib
import secrets

PREFIX = "cn_"


def make_secret() -> str:
    """256 random bits, with a prefix by which a leaked one is recognised."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """A plain hash is enough: nobody guesses 256 random bits, however fast the hash is."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
