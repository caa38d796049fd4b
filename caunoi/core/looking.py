"""First look, then do: what stood when a person looked travels with the form: nothing is done on what has changed since."""

from django.http import HttpRequest

STOOD = "stood"


def mark_of(*values: object) -> str:
    """What stands, in one text for a hidden field."""
    return "|".join(str(value or "") for value in values)


def changed_since(request: HttpRequest, *, stands: str, wanted: str) -> bool:
    """Whether somebody else was first. The same form sent twice is not: what it wants stands already."""
    return stands != wanted and request.POST.get(STOOD, stands) != stands
