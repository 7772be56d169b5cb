"""A chat in the page of a browser, served on loopback; the page's transcript is in the database."""
