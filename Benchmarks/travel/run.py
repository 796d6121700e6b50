#!/usr/bin/env python3
"""Travel times against peers on this machine, in one run: CPU seconds and ratios (peer / ours; above 1 is quicker).

usage: run.py ROADS.osm.pbf [GRID_SIZE]      GRID_SIZE: side of the cost-distance raster (default 4000; 0 leaves it out)
Peers come from PyPI into a folder beside this script: osmium (graph), scipy (searches, matrix), pandana (nearest,
matrix), scikit-image and dijkstra3d (cost distance). One that does not install is reported as missing.
ROADS is the network that everybody reads; tile a small extract for a large one.
"""
import csv
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, ".peers")


def install(name):
    os.makedirs(PEERS, exist_ok=True)
    done = os.path.join(PEERS, ".done-" + name)
    if not os.path.exists(done):
        if subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--only-binary", ":all:", "--target", PEERS,
                           name], stderr=subprocess.DEVNULL).returncode:
            return False
        open(done, "w").close()
    return True


def cpu(body):
    start = time.process_time()
    result = body()
    return time.process_time() - start, result


def ours(*arguments):
    package = ["--package-path", HERE, "-c", "release"]
    subprocess.run(["swift", "build", *package], check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run(["swift", "build", *package, "--show-bin-path"], check=True, capture_output=True, text=True)
    binary = os.path.join(folder.stdout.strip(), "TravelBenchmark")
    lines = subprocess.run([binary, *arguments], check=True, capture_output=True, text=True).stdout.splitlines()
    return {name: float(value) for name, value in (line.split() for line in lines if not line.startswith("#"))}


def report(task, own, peer, seconds):
    print(f"{task:<18} {own:9.3f} s   {peer:<14} {seconds:9.3f} s   ratio {seconds / own:8.1f}", flush=True)


def roads(path):
    own = ours(path)
    if install("osmium"):
        sys.path.insert(0, PEERS)
        import osmium

        def read():
            nodes, ways = {}, []
            for item in osmium.FileProcessor(path, osmium.osm.NODE | osmium.osm.WAY):
                if item.is_node():
                    nodes[item.id] = (item.location.lon, item.location.lat)
                elif "highway" in item.tags:
                    ways.append([n.ref for n in item.nodes])
            return len(nodes), len(ways)
        report("graph", own["graph"], "pyosmium (read)", cpu(read)[0])
    nodes, arcs = exported(path)
    install("scipy")
    install("numpy")
    sys.path.insert(0, PEERS)
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra
    count = len(nodes)
    graph = csr_matrix((arcs[:, 3], (arcs[:, 0].astype(int), arcs[:, 1].astype(int))), shape=(count, count))
    step = max(count // 1000, 1)
    starts = np.arange(100) * step * 10
    report("searches-100", own["searches-100"], "scipy", cpu(lambda: [dijkstra(graph, indices=s, limit=900) for s in starts])[0])
    report("nearest-of-100", own["nearest-of-100"], "scipy", cpu(lambda: dijkstra(graph, indices=starts, min_only=True))[0])
    some = np.arange(100) * step
    seconds = cpu(lambda: dijkstra(graph, indices=some))[0] * 10
    report("matrix-1000", own["matrix-1000"], "scipy (x10)", seconds)
    if install("pandana"):
        import pandana
        import pandas as pd
        network = pandana.Network(pd.Series(nodes[:, 1]), pd.Series(nodes[:, 2]), pd.Series(arcs[:, 0].astype(int)),
                                  pd.Series(arcs[:, 1].astype(int)), pd.DataFrame({"s": arcs[:, 3]}), twoway=False)
        a, b = np.repeat(np.arange(1000) * step, 1000), np.tile(np.arange(1000) * step, 1000)
        report("matrix-1000", own["matrix-1000"], "pandana", cpu(lambda: network.shortest_path_lengths(a, b))[0])
    else:
        print("pandana            does not install here")
    print(f"{'hierarchy':<18} {own['hierarchy']:9.3f} s   (before matrix-1000)")
    print(f"{'polygons-100':<18} {own['polygons-100']:9.3f} s   (100 areas of 15 minutes)")


def exported(path):
    import numpy as np
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, n) for n in ("nodes.csv", "arcs.csv")]
        subprocess.run(["swift", "run", "--package-path", os.path.join(HERE, "../.."), "-c", "release", "emsplan",
                        "roads", "export", path, "--mode", "drive", "--nodes", names[0], "--arcs", names[1], "-q"],
                       check=True)
        return tuple(np.array([[float(c) for c in row] for row in list(csv.reader(open(n)))[1:]]) for n in names)


def grid(size):
    own = ours("grid", str(size))
    install("numpy")
    sys.path.insert(0, PEERS)
    import numpy as np
    state, values = 1, np.empty(size * size, dtype=np.float32)
    for index in range(size * size):
        state = state * 48271 % 2147483647
        values[index] = 1 + (state % 1000) / 250
    cost = values.reshape(size, size)
    cells = [(i * 7919 + 13) * 104729 % (size * size) for i in range(50)]
    starts = [(c // size, c % size) for c in cells]
    if install("scikit-image"):
        from skimage.graph import MCP_Geometric
        report("cost-distance", own["cost-distance"], "scikit-image",
               cpu(lambda: MCP_Geometric(cost).find_costs(starts))[0])
    if install("dijkstra3d"):
        import dijkstra3d
        report("cost-distance", own["cost-distance"], "dijkstra3d",
               cpu(lambda: dijkstra3d.distance_field(cost, source=starts, connectivity=8))[0])


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    size = int(sys.argv[2]) if len(sys.argv) == 3 else 4000
    print(f"{'task':<18} {'ours':>11}   {'peer':<14} {'peer':>11}   CPU seconds")
    roads(sys.argv[1])
    if size:
        grid(size)
