"""Filters and components of the pages (a builtin library: no ``load`` needed). ``/ban-lam-viec/thanh-phan/`` shows them all."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from caunoi.core import formatting
from caunoi.core.icons import draw_icon
from caunoi.core.mark import draw_mark
from caunoi.core.timeline import Timeline

register = template.Library()

register.filter("number", formatting.format_number)
register.filter("money", formatting.format_money)
register.filter("day", formatting.format_day)
register.filter("due", formatting.format_due)
register.filter("due_tone", formatting.due_tone)
register.simple_tag(draw_icon, name="icon")
register.simple_tag(draw_mark, name="mark")
register.simple_tag(formatting.format_days, name="days")

TONES = frozenset({"neutral", "progress", "done", "late", "info"})


@register.simple_tag
def badge(text: object, tone: str = "neutral") -> SafeString:
    """Without a template of its own: a list has one in every row."""
    return format_html('<span class="badge badge--{}">{}</span>', tone if tone in TONES else "neutral", text)


@register.inclusion_tag("core/progress.html")
def progress(done: int | None, total: int | None, label: object = "", url: str = "") -> dict[str, Any]:
    """A bridge of spans filled to the share done, with its denominator; ``url`` opens what is behind the figure."""
    reached, whole = int(done or 0), int(total or 0)
    share = formatting.share_of(reached, whole)
    return {"done": reached, "total": whole, "share": share, "width": share * 3, "label": label, "url": url}


@register.inclusion_tag("core/figure.html")
def figure(number: object, label: object, url: str = "", total: object = None, note: object = "") -> dict[str, Any]:
    """A number that opens to what is behind it."""
    return {"number": number, "label": label, "url": url, "total": total, "note": note}


@register.inclusion_tag("core/empty.html")
def empty(
    title: object, text: object = "", action_url: str = "", action_label: object = "", drawing: str = "river"
) -> dict[str, Any]:
    """What stands where a list has nothing: why, and what to do. ``drawing`` is river, done or search."""
    return {
        "title": title,
        "text": text,
        "action_url": action_url,
        "action_label": action_label,
        "drawing_template": f"core/drawings/{drawing}.svg",
    }


@register.inclusion_tag("core/timeline.html")
def timeline(chart: Timeline) -> dict[str, Any]:
    return {"chart": chart}


@register.inclusion_tag("core/back_link.html")
def back_link(url: str, label: object) -> dict[str, Any]:
    return {"url": url, "label": label}


@register.inclusion_tag("core/alert.html")
def alert(text: object, tone: str = "info", title: object = "") -> dict[str, Any]:
    """``tone`` is info, warning, error or done."""
    icons = {"info": "info", "warning": "alert", "error": "alert", "done": "check-circle"}
    return {"text": text, "tone": tone, "title": title, "icon_name": icons[tone]}


@register.inclusion_tag("core/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """Links to the other pages of a ``Paginator`` page; the rest of the query string stays."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    prefix = f"?{query.urlencode()}&page=" if query else "?page="
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "prefix": prefix, "numbers": list(numbers)}


@register.simple_tag(takes_context=True)
def current(context: Context, url: str, *, exact: bool = False) -> SafeString:
    """``aria-current`` for the link of a navigation that leads to, or to what lies above, the page shown."""
    request = context.get("request")
    path = request.path if request else ""
    if url and path == url:
        return SafeString('aria-current="page"')
    return SafeString('aria-current="true"' if url and not exact and path.startswith(url) else "")


@register.simple_tag(takes_context=True)
def came_from(context: Context) -> str:
    """The page of ours that led here; empty when there is none."""
    request = context.get("request")
    if request is None:
        return ""
    referer = str(request.META.get("HTTP_REFERER", ""))
    return referer if referer and url_has_allowed_host_and_scheme(referer, {request.get_host()}) else ""


class DialogNode(template.Node):
    def __init__(self, name: Any, title: Any, nodelist: NodeList) -> None:
        self.name, self.title, self.nodelist = name, title, nodelist

    def render(self, context: Context) -> SafeString:
        inner = {"id": self.name.resolve(context), "title": self.title.resolve(context)}
        return render_to_string("core/dialog.html", {**inner, "content": self.nodelist.render(context)})


@register.tag("dialog")
def dialog(parser: Parser, token: Token) -> DialogNode:
    """``{% dialog id title %}…{% enddialog %}``: a native dialog that ``<button data-dialog="id">`` opens."""
    pieces = token.split_contents()
    if len(pieces) != 3:
        raise template.TemplateSyntaxError("dialog takes an id and a title")
    nodelist = parser.parse(("enddialog",))
    parser.delete_first_token()
    return DialogNode(parser.compile_filter(pieces[1]), parser.compile_filter(pieces[2]), nodelist)
