"""Opening: what to open the next meeting with, in the client's own words and what was seen since."""
