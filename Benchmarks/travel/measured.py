"""What a command costs."""
import os
import subprocess
import sys
import time
from typing import NamedTuple


class Cost(NamedTuple):
    cpu_seconds: float
    memory_mib: float
    clock_seconds: float


def measured(command):
    """The cost of a command that has to succeed."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        sys.exit(f"{' '.join(command)}\n{message}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.monotonic() - start)
