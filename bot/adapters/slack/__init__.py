"""Slack: events, presses, commands and forms in; Block Kit out.

`slack_routes` serves signed HTTP, `socket_mode` listens on a socket, `SlackChannel` sends.
"""
