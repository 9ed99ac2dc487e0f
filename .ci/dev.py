"""Set sopkit up from nothing but Python and pip, then run it (`demo`), its tests (`test`) or all checks.

Makes its own environment in .venv, without a pip of its own, so that it works even where the system's Python
is externally managed and lacks ensurepip; the pip at hand installs into it from outside. Any Python from
3.11 on will do.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")


def main(arguments: list[str]) -> int:
    """Do what the first of `arguments` names, with the others passed on; return the exit status."""
    tasks = {"demo": demo, "test": test, "check": check}
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets as far as this line
        print(f"sopkit needs Python 3.11 or later; this is {sys.version.split()[0]}")
        return 2
    if not arguments or arguments[0] not in tasks:
        print(f"usage: python {Path(__file__).name} {'|'.join(tasks)}")
        return 2
    return tasks[arguments[0]](arguments[1:])


def demo(extra: list[str]) -> int:
    """Check the examples, good and bad, and draw the good ones into `out/`."""
    set_up("")
    run("sopkit", "lint", "examples/dengan-kesalahan", "--fail-on", "never", *extra)
    status = run("sopkit", "lint", "examples/kpu-kota-mojokerto", "--min-severity", "warning", *extra)
    return max(status, run("sopkit", "render", "examples/kpu-kota-mojokerto", "-o", "out/"))


def test(extra: list[str]) -> int:
    """Run the tests."""
    set_up("[dev]")
    return run("pytest", *extra)


def check(extra: list[str]) -> int:
    """Run everything that must hold before a change lands."""
    set_up("[dev]")
    steps = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
        (PYTHON.name, ".ci/generate.py", "--check"),
    )
    return max(run(*step, *extra) for step in steps)


def set_up(extras: str) -> None:
    """Make the environment if need be, and install sopkit into it with `extras`."""
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--quiet", "--editable", f"{ROOT}{extras}"], check=True, cwd=ROOT)


def run(program: str, *arguments: str) -> int:
    """Run a program of the environment in the project's folder and return its exit status."""
    print(f"$ {' '.join((program, *arguments))}", flush=True)
    return subprocess.run([BIN / program, *arguments], check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
