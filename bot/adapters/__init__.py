"""Chat platforms: each turns its updates into Inbound, and a Message into its own calls."""
