"""``python -m firsthand`` is ``firsthand``."""

from firsthand.cli import main

if __name__ == "__main__":
    main()
