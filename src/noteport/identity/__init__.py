"""Matches the claims of today with earlier cards: identities that survive edits."""
