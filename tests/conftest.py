"""What all tests share."""

from hypothesis import settings

# A first example loads tables and models: what is slow once is no fault of what is tested.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")
