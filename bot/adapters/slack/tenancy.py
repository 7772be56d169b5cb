"""Which workspace a signed payload belongs to, and which one a person belongs to (S6, L7)."""

from __future__ import annotations

from bot.adapters.slack.payloads import Authorization, Envelope, Interaction, Slash

PLATFORM = "slack"
FOREIGN_MARK = ":"
"""Stands between the installation and a Slack Connect author's own workspace."""


def tenant_of_event(envelope: Envelope) -> str:
    """The installation an event is for; empty when the body names none."""
    outside = Authorization(envelope.team_id, envelope.enterprise_id)
    first = envelope.authorizations[0] if envelope.authorizations else outside
    return _choose(first.team_id, first.enterprise_id, whole=first.is_enterprise_install)


def tenant_of_interaction(interaction: Interaction) -> str:
    """The installation an interaction is for."""
    team = interaction.team.id if interaction.team else interaction.user.team_id
    return _choose(team, org_of(interaction), whole=interaction.is_enterprise_install)


def org_of(interaction: Interaction) -> str | None:
    """The organisation an interaction comes from, if any."""
    return interaction.enterprise.id if interaction.enterprise else None


def tenant_of_slash(slash: Slash) -> str:
    """The installation a slash command is for."""
    whole = slash.is_enterprise_install == "true"
    return _choose(slash.team_id, slash.enterprise_id, whole=whole)


def home_of(tenant: str, own_team: str | None, org: str | None) -> str:
    """The tenant of a person: a foreign Slack Connect user is a tenant of their own.

    Inside an organisation (Enterprise Grid) people keep one id over all its workspaces, so their
    own workspace says nothing.
    """
    if org or not own_team or own_team == tenant:
        return tenant
    return f"{tenant}{FOREIGN_MARK}{own_team}"


def installation_of(tenant: str) -> str:
    """The installation that serves a tenant."""
    return tenant.partition(FOREIGN_MARK)[0]


def _choose(team: str | None, org: str | None, *, whole: bool) -> str:
    return (org if whole else team) or ""
