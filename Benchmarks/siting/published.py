#!/usr/bin/env python3
"""Runs emsplan on published instances with known answers, and prints time, gap and nodes of each.

usage: published.py EMSPLAN FOLDER
FOLDER holds what is there of `orlib-pmed` (OR-Library: pmed*.txt, optima.csv), `sjc-mclp` (Lorena: SJC*.txt,
demand-SJC*.dat, optima.csv), `san-francisco` (PySAL), `orlib-pmedcap` (OR-Library's pmedcap, a problem a file: number and
optimum; points, sites, capacity; number, x, y, load), `sjc-capacities` (Lorena's SJC*.dat with capacities, known.csv:
instance,p,value), `p-centre` (TSPLIB *.tsp, known.csv: instance,p,radius) and `cities` (Máximo, Cordeau & Nascimento 2023:
NewYork.txt and others, known.csv: instance,p,radius,covered). Times are of the whole command, reading included. Exits with
1 when an answer is not the known one or not proven; of the last four families, which get a minute each, when it is further
than 0.5 % (p-centre: 1 %, cities: 0.1 %) from the known one. Needs numpy.
"""
import csv
import pathlib
import sys
import tempfile

import numpy

from measured import measured


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


def table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def or_library(folder, work):
    """Each graph with its shortest paths (Floyd & Warshall); of a repeated edge the last holds."""
    for known in table(folder / "optima.csv"):
        path = folder / f"{known['instance']}.txt"
        if not path.exists():
            continue
        n, edges, p, *rest = map(int, path.read_text().split())
        d = numpy.full((n, n), numpy.inf)
        for e in range(edges):
            a, b, length = rest[3 * e:3 * e + 3]
            d[a - 1, b - 1] = d[b - 1, a - 1] = length
        numpy.fill_diagonal(d, 0)
        for k in range(n):
            numpy.minimum(d, d[:, k:k + 1] + d[k], out=d)
        demand = write(work / "demand.csv", ["id", "weight"], [(f"d{i}", 1) for i in range(n)])
        sites = write(work / "candidates.csv", ["id"], [(f"c{j}",) for j in range(n)])
        matrix = write(work / "matrix.csv", ["id"] + [f"c{j}" for j in range(n)],
                       [[f"d{i}"] + [int(x) for x in row] for i, row in enumerate(d)])
        for model, optimum in (("p-median", "pmedian_opt"), ("p-centre", "pcenter_opt")):
            yield (known["instance"], model, p, float(known[optimum]),
                   ["--demand", demand, "--candidates", sites, "--matrix", matrix, "--count", str(p)])


def sao_jose(folder, work):
    for n in (324, 402):
        points = [line.split() for line in (folder / f"SJC{n}.txt").read_text().splitlines()]
        points = [point for point in points if len(point) == 2]
        weights = (folder / f"demand-SJC{n}.dat").read_text().split()
        demand = write(work / "demand.csv", ["id", "weight", "x", "y"],
                       [(f"d{i}", w, *point) for i, (w, point) in enumerate(zip(weights, points))])
        sites = write(work / "candidates.csv", ["id", "x", "y"],
                      [(f"c{i}", *point) for i, point in enumerate(points)])
        for known in table(folder / "optima.csv"):
            if int(known["n"]) == n:
                yield (f"SJC{n}, {known['radius']} m", "mclp", int(known["p"]), float(known["covered_opt"]),
                       ["--demand", demand, "--candidates", sites, "--metric", "euclidean",
                        "--standard", known["radius"], "--count", known["p"]])


def san_francisco(folder, work):
    """The answers are those of a full enumeration."""
    pairs = table(folder / "SF_network_distance_candidateStore_16_censusTract_205_new.csv")
    weights = {pair["DestinationName"]: pair["demand"] for pair in pairs}
    demand = write(work / "demand.csv", ["id", "weight"], weights.items())
    sites = write(work / "candidates.csv", ["id"], [(name,) for name in sorted({pair["name"] for pair in pairs})])
    costs = write(work / "costs.csv", ["demand", "candidate", "cost"],
                  [(pair["DestinationName"], pair["name"], pair["distance"]) for pair in pairs])
    base = ["--demand", demand, "--candidates", sites, "--costs", costs]
    yield "San Francisco, 5,000 m", "lscp", 8, 8, base + ["--standard", "5000"]
    for model, known in (
            ("mclp", (448255, 671938, 791499, 875247, 927402)),
            ("p-median", (5731159103.675, 4009098972.135, 3385565397.532, 2848268129.7145, 2554123350.188)),
            ("p-centre", (11577.279, 9130.759, 7529.986, 7403.064, 5985.500))):
        for p, value in enumerate(known, start=1):
            standard = ["--standard", "5000"] if model == "mclp" else []
            yield "San Francisco", model, p, value, base + standard + ["--count", str(p)]


def capacitated(folder, work):
    """Distances are rounded down, and every demand point counts once, whatever its load."""
    for path in sorted(folder.glob("pmedcap*.txt"), key=lambda path: (len(path.name), path.name)):
        _, optimum, n, p, capacity, *rest = map(float, path.read_text().split())
        n, p = int(n), int(p)
        points = numpy.array(rest[:4 * n]).reshape(n, 4)
        d = numpy.floor(distances(points[:, 1:3]))
        yield path.stem, "capacitated-p-median", p, optimum, with_capacities(work, d, points[:, 3], [capacity] * n, p)


