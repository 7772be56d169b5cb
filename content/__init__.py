"""Facts and words, owned by clinicians and translators: no logic lives here."""
