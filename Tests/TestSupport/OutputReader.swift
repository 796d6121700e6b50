import Foundation
import Testing

/// Readers that are not ours: Python's json with shapely, and GDAL's ogrinfo.
package enum OutputReader {
  /// Runs a tool and gives its exit code and output; nil where it is not installed.
  package static func run(_ arguments: [String]) throws -> (code: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 127 ? nil : (process.terminationStatus, output)
  }

  /// Expects each file to be valid RFC 7946 with valid geometry; prints why where a reader is missing.
  package static func expectValid(_ paths: [String]) throws {
    if let python = try run(["python3", "-c", checker] + paths), !python.output.contains("No module named") {
      #expect(python.code == 0, "\(python.output)")
    } else {
      try Test.cancel("python3 with shapely is not installed")
    }
    for path in paths {
      guard let ogr = try run(["ogrinfo", "-ro", "-al", "-so", path]) else {
        try Test.cancel("ogrinfo is not installed")
      }
      #expect(ogr.code == 0 && !ogr.output.contains("ERROR") && !ogr.output.contains("Warning"), "\(ogr.output)")
    }
  }

  private static let checker = """
    import json, math, sys
    from shapely.geometry import shape
    bad = []
    def ring(points, hole, where):
        if len(points) < 4 or points[0] != points[-1]: bad.append(where + ": ring not closed")
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:]))
        if (area > 0) == hole: bad.append(where + ": right-hand rule")
    def position(p, where):
        if len(p) != 2 or not (-180 <= p[0] <= 180 and -90 <= p[1] <= 90): bad.append(f"{where}: position {p}")
        for v in p:
            if repr(v) != "-0.0" and round(v, 7) != v or math.copysign(1, v) < 0 and v == 0: bad.append(f"{where}: {v!r}")
    def walk(c, where):
        if c and isinstance(c[0], (int, float)): position(c, where)
        else:
            for part in c: walk(part, where)
    for path in sys.argv[1:]:
        raw = open(path, "rb").read()
        layer = json.loads(raw.decode("utf-8"), parse_constant=lambda c: bad.append(c))
        if layer["type"] != "FeatureCollection" or "crs" in layer: bad.append(path)
        box = layer.get("bbox")
        for number, feature in enumerate(layer["features"]):
            where = f"{path} feature {number}"
            if feature["type"] != "Feature" or "properties" not in feature: bad.append(where)
            geometry = feature["geometry"]
            if geometry is None: continue
            walk(geometry["coordinates"], where)
            if geometry["type"] == "MultiPolygon":
                for polygon in geometry["coordinates"]:
                    for index, points in enumerate(polygon): ring(points, index > 0, where)
            own = shape(geometry)
            if not own.is_valid or own.is_empty: bad.append(where + ": invalid geometry")
            west, south, east, north = own.bounds
            if east - west > 180 and geometry["type"] == "Polygon": bad.append(where + ": crosses the antimeridian")
            if south < box[1] or north > box[3]: bad.append(where + ": outside bbox")
            if box[0] <= box[2] and (west < box[0] or east > box[2]): bad.append(where + ": outside bbox")
    print("\\n".join(bad)); sys.exit(1 if bad else 0)
    """
}
