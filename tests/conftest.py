"""What holds for every test: what needs time or a foreign server runs only when asked for."""

import pytest

ASKED_FOR = ("soak", "local_slack", "telemelya", "chromium")
"""Markers of tests that run only when `-m` names them (decision 28)."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long and the foreign runs to `make soak` and `.ci/run`, which name them."""
    absent = [name for name in ASKED_FOR if name not in str(config.option.markexpr)]
    left = [item for item in items if any(item.get_closest_marker(name) for name in absent)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]
