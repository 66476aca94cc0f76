"""Makes the weights and word lists that ship with Waylight; not part of the package."""
