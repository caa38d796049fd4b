"""Where the opinion of a text ends: before its signature, its closings, its place and date."""

from typing import Any

from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.dates import without_date
from caunoi.synthesis.edges import once, without_closings, without_last_line, without_particle, without_phone
from caunoi.synthesis.names import without_post, without_signature


@uncounted
def without_ending(
    words: Any, plain: Any, gaps: Any, flags: Any, start: int, end: int, kinds: Any, values: Any, runs: Any, begins: Any,
    closes: Any, exact: Any, slips: Any, by_name: Any, all_said: bool,
) -> Any:  # fmt: skip
    """Where a text ends without what is no opinion at its end. ``all_said``: its last line does not say who writes."""
    end = start + once(words, start, end)
    end = without_date(words, plain, gaps, flags, start, end, by_name, runs, begins, exact)
    end = without_signature(words, plain, gaps, flags, start, end, kinds, values, runs, begins, exact, slips)
    before = end + 1
    while end < before:  # a closing may stand before the line that says who writes
        before = end
        end = without_phone(words, plain, gaps, flags, start, end, runs, begins)
        if not all_said:
            end = without_last_line(words, plain, gaps, flags, start, end, runs, begins, exact, slips, by_name)
            end = without_post(words, plain, gaps, flags, start, end, runs, begins, exact, by_name)
        end = without_closings(words, plain, gaps, flags, start, end, kinds, runs, begins, slips, closes, exact)
        end = without_date(words, plain, gaps, flags, start, end, by_name, runs, begins, exact)
        end = without_particle(words, plain, gaps, flags, start, end, kinds, by_name)
    return end
