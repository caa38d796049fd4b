"""The ``caunoi`` command: Django's management commands under the names that officers' technicians type."""

import os
import sys

# "caunoi plan parse FILE" reads better than "manage.py plan_parse FILE": the first word names the subject.
SUBJECTS = {
    "plan": ("parse", "import"),
    "document": ("check",),
    "units": ("import", "export", "reorganise"),
    "audit": ("seal", "verify"),
    "people": ("appoint",),
    "report": ("verify",),
    "api": ("token",),
    "webhooks": ("deliver",),
    "opinions": ("group", "phrases"),
}


def command_line(arguments: list[str]) -> list[str]:
    """``["plan", "parse", "x"]`` → ``["plan_parse", "x"]``; anything else unchanged."""
    if len(arguments) >= 2 and arguments[1] in SUBJECTS.get(arguments[0], ()):
        return [f"{arguments[0]}_{arguments[1]}", *arguments[2:]]
    return arguments


def _read_a_paper(command: str, arguments: list[str]) -> int:
    from caunoi.officialdocs.cli import check_command, parse_command

    names = [argument for argument in arguments if argument != "--json"]
    asks = "-h" in names or "--help" in names
    if asks or len(names) != 1:
        wanted = "plan parse TỆP" if command == "plan_parse" else "document check TỆP.docx"
        print(f"Cách dùng: caunoi {wanted} [--json]", file=sys.stdout if asks else sys.stderr)
        return 0 if asks else 2
    run = parse_command if command == "plan_parse" else check_command
    return run(names[0], as_json="--json" in arguments)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings")
    arguments = command_line(sys.argv[1:])
    if arguments[:1] in (
        ["plan_parse"],
        ["document_check"],
    ):  # need no database, and none of Django's two seconds to start
        sys.exit(_read_a_paper(arguments[0], arguments[1:]))
    if arguments[:1] in (["opinions_group"], ["opinions_phrases"]):
        from caunoi.synthesis.cli import group_command, phrases_command

        sys.exit((group_command if arguments[0] == "opinions_group" else phrases_command)(arguments[1:]))
    if arguments[:1] == ["start"]:
        from caunoi.config.start import run

        run(arguments[1:])
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(["caunoi", *arguments])


if __name__ == "__main__":
    main()
