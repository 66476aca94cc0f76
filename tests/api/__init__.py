"""The API, asked through its own client over the whole stack."""
