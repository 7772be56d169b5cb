"""What holds for every test of an adapter or an operation."""

from tests.patience import patience

__all__ = ["patience"]