def sao_jose_capacities(folder, work):
    for known in table(folder / "known.csv"):
        n, _, *rest = map(float, (folder / f"{known['instance']}.dat").read_text().split())
        points = numpy.array(rest[:4 * int(n)]).reshape(int(n), 4)
        p, d = int(known["p"]), distances(points[:, :2])
        yield (known["instance"], "capacitated-p-median", p, float(known["value"]),
               with_capacities(work, d, points[:, 3], points[:, 2], p))


def distances(points):
    return numpy.hypot(*(points[:, None, k] - points[None, :, k] for k in (0, 1)))


def with_capacities(work, d, loads, capacities, p):
    demand = write(work / "demand.csv", ["id", "weight", "load"], [(f"d{i}", 1, int(load)) for i, load in enumerate(loads)])
    sites = write(work / "candidates.csv", ["id", "capacity"], [(f"c{j}", int(room)) for j, room in enumerate(capacities)])
    matrix = write(work / "matrix.csv", ["id"] + [f"c{j}" for j in range(len(d))],
                   [[f"d{i}", *map(float, row)] for i, row in enumerate(d)])
    return ["--demand", demand, "--candidates", sites, "--matrix", matrix, "--count", str(p), "--time-limit", "60"]


def cities(folder, work):
    """Great circles on a sphere of 6,378.1 km in single precision, as the instances' authors measure them."""
    for known in table(folder / "known.csv"):
        lines = (folder / f"{known['instance']}.txt").read_text().splitlines()
        first = next(k for k, line in enumerate(lines) if line.startswith("NODE_COORD"))
        second = next(k for k, line in enumerate(lines) if line.startswith("DEMAND"))
        lat, lon = numpy.radians([[float(word) for word in line.split()] for line in lines[first + 1:second]]).T
        weights = [int(line.split()[0]) for line in lines[second + 1:] if line.split()[:1] not in ([], ["EOF"])]
        cosine = (numpy.cos(lat)[:, None] * numpy.cos(lat) * numpy.cos(lon[:, None] - lon)
                  + numpy.sin(lat)[:, None] * numpy.sin(lat))
        d = numpy.arccos(numpy.minimum(cosine, 1)).astype(numpy.float32) * numpy.float32(6378100)
        numpy.fill_diagonal(d, 0)
        pairs = numpy.argwhere(d <= float(known["radius"]))
        demand = write(work / "demand.csv", ["id", "weight"], [(f"d{i}", weight) for i, weight in enumerate(weights)])
        sites = write(work / "candidates.csv", ["id"], [(f"c{j}",) for j in range(len(weights))])
        costs = write(work / "costs.csv", ["demand", "candidate", "cost"], [(f"d{i}", f"c{j}", 0) for i, j in pairs])
        yield (known["instance"], "mclp", int(known["p"]), float(known["covered"]),
               ["--demand", demand, "--candidates", sites, "--costs", costs, "--standard", "0", "--count", known["p"],
                "--time-limit", "60"])


def centres(folder, work):
    for known in table(folder / "known.csv"):
        lines = (folder / f"{known['instance']}.tsp").read_text().splitlines()
        first = next(k for k, line in enumerate(lines) if line.startswith("NODE_COORD"))
        points = [line.split()[1:3] for line in lines[first + 1:] if len(line.split()) == 3]
        demand = write(work / "demand.csv", ["id", "x", "y"], [(f"d{i}", *point) for i, point in enumerate(points)])
        sites = write(work / "candidates.csv", ["id", "x", "y"], [(f"c{i}", *point) for i, point in enumerate(points)])
        yield (known["instance"], "p-centre", int(known["p"]), float(known["radius"]),
               ["--demand", demand, "--candidates", sites, "--metric", "euclidean", "--count", known["p"],
                "--time-limit", "60"])


def main():
    emsplan, folder, wanted = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    wrong = 0
    print("| instance | model | p | known | found | gap | nodes | CPU s |\n|---|---|---|---|---|---|---|---|")
    for name, family, tolerance in (
            ("orlib-pmed", or_library, None), ("sjc-mclp", sao_jose, None), ("san-francisco", san_francisco, None),
            ("orlib-pmedcap", capacitated, 0.005), ("sjc-capacities", sao_jose_capacities, 0.005),
            ("p-centre", centres, 0.01), ("cities", cities, 0.001)):
        if wanted and name not in wanted:
            continue
        if not (folder / name).exists():
            print(f"skipped: {folder / name} is not there", file=sys.stderr)
            continue
        total = 0
        with tempfile.TemporaryDirectory() as work:
            for instance, model, p, known, arguments in family(folder / name, pathlib.Path(work)):
                seconds, answer = measured([emsplan, "sites", "--json", "--model", model, *arguments])
                found = answer["objective"]
                total += seconds
                shown = "–" if found is None else f"{found:.10g}"
                if tolerance is None:
                    wrong += found is None or answer["status"] != "optimal" or abs(found - known) > 1e-6 * abs(known)
                else:
                    wrong += found is None or abs(found - known) > tolerance * abs(known)
                print(f"| {instance} | {model} | {p} | {known:.10g} | {shown} | {answer['gap'] or 0:.2g} "
                      f"| {answer['nodes']} | {seconds:.2f} |", flush=True)
        print(f"| {name} | all | | | | | | {total:.1f} |", flush=True)
    sys.exit(1 if wrong else 0)


main()
