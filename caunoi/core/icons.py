"""The icon set: strokes on a grid of 24, drawn by us; colour and width come from the style sheet."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "alert": "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1",
    "archive": "M4 5h16v4H4zM5.5 9v10h13V9M10 13h4",
    "arrow-down": "M12 5v14M6 13l6 6 6-6",
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "arrow-up": "M12 19V5M6 11l6-6 6 6",
    "attach": (
        "M20 11.5 12 19.5a5 5 0 0 1-7.1-7.1l8.3-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.2 8.1a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4"
    ),
    "bell": "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4",
    "bridge": (
        "M2 9.5h20M4 9.5v9M20 9.5v9M9.3 18.5v-3a2.7 2.7 0 0 1 5.4 0v3"
        "M4 15.5a2.6 2.6 0 0 1 5.3 0M14.7 15.5a2.6 2.6 0 0 1 5.3 0"
    ),
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8",
    "camera": "M3.5 8h4L9 5.5h6L16.5 8h4v11h-17zM12 10a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z",
    "chart": "M4 20h16M7 20v-7M12 20V5M17 20v-10",
    "chat": "M4 5h16v11h-8.5L7 20v-4H4zM8 9.2h8M8 12.4h5",
    "check": "M4.5 12.5 10 18 20 6.5",
    "check-circle": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8 12.3l2.8 2.8L16 9.6",
    "chevron-down": "M6 9.5l6 6 6-6",
    "chevron-right": "M9.5 6l6 6-6 6",
    "circle": "M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    "close": "M6 6l12 12M18 6 6 18",
    "compare": "M9 4H4v16h5M15 4h5v16h-5M12 2.5v19",
    "copy": "M8.5 8.5H20V20H8.5zM15.5 8.5V4H4v11.5h4.5",
    "document": "M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12.5h7M9 16.5h7",
    "download": "M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15",
    "edit": "M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3",
    "eye": (
        "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"
        "M12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z"
    ),
    "filter": "M4 6h16M7 12h10M10 18h4",
    "flag": "M6 21V4M6 5h11.5l-2 3.7 2 3.8H6",
    "help": (
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.6 9.6a2.4 2.4 0 1 1 3.5 2.1c-.7.4-1.1.9-1.1 1.7v.3M12 16.4v.1"
    ),
    "history": "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 8v4.2l2.8 1.6",
    "home": "M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5.5h4V20",
    "inbox": "M4 13.5 6.5 5h11L20 13.5V19H4zM4 13.5h4.7l1.3 2.3h4l1.3-2.3H20",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 7.8v.1",
    "key": "M8 11.5a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM10.7 12.6 19.5 4M15 8.4l3 2.8",
    "link": (
        "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.5 1.5M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1.5-1.5"
    ),
    "list": "M8.5 6H20M8.5 12H20M8.5 18H20M4.3 6v.1M4.3 12v.1M4.3 18v.1",
    "lock": "M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "logout": "M14 4.5H5v15h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
    "mail": "M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5",
    "map-pin": "M12 21s7-6 7-11.3a7 7 0 0 0-14 0C5 15 12 21 12 21zM12 7.3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "megaphone": "M4 10v4.5h3L16 19V5.5L7 10zM19 10a3.5 3.5 0 0 1 0 4.5M7.5 14.5 9 19.5h2.5l-1-4",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "minus": "M5 12h14",
    "money": "M3.5 6.5h17v11h-17zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM6.5 12v.1M17.5 12v.1",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "more": "M5.5 12v.1M12 12v.1M18.5 12v.1",
    "offline": (
        "M3 3l18 18M5 12.6a10 10 0 0 1 4-2.4M2 9a14 14 0 0 1 4.3-2.7"
        "M10.5 5A14.5 14.5 0 0 1 22 9M15.5 10.7a10 10 0 0 1 3.5 1.9M8.5 16a5 5 0 0 1 7 0M12 19.5v.1"
    ),
    "people": (
        "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"
        "M2.5 19.5c.4-3.5 3-5.5 6.5-5.5s6.1 2 6.5 5.5M15.5 5a3.3 3.3 0 0 1 0 6M18 14.7c2 .8 3.2 2.4 3.5 4.8"
    ),
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
    "phone": (
        "M6 3.5h3.5l1.5 4.5-2.2 1.6a12 12 0 0 0 5.6 5.6l1.6-2.2 4.5 1.5V18c0 1.4-1.1 2.5-2.5 "
        "2.5C11 20.5 3.5 13 3.5 6 3.5 4.6 4.6 3.5 6 3.5z"
    ),
    "picture": "M4 5h16v14H4zM4 16l4.5-4.5L13 16l3-3 4 4M15.5 9v.1",
    "pin": "M9 4h6l-1 6 3.5 3h-11L10 10zM12 13v7.5",
    "play": "M8 5v14l11-7z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "refresh": "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.5M20 4.5v5h-5",
    "reply": "M9 6l-5 5 5 5M4 11h9a7 7 0 0 1 7 7",
    "save": "M5 4h11.5L20 7.5V20H4V4zM8 4v5h7V4M8 20v-6.5h8V20",
    "search": "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
    "send": "M20.5 3.5 3.5 10.5l6.5 3 3 6.5zM10 13.5l4-4",
    "settings": (
        "M4 7h9M17.5 7H20M4 17h2.5M11 17h9"
        "M15.3 4.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM8.7 14.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z"
    ),
    "shield": "M12 3.5 19 6v6c0 4.5-3 7.2-7 8.5-4-1.3-7-4-7-8.5V6zM9 12l2.2 2.2L15.2 10",
    "star": "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8z",
    "sun": (
        "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
        "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"
    ),
    "table": "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
    "target": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 12v.1",
    "trash": "M4.5 7h15M9 7V4.5h6V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5",
    "tree": "M9.5 3.5h5v4h-5zM3.5 16.5h5v4h-5zM15.5 16.5h5v4h-5zM12 7.5V12M6 16.5V12h12v4.5",
    "undo": "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H8",
    "upload": "M12 16V4.5M7 9.5l5-5 5 5M4.5 19.5h15",
    "video": "M3.5 6.5h11.5v11H3.5zM15 10.5l5.5-3v9l-5.5-3",
}

# Names that people reach for; each is drawn as the icon beside it.
ALIASES = {
    "activity": "megaphone",
    "add": "plus",
    "back": "arrow-left",
    "building": "home",
    "campaign": "flag",
    "campaigns": "flag",
    "chevron": "chevron-right",
    "clause": "document",
    "clip": "attach",
    "cost": "money",
    "date": "calendar",
    "delete": "trash",
    "desk": "home",
    "done": "check-circle",
    "error": "alert",
    "external": "arrow-right",
    "file": "document",
    "globe": "megaphone",
    "group": "people",
    "image": "picture",
    "late": "alert",
    "location": "map-pin",
    "next": "arrow-right",
    "notice": "bell",
    "obstacle": "chat",
    "open": "eye",
    "paperclip": "attach",
    "pencil": "edit",
    "photo": "picture",
    "place": "map-pin",
    "profile": "person",
    "progress": "clock",
    "question": "help",
    "success": "check-circle",
    "time": "clock",
    "unit": "tree",
    "units": "tree",
    "user": "person",
    "users": "people",
    "warning": "alert",
    "x": "close",
}


@cache
def draw_icon(name: str) -> SafeString:
    """The icon as inline SVG, hidden from screen readers: the words beside it tell. KeyError for a name not drawn."""
    path = ICONS[ALIASES.get(name, name)]
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        mark_safe(path),  # noqa: S308 (our own constant)
    )
