"""What every test shares. Searches of hypothesis: 200 runs of 30 steps here, 2,000 in `make nightly`."""

from hypothesis import HealthCheck, settings

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "check", max_examples=200, stateful_step_count=30, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile("nightly", settings.get_profile("check"), max_examples=2_000)
settings.load_profile("check")
