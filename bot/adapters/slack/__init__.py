"""Slack: events, presses, commands and forms in; Block Kit out.

`adapter` is its entry in the registry. payloads, incoming, layout and views are pure; signed_http,
socket_mode, dispatch and channel are the shell around them.
"""
