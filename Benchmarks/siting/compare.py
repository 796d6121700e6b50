#!/usr/bin/env python3
"""Runs emsplan and spopt on the same instances, and prints the medians and the ratio.

usage: compare.py EMSPLAN [--runs 3] [--largest 1000]
Times are whole: reading the files, building the model, solving. Each run is a process of its own, so that CPU seconds
and peak memory are the operating system's. Needs numpy, scipy and spopt.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile

from measured import measured

HERE = pathlib.Path(__file__).parent
SPOPT = r"""
import sys, json, numpy, pulp
from scipy.spatial.distance import cdist
from spopt.locate import MCLP, PMedian
folder, model, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
demand = numpy.loadtxt(folder + "/demand.csv", delimiter=",", skiprows=1)
sites = numpy.loadtxt(folder + "/candidates.csv", delimiter=",", skiprows=1)
costs = cdist(demand[:, 2:4], sites[:, 1:3])
solver = pulp.PULP_CBC_CMD(msg=False, gapRel=0)
if model == "mclp":
    standard = float(open(folder + "/standard.txt").read())
    problem = MCLP.from_cost_matrix(costs, demand[:, 1], standard, p_facilities=count)
else:
    problem = PMedian.from_cost_matrix(costs, demand[:, 1], p_facilities=count)
problem = problem.solve(solver)
print(json.dumps({"objective": problem.problem.objective.value()}))
"""


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("emsplan")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--largest", type=int, default=1_000, help="demand points of the largest instance")
    given = arguments.parse_args()
    cases = [(1_000, 200, 12, "p-median"), (1_000, 200, 12, "mclp"), (5_000, 500, 25, "mclp")]
    print("| instance | model | emsplan, CPU s | spopt, CPU s | ratio | objectives |")
    print("|---|---|---|---|---|---|")
    for demand, candidates, count, model in cases:
        if demand > given.largest:
            continue
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, HERE / "make_instance.py", str(demand), str(candidates), folder], check=True)
            standard = (pathlib.Path(folder) / "standard.txt").read_text().strip()
            ours = [given.emsplan, "sites", "--model", model, "--metric", "euclidean", "--json",
                    "--demand", f"{folder}/demand.csv", "--candidates", f"{folder}/candidates.csv",
                    "--count", str(count)] + (["--standard", standard] if model == "mclp" else [])
            theirs = [sys.executable, "-c", SPOPT, folder, model, str(count)]
            mine = [measured(ours) for _ in range(given.runs)]
            other = [measured(theirs) for _ in range(1 if demand > 1_000 else given.runs)]
        a = statistics.median(seconds for seconds, _ in mine)
        b = statistics.median(seconds for seconds, _ in other)
        first, second = mine[0][1]["objective"], other[0][1]["objective"]
        same = abs(first - second) <= 1e-6 * abs(second)
        print(f"| {demand} × {candidates}, p {count} | {model} | {a:.2f} | {b:.2f} | {b / a:.0f} "
              f"| {'equal' if same else f'{first} and {second}'} |", flush=True)


main()
