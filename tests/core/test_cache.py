"""The shared cache of several web hosts: what one connection writes, another reads."""

import os

import pytest
from django.core.cache import caches
from django.test import override_settings


@pytest.mark.redis
def test_redis_cache_is_shared() -> None:
    url = os.environ["CAUNOI_TEST_REDIS_URL"]
    backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "KEY_PREFIX": "caunoi-test"}
    with override_settings(CACHES={"default": backend, "second": backend}):
        caches["default"].set("đợt", {"ordinal": 1}, timeout=30)
        assert caches["second"].get("đợt") == {"ordinal": 1}
        caches["default"].delete("đợt")
        assert caches["second"].get("đợt") is None
