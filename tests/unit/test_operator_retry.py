"""When attempts follow each other: pinned, for users plan by it."""

import pytest

from repository_index_api.v1alpha1.spec import Retry
from repository_index_operator.retry import bounds, longest_delays, retry_delay


def test_delays_double_up_to_the_cap():
    exactly = Retry(jitter=0)
    assert [retry_delay(exactly, n, "pod").total_seconds() for n in range(1, 7)] == [
        60,
        120,
        240,
        480,
        600,
        600,
    ]


@pytest.mark.parametrize("failures", range(1, 7))
def test_jitter_stays_within_its_bounds_and_below_the_cap(failures):
    delay = min(600, 60 * 2 ** (failures - 1))
    seen = [retry_delay(Retry(), failures, f"pod-{n}").total_seconds() for n in range(200)]
    assert min(seen) >= delay * 0.8
    assert max(seen) <= min(600, delay * 1.2)
    assert max(seen) - min(seen) > delay * 0.15, "pods that failed together do not come together"


def test_late_delays_are_the_cap_which_is_the_jobs_own_too():
    assert {retry_delay(Retry(), n, "pod").total_seconds() for n in range(7, 21)} == {600}


def test_the_delay_is_the_same_after_a_restart():
    assert retry_delay(Retry(), 2, "pod") == retry_delay(Retry(), 2, "pod")
    assert retry_delay(Retry(), 2, "pod") != retry_delay(Retry(), 2, "another")


def test_the_job_controllers_own_delay_is_a_floor():
    quick = Retry(base_delay_seconds=10, max_delay_seconds=30)
    assert [bounds(quick, n)[0] for n in range(1, 5)] == [10, 20, 40, 80]


def test_no_delay_is_longer_than_the_sum_that_the_deadline_counts_with():
    retry = Retry(limit=4)
    longest = sum(
        max(retry_delay(retry, n, f"pod-{i}").total_seconds() for i in range(100)) for n in range(1, 5)
    )
    assert longest <= longest_delays(retry) == pytest.approx(72 + 144 + 288 + 576)
    assert longest_delays(Retry(limit=0)) == 0
