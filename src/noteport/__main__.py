"""``python -m noteport``."""

from noteport.cli.app import main

if __name__ == "__main__":
    main()
