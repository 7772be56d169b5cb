"""What an operator asks for: checks, dead letters, one person's data, backup and restore.

Operators name people by pseudonym; the words that people wrote stay sealed but in the commands
that are made to show them to the person they belong to.
"""
