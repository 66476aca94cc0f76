"""Makes the weights that ship. Run by ``make train``; nothing here is needed to use Waylight."""
