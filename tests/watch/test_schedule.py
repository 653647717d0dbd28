"""When to look again."""

from datetime import UTC, datetime, timedelta

from app.watch.lengths import length, written
from app.watch.schedule import after_failure, after_success, look_again

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_feeds_that_began_together_come_apart_and_none_is_later_than_its_interval() -> None:
    dues = {after_success(f"https://x.example/{number}", HOUR, NOW) for number in range(50)}
    assert len(dues) == 50
    assert NOW + 0.9 * HOUR <= min(dues) < max(dues) <= NOW + HOUR
    assert after_success("https://x.example/1", HOUR, NOW) == after_success("https://x.example/1", HOUR, NOW)


def test_a_failing_feed_is_asked_after_twice_as_long_each_time_up_to_a_day() -> None:
    waits = [after_failure(failures, HOUR, NOW) - NOW for failures in (1, 2, 3, 4, 5, 10_000)]
    assert waits == [2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY]
    assert after_failure(3, 3 * DAY, NOW) - NOW == 3 * DAY
    assert after_failure(1, HOUR, NOW, asked=5 * 3600) - NOW == 5 * HOUR
    assert after_failure(1, HOUR, NOW, asked=1e9) - NOW == DAY


def test_a_page_is_looked_at_again_a_few_times_and_missed_looks_are_one() -> None:
    again = (HOUR, 6 * HOUR, DAY)
    assert look_again(NOW, NOW, again) == NOW + HOUR
    assert look_again(NOW, NOW + HOUR, again) == NOW + 6 * HOUR
    assert look_again(NOW, NOW + 10 * HOUR, again) == NOW + DAY
    assert look_again(NOW, NOW + 2 * DAY, again) is None
    assert look_again(NOW, NOW, ()) is None


def test_lengths_are_written_as_they_are_read() -> None:
    for words in ("30s", "15m", "2h", "7d", "90s", "0s"):
        assert written(length(words)) == words
    assert written(length("60 M")) == "1h"
