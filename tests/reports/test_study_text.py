"""A study as text for people: what stands in each section, what has no value, and how the columns line up."""

from fractions import Fraction

from reports.documents.study_text import as_text
from reports.study import Hours, Rates, Study
from tests.reports.plain_words import PlainWords

HALVES = Rates(*(Fraction(number, 2) for number in range(1, 8)))
NO_RATES = Rates(*[None] * 7)


def a_study(**changes):
    values = {
        "assignments": 4,
        "workers": 2,
        "hit_types": 1,
        "hits": 3,
        "status": {"Approved": 2, "Rejected": 1, "Odd": 1},
        "priced": 4,
        "offered_minor": 123_456,
        "approved_minor": 100_000,
        "rejected_minor": 5,
        "hours": Hours(summed=7200, elapsed=5400, in_sessions=5460, sessions=1234),
        "rates": HALVES,
        "left_out": {},
        "gap_seconds": 60,
    }
    return Study(**{**values, **changes})


def lines_of(**changes):
    return as_text(a_study(**changes), PlainWords()).split("\n")


def section(lines, title):
    """The lines of a section, each as its label, its value and its meaning."""
    first = lines.index(title) + 1
    last = next((number for number in range(first, len(lines)) if not lines[number]), len(lines))
    return [
        tuple(part.strip() for part in line.strip().split("  ") if part.strip()) for line in lines[first:last]
    ]


def test_the_whole_text_line_by_line():
    assert lines_of() == [
        "What the files hold",
        "  Assignments                          4  rows with an assignment, each once",
        "    Approved                           2  accepted by the requester",
        "    Rejected                           1  refused by the requester",
        "    Odd                                1",
        "  Workers                              2  people who did them",
        "  HIT types                            1  kinds of work offered",
        "  HITs                                 3  pieces of work done, some by several people",
        "",
        "Pay, in US dollars",
        "  Offered                      $1,234.56  the reward of every assignment",
        "  Approved                     $1,000.00  the part the requester has approved",
        "  Rejected                         $0.05  the part for work that was refused and earns nothing",
        "",
        "Hours of work",
        "  Summed                          2.0000  durations added up, overlaps counted again",
        "  Elapsed                         1.5000  clock time of each worker, overlaps counted once",
        "  In sessions                     1.5167  breaks of at most 1 minute count as work",
        "  Sessions                         1,234  sittings of one worker",
        "",
        "Dollars per hour, offered pay over hours",
        "  Median by assignment            0.5000  of all assignments with work time",
        "  Median by worker                1.0000  of all workers, hours summed",
        "  Median by worker, elapsed       2.5000  of all workers, hours elapsed",
        "  All work, summed                1.5000  all pay over all hours summed",
        "  All work, elapsed               2.0000  all pay over all hours elapsed",
        "  All work, in sessions           3.0000  all pay over all hours in sessions",
        "  Share of workers below 7.25     3.5000  whose rate over summed hours is below the federal minimum wage",
        "",
        "Rows left out",
        "  None                                 0",
    ]  # fmt: skip


def test_files_without_pay_have_no_pay_and_no_rates_and_never_zero():
    lines = lines_of(priced=0, offered_minor=0, approved_minor=0, rejected_minor=0, rates=NO_RATES)
    assert section(lines, "Pay, in US dollars") == [("Offered", "no value", "the files state no pay")]
    rates = section(lines, "Dollars per hour, offered pay over hours")
    assert {value for _, value, _ in rates} == {"no value"}
    assert not any("$" in line for line in lines if line != "Pay, in US dollars")


def test_no_assignment_at_all_is_a_true_zero():
    lines = lines_of(assignments=0, priced=0, status={}, offered_minor=0, approved_minor=0, rejected_minor=0)
    assert section(lines, "Pay, in US dollars")[0] == ("Offered", "$0.00", "the reward of every assignment")
    assert [row[0] for row in section(lines, "What the files hold")] == ["Assignments", "Workers", "HIT types", "HITs"]  # fmt: skip


def test_assignments_without_a_reward_are_counted_beside_the_sum():
    one, two = (section(lines_of(priced=priced), "Pay, in US dollars")[0] for priced in (3, 2))
    assert one[2] == "rewards, but 1 assignment states none"
    assert two[2] == "rewards, but 2 assignments state none"


def test_every_status_of_the_platform_is_explained():
    lines = lines_of(status={"Submitted": 1, "Unstated": 2})
    assert section(lines, "What the files hold")[1:3] == [
        ("Submitted", "1", "handed in, not decided when the file was made"),
        ("Unstated", "2", "the file does not say"),
    ]


def test_the_breaks_that_count_as_work_are_named():
    meanings = [section(lines_of(gap_seconds=seconds), "Hours of work")[2][2] for seconds in (0, 720)]
    assert meanings == [
        "breaks of at most 0 minutes count as work",
        "breaks of at most 12 minutes count as work",
    ]


def test_rows_left_out_are_named_with_their_reason():
    lines = lines_of(left_out={"no_assignment": 7, "duplicate_assignment": 2, "torn": 1})
    assert section(lines, "Rows left out") == [
        ("no_assignment", "7", "rows without an assignment: work that nobody took"),
        ("duplicate_assignment", "2", "assignments that stand there again"),
        ("torn", "1", "torn"),
    ]
