"""CPU time and answer of a command."""
import json
import resource
import subprocess


def measured(command):
    """CPU seconds and the JSON that a command prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, json.loads(out[out.index("{"):])
