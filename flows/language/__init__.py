"""What typed words mean: red flags, answers, commands, facts; the words are content."""
