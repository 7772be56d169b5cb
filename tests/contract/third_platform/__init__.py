"""A third platform, carried by pigeons: a folder for bot/adapters and a stand-in for its contract.

docs/add-a-platform.md adds the folder and one line to a copy of the house, and runs the contract
on it; tests/docs follows it.
"""
