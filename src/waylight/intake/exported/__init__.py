"""Tables that other tools leave: their columns are guessed, named by hand where that is wrong, and read by a map."""
