"""What groups of stakeholders answered, without telling what one of them did."""
