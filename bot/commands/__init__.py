"""What stands behind the commands of bot.__main__: processes and operations, put together."""
