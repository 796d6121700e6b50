#!/usr/bin/env python3
"""Coverage and gaps against geopandas, in one run, on an instance that it makes itself.

Usage: run.py [--stations 500] [--crowded] [--runs 3] [--folder build/coverage] [--emsplan .build/release/emsplan]

Both read the same files and write the same result: area and people of 1,000 townships within 10, 20 and 30 km of the
stations, and what each radius leaves of each township as GeoJSON. They run in turns, so that a busy machine slows both.
The people and settlements of emsplan must equal a brute force over all pairs (pyproj) exactly. Printed are the medians of
CPU time and peak memory of the whole process, and their ratios.
"""

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
PACKAGES = ["geopandas", "pyogrio", "pyproj", "shapely", "numpy", "pandas"]


def python_with_geopandas(folder):
    """This Python where it has geopandas, else one in a virtual environment that gets it from PyPI."""
    if subprocess.run([sys.executable, "-c", "import geopandas, pyogrio"], capture_output=True).returncode == 0:
        return sys.executable
    python = f"{folder}/venv/bin/python"
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", f"{folder}/venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def measured(command):
    """CPU seconds and peak memory in MiB of a command, and what it printed."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def check_people(output, expected):
    """Every count of emsplan against brute force."""
    with open(f"{output}/settlements.csv", newline="") as table:
        rows = list(csv.DictReader(table))
    for radius, truth in expected.items():
        inside = [row for row in rows if row["band_km"] and float(row["band_km"]) <= float(radius)]
        people = sum(int(row["population"]) for row in inside if row["population"])
        if (people, len(inside)) != (truth["people"], truth["settlements"]):
            sys.exit(f"within {radius} km: {people} people in {len(inside)} settlements, but {truth} by brute force")
    with open(f"{output}/townships.csv", newline="") as table:
        townships = list(csv.DictReader(table))
    for radius, truth in expected.items():
        people = sum(int(row[f"population_within_{radius}"] or 0) for row in townships)
        if people != truth["people"]:
            sys.exit(f"within {radius} km: {people} people in the townships, but {truth['people']} by brute force")


def largest_difference(output, peer):
    """The largest difference of a covered area between the two, as a share of the township."""
    ours, theirs = ({row["id"]: row for row in csv.DictReader(open(f"{f}/townships.csv"))} for f in (output, peer))
    return max(
        abs(float(ours[id][column]) - float(row[column])) / float(row["area_km2"])
        for id, row in theirs.items()
        for column in row
        if column.startswith("area_within")
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stations", type=int, default=500)
    options.add_argument("--crowded", action="store_true", help="all stations within one square degree")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--folder", default=f"{root}/.build/benchmarks/coverage")
    options.add_argument("--emsplan", default=f"{root}/.build/release/emsplan")
    options = options.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    python = python_with_geopandas(options.folder)
    instance = f"{options.folder}/instance-{options.stations}-{'crowded' if options.crowded else 'spread'}"
    make = f"import sys; sys.path.insert(0, {here!r}); import instance; "
    make += f"instance.make({instance!r}, {options.stations}, {options.crowded})"
    subprocess.run([python, "-c", make], check=True)
    with open(f"{instance}/expected.json") as file:
        expected = json.load(file)

    output, peer = f"{options.folder}/emsplan", f"{options.folder}/geopandas"
    ours, theirs, stages = [], [], []
    for _ in range(options.runs):
        shutil.rmtree(peer, ignore_errors=True)
        os.makedirs(peer)
        cpu, memory, printed = measured([python, f"{here}/geopandas_coverage.py", instance, peer])
        theirs.append((cpu, memory))
        stages.append(json.loads(printed))
        cpu, memory, _ = measured(
            [options.emsplan, "coverage", "--facilities", f"{instance}/facilities.csv"]
            + ["--townships", f"{instance}/townships.geojson", "--settlements", f"{instance}/settlements.csv"]
            + ["--radii", "10,20,30", "--gaps", "--overwrite", "--quiet", "-o", output]
        )
        ours.append((cpu, memory))
        check_people(output, expected)

    median = lambda runs, index: statistics.median(run[index] for run in runs)
    unwritten = statistics.median(stage["read"] + stage["compute"] for stage in stages)
    print(f"{options.stations} stations, {'crowded' if options.crowded else 'spread'}")
    print(f"{'':32}{'CPU s':>10}{'peak MiB':>10}")
    print(f"{'geopandas':32}{median(theirs, 0):10.2f}{median(theirs, 1):10.0f}")
    print(f"{'geopandas, reading and overlay':32}{unwritten:10.2f}")
    print(f"{'emsplan, everything':32}{median(ours, 0):10.2f}{median(ours, 1):10.0f}")
    print(f"{'ratio':32}{median(theirs, 0) / median(ours, 0):10.1f}{median(theirs, 1) / median(ours, 1):10.2f}")
    print(f"{'ratio without their writing':32}{unwritten / median(ours, 0):10.1f}")
    print("people and settlements: equal to brute force at every radius")
    print(f"largest difference of a covered area: {largest_difference(output, peer):.1e} of the township")


if __name__ == "__main__":
    main()
