"""What a person sees: a played conversation as each platform shows it, measured and drawn."""
