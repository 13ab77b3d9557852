"""What is measured, and the commands: ``python -m benchmarks.weight``, ``python -m benchmarks.load``."""
