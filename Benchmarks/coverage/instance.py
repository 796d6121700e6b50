"""Makes the instance of the coverage benchmark, the same for the same seed.

1,000 townships of about 3,000 corners in a sheet of 40 by 25 with ragged borders shared by neighbours, 100,000
settlements, of which one in a hundred has no known population, and facilities: spread over the sheet, or crowded in one
square degree in its middle. `expected.json` holds the people and settlements within each radius by brute force over every
pair of settlement and facility: the straight line through the Earth, and the geodesic (pyproj) of all facilities that are
as near as the nearest to a metre.
"""

import json
import os

import numpy as np

COLUMNS, ROWS, STEPS = 40, 25, 750
WEST, SOUTH, WIDE, HIGH = 115.0, 44.0, 0.26, 0.18
SETTLEMENTS = 100_000
RADII_KM = (10, 20, 30)


def borders(rng, count):
    """Offsets of `count` ragged borders from the straight line, in degrees, zero at both ends."""
    walk = np.cumsum(rng.uniform(-1, 1, (count, STEPS + 1)) * 2e-4, axis=1)
    walk -= walk[:, :1]
    return walk - np.linspace(0, 1, STEPS + 1) * walk[:, -1:]


def townships(rng):
    nodes = np.stack(np.meshgrid(np.arange(COLUMNS + 1), np.arange(ROWS + 1)), -1) * (WIDE, HIGH) + (WEST, SOUTH)
    nodes = nodes + rng.uniform(-0.02, 0.02, nodes.shape)
    t = np.linspace(0, 1, STEPS + 1)[:, None]

    def lines(a, b, axis):
        line = a[:, None] * (1 - t) + b[:, None] * t
        line[:, :, axis] += borders(rng, len(a))
        return line

    across = lines(nodes[:, :-1].reshape(-1, 2), nodes[:, 1:].reshape(-1, 2), 1).reshape(ROWS + 1, COLUMNS, -1, 2)
    up = lines(nodes[:-1].reshape(-1, 2), nodes[1:].reshape(-1, 2), 0).reshape(ROWS, COLUMNS + 1, -1, 2)
    for row in range(ROWS):
        for column in range(COLUMNS):
            yield np.round(
                np.concatenate(
                    [
                        across[row, column, :-1],
                        up[row, column + 1, :-1],
                        across[row + 1, column, :0:-1],
                        up[row, column, ::-1],
                    ]
                ),
                7,
            )


def in_space(places):
    """Places on the ellipsoid in metres from the middle of the Earth."""
    lon, lat = np.radians(places).T
    e2 = 0.0066943799901413165
    normal = 6378137 / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    return np.stack(
        [normal * np.cos(lat) * np.cos(lon), normal * np.cos(lat) * np.sin(lon), normal * (1 - e2) * np.sin(lat)], 1
    )


def brute_force(facilities, settlements, people):
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    there, here = in_space(facilities), in_space(settlements)
    middle = there.mean(axis=0)
    there, here = there - middle, here - middle
    nearest = np.full(len(settlements), np.inf)
    for start in range(0, len(here), 1000):
        block = here[start : start + 1000]
        chords = np.sqrt(
            np.maximum((block**2).sum(1)[:, None] + (there**2).sum(1)[None] - 2 * block @ there.T, 0)
        )
        # Of two chords within a region, the longer has the longer geodesic unless they differ by less than a millimetre
        # at 30 km.
        settlement, facility = np.nonzero(chords <= chords.min(axis=1)[:, None] + 1)
        settlement += start
        _, _, distance = geod.inv(*settlements[settlement].T, *facilities[facility].T)
        np.minimum.at(nearest, settlement, distance)
    return {
        str(r): {
            "people": int(people[(nearest <= r * 1000) & (people >= 0)].sum()),
            "settlements": int((nearest <= r * 1000).sum()),
        }
        for r in RADII_KM
    }


def make(folder, stations=500, crowded=False, seed=2026):
    if os.path.exists(f"{folder}/expected.json"):
        return
    os.makedirs(folder, exist_ok=True)
    rng = np.random.default_rng(seed)
    rings = list(townships(rng))
    with open(f"{folder}/townships.geojson", "w") as out:
        out.write('{"type":"FeatureCollection","features":[\n')
        for index, ring in enumerate(rings):
            corners = ",".join(f"[{x:.7f},{y:.7f}]" for x, y in ring)
            out.write(
                f'{{"type":"Feature","properties":{{"id":"T{index:04}","name":"Township {index}"}},'
                f'"geometry":{{"type":"Polygon","coordinates":[[{corners}]]}}}}'
                + (",\n" if index + 1 < len(rings) else "\n]}\n")
            )
    size = np.array([COLUMNS * WIDE, ROWS * HIGH])
    corner = np.array([WEST, SOUTH])
    if crowded:
        corner, size = corner + size / 2 - 0.5, np.ones(2)
    facilities = np.round(rng.random((stations, 2)) * size + corner, 6)
    with open(f"{folder}/facilities.csv", "w") as out:
        out.write("id,name,level,lon,lat\n")
        for index, (x, y) in enumerate(facilities):
            out.write(f"F{index:05},Station {index},township_health_centre,{x:.6f},{y:.6f}\n")
    # Settlements lie in the inner part of a township, so that the one they name is the one they lie in.
    home = rng.integers(0, len(rings), SETTLEMENTS)
    centres = np.array([ring.mean(axis=0) for ring in rings])
    places = np.round(centres[home] + rng.uniform(-0.3, 0.3, (SETTLEMENTS, 2)) * (WIDE, HIGH), 6)
    people = rng.integers(20, 3000, SETTLEMENTS)
    people[rng.random(SETTLEMENTS) < 0.01] = -1
    with open(f"{folder}/settlements.csv", "w") as out:
        out.write("id,name,township_id,population,lon,lat\n")
        for index, ((x, y), township, count) in enumerate(zip(places, home, people)):
            known = "" if count < 0 else count
            out.write(f"S{index:06},Village {index},T{township:04},{known},{x:.6f},{y:.6f}\n")
    with open(f"{folder}/expected.json", "w") as out:
        json.dump(brute_force(facilities, places, people), out)
