"""`python -m sopkit` is the same as the command `sopkit`."""

from sopkit.cli.app import run

if __name__ == "__main__":
    run()
