"""Where files lie. The private storage is served by no path, only by views that ask for the right."""

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """For ``FileField(storage=private_storage)``: a callable, so that no migration records a folder of this machine."""
    return storages["private"]
