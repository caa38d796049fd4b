"""Settings of the test suite: SQLite unless CAUNOI_TEST_DATABASE_URL names a PostgreSQL server; nothing leaves the machine."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("CAUNOI_SECRET_KEY", "only-for-tests")
os.environ["CAUNOI_DATA_DIR"] = tempfile.mkdtemp(prefix="caunoi-test-")

from caunoi.config import environment as env
from caunoi.config.settings import *

DATABASES = {"default": env.database(os.environ.get("CAUNOI_TEST_DATABASE_URL", ""), Path(DATA_DIR) / "test.sqlite3")}
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "caunoi.orgs.hashers.TunedArgon2PasswordHasher"]
TASKS = {"default": {"BACKEND": "caunoi.core.jobs.LeasedBackend", "OPTIONS": {"lease_seconds": 5}}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing, and warnings are errors
AXES_ENABLED = True
LOGGING = {}
