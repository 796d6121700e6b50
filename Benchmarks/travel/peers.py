#!/usr/bin/env python3
"""One task of the travel benchmark by one peer: prints the CPU seconds of the task.

usage: peers.py TASK PEER ROADS FOLDER      run by run.py, which fills the folder
       peers.py cost-distance PEER SIZE
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np


def arcs(folder):
    nodes = np.loadtxt(os.path.join(folder, "n.csv"), delimiter=",", skiprows=1)
    return nodes, np.loadtxt(os.path.join(folder, "a.csv"), delimiter=",", skiprows=1)


def timed(body):
    start = time.process_time()
    result = body()
    print(time.process_time() - start, flush=True)
    return result


def tiles(roads, folder):
    """Valhalla's graph of the roads in the folder; returns its configuration."""
    import valhalla

    os.makedirs(folder)
    settings = valhalla.get_config(tile_extract="", tile_dir=folder)
    for unused in ["admin", "timezone", "landmarks", "traffic_extract"]:
        settings["mjolnir"].pop(unused, None)
    path = folder + ".json"
    with open(path, "w") as file:
        json.dump(settings, file)
    builder = os.path.join(os.path.dirname(valhalla.__file__), "bin/valhalla_build_tiles")
    # It leaves lists of what it found odd where it runs.
    subprocess.run([builder, "-c", path, os.path.abspath(roads)], check=True, cwd=folder, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return path


def valhalla_graph(roads):
    with tempfile.TemporaryDirectory() as folder:
        tiles(roads, os.path.join(folder, "tiles"))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, flush=True)


def valhalla_polygons(roads, folder):
    """Isochrones with Valhalla's own settings, as text."""
    import valhalla

    path = os.path.join(folder, "tiles.json")
    actor = valhalla.Actor(path if os.path.exists(path) else tiles(roads, os.path.join(folder, "tiles")))
    nodes, _ = arcs(folder)
    asked = [json.dumps({"locations": [{"lon": nodes[start, 1], "lat": nodes[start, 2]}], "costing": "auto",
                         "contours": [{"time": 15}], "polygons": True}) for start in starts(len(nodes))]
    timed(lambda: [actor.isochrone(each) for each in asked])


def starts(count):
    return np.arange(100) * max(count // 1000, 1) * 10


def pyosmium_graph(roads):
    """Nodes and arcs of the roads in arrays, junctions and all points alike; no access, speeds or contraction."""
    import osmium

    def read():
        places, tails, heads = {}, [], []
        for item in osmium.FileProcessor(roads, osmium.osm.NODE | osmium.osm.WAY):
            if item.is_node():
                places[item.id] = (item.location.lon, item.location.lat)
            elif "highway" in item.tags:
                points = [node.ref for node in item.nodes]
                tails += points[:-1]
                heads += points[1:]
        return places, np.array(tails), np.array(heads)
    timed(read)


def network(task, peer, folder):
    nodes, table = arcs(folder)
    count = len(nodes)
    tails, heads, seconds = table[:, 0].astype(int), table[:, 1].astype(int), table[:, 3]
    facilities = starts(count)
    some = np.arange(1000) * max(count // 1000, 1)
    if peer == "scipy":
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import dijkstra
        ways = csr_matrix((seconds, (tails, heads)), shape=(count, count))
        if task == "searches":
            timed(lambda: [dijkstra(ways, indices=s, limit=900) for s in facilities])
        elif task == "nearest":
            timed(lambda: dijkstra(ways, indices=facilities, min_only=True))
        elif task == "matrix":
            timed(lambda: [dijkstra(ways, indices=s)[some] for s in some])
        elif task == "polygons":
            import shapely
            # The hull of the reached nodes, as planners draw it; nothing between nodes, nothing off the road.

            def draw():
                areas = []
                for start in facilities:
                    reached = np.isfinite(dijkstra(ways, indices=start, limit=900))
                    areas.append(shapely.concave_hull(shapely.MultiPoint(nodes[reached, 1:3]), ratio=0.1))
                return areas
            timed(draw)
    elif peer == "networkx":
        import networkx
        ways = networkx.DiGraph()
        ways.add_weighted_edges_from(zip(tails.tolist(), heads.tolist(), seconds.tolist()))
        ways.add_nodes_from(range(count))
        if task == "searches":
            timed(lambda: [networkx.single_source_dijkstra_path_length(ways, int(s), cutoff=900) for s in facilities])
        else:
            timed(lambda: networkx.multi_source_dijkstra_path_length(ways, {int(s) for s in facilities}))
    else:
        import pandana
        import pandas
        ways = pandana.Network(
            pandas.Series(nodes[:, 1]), pandas.Series(nodes[:, 2]), pandas.Series(tails), pandas.Series(heads),
            pandas.DataFrame({"seconds": seconds}), twoway=False)
        if task == "nearest":
            ways.set_pois("facility", 1e6, 1, nodes[facilities, 1], nodes[facilities, 2])
            timed(lambda: ways.nearest_pois(1e6, "facility", num_pois=1))
        else:
            timed(lambda: ways.shortest_path_lengths(np.repeat(some, 1000), np.tile(some, 1000)))


def grid(peer, size):
    state, values = 1, np.empty(size * size, dtype=np.float32)
    for index in range(size * size):
        state = state * 48271 % 2147483647
        values[index] = 1 + (state % 1000) / 250
    cost = values.reshape(size, size)
    cells = [(i * 7919 + 13) * 104729 % (size * size) for i in range(50)]
    starts = [(cell // size, cell % size) for cell in cells]
    if peer == "scikit-image":
        from skimage.graph import MCP_Geometric
        timed(lambda: MCP_Geometric(cost).find_costs(starts))
    else:
        import dijkstra3d
        timed(lambda: dijkstra3d.distance_field(cost, source=starts, connectivity=8))


if __name__ == "__main__":
    task, peer, *where = sys.argv[1:]
    if task == "cost-distance":
        grid(peer, int(where[0]))
    elif task == "graph":
        (valhalla_graph if peer == "valhalla" else pyosmium_graph)(where[0])
    elif peer == "valhalla":
        valhalla_polygons(*where)
    else:
        network(task, peer, where[1])
