"""Movement: who began to reach the client, and whether those around reach out more than comparable people."""
