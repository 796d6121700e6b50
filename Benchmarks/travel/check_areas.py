#!/usr/bin/env python3
"""Holds service areas against point-by-point journey times, on and off the road.

usage: check_areas.py EMSPLAN ROADS.osm.pbf... [--minutes 15] [--facilities 12] [--points 4000]

For each file and mode: facilities beside random nodes, one area each; around each area as many points drawn evenly
along the roads and as many drawn evenly over the ground. A point inside an area whose journey takes longer than the
limit is wrongly inside; one outside with a journey within it, wrongly outside. Shares are of the points inside and of
the points reached. Exit 1 when one is above 0.5 %. Needs shapely and osmium; exit 69 without them.
"""
import argparse
import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile

MODES = ["ambulance", "drive", "ebike", "walk"]
ALLOWED = 0.005


def road_lines(path):
    import osmium
    lines = []
    for way in osmium.FileProcessor(path).with_locations().with_filter(osmium.filter.KeyFilter("highway")):
        if way.is_way():
            line = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
            if len(line) > 1:
                lines.append(line)
    return lines


def check(emsplan, stored, lines, mode, asked, folder):
    import shapely
    from shapely.geometry import shape

    def path(name):
        return os.path.join(folder, name)

    def run(*arguments):
        subprocess.run([emsplan, *arguments, "-q", "--overwrite"], check=True)

    chance = random.Random(f"{stored}{mode}".replace(folder, ""))
    run("roads", "export", stored, "--mode", mode, "--nodes", path("n.csv"), "--arcs", path("a.csv"))
    nodes = [(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(open(path("n.csv")))]
    places = {}
    for number in range(asked.facilities):
        x, y = chance.choice(nodes)
        places[f"f{number:02}"] = (x + chance.uniform(-0.003, 0.003), y + chance.uniform(-0.002, 0.002))
    with open(path("f.csv"), "w") as file:
        file.write("id,name,tier,lon,lat\n")
        for name, (x, y) in places.items():
            file.write(f"{name},f,village_clinic,{x:.7f},{y:.7f}\n")
    limit = str(asked.minutes)
    options = ["--facilities", path("f.csv"), "--roads", stored, "--mode", mode]
    run("service-areas", *options, "--minutes", limit, "-o", path("areas.geojson"))
    areas = {f["properties"]["facility_id"]: shape(f["geometry"])
             for f in json.load(open(path("areas.geojson")))["features"] if f["geometry"]}

    pieces, weights = [], []
    for line in lines:
        for a, b in zip(line, line[1:]):
            pieces.append((a, b))
            weights.append(math.hypot((a[0] - b[0]) * math.cos(math.radians(a[1])), a[1] - b[1]))
    along = chance.choices(range(len(pieces)), weights=weights, k=len(lines) * 40)
    on_road = []
    for number in along:
        (x1, y1), (x2, y2) = pieces[number]
        share = chance.random()
        on_road.append((x1 + share * (x2 - x1), y1 + share * (y2 - y1)))

    points = []
    for facility, area in sorted(areas.items()):
        west, south, east, north = area.bounds
        west, south, east, north = west - 0.01, south - 0.007, east + 0.01, north + 0.007
        near = [p for p in on_road if west <= p[0] <= east and south <= p[1] <= north]
        for x, y in chance.sample(near, min(asked.points, len(near))):
            points.append((facility, "on", round(x, 7), round(y, 7)))
        for _ in range(asked.points):
            points.append((facility, "off", round(chance.uniform(west, east), 7), round(chance.uniform(south, north), 7)))
    result = {"on": [0, 0, 0, 0], "off": [0, 0, 0, 0]}
    for facility in sorted(areas):
        own = [p for p in points if p[0] == facility]
        with open(path("s.csv"), "w") as file:
            file.write("id,name,lon,lat\n" + "".join(f"{k:07},s,{p[2]:.7f},{p[3]:.7f}\n" for k, p in enumerate(own)))
        x, y = places[facility]
        with open(path("one.csv"), "w") as file:
            file.write(f"id,name,tier,lon,lat\n{facility},f,village_clinic,{x:.7f},{y:.7f}\n")
        run("travel-times", "--facilities", path("one.csv"), "--settlements", path("s.csv"), "--roads", stored,
            "--mode", mode, "-o", path("t.csv"))
        inside = shapely.contains_xy(areas[facility], [p[2] for p in own], [p[3] for p in own])
        for row in csv.DictReader(open(path("t.csv"))):
            number = int(row["settlement_id"])
            counts = result[own[number][1]]
            is_reached = row["travel_min"] != "" and float(row["travel_min"]) <= asked.minutes
            counts[0] += bool(inside[number])
            counts[1] += bool(inside[number]) and not is_reached
            counts[2] += is_reached
            counts[3] += is_reached and not inside[number]
    shares = []
    for where in ["on", "off"]:
        inside, wrong, reached, missed = result[where]
        shares += [wrong / max(inside, 1), missed / max(reached, 1)]
        assert inside > 1000 and reached > 1000, "too few points to tell"
    name = os.path.basename(stored).split(".")[0]
    print(f"{name:<14} {mode:<10} on the road: {shares[0]:7.3%} wrongly inside {shares[1]:7.3%} wrongly outside    "
          f"off: {shares[2]:7.3%} {shares[3]:7.3%}    ({len(points)} points)", flush=True)
    return max(shares) > ALLOWED


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("emsplan")
    parser.add_argument("roads", nargs="+")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--facilities", type=int, default=12)
    parser.add_argument("--points", type=int, default=4000)
    parser.add_argument("--modes", nargs="+", default=MODES)
    asked = parser.parse_args()
    try:
        import osmium  # noqa: F401
        import shapely  # noqa: F401
    except ImportError as missing:
        print(missing, file=sys.stderr)
        sys.exit(69)
    emsplan, failed = os.path.abspath(asked.emsplan), 0
    for roads in asked.roads:
        with tempfile.TemporaryDirectory() as folder:
            stored = os.path.join(folder, os.path.basename(roads).split(".")[0] + ".roads")
            subprocess.run([emsplan, "roads", "build", roads, "-o", stored, "-q"], check=True)
            lines = road_lines(roads)
            failed += sum(check(emsplan, stored, lines, mode, asked, folder) for mode in asked.modes)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
