"""What a change of the data comes to, for who must judge it: problems, differences, one summary."""
