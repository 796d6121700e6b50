#!/usr/bin/env python3
"""Whole commands, files in and out: CPU seconds and peak memory of `travel-times` to the nearest facility.

usage: commands.py EMSPLAN ROADS.osm.pbf [--facilities 500,2000,5000] [--settlements 2000,20000,200000]
                   [--mode drive] [--rounds 3] [--limit SECONDS]

Facilities and settlements lie within some hundred metres of junctions drawn at random, the same in every run. The roads
are read from the extract each time, as a planner's first command does. Medians of the rounds are printed; with --limit
the run fails where the largest pair takes more CPU time.
"""
import argparse
import csv
import os
import random
import statistics
import sys
import tempfile

from measured import measured


def write_places(path, junctions, count, prefix, column, value, generator):
    with open(path, "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name", column, "longitude", "latitude"])
        for number in range(count):
            longitude, latitude = generator.choice(junctions)
            name = f"{prefix}{number}"
            table.writerow([name, name, value, f"{longitude + generator.gauss(0, 0.002):.6f}",
                            f"{latitude + generator.gauss(0, 0.0015):.6f}"])


def main():
    def numbers(text):
        return [int(part) for part in text.split(",")]

    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("emsplan")
    parser.add_argument("roads")
    parser.add_argument("--facilities", type=numbers, default=[500, 2000, 5000])
    parser.add_argument("--settlements", type=numbers, default=[2000, 20000, 200000])
    parser.add_argument("--mode", default="drive")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        measured([options.emsplan, "roads", "export", options.roads, "--nodes", path("nodes.csv"), "--arcs",
                  path("arcs.csv"), "--mode", options.mode, "--quiet"])
        with open(path("nodes.csv"), newline="") as file:
            junctions = [(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)]
        print(f"{'facilities':>10} {'settlements':>11} {'CPU s':>7} {'MiB':>6}")
        for facilities in options.facilities:
            write_places(path("facilities.csv"), junctions, facilities, "F", "tier", "village_clinic", random.Random(1))
            for settlements in options.settlements:
                write_places(path("settlements.csv"), junctions, settlements, "S", "population", 100, random.Random(2))
                runs = [
                    measured([options.emsplan, "travel-times", "--roads", options.roads, "--mode", options.mode,
                              "--facilities", path("facilities.csv"), "--facilities-crs", "wgs84", "--settlements",
                              path("settlements.csv"), "--settlements-crs", "wgs84", "-o", path("times.csv"),
                              "--overwrite", "--quiet"]) for _ in range(options.rounds)
                ]
                seconds = statistics.median(run.cpu_seconds for run in runs)
                memory = statistics.median(run.memory_mib for run in runs)
                print(f"{facilities:>10} {settlements:>11} {seconds:7.2f} {memory:6.0f}", flush=True)
    if options.limit is not None and seconds > options.limit:
        sys.exit(f"{seconds:.2f} CPU s are more than {options.limit}")


if __name__ == "__main__":
    main()
