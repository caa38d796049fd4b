"""Putting the public site in place."""

from django.db import transaction
from wagtail.models import Page, Site

from caunoi.portal.models import HomePage

HEADING = "Đưa đại hội công đoàn đến từng đoàn viên"
INTRODUCTION = (
    "<p>Trước, trong và sau đại hội, mỗi cấp công đoàn đều có việc để làm: nói rõ đại hội bàn gì, lắng nghe đoàn viên, "
    "đưa nghị quyết vào cuộc sống. Trang này cho biết việc ấy đang đến đâu.</p>"
)


def ensure_home() -> HomePage:
    """The front page as the root of the only site, made once with its first words; what editors wrote since stays."""
    with transaction.atomic():
        home = HomePage.objects.first() or _create_home()
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"root_page": home, "site_name": "Cầu Nối"},
            create_defaults={"root_page": home, "site_name": "Cầu Nối", "hostname": "localhost", "port": 80},
        )
        _remove_welcome()
    return home


def _create_home() -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage(title="Trang chủ", slug="trang-chu", heading=HEADING, introduction=INTRODUCTION)
    home.draft_title = home.title
    root.add_child(instance=home)
    return home


def _remove_welcome() -> None:
    """Wagtail's own first page, if nobody has made it theirs."""
    welcome = Page.objects.filter(depth=2, slug="home", numchild=0).exclude(pk__in=HomePage.objects.values("pk"))
    for page in welcome:
        if page.specific_class is Page:
            page.delete()
