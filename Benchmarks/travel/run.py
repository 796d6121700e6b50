#!/usr/bin/env python3
"""Travel times against peers on this machine, in one run: CPU seconds, peak memory, ratios (peer / ours).

usage: run.py ROADS.osm.pbf [--size 4000] [--rounds 3] [--only TASK ...]

Ours and each peer run in turns, each in a process of its own on the same core, because two threads on two cores of a
shared machine take more CPU time for the same work; medians of the rounds are printed. Peers come from PyPI
into a folder of their own; one that does not install is reported as missing. ROADS is the network that everybody
reads: tile a small extract for a large one.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, ".build/peers")
# Task, the peers of it, and where the task of ours has other names.
TASKS = [
    ("graph", ["valhalla", "pyosmium"]),
    ("searches", ["scipy", "networkx"]),
    ("polygons", ["valhalla", "scipy"]),
    ("nearest", ["scipy", "pandana", "networkx"]),
    ("matrix", ["scipy", "pandana"]),
    ("cost-distance", ["dijkstra3d", "scikit-image"]),
]
# Of the packages of Valhalla only this one brings its builder of graphs with it.
PACKAGES = {"pyosmium": "osmium", "valhalla": "pyvalhalla-weekly"}


def install(name):
    package = PACKAGES.get(name, name)
    done = os.path.join(PEERS, ".done-" + package)
    if not os.path.exists(done):
        os.makedirs(PEERS, exist_ok=True)
        if subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--only-binary", ":all:", "--target", PEERS,
                           package], stderr=subprocess.DEVNULL).returncode:
            return False
        open(done, "w").close()
    return True


def built(package, product):
    options = ["--package-path", package, "-c", "release"]
    subprocess.run(["swift", "build", *options, "--product", product], check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run(["swift", "build", *options, "--show-bin-path"], check=True, capture_output=True, text=True)
    return os.path.join(folder.stdout.strip(), product)


def measured(command, **options):
    """What the command prints and its peak memory in MiB; nothing when it fails."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)
    lines = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return None if status else (lines, usage.ru_maxrss / 1024)


def ours(binary, task, roads, size):
    arguments = ["grid", str(size)] if task == "cost-distance" else [roads, task]
    run = measured([binary, *arguments])
    if run is None:
        sys.exit("our own run failed")
    result = {name: float(value) for name, value in (line.split() for line in run[0] if not line.startswith("#"))}
    return result | {"memory": run[1]}


def peer(task, name, where):
    environment = dict(os.environ, PYTHONPATH=PEERS, OMP_NUM_THREADS="1")
    run = measured([sys.executable, os.path.join(HERE, "peers.py"), task, name, *where], env=environment,
                   stderr=subprocess.DEVNULL)
    return None if run is None else (float(run[0][-1].split()[-1]), run[1])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("roads")
    parser.add_argument("--size", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--benchmark", help="a TravelBenchmark that is built already")
    parser.add_argument("--emsplan", help="an emsplan that is built already")
    asked = parser.parse_args()
    binary = asked.benchmark or built(HERE, "TravelBenchmark")
    emsplan = asked.emsplan or built(os.path.join(HERE, "../.."), "emsplan")
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'task':<14} {'by':<14} {'CPU s':>9} {'ratio':>7} {'MiB':>7} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([emsplan, "roads", "export", asked.roads, "--mode", "drive", "--nodes",
                        os.path.join(folder, "n.csv"), "--arcs", os.path.join(folder, "a.csv"), "-q"], check=True)
        # As users and peers do: read once, then travel on what was stored.
        stored = os.path.join(folder, "stored.roads")
        subprocess.run([emsplan, "roads", "build", asked.roads, "--output", stored, "-q"], check=True)
        for task, names in TASKS:
            if asked.only and task not in asked.only:
                continue
            where = [str(asked.size)] if task == "cost-distance" else [asked.roads, folder]
            missing = [name for name in names if not install(name)]
            names = [name for name in names if name not in missing]
            own, others = [], {name: [] for name in names}
            for _ in range(asked.rounds):
                own.append(ours(binary, task, asked.roads if task == "graph" else stored, asked.size))
                for name in names:
                    others[name].append(peer(task, name, where))
            seconds = statistics.median(round[task] for round in own)
            memory = statistics.median(round["memory"] for round in own)
            print(f"{task:<14} {'EMSPlan':<14} {seconds:9.3f} {'':>7} {memory:7.0f}", flush=True)
            for part in ["hierarchy", "router", "courses"]:
                if part in own[0]:
                    first = statistics.median(round[part] for round in own)
                    print(f"{'':<14} {'  once: ' + part:<20} {first:.3f}", flush=True)
            for name in missing:
                print(f"{task:<14} {name:<14} does not install here", flush=True)
            for name, found in others.items():
                if None in found:
                    print(f"{task:<14} {name:<14} does not run here", flush=True)
                    continue
                time, peak = (statistics.median(values) for values in zip(*found))
                print(f"{task:<14} {name:<14} {time:9.3f} {time / seconds:7.1f} {peak:7.0f} {peak / memory:6.1f}",
                      flush=True)


if __name__ == "__main__":
    main()
