import EMSPlan
import Foundation
import GeoKit
import TravelNetwork

/// Prints one line per task: name, CPU seconds. `run.py` runs it beside its peers and prints the ratios.
///
/// usage: TravelBenchmark ROADS TASK…   tasks: searches nearest matrix polygons (the graph always)
///        TravelBenchmark grid SIZE
@main
enum TravelBenchmark {
  static func main() throws {
    let roads = CommandLine.arguments[1]
    if roads == "grid" {
      grid(size: Int(CommandLine.arguments[2]) ?? 4000)
    } else {
      try network(roads, Set(CommandLine.arguments[2...]))
    }
  }

  private static func network(_ roads: String, _ tasks: Set<String>) throws {
    let mode = RoadMode.drive
    let graph = try measured("graph") { mode.graph(of: try RoadFile(roads).lines) }
    let step = max(graph.nodeCount / 1000, 1)
    let starts = (0..<100).map { SearchSeed(node: $0 * step * 10, owner: $0) }
    let search = RoadSearch(graph, .outward)
    if tasks.contains("searches") {
      measured("searches") { for start in starts { search.run([start], within: .seconds(900)) } }
    }
    if tasks.contains("nearest") { measured("nearest") { search.run(starts) } }
    if tasks.contains("matrix") {
      let hierarchy = measured("hierarchy") { ContractionHierarchy(graph) }
      let seeds = (0..<1000).map { [SearchSeed(node: $0 * step)] }
      let matrix = measured("matrix") { hierarchy.times(from: seeds, to: seeds) }
      print("# pairs", (0..<1000).reduce(0) { sum, row in sum + (0..<1000).count { matrix.seconds(row, $0) != nil } })
    }
    if tasks.contains("polygons"), let offRoad = mode.offRoad() {
      let router = measured("router") { RoadRouter(graph, .outward, offRoad) }
      measured("courses") { router.prepareAreas() }
      let places = starts.map { graph.coordinate(ofNode: $0.node) }
      let areas = measured("polygons") { router.serviceAreas(of: places, within: .seconds(900)) }
      print("# corners", areas.reduce(0) { $0 + $1.polygons.reduce(0) { $0 + $1.shell.coordinates.count } })
    }
    print("# nodes", graph.nodeCount, "arcs", graph.arcCount)
  }

  /// The raster of `peers.py`: the same multiplicative generator, the same seeds.
  private static func grid(size: Int) {
    var state: UInt64 = 1
    let pace = (0..<size * size).map { _ -> Float in
      state = (state &* 48271) % 2_147_483_647
      return 1 + Float(state % 1000) / 250
    }
    guard
      let frame = GridFrame(
        rows: size, columns: size, west: 0, north: 0.5, cellWidth: 1.0 / Double(size), cellHeight: 1.0 / Double(size)),
      let ground = FrictionGrid(frame: frame, secondsPerMetre: pace)
    else { return }
    let seeds = (0..<50).map { GridSeed(cell: ($0 * 7919 + 13) * 104_729 % frame.count, owner: $0) }
    let field = measured("cost-distance") { CostDistance(ground, from: seeds) }
    print("# reached", field.seconds.count { $0.isFinite })
  }

  @discardableResult
  private static func measured<T>(_ name: String, _ body: () throws -> T) rethrows -> T {
    let start = cpuSeconds()
    let result = try body()
    print(name, cpuSeconds() - start)
    return result
  }

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
