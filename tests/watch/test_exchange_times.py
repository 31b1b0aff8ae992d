from vaultkit.watch.exchange import Exchange
from vaultkit.watch.pace import Pace

PACE = Pace(send=5, offline_first=30, offline_most=100)


def test_a_round_comes_at_the_start_and_at_regular_times() -> None:
    exchange = Exchange(PACE, 300, 10)
    assert exchange.next_due() == 10
    exchange.begin()
    assert exchange.next_due() is None
    exchange.done(12, offline=False)
    assert exchange.next_due() == 312


def test_a_change_goes_out_once_it_is_quiet_and_within_a_minute_at_the_latest() -> None:
    exchange = Exchange(PACE, 300, 0)
    exchange.begin()
    exchange.done(0, offline=False)
    exchange.changed(10)
    assert exchange.next_due() == 15
    for second in range(11, 70):
        exchange.changed(second)
    assert exchange.next_due() == 70


def test_what_changes_during_a_round_goes_out_in_the_next() -> None:
    exchange = Exchange(PACE, 300, 0)
    exchange.begin()
    exchange.changed(1)
    exchange.done(2, offline=False)
    assert exchange.next_due() == 6


def test_waits_grow_while_the_other_side_is_out_of_reach() -> None:
    exchange, now, waits = Exchange(PACE, 300, 0), 0.0, []
    for _ in range(4):
        exchange.begin()
        waits.append(exchange.done(now, offline=True))
        # Writing on does not make it try more often.
        exchange.changed(now + 1)
        due = exchange.next_due()
        assert due is not None
        now = due
    assert waits == [30, 60, 100, 100]
    exchange.begin()
    assert exchange.done(now, offline=False) == 300
