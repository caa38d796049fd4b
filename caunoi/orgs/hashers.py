"""Argon2 sized for a small machine."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class TunedArgon2PasswordHasher(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: about 35 ms of CPU; Django's default costs about 300 ms and 100 MB a sign-in."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
