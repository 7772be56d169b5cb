"""Prometheus figures: what the machinery tells, and the backlog as it is asked for.

No label holds anything of a person: dialogues, kinds, outcomes and alerts alone.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.core.ports import Backlog

TURN_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
AGE_SECONDS = (0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)
LATE_SECONDS = (1.0, 5.0, 15.0, 30.0, 60.0, 300.0, 1800.0, 7200.0)
MISSED_AFTER_S = 7200.0
"""The widest window of a reminder (D9): whoever is woken later has missed theirs."""


class PrometheusMetrics:
    """The figures of one process (a bot.core.ports.Metrics)."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        mine = self.registry
        self._turns = Counter("poised_turns", "Turns", ("flow", "outcome"), registry=mine)
        self._seconds = Histogram(
            "poised_turn_seconds", "Step and commit of a turn", buckets=TURN_SECONDS, registry=mine
        )
        self._sends = Counter(
            "poised_sends", "Messages by outcome", ("kind", "outcome"), registry=mine
        )
        self._ages = Histogram(
            "poised_send_age_seconds", "From the commit to the delivery of a message", ("kind",),
            buckets=AGE_SECONDS, registry=mine,
        )  # fmt: skip
        self._late = Histogram(
            "poised_wake_late_seconds",
            "How late people are woken",
            buckets=LATE_SECONDS,
            registry=mine,
        )
        self._missed = Counter("poised_reminders_missed", "Windows and sends missed", registry=mine)
        self._retries = Counter(
            "poised_retries", "Messages that will be tried again", registry=mine
        )
        self._silences = Counter(
            "poised_database_errors", "The database did not answer", ("where",), registry=mine
        )
        self._alerts = Counter("poised_alerts", "Somebody should look", ("name",), registry=mine)
        self._backlog = _Backlog(self.registry)

    def turn(self, flow: str, outcome: str, seconds: float) -> None:
        """Count a turn."""
        self._turns.labels(flow or "none", outcome).inc()
        if seconds:
            self._seconds.observe(seconds)

    def sent(self, kind: str, outcome: str, age_s: float) -> None:
        """Count a message that left, or did not."""
        self._sends.labels(kind, outcome).inc()
        if outcome == "delivered":
            self._ages.labels(kind).observe(max(age_s, 0.0))
        elif outcome == "missed":
            self._missed.inc()
        elif outcome in ("told_to_wait", "unknown"):
            self._retries.inc()

    def woken(self, late_s: float) -> None:
        """Count somebody woken."""
        self._late.observe(late_s)
        if late_s > MISSED_AFTER_S:
            self._missed.inc()

    def database_silent(self, where: str) -> None:
        """Count a silence of the database."""
        self._silences.labels(where).inc()

    def alert(self, name: str) -> None:
        """Count an alert."""
        self._alerts.labels(name).inc()

    def page(self, backlog: Backlog | None, dead_letters: int | None) -> bytes:
        """The figures as Prometheus reads them; what could not be asked for stays as it was."""
        if backlog is not None:
            self._backlog.show(backlog)
        if dead_letters is not None:
            self._backlog.dead.set(dead_letters)
        return generate_latest(self.registry)


class _Backlog:
    """What waits in the database; every process shows the same."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, what: str) -> Gauge:
            return Gauge(name, what, registry=registry)

        self._due = gauge("poised_due", "People whose time has come and whom no worker holds")
        self._oldest = gauge("poised_oldest_due_seconds", "Age of the oldest due entry")
        self._urgent = gauge("poised_referrals_waiting", "People with a referral waiting")
        self._oldest_urgent = gauge("poised_oldest_referral_seconds", "Age of the oldest referral")
        self.dead = gauge("poised_dead_letters", "Dead letters of the last 14 days")

    def show(self, backlog: Backlog) -> None:
        self._due.set(backlog.due)
        self._oldest.set(backlog.oldest_due_s)
        self._urgent.set(backlog.urgent)
        self._oldest_urgent.set(backlog.oldest_urgent_s)
