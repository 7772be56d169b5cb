"""The dialogues, one file each: what is asked, and what follows from the answers."""
