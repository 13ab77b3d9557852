"""The attacker who has the code: which tables, put through it with any seed, would hide just what is hidden."""
