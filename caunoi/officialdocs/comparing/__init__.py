"""What has been done to a report in Word or LibreOffice since it was written, change by change."""

from caunoi.officialdocs.comparing.apply import apply
from caunoi.officialdocs.comparing.compare import compare, read_tags
from caunoi.officialdocs.comparing.model import Change, Tagged, Word

__all__ = ["Change", "Tagged", "Word", "apply", "compare", "read_tags"]
