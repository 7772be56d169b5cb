"""Telegram: updates in by webhook or long polling, messages out at its pace.

`adapter` is its entry in the registry. incoming (update -> Inbound) and layout (Message -> calls)
are pure; intake, polling and channel are the thin shell around them.
"""
