import Foundation
import GeoKit
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Several files and layers of one thing as one input.
struct JoinedSourcesTests {
  private func inFolder(_ files: [String: String], _ body: (PlanFile) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("joined-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    let none = PlanFile.Layer(file: "")
    try body(
      PlanFile(
        name: "", profile: "", inputs: PlanFile.Inputs(townships: .boundaries(none), facilities: none), file: "",
        folder: folder))
  }

  private func read(_ sources: [PlanFile.Layer], _ plan: PlanFile, _ findings: inout Findings) -> [Settlement] {
    var layer = sources[0]
    layer.more = Array(sources.dropFirst())
    return SettlementReading(layer, of: InputFiles(of: plan), counties: nil, townships: nil, &findings)?.settlements
      ?? []
  }

  private static let east = "编码,村名,经度,纬度,人口\nE1,一村,122.5,46.25,\"1,000\"\nE2,二村,122.6,46.25,300\n"
  private static let west = "name;code;population;lat;lon\nthree;W1;2000;46,25;122,4\n"

  @Test func sourcesHaveColumnsDatumAndNumbersOfTheirOwn() throws {
    let shifted = GCJ02.fromWGS84(Coordinate(longitude: 122.5, latitude: 46.25))
    let east = Self.east.replacing("122.5,46.25", with: "\(shifted.longitude),\(shifted.latitude)")
    try inFolder(["east.csv": east, "west.csv": Self.west]) { plan in
      let sources = [PlanFile.Layer(file: "east.csv", crs: "gcj02"), PlanFile.Layer(file: "west.csv")]
      var (there, back) = (Findings(), Findings())
      let settlements = read(sources, plan, &there)
      #expect(there.problems.isEmpty)
      #expect(settlements.map(\.id) == ["E1", "E2", "W1"])
      #expect(settlements.map(\.population) == [1000, 300, 2000])
      #expect(abs(settlements[0].location.longitude - 122.5) < 1e-8)
      #expect(settlements[2].location.longitude == 122.4)
      // The order in the plan does not show.
      #expect(read(sources.reversed(), plan, &back) == settlements)
      #expect(back.notes == there.notes)
    }
  }

  @Test func anIdOfTwoSourcesIsNamedWithBothFiles() throws {
    let again = Self.west.replacing("W1", with: "E2")
    try inFolder(["east.csv": Self.east, "west.csv": again]) { plan in
      var findings = Findings()
      _ = read([PlanFile.Layer(file: "east.csv"), PlanFile.Layer(file: "west.csv")], plan, &findings)
      let problem = try #require(findings.problems.first)
      #expect(problem.file == "west.csv" && problem.place == .row(2))
      #expect(problem.english.contains("east.csv, row 3"))
    }
  }

  /// Lists that each count from 1 have no ids, and villages of one name in two lists are two.
  @Test func numbersThatStartAgainInEachSourceAreNoIds() throws {
    func list(_ town: String) -> String {
      "序号,乡镇,村名,经度,纬度,人口\n1,\(town),一村,122.5,46.25,100\n2,\(town),\(town)二村,122.6,46.25,200\n"
    }
    try inFolder(["a.csv": list("甲镇"), "b.csv": list("乙镇")]) { plan in
      var findings = Findings()
      let settlements = read([PlanFile.Layer(file: "b.csv"), PlanFile.Layer(file: "a.csv")], plan, &findings)
      #expect(findings.problems.isEmpty)
      #expect(settlements.map(\.id) == ["甲镇/一村", "甲镇二村", "乙镇/一村", "乙镇二村"])
    }
  }

  @Test func aSourceThatIsListedTwiceIsRefused() throws {
    try inFolder(["east.csv": Self.east]) { plan in
      var findings = Findings()
      _ = read([PlanFile.Layer(file: "east.csv"), PlanFile.Layer(file: "east.csv")], plan, &findings)
      #expect(findings.problems.contains { $0.english.contains("listed twice") })
    }
  }

  /// A file under two conditions is two sources, unless a row fulfils both; another spelling of its path hides nothing.
  @Test func noRowCountsTwice() throws {
    func source(_ file: String, _ rows: String?) -> PlanFile.Layer {
      var layer = PlanFile.Layer(file: file)
      layer.rowsWhere = rows
      return layer
    }
    try inFolder(["east.csv": Self.east]) { plan in
      var apart = Findings()
      let parts = [source("east.csv", "村名 = 二村"), source("east.csv", "村名 = 一村")]
      let settlements = read(parts, plan, &apart)
      #expect(apart.problems.isEmpty)
      #expect(settlements.map(\.population) == [1000, 300])
      #expect(read(parts.reversed(), plan, &apart) == settlements)
      var shared = Findings()
      _ = read([source("east.csv", "村名 = 二村"), source("./east.csv", "村名 != 一村")], plan, &shared)
      #expect(shared.problems.contains { $0.english.contains("share rows") })
    }
  }

  @Test func aPlanListsSources() throws {
    let yaml = """
      name: x
      profile: xingan
      inputs:
        townships: {file: t.geojson}
        facilities: [{file: a.csv, tiers: {甲: ignore}}, {file: b.xlsx, layer: '*'}]
      """
    let plan = try PlanFile(yaml: yaml, file: "plan.yaml", folder: URL(fileURLWithPath: "/"))
    #expect(plan.inputs.facilities.sources.map(\.file) == ["a.csv", "b.xlsx"])
    #expect(plan.inputs.facilities.more[0].layer == PlanFile.Layer.allLayers)
    for wrong in ["[]", "[{file: a.csv}, {layer: x}]", "[{file: ../a.csv}, {file: b.csv}]"] {
      let text = yaml.replacing("[{file: a.csv, tiers: {甲: ignore}}, {file: b.xlsx, layer: '*'}]", with: wrong)
      #expect(throws: InputProblems.self) {
        try PlanFile(yaml: text, file: "plan.yaml", folder: URL(fileURLWithPath: "/work"))
      }
    }
  }
}
