#!/usr/bin/env python3
"""Holds travel times against scipy's Dijkstra on the exported graph, for a village at every node.

usage: check_times.py EMSPLAN ROADS.osm.pbf...

For each file, each mode and both directions: the nearest of five facilities for every node, and every pair of 80
facilities and 200 nodes (a contraction hierarchy on our side). Exit 1 when a time differs by more than 1e-6 s, or when
one side reaches what the other does not. Where two roads have unjoined points at the very same place, someone there
may use either road, of which the table of nodes knows one: such a place may be reached sooner, never later, and counts
as shared. A place on a bridge, a tunnel, a motorway, one of its links or a ferry may be one where no road can be joined:
there no time is right, too, and counted as closed. Needs numpy, scipy and osmium; exit 69 without them.
"""
import csv
import math
import os
import subprocess
import sys
import tempfile

MODES = ["ambulance", "drive", "ebike", "walk"]
TOLERANCE = 1e-6


def table(path):
    with open(path, encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def write(path, header, rows):
    with open(path, "w") as file:
        file.write(header + "\n" + "".join(",".join(map(str, row)) + "\n" for row in rows))


def special_places(extract):
    """The places at which more than one point of the roads lies, and those of roads that cannot be joined midway."""
    import osmium
    of_roads, of_closed = set(), set()
    for way in osmium.FileProcessor(extract, osmium.osm.WAY):
        tags = way.tags
        if "highway" in tags or tags.get("route") == "ferry":
            of_roads.update(node.ref for node in way.nodes)
            if (tags.get("bridge", "no") != "no" or tags.get("tunnel", "no") != "no" or tags.get("motorroad") == "yes"
                    or tags.get("highway") in (None, "motorway", "motorway_link")):
                of_closed.update(node.ref for node in way.nodes)
    seen, shared, closed = set(), set(), set()
    for node in osmium.FileProcessor(extract, osmium.osm.NODE):
        if node.id in of_roads:
            place = (round(node.location.lon * 1e7), round(node.location.lat * 1e7))
            (shared if place in seen else seen).add(place)
            if node.id in of_closed:
                closed.add(place)
    return shared, closed


def check(emsplan, roads, mode, folder, shared, closed):
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    def path(name):
        return os.path.join(folder, name)

    def run(*arguments):
        subprocess.run([emsplan, *arguments, "-q", "--overwrite"], check=True)

    run("roads", "export", roads, "--mode", mode, "--nodes", path("n.csv"), "--arcs", path("a.csv"))
    nodes = [(row["lon"], row["lat"]) for row in table(path("n.csv"))]
    arcs = table(path("a.csv"))
    count = len(nodes)
    heads, tails = [int(a["to"]) for a in arcs], [int(a["from"]) for a in arcs]
    # scipy takes a stored zero for an arc that is not there.
    seconds = [float(a["seconds"]) or 1e-12 for a in arcs]
    graph = csr_matrix((seconds, (tails, heads)), shape=(count, count))
    # A barrier leaves two nodes at one place; whoever stands there may use either.
    twins = {}
    for node, place in enumerate(nodes):
        twins.setdefault(place, []).append(node)

    def at(numbers):
        return [twin for number in numbers for twin in twins[nodes[number]]]

    def best(times):
        for place in twins.values():
            if len(place) > 1:
                times[..., place] = times[..., place].min(axis=-1, keepdims=True)
        return times

    spots = [(round(float(x) * 1e7), round(float(y) * 1e7)) for x, y in nodes]
    is_shared, may_be_closed = [spot in shared for spot in spots], [spot in closed for spot in spots]
    few = [count * k // 5 + 7 for k in range(5)]
    many = [count * k // 80 + 3 for k in range(80)]
    some = [count * k // 200 + 1 for k in range(200)]
    few, many, some = ([n for n in numbers if not is_shared[n] and not may_be_closed[n]] for numbers in (few, many, some))
    places = {"every": range(count), "some": some}
    for name, numbers in places.items():
        write(path(name + ".csv"), "id,name,lon,lat", [(f"v{n}", "v", *nodes[n]) for n in numbers])
    for name, numbers in {"few": few, "many": many}.items():
        write(path(name + ".csv"), "id,name,tier,lon,lat",
              [(f"f{k:02}", "f", "village_clinic", *nodes[n]) for k, n in enumerate(numbers)])

    worst, wrong, reached, pairs, shut = 0.0, 0, 0, 0, 0

    def compare(minutes, expected, may_be_sooner=False):
        nonlocal worst, wrong
        if may_be_sooner:
            wrong += minutes == "" and not math.isinf(expected)
            wrong += minutes != "" and float(minutes) * 60 > expected + TOLERANCE
            return 0
        if minutes == "" or math.isinf(expected):
            wrong += (minutes == "") != math.isinf(expected)
            return 0
        difference = abs(float(minutes) * 60 - expected)
        worst = max(worst, difference)
        wrong += difference > TOLERANCE
        return 1

    for direction in ["from", "toward"]:
        way = graph if direction == "from" else graph.T.tocsr()
        options = ["--roads", roads, "--mode", mode, "--direction", direction, "--off-road-speed", "1", "--off-road-limit", "0.0001"]
        run("travel-times", "--facilities", path("few.csv"), "--settlements", path("every.csv"), *options,
            "-o", path("t.csv"))
        expected = best(dijkstra(way, indices=at(few), min_only=True))
        rows = table(path("t.csv"))
        assert len(rows) == count
        for row in rows:
            node = int(row["settlement_id"][1:])
            if may_be_closed[node] and row["travel_min"] == "":
                shut += 1
                continue
            reached += compare(row["travel_min"], expected[node], is_shared[node])
        run("travel-times", "--matrix", "--facilities", path("many.csv"), "--settlements", path("some.csv"), *options,
            "-o", path("m.csv"))
        expected = np.array([best(dijkstra(way, indices=at([n]), min_only=True)) for n in many])
        rows = table(path("m.csv"))
        assert len(rows) == len(many) * len(some)
        for row in rows:
            pairs += compare(row["travel_min"], expected[int(row["facility_id"][1:]), int(row["settlement_id"][1:])])
    name = os.path.basename(roads).split(".")[0]
    print(f"{name:<14} {mode:<10} {count:>7} nodes  {len(arcs):>7} arcs  {reached:>7} times  {pairs:>6} pairs  "
          f"{sum(is_shared):>3} shared  {shut:>4} closed  greatest difference {worst:.1e} s  wrong {wrong}", flush=True)
    return wrong


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        import osmium  # noqa: F401
        import scipy  # noqa: F401
    except ImportError as missing:
        print(missing, file=sys.stderr)
        sys.exit(69)
    emsplan, wrong = os.path.abspath(sys.argv[1]), 0
    for roads in sys.argv[2:]:
        with tempfile.TemporaryDirectory() as folder:
            stored = os.path.join(folder, os.path.basename(roads).split(".")[0] + ".roads")
            subprocess.run([emsplan, "roads", "build", roads, "-o", stored, "-q"], check=True)
            shared, closed = special_places(roads)
            wrong += sum(check(emsplan, stored, mode, folder, shared, closed) for mode in MODES)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
