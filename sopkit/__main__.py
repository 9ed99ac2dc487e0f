"""`python -m sopkit` is the same as the command `sopkit`."""

from sopkit.cli.app import main

if __name__ == "__main__":
    raise SystemExit(main())
