"""How well and how fast Firsthand works, beside its peers: ``python benchmarks/run.py --help``."""
