"""Runs a command and waits for all that it started, whoever started it.

    python -I -S reap.py COMMAND [ARGUMENT]...

A browser leaves its helpers behind when it is closed, and the kernel adds the CPU time of a process only to
the parent that waits for it: half the work of mermaid-cli would count for nobody. Linux only.
"""

import ctypes
import os
import sys

PR_SET_CHILD_SUBREAPER = 36


def main(command: list[str]) -> int:
    """Run `command`, and return its exit status when no process of it is left."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    first = os.spawnvp(os.P_NOWAIT, command[0], command)
    result = 1
    while True:
        try:
            process, status = os.wait()
        except ChildProcessError:
            return result
        if process == first:
            result = os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
