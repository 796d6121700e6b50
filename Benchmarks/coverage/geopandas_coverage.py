"""The same work with geopandas: read, bands, overlay, people, write.

Usage: geopandas_coverage.py INSTANCE OUTPUT

Written as a careful user of geopandas would: one equal-area frame, discs with as many corners as emsplan draws, one union
for each radius, vectorised overlay, settlements by a spatial join with the bands.
"""

import json
import sys
import time

import geopandas as gpd
import pandas as pd

folder, output = sys.argv[1:]
started = time.process_time()
# Corners to a quarter circle for an outline within 0.75 m, as emsplan has.
CORNERS = {10: 53, 20: 75, 30: 91}

townships = gpd.read_file(f"{folder}/townships.geojson")
facilities = pd.read_csv(f"{folder}/facilities.csv")
settlements = pd.read_csv(f"{folder}/settlements.csv")
read = time.process_time()

west, south, east, north = townships.total_bounds
frame = f"+proj=laea +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +ellps=WGS84 +units=m"
points = lambda table: gpd.GeoSeries.from_xy(table.lon, table.lat, crs=4326).to_crs(frame)
shapes = townships.geometry.to_crs(frame)
stations = points(facilities)
settlements = gpd.GeoDataFrame(settlements, geometry=points(settlements))
rows = pd.DataFrame({"id": townships.id, "area_km2": shapes.area / 1e6})
gaps, people = [], {}
for radius, corners in CORNERS.items():
    band = stations.buffer(radius * 1000, quad_segs=corners).union_all()
    gap = shapes.difference(band)
    rows[f"area_within_{radius}_km2"] = (shapes.area - gap.area) / 1e6
    gaps.append(gpd.GeoDataFrame({"id": townships.id, "radius_km": radius}, geometry=gap)[~gap.is_empty])
    # Pieces of the band, so that the join has an index to work with.
    pieces = gpd.GeoDataFrame(geometry=gpd.GeoSeries([band], crs=frame).explode())
    inside = gpd.sjoin(settlements, pieces, predicate="within")
    inside = inside[~inside.index.duplicated()]
    rows[f"population_within_{radius}"] = rows.id.map(inside.groupby("township_id").population.sum()).fillna(0)
    people[radius] = int(inside.population.sum())
computed = time.process_time()

rows.to_csv(f"{output}/townships.csv", index=False)
pd.concat(gaps).to_crs(4326).to_file(f"{output}/gaps.geojson", driver="GeoJSON", COORDINATE_PRECISION=7)
written = time.process_time()
print(
    json.dumps(
        {"read": read - started, "compute": computed - read, "write": written - computed, "people_by_polygon": people}
    )
)
