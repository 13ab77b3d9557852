"""Attackers of a release, and the gate that lets it pass only where none of them finds anything."""
