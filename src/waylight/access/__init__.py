"""Who may see and do what, and the accounts they sign in with."""
