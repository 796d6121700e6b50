import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Reading plan files: what is accepted, and what each mistake is answered with.
struct PlanFileTests {
  static let folder = URL(fileURLWithPath: "/nowhere/plan", isDirectory: true)

  static let root = Checkout.root

  static let whole = """
    name: Xing'an League 2025
    profile: xingan
    inputs:
      counties:    {file: counties.geojson, id: code, population: people, urban_share: urban}
      townships:   {derive: thiessen, seats: seats.csv, crs: gcj02, name: 名称}
      facilities:  {file: facilities.csv, crs: gcj02, tier: level}
      settlements: {file: villages.csv, swap_xy: true}
      demand:      {method: urban-at-seats-rural-on-grid, grid_km: 2.5}
      roads:       {file: roads.osm.pbf, vehicle_height_m: 2.8}
    travel:
      emergency: {model: roads, mode: ambulance, turnout_minutes: 3}
      clinics: {model: straight-line, mode: walk}
    siting:
      county_sub_centre: {count: 6, min_per_county: 0, max_per_county: 2}
      time_limit_seconds: 30
      gap: 0.001
    output: {language: zh}
    """

  private func problems(_ yaml: String) -> [InputProblem] {
    do {
      _ = try PlanFile(yaml: yaml, file: "plan.yaml", folder: Self.folder)
      return []
    } catch {
      return error.problems
    }
  }

  private func plan(inputs: String = "", top: String = "") -> String {
    """
    name: A
    profile: xingan
    inputs:
      townships: {file: t.geojson}
      facilities: {file: f.csv}
    \(inputs)
    \(top)
    """
  }

  /// Keys as other programs and people call them say the right one.
  @Test(arguments: [
    ("datum: gcj02", "crs"), ("coordinate_system: gcj02", "crs"), ("epsg: 4490", "crs"), ("坐标系: gcj02", "crs"),
    ("charset: gbk", "encoding"), ("codepage: gbk", "encoding"), ("sheetname: 甲", "layer"), ("sheet: 甲", "layer"),
    ("coords: c", "lon, lat"), ("coordinates: c", "lon, lat"), ("longitude: x", "lon"), ("lng: x", "lon"),
    ("latitude: y", "lat"),
    ("filter: a = b", "where"), ("query: a = b", "where"), ("swap_axes: true", "swap_xy"), ("people: p", "population"),
    ("人口: p", "population"), ("missing_people: keep", "unknown_people"), ("population_column: p", "population"),
  ])
  func usualWrongKeysSayTheRightOne(key: String, right: String) {
    let found = problems(plan(inputs: "  settlements: {file: v.csv, \(key)}")).map { $0.text(in: .english) }
    #expect(found.count == 1 && found[0].contains("is not a known key. Did you mean \(right)?"), "\(found)")
  }

  @Test(arguments: [
    ("  villages: {file: v.csv}", "settlements"), ("  hospitals: {file: v.csv}", "facilities"),
    ("  osm: {file: r.osm.pbf}", "roads"),
    ("  districts: {file: c.geojson}", "counties"), ("  raster: {file: p.tif}", "demand"),
  ])
  func usualWrongInputsSayTheRightOne(input: String, right: String) {
    let found = problems(plan(inputs: input)).map { $0.text(in: .english) }
    #expect(found.contains { $0.contains("is not a known key. Did you mean \(right)?") }, "\(found)")
  }

