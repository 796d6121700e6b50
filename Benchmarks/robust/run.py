#!/usr/bin/env python3
"""How long it takes to say how sure plans are: `robust` against as many runs of `plan`, and two seeds against each other.

usage: run.py EMSPLAN PLAN.yaml [PLAN.yaml ...] [--scenarios 200] [--limit SECONDS_OF_CLOCK]

No peer answers the question. What a careful user would do without the command is to change the plan and run it anew for
every scenario, and once more for every road that may be closed; so the peer is one run of `plan` without maps and page
times as many. Checked: the same bytes for one thread and all; and of the sites of two seeds how many lie within each
other's 95 % intervals.
"""
import argparse
import csv
import filecmp
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "travel"))
from measured import measured  # noqa: E402


def sites(folder):
    """Of each proposed site the share of scenarios in which it is right, and the interval."""
    with open(os.path.join(folder, "robust.json")) as file:
        answers = json.load(file)["services"]
    return {(answer["service"], site["id"]): (site["best_share"], site["best_share_low"], site["best_share_high"])
            for answer in answers for site in answer["sites"]}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("emsplan")
    parser.add_argument("plans", nargs="+")
    parser.add_argument("--scenarios", type=int, default=200)
    parser.add_argument("--limit", type=float)
    options = parser.parse_args()
    slow = []
    for plan in options.plans:
        with tempfile.TemporaryDirectory() as folder:
            def out(name):
                return os.path.join(folder, name)

            def robust(name, *more):
                return measured([options.emsplan, "robust", plan, "--scenarios", str(options.scenarios), "-o", out(name),
                                 "--quiet", *more])

            cost = robust("all")
            robust("one", "--threads", "1")
            robust("other", "--seed", "2")
            once = measured([options.emsplan, "plan", plan, "-o", out("plan"), "--quiet", "--maps", "none"])
            names = sorted(os.listdir(out("all")))
            _, differing, missing = filecmp.cmpfiles(out("all"), out("one"), names, shallow=False)
            if differing or missing:
                sys.exit(f"{plan}: one thread and all differ in {', '.join(differing + missing)}")
            closures = 0
            if "road-closures.csv" in names:
                with open(os.path.join(out("all"), "road-closures.csv"), newline="") as file:
                    closures = sum(1 for _ in csv.DictReader(file))
            first, second = sites(out("all")), sites(out("other"))
            shared = first.keys() & second.keys()
            agree = sum(first[key][1] <= second[key][2] and second[key][1] <= first[key][2] for key in shared)
            peer = once.cpu_seconds * (options.scenarios + closures)
            print(f"{plan}: {options.scenarios} scenarios and {closures} closures in {cost.clock_seconds:.1f} s, "
                  f"{cost.cpu_seconds:.1f} CPU s, {cost.memory_mib:.0f} MiB; as many plans {peer:.0f} CPU s "
                  f"({peer / cost.cpu_seconds:.1f} times); two seeds agree on {agree} of {len(shared)} sites")
            if options.limit and cost.clock_seconds > options.limit:
                slow.append(plan)
    if slow:
        sys.exit(f"above {options.limit} s: {', '.join(slow)}")


if __name__ == "__main__":
    main()
