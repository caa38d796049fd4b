"""Any expression, for property tests."""

from datetime import date

from hypothesis import strategies as st

from caunoi.campaigns.schedule import expressions as ex

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
LEVELS = st.sampled_from(["grassroots", "upper", "province"])
NAMES = st.text(st.sampled_from("Đại hội XIV Công đoàn tỉnh, (khu 5)-ngày 3/4 “”"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
CONGRESSES = (
    st.just(ex.OwnCongress())
    | st.just(ex.SuperiorCongress())
    | st.builds(ex.LevelCongress, LEVELS)
    | st.builds(ex.BranchCongress, st.sampled_from(["first", "last"]), LEVELS, st.sampled_from(["unit", "issuer"]))
    | st.just(ex.NationalCongress())
)
ANCHORS = (
    CONGRESSES
    | st.builds(ex.Event, NAMES.filter(bool))
    | st.builds(ex.WaveSpan, st.integers(1, 40))
    | st.builds(ex.WindowSpan, st.integers(1, 40), st.integers(1, 9))
)
POINTS = st.builds(ex.Fixed, DAYS) | st.builds(ex.Edge, ANCHORS, st.sampled_from(["start", "end"]))


def _grown(inner: st.SearchStrategy[ex.Expression]) -> st.SearchStrategy[ex.Expression]:
    numbers = st.integers(-60, 60).filter(bool)
    return (
        st.builds(ex.Shift, inner, numbers, st.sampled_from(["days", "working_days", "months"]))
        | st.builds(ex.EndOf, inner, st.sampled_from(["month", "quarter", "year"]))
        | st.builds(ex.Pick, st.sampled_from(["earlier", "later"]), inner, inner)
    )


EXPRESSIONS: st.SearchStrategy[ex.Expression] = st.recursive(POINTS, _grown, max_leaves=4)
