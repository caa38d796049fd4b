"""All settings, from the environment alone; every name is explained in ``env.example``."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from caunoi.config import environment as env

BASE_DIR = Path(__file__).resolve().parents[2]
PRODUCTION = env.text("ENV", "local") == "production"
DEBUG = env.flag("DEBUG")
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
BASE_URL = env.text("BASE_URL", "http://localhost:8000").rstrip("/")

SECRET_KEY = env.secret_key(PRODUCTION, DATA_DIR)
ALLOWED_HOSTS = env.words("HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "caunoi.demo",
    "caunoi.desk",
    "caunoi.portal",
    "caunoi.api",
    "caunoi.reporting",
    "caunoi.campaigns",
    "caunoi.congresses",
    "caunoi.orgs",
    "caunoi.core",
    "wagtail.contrib.redirects",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "caunoi.core.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "caunoi.core.middleware.TokenMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "caunoi.orgs.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "caunoi.core.middleware.WayBackMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "caunoi.config.urls"
WSGI_APPLICATION = "caunoi.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["caunoi.core.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "caunoi.core.context.product",
                "caunoi.desk.context.officer",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), DATA_DIR / "caunoi.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.text("CACHE_URL")}
    if env.text("CACHE_URL")
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# A leased queue in the database: a killed worker loses nothing (docs/adr/0005).
TASKS = {
    "default": {"BACKEND": "caunoi.core.jobs.LeasedBackend", "OPTIONS": {"lease_seconds": env.number("JOB_LEASE", 60)}}
}

AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "caunoi.orgs.hashers.TunedArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "caunoi.orgs.adapters.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {"login": "caunoi.orgs.forms.sign_in.SignInForm"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation link proves the address
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Cầu Nối] "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or a removed second step is told to its owner
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody may make us write to a stranger
# The lock by address and network is axes' (in the database). These come after it: a province's office signs in from one
# network address, and a code of the second step is tried ten times in a quarter of an hour, from anywhere.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,10/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY") else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_FORMS = {
    "add_webauthn": "caunoi.orgs.forms.sign_in.NewKeyForm",
    "edit_webauthn": "caunoi.orgs.forms.sign_in.RenamedKeyForm",
}
MFA_ADAPTER = "caunoi.orgs.adapters.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_TOTP_ISSUER = "Cầu Nối"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
INVITATION_DAYS = env.number("INVITATION_DAYS", 7)
OBSTACLE_ANSWER_DAYS = env.number("OBSTACLE_ANSWER_DAYS", 5)
OBSTACLE_KINDS = env.pairs("OBSTACLE_KINDS")
WASTE_THRESHOLD = env.number("WASTE_THRESHOLD", 5)  # see campaigns.queries.waste
API_REQUESTS_A_MINUTE = env.number("API_REQUESTS_A_MINUTE", 300)  # for each token
WEBHOOKS_MAY_STAY_INSIDE = env.flag("WEBHOOKS_MAY_STAY_INSIDE")  # see api.outgoing
INSPECTION_REMEDY_DAYS = env.number("INSPECTION_REMEDY_DAYS", 30)
REPORT_JUMP_TIMES = env.number("REPORT_JUMP_TIMES", 3)  # see reporting.plausibility
REPORT_REMIND_DAYS = env.number("REPORT_REMIND_DAYS", 3)

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "caunoi.orgs.adapters.attempted_address"
AXES_CLIENT_IP_CALLABLE = "caunoi.orgs.adapters.client_ip"
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# Our own words live in each app and come first; locale/ holds what others' packages lack in Vietnamese.
OUR_APPS = [app.removeprefix("caunoi.") for app in INSTALLED_APPS if app.startswith("caunoi.")]
LOCALE_PATHS = [*(BASE_DIR / "caunoi" / app / "locale" for app in OUR_APPS), BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["caunoi.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Evidence and uploaded plans: never served by path, only through a view that asks for the right.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "private"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000
PLAN_UPLOAD_MAX_BYTES = env.number("PLAN_UPLOAD_MB", 30) * 1024 * 1024
PHOTO_UPLOAD_MAX_BYTES = env.number("PHOTO_UPLOAD_MB", 15) * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if env.text("EMAIL_HOST") else "filebased.EmailBackend"
)
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Cầu Nối <khong-tra-loi@localhost>")

WAGTAIL_SITE_NAME = "Cầu Nối"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_LOGIN_URL = "/tai-khoan/dang-nhap/"

# The desk and the portal run under the strict policy; Wagtail's editor needs inline script and style (docs/adr/0006).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
FORM_RENDERER = "caunoi.core.forms.Renderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["axes.W003"]  # allauth's backend is reached through axes' standalone one, listed first

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {name: {"level": "WARNING"} for name in ("axes", "wagtail")} | {"django.request": {"level": "ERROR"}},
}

# Working days beside those that the holidays package knows (``campaigns.schedule.workdays``).
DAYS_OFF = env.days("DAYS_OFF")
DAYS_WORKED = env.days("DAYS_WORKED")
DIGEST_QUIET_MINUTES = env.number("DIGEST_QUIET_MINUTES", 60)

# Seconds between runs of what is done by the clock; one worker runs them (``caunoi work --clock``).
CLOCK = {
    "audit_seal": 600,
    "clearsessions": 86_400,
    "clean_connections": 86_400,
    "clean_uploads": 86_400,
    "remind_filings": 43_200,
    "remind_inspections": 43_200,
    "remind_obstacles": 43_200,
    "remind_displays": 86_400,
    "recheck_links": 86_400,
    "rollup": 21_600,
    "send_digests": 300,
    "settle_unsaid": 600,
    "units_reorganise_due": 600,
    "webhooks_deliver": 15,
}
