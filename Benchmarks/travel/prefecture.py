#!/usr/bin/env python3
"""A whole plan on roads, files in and out: CPU seconds, peak memory and size of the outputs of `plan` for a prefecture.

usage: prefecture.py EMSPLAN ROADS.osm.pbf [--rounds 3] [--keep FOLDER] [--limits SECONDS,MIB,MB]

12 counties, 144 towns, 6,000 villages and 5,000 facilities (4,830 clinics) near junctions of the extract, the same in
every run; people go to the clinic, ambulances to the village, by road. With --limits the run fails above any of them.
"""
import argparse
import csv
import json
import os
import random
import shutil
import statistics
import sys
import tempfile

from measured import measured


def write_table(path, head, rows):
    with open(path, "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(head)
        table.writerows(rows)


def write_prefecture(folder, roads, junctions):
    """Counties of equally many junctions: four columns of three."""
    shutil.copyfile(roads, os.path.join(folder, "roads.osm.pbf"))
    R = random.Random(7)
    counties, towns, villages, facilities = [], [], [], []
    junctions = sorted(junctions)
    columns = [junctions[len(junctions) * k // 4:len(junctions) * (k + 1) // 4] for k in range(4)]
    edges = [junctions[0][0] - 0.05] + [column[0][0] for column in columns[1:]] + [junctions[-1][0] + 0.05]
    south, north = min(y for _, y in junctions) - 0.05, max(y for _, y in junctions) + 0.05
    for column in range(4):
        rows = sorted(columns[column], key=lambda place: place[1])
        parts = [rows[len(rows) * k // 3:len(rows) * (k + 1) // 3] for k in range(3)]
        levels = [south] + [part[0][1] for part in parts[1:]] + [north]
        for row, part in enumerate(parts):
            x1, x2, y1, y2 = edges[column], edges[column + 1], levels[row], levels[row + 1]
            county = f"3708{column * 3 + row + 1:02d}"
            counties.append({
                "type": "Feature", "properties": {"id": county, "name": f"县{county}", "population": 600000,
                                                  "urban_share": 0.5},
                "geometry": {"type": "Polygon", "coordinates": [[[x1, y1], [x2, y1], [x2, y2], [x1, y2], [x1, y1]]]}})

            def place():
                x, y = R.choice(part)
                return (round(min(max(x + R.gauss(0, 0.002), x1 + 1e-6), x2 - 1e-6), 6),
                        round(min(max(y + R.gauss(0, 0.0015), y1 + 1e-6), y2 - 1e-6), 6))

            x, y = place()
            facilities.append((f"H{county}", f"{county}人民医院", "二级", x, y, ""))
            facilities.append((f"E{county}", f"{county}急救中心", "county_emergency_centre", x, y, ""))
            for number in range(12):
                town = f"{county}{number + 101}"
                x, y = place()
                towns.append((town, f"镇{town}", "镇", county, x, y))
                facilities.append((f"W{town}", f"镇{town}卫生院", "卫生院", x, y, 20))
            for number in range(500):
                x, y = place()
                village = f"{county}{number + 10001}"
                villages.append((village, f"村{village}", x, y, county, R.randint(150, 2600)))
                if number * 4830 // 6000 < (number + 1) * 4830 // 6000:
                    facilities.append((f"C{village}", f"村{village}卫生室", "村卫生室", x, y, ""))
    with open(os.path.join(folder, "counties.geojson"), "w") as file:
        json.dump({"type": "FeatureCollection", "features": counties}, file)
    write_table(os.path.join(folder, "seats.csv"), ["id", "name", "kind", "county", "lon", "lat"], towns)
    write_table(os.path.join(folder, "villages.csv"), ["id", "name", "lon", "lat", "county", "population"], villages)
    write_table(os.path.join(folder, "facilities.csv"), ["id", "name", "tier", "lon", "lat", "beds"], facilities)
    with open(os.path.join(folder, "plan.yaml"), "w") as file:
        file.write(f"""name: 市
profile: jining
inputs:
  counties: {{file: counties.geojson}}
  townships: {{derive: thiessen, seats: seats.csv}}
  facilities: {{file: facilities.csv, crs: wgs84}}
  settlements: {{file: villages.csv, crs: wgs84}}
  roads: {{file: roads.osm.pbf}}
travel:
  emergency: {{model: roads}}
  service_circle: {{model: roads}}
  clinics: {{model: roads}}
""")
    return len(facilities), len(villages), len(towns)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("emsplan")
    parser.add_argument("roads")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep")
    parser.add_argument("--limits", type=lambda text: [float(part) for part in text.split(",")])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = options.keep or folder
        os.makedirs(folder, exist_ok=True)

        def path(name):
            return os.path.join(folder, name)

        measured([options.emsplan, "roads", "export", options.roads, "--nodes", path("nodes.csv"), "--arcs",
                  path("arcs.csv"), "--mode", "drive", "--quiet", "--overwrite"])
        with open(path("nodes.csv"), newline="") as file:
            junctions = [(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)]
        facilities, villages, towns = write_prefecture(folder, options.roads, junctions)
        runs = [measured([options.emsplan, "plan", path("plan.yaml"), "-o", path("out"), "--overwrite", "--quiet"])
                for _ in range(options.rounds)]
        sizes = {name: os.path.getsize(os.path.join(path("out"), name)) / 1e6 for name in os.listdir(path("out"))
                 if os.path.isfile(os.path.join(path("out"), name))}
        seconds, memory, clock = (statistics.median(run[part] for run in runs) for part in range(3))
        figures = [seconds, memory, sum(sizes.values())]
        print(f"{facilities} facilities, {villages} villages, {towns} towns: {seconds:.2f} CPU s, {clock:.1f} s, "
              f"{memory:.0f} MiB, {figures[2]:.1f} MB of outputs")
        for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:5]:
            print(f"{size:8.1f} MB  {name}")
    if options.limits and any(figure > limit for figure, limit in zip(figures, options.limits)):
        sys.exit(f"above the limits {options.limits}")


if __name__ == "__main__":
    main()
