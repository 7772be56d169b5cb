"""A third platform, carried by pigeons: a folder for bot/adapters and a stand-in for its contract.

test_third_platform.py copies the house, adds the folder and one line, and runs the suite on it.
"""
