import ArgumentParser
import EMSPlan
import Foundation
import GeoKit
import TravelNetwork

/// `emsplan roads`: build, inspect, check, calibrate and export the road graph.
struct RoadsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roads",
    abstract: "Build, inspect, check, calibrate and export the road graph.",
    discussion: """
      Roads come from an OpenStreetMap extract (.osm.pbf) or from any line layer that GDAL reads. Stored roads hold \
      everything that any mode needs, and are checked when they are read.

      EXAMPLE
        emsplan roads build andorra.osm.pbf -o andorra.roads
        emsplan roads export andorra.roads --mode ambulance --nodes nodes.csv --arcs arcs.csv

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """, subcommands: [Build.self, Inspect.self, Check.self, Calibrate.self, Export.self])

  struct Build: AsyncParsableCommand, WritingCommand {
    static let configuration = CommandConfiguration(abstract: "Store the roads of a file in a compact form.")

    @Argument(help: "An .osm.pbf, or a line layer.")
    var source: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String

    @OptionGroup var layer: LineLayerOptions
    @OptionGroup var global: GlobalOptions

    var outputs: [String] { [output] }

    func run() async throws {
      try await global.reportingErrors {
        TerminalInterrupt.install()
        let file = try OutputFile(output, overwrite: global.overwrite, inputs: [source])
        let roads = try RoadFile(source, layer: layer.fields)
        global.report(roads.notes + TravelOptions.notes(roads), withDerivations: true)
        let bytes = roads.lines.encoded(sourceKey: roads.sourceKey)
        try file.append(bytes)
        try file.commit()
        if global.json {
          let result: PropertyValue = [
            "roads": .whole(roads.lines.count), "points": .whole(roads.lines.longitudes.count),
            "bytes": .whole(bytes.count), "output": .text(output),
          ]
          try StandardOutput.write(JSONWriter.indented(result))
        } else if !global.quiet {
          try StandardOutput.print(
            global.language == .chinese
              ? "道路 \(roads.lines.count) 条，节点 \(roads.lines.longitudes.count) 个；已写入 \(output)"
              : "\(roads.lines.count) roads, \(roads.lines.longitudes.count) points; wrote \(output)")
        }
      }
    }
  }

  struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What the roads of a file give each mode.")

    @Argument(help: "Stored roads, an .osm.pbf, or a line layer.")
    var source: String

    @OptionGroup var layer: LineLayerOptions
    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
      try await global.reportingErrors {
        let roads = try RoadFile(source, layer: layer.fields)
        let scenario = try self.scenario.scenario(layer, of: roads)
        global.report(roads.notes + TravelOptions.notes(roads), withDerivations: true)
        let modes = RoadMode.all.map { mode in
          let graph = mode.graph(of: roads.lines, in: scenario)
          let islands = graph.islands().sizes
          return (mode.name, graph, islands)
        }
        if global.json {
          let result: PropertyValue = [
            "format": .text(roads.format.rawValue), "roads": .whole(roads.lines.count),
            "points": .whole(roads.lines.longitudes.count), "source_key": .text(String(roads.sourceKey, radix: 16)),
            "modes": .list(
              modes.map { name, graph, islands in
                [
                  "mode": .text(name), "nodes": .whole(graph.nodeCount), "arcs": .whole(graph.arcCount),
                  "length_km": .kilometres(graph.length), "islands": .whole(islands.count),
                  "largest_island_nodes": .whole(islands.first ?? 0),
                ]
              }),
          ]
          try StandardOutput.write(JSONWriter.indented(result))
        } else {
          let isChinese = global.language == .chinese
          try StandardOutput.print(
            isChinese
              ? "\(source)：道路 \(roads.lines.count) 条，节点 \(roads.lines.longitudes.count) 个"
              : "\(source): \(roads.lines.count) roads, \(roads.lines.longitudes.count) points")
          for (name, graph, islands) in modes {
            let length = NumberText.oneDecimal(graph.length.kilometres)
            try StandardOutput.print(
              isChinese
                ? "  \(name)：节点 \(graph.nodeCount)，弧 \(graph.arcCount)，\(length) 公里，互不相连的部分 \(islands.count)"
                : "  \(name): \(graph.nodeCount) nodes, \(graph.arcCount) arcs, \(length) km, \(islands.count) islands")
          }
        }
      }
    }
  }

  struct Export: AsyncParsableCommand, WritingCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the graph of one mode as tables.",
      discussion: """
        Nodes: node,lon,lat. Arcs: from,to,length_m,seconds; of parallel roads between two nodes only the quickest.
        """)

    @Argument(help: "Stored roads, an .osm.pbf, or a line layer.")
    var source: String

    @Option(help: "\(TravelMode.listed).")
    var mode = TravelMode.drive

    @Option(help: ArgumentHelp("The table of nodes to write.", valueName: "file"))
    var nodes: String

    @Option(help: ArgumentHelp("The table of arcs to write.", valueName: "file"))
    var arcs: String

    @OptionGroup var layer: LineLayerOptions
    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var global: GlobalOptions

    var outputs: [String] { [nodes, arcs] }

    func validate() throws {
      if OutputFile.isSame(nodes, arcs) {
        throw ValidationError("--nodes and --arcs are the same file.", "--nodes 与 --arcs 是同一个文件。")
      }
    }

    func run() async throws {
      try await global.reportingErrors {
        TerminalInterrupt.install()
        let nodeFile = try OutputFile(nodes, overwrite: global.overwrite, inputs: [source])
        let arcFile = try OutputFile(arcs, overwrite: global.overwrite, inputs: [source])
        let roads = try RoadFile(source, layer: layer.fields)
        global.report(roads.notes + TravelOptions.notes(roads), withDerivations: true)
        let graph = RoadMode(mode).graph(of: roads.lines, in: try scenario.scenario(layer, of: roads))
        guard graph.nodeCount > 0 else { throw NoUsableRoads.failure(source, mode.rawValue, roads.lines) }
        var table = CSVWriter(columns: ["node", "lon", "lat"], for: .program)
        for node in 0..<graph.nodeCount {
          let place = graph.coordinate(ofNode: node)
          table.append([
            .whole(node), .decimal(place.longitude, places: 7), .decimal(place.latitude, places: 7),
          ])
        }
        try nodeFile.append(table.takeBytes())
        table = CSVWriter(columns: ["from", "to", "length_m", "seconds"], for: .program)
        graph.forEachArc { arc in
          table.append([
            .whole(arc.from), .whole(arc.to), .decimal(arc.length.metres, places: 3),
            .decimal(Double(arc.tenthsOfMilliseconds) / 10_000, places: 4),
          ])
        }
        try arcFile.append(table.takeBytes())
        try nodeFile.commit()
        try arcFile.commit()
        if global.json {
          let result: PropertyValue = ["nodes": .whole(graph.nodeCount), "arcs": .whole(graph.arcCount)]
          try StandardOutput.write(JSONWriter.indented(result))
        } else if !global.quiet {
          try StandardOutput.print(
            global.language == .chinese
              ? "节点 \(graph.nodeCount) 个，弧 \(graph.arcCount) 条；已写入 \(nodes) 和 \(arcs)"
              : "\(graph.nodeCount) nodes, \(graph.arcCount) arcs; wrote \(nodes) and \(arcs)")
        }
      }
    }
  }
}
