import Foundation
import GeoKit
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

struct SharedRoadsTests {
  private static func roads(_ longitude: Int32) -> Data {
    let lines = RoadLines(
      longitudes: [longitude, longitude + 100_000], latitudes: [0, 0], firstPoint: [0, 2], points: [0, 1],
      attributes: [0], identifiers: [1], attributeSets: [["highway": "primary"]])
    return Data(lines.encoded(sourceKey: 1))
  }

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shared-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func oneContentIsOneGraph() throws {
    try inFolder { folder in
      for (name, longitude) in [("a.roads", 0), ("copy.roads", 0), ("b.roads", 5)] as [(String, Int32)] {
        try Self.roads(longitude).write(to: folder.appendingPathComponent(name))
      }
      let shared = SharedRoads()
      func file(_ name: String, as shown: String = "roads") throws -> SharedRoadFile {
        try shared.file(at: folder.appendingPathComponent(name).path, as: shown, layer: LineLayerFields())
      }
      let first = try file("a.roads")
      #expect(try file("copy.roads") === first)
      #expect(try file("b.roads") !== first)
      #expect(try file("a.roads", as: "another name") !== first)

      let scenario = RoadScenario()
      let graph = first.graph(.drive, scenario)
      #expect(first.graph(.drive, scenario) === graph)
      #expect(first.graph(.walk, scenario) !== graph)
      #expect(first.graph(.drive, RoadScenario(classFactors: ["primary": 0.5])) !== graph)
      let (three, five) = (Duration.seconds(180), Duration.seconds(300))
      let early = try #require(first.travel(.ambulance, .fromFacility, scenario, turnout: three))
      let late = try #require(first.travel(.ambulance, .fromFacility, scenario, turnout: five))
      #expect(early.router === late.router)
      #expect(early.turnout == three && late.turnout == five)

      // Changed under its name: read anew.
      try Self.roads(9).write(to: folder.appendingPathComponent("a.roads"))
      #expect(try file("a.roads") !== first)
    }
  }

  @Test func whatNobodyUsesIsFreed() throws {
    try inFolder { folder in
      let shared = SharedRoads(keeping: 2)
      weak var first: SharedRoadFile?
      for number in 0..<3 {
        let path = folder.appendingPathComponent("\(number).roads")
        try Self.roads(Int32(number)).write(to: path)
        let file = try shared.file(at: path.path, as: "r", layer: LineLayerFields())
        if number == 0 { first = file }
        #expect(number == 2 || first != nil)
      }
      #expect(first == nil)
    }
  }

  @Test func damagedRoadsAreRefusedEachTime() throws {
    try inFolder { folder in
      let path = folder.appendingPathComponent("r.roads")
      try Data("EMSROADS and no more".utf8).write(to: path)
      let shared = SharedRoads()
      for _ in 0..<2 {
        #expect(throws: InputProblems.self) { try shared.file(at: path.path, as: "r", layer: LineLayerFields()) }
      }
    }
  }
}