  @Test func everyKeyIsRead() throws {
    let plan = try PlanFile(yaml: Self.whole, file: "plan.yaml", folder: Self.folder)
    #expect(plan.name == "Xing'an League 2025")
    #expect(plan.inputs.counties?.columns == [.id: "code", .population: "people", .urbanShare: "urban"])
    #expect(
      plan.inputs.townships == .thiessen(seats: .init(file: "seats.csv", crs: "gcj02", columns: [.name: "名称"])))
    #expect(plan.inputs.settlements?.swapXY == true)
    #expect(plan.inputs.demand == .init(method: .urbanAtSeatsRuralOnGrid, grid: .kilometres(2.5)))
    #expect(plan.inputs.roads?.file == "roads.osm.pbf")
    #expect(plan.inputs.roads?.vehicle == VehicleSize(height: 2.8))
    #expect(plan.emergencyTravel == .init(model: .roads, mode: .ambulance, turnout: .seconds(180)))
    #expect(plan.serviceCircleTravel == nil)
    #expect(
      plan.siting.counts == [.countySubCentre: .init(count: 6, minimumPerCounty: 0, maximumPerCounty: 2)])
    #expect(plan.siting.timeLimit == .seconds(30))
    #expect(plan.language == .chinese)
    #expect(plan.url(of: "a.csv").path == "/nowhere/plan/a.csv")
  }

  @Test func unknownKeySuggestsTheNearOne() throws {
    let found = problems(plan(top: "travle: {emergency: {model: roads}}"))
    try #require(found.count == 1)
    #expect(found[0].place == .line(7))
    #expect(
      found[0].text(in: .english) == "plan.yaml, line 7, key travle: “travle” is not a known key. Did you mean travel?")
    #expect(found[0].text(in: .chinese) == "plan.yaml，第 7 行，键 travle：不认识的键“travle”。是否应为 travel？")
  }

  @Test func unknownKeyDeepDownHasItsPath() {
    let found = problems(plan(inputs: "  settlements: {file: v.csv, popluation: p}"))
    #expect(found.map(\.field) == ["inputs.settlements.popluation"])
    #expect(found.map(\.remedyEnglish) == ["Did you mean population?"])
  }

  @Test(arguments: [
    ("travel: {emergency: {turnout_minutes: soon}}", "travel.emergency.turnout_minutes", "“soon” is not a number"),
    (
      "travel: {emergency: {mode: bike}}", "travel.emergency.mode", "“bike” is not one of ambulance, drive, ebike, walk"
    ),
    ("travel: 3", "travel", "“3” is not a group of keys"),
    ("siting: {county_sub_centre: {count: 1.5}}", "siting.county_sub_centre.count", "“1.5” is not a whole number"),
    ("siting: {gap: 2}", "siting.gap", "“2” is not between 0.0 and 1.0"),
    ("output: {language: [zh]}", "output.language", "this is not a word"),
  ])
  func wrongTypeIsNamed(top: String, field: String, english: String) {
    let found = problems(plan(top: top))
    #expect(found.map(\.field) == [field])
    #expect(found.map(\.english) == [english])
    #expect(found.map(\.place) == [.line(7)])
  }

  @Test func everyProblemIsReportedAtOnce() {
    let found = problems("nam: A\ninputs:\n  townships: {derive: thiessen, file: t.geojson}\n  facilities: {}\n")
    #expect(
      found.map(\.field) == [
        "nam", "inputs.facilities.file", "name", "profile", "inputs.townships.seats", "inputs.townships.file",
        "inputs.townships.derive",
      ])
  }

  @Test(arguments: ["", "   \n", "- a\n- b\n", "name: [", "a: b: c", "name: A\nname: B\nprofile: p\n"])
  func whatIsNoPlanIsRefused(yaml: String) {
    #expect(!problems(yaml).isEmpty)
  }

  @Test(arguments: ["../f.csv", "/etc/passwd", "a/../../f.csv", "https://example.org/f.csv"])
  func pathsStayInTheFolder(path: String) throws {
    let yaml = plan().replacing("f.csv", with: path)
    #expect(problems(yaml).map(\.value) == [path])
    #expect(try PlanFile(yaml: yaml, file: "p", folder: Self.folder, allowOutside: true).inputs.facilities.file == path)
  }

  @Test func symbolicLinksDoNotLeadOut() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("out"), withDestinationURL: URL(fileURLWithPath: "/etc"))
    #expect(PlanFolder.leads("out/passwd", outOf: folder))
    #expect(!PlanFolder.leads("in/../f.csv", outOf: folder))
  }

  @Test func theShippedSchemaIsTheOneThatIsChecked() throws {
    let file = Self.root.appendingPathComponent("GeoData/plan.schema.json")
    if ProcessInfo.processInfo.environment["EMSPLAN_UPDATE_GENERATED"] != nil {
      try PlanFile.jsonSchema.write(to: file, atomically: true, encoding: .utf8)
    }
    let shipped = try String(contentsOf: file, encoding: .utf8)
    #expect(shipped == PlanFile.jsonSchema)
    #expect(try JSONSerialization.jsonObject(with: Data(shipped.utf8)) is [String: Any])
  }

  @Test(arguments: ["xingan", "beibei", "hohhot", "jining", "bayannur"])
  func theShippedPlansAreAccepted(region: String) throws {
    let plan = try PlanFile.read(at: Self.root.appendingPathComponent("GeoData/\(region)/plan.yaml"))
    #expect(plan.profile == region)
    #expect(plan.inputs.demand?.method == .urbanAtSeatsRuralOnGrid)
  }

  @Test func aMissingPlanIsMissingNotBad() {
    let error = #expect(throws: InputProblems.self) {
      try PlanFile.read(at: Self.root.appendingPathComponent("GeoData/none/plan.yaml"))
    }
    #expect(error?.onlyMissingFiles == true)
  }

  @Test func truncatedPlansNeverCrash() {
    let bytes = Array(Self.whole.utf8)
    for end in stride(from: 0, to: bytes.count, by: 3) {
      _ = problems(String(decoding: bytes[..<end], as: UTF8.self))
    }
    _ = problems(String(repeating: "[", count: 100_000))
    _ = problems(String(repeating: "- ", count: 100_000))
  }
}
