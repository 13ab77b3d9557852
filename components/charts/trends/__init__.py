"""How it has changed: small multiples over time, dated events, and the United Kingdom as context."""
