"""Which earlier card belongs to which claim of today: identities that survive edits."""
