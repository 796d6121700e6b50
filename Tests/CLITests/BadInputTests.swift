import Foundation
import Testing

/// What a planner reads when the files are wrong: message, exit code, and nothing left behind.
struct BadInputTests {
  private static let good: [String: String] = [
    "plan.yaml": """
    name: Two towns
    profile: national
    inputs:
      counties: {file: counties.geojson}
      townships: {file: townships.geojson}
      facilities: {file: facilities.csv}
      settlements: {file: villages.csv}

    """,
    "counties.geojson": collection([#"{"id": "1", "name": "甲县"}"#: [square(122, 122.2)]]),
    "townships.geojson": towns([square(122, 122.1)]),
    "facilities.csv": "id,name,tier,lon,lat\nh1,医院,二级,122.05,46.05\n",
    "villages.csv": "id,name,lon,lat,population,township\nv1,一村,122.01,46.01,100,11\nv2,二村,122.15,46.05,200,12\n",
  ]

  private static func square(_ west: Double, _ east: Double) -> String {
    "[[\(west), 46], [\(east), 46], [\(east), 46.1], [\(west), 46.1], [\(west), 46]]"
  }

  /// Two townships, the first of these rings.
  private static func towns(_ first: [String]) -> String {
    collection([
      #"{"id": "11", "name": "甲镇", "county": "1"}"#: first,
      #"{"id": "12", "name": "乙镇", "county": "1"}"#: [square(122.1, 122.2)],
    ])
  }

  private static func collection(_ features: [String: [String]]) -> String {
    let list = features.sorted { $0.key < $1.key }.map { properties, rings in
      #"{"type": "Feature", "properties": \#(properties), "geometry": {"type": "Polygon", "coordinates": [\#(rings.joined(separator: ", "))]}}"#
    }
    return #"{"type": "FeatureCollection", "features": [\#(list.joined(separator: ",\n"))]}"#
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// nil: the file is not there.
    var file: String
    var bytes: Data?
    var code: Int32
    /// The lines on standard error, after `error: `.
    var lines: [String]

    init(_ name: String, _ file: String, _ text: String?, code: Int32 = 65, _ lines: String...) {
      testDescription = name
      self.file = file
      bytes = text.map { Data($0.utf8) }
      self.code = code
      self.lines = lines
    }
  }

  private static let villages = good["villages.csv", default: ""]
  private static let plan = good["plan.yaml", default: ""]

  static let cases: [Case] = [
    Case("a missing file", "villages.csv", nil, code: 66, "villages.csv: there is no such file. Check the path"),
    Case("an empty table", "villages.csv", "", "villages.csv: the file is empty. Save the data into it again"),
    Case(
      "an empty layer", "townships.geojson", "", "townships.geojson: the file is empty. Save the data into it again"),
    Case(
      "no columns of coordinates", "villages.csv", "id,name,x1,y1\nv1,一村,122.01,46.01\n",
      "villages.csv, column lon: there is no column of the longitude. Name it in the plan (lon: …); the columns are id, name, x1, y1",
      "villages.csv, column lat: there is no column of the latitude. Name it in the plan (lat: …); the columns are id, name, x1, y1"
    ),
    Case(
      "latitude and longitude swapped", "villages.csv", "id,name,lon,lat\nv1,一村,46.01,122.01\nv2,二村,46.05,122.15\n",
      "villages.csv, row 2, column lat: 122.01 is not a latitude; longitude and latitude look swapped in 2 of 2 rows. Set swap_xy: true, or correct the file"
    ),
    Case(
      "coordinates out of range, beside a place at 0, 0, which is left out and told", "villages.csv",
      "id,name,lon,lat\nv1,a,222.5,46\nv2,b,0,0\nv3,c,122.1,146\n",
      "villages.csv, row 2, column lon: 222.5 is not a longitude. Longitudes lie between -180 and 180; correct the row, or declare its crs",
      "villages.csv, row 4, column lat: 146.0 is not a latitude. Latitudes lie between -90 and 90; correct the row"),
    Case(
      "an id twice", "villages.csv", villages + "v1,三村,122.02,46.02,5,11\n",
      "villages.csv, row 4, column id: the id v1 is already that of villages.csv, row 2. Give each row an id of its own"
    ),
    Case(
      "a township that does not exist", "villages.csv", villages + "v3,三村,122.02,46.02,5,99\n",
      "villages.csv, row 4, column township: there is no township “99”. Use an id (or a name that only one has) of the plan's file of them"
    ),
    Case(
      "an unclosed polygon", "townships.geojson", towns(["[[122, 46], [122.1, 46], [122.1, 46.1], [122, 46.1]]"]),
      "townships.geojson, feature 1: the outer ring is not closed: it begins at 122.0, 46.0 and ends at 122.0, 46.1. Repeat the first vertex at the end"
    ),
    // The villages of the town whose shape is refused are not blamed.
    Case(
      "a hole outside its shell", "townships.geojson", towns([square(122, 122.1), square(123, 123.1)]),
      "townships.geojson, feature 1: hole 1: the hole lies outside its shell at 123.0, 46.0. Correct the shape in the map program and export it again"
    ),
    Case(
      "people that are negative or no number", "villages.csv",
      villages + "v3,三村,122.02,46.02,-5,11\nv4,四村,122.02,46.03,1 23,11\n",
      "villages.csv, row 4, column population: -5 is negative. Correct it, or leave the cell empty when it is unknown",
      "villages.csv, row 5, column population: “1 23” is not a number of people. Write digits, or leave the cell empty when it is unknown"
    ),
    Case(
      "an unknown key", "plan.yaml", plan.replacing("settlements:", with: "setlements:"),
      "plan.yaml, line 7, key inputs.setlements: “setlements” is not a known key. Did you mean settlements?"),
    Case(
      "an unknown profile and an empty table at once", "plan.yaml",
      plan.replacing("national", with: "xinganm").replacing("villages.csv", with: "none.csv"),
      "plan.yaml, key profile: there is no profile “xinganm”. Did you mean xingan?",
      "none.csv: there is no such file. Check the path"),
    Case(
      "a datum that only guesses", "plan.yaml",
      plan.replacing("{file: villages.csv}", with: "{file: villages.csv, crs: 'epsg:4214'}"),
      "villages.csv, key crs: EPSG:4214 (Beijing 1954) rests on Beijing 54 or Xi'an 80, whose parameters to CGCS2000 are not public; the points would be off by 50 to 150 m. Have the surveying office convert the file to CGCS2000"
    ),
  ]

  private func withRegion(_ changes: [String: Data?] = [:], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bad-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.good {
      try changes[name, default: Data(text.utf8)]?.write(to: folder.appendingPathComponent(name))
    }
    try body(folder)
  }

  private func refused(_ changes: [String: Data?], code: Int32, _ lines: [String]) throws {
    try withRegion(changes) { folder in
      let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      for command in [["plan", "plan.yaml", "-o", "out"], ["check", "plan.yaml"]] {
        let run = try ToolRun(command, in: folder)
        #expect(run.code == code, "\(command[0])")
        #expect(run.err == lines.map { "error: \($0)\n" }.joined(), "\(command[0])")
        #expect(run.out.isEmpty, "\(command[0])")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
    }
  }

  @Test func theRegionItselfIsGood() throws {
    try withRegion { folder in
      let run = try ToolRun(["plan", "plan.yaml", "-o", "out"], in: folder)
      #expect(run.code == 0)
      #expect(run.out.contains("1 county · 2 towns · 2 settlements · 1 facility · 300 people"))
    }
  }

  @Test(arguments: cases) func isRefusedWithAllThatIsWrong(_ bad: Case) throws {
    try refused([bad.file: bad.bytes], code: bad.code, bad.lines)
  }

  @Test func theWrongEncodingIsRefused() throws {
    try refused(
      ["villages.csv": Data(Self.villages.utf8) + Data([0xFF, 0xFE, 0x81, 0x0A])], code: 65,
      [
        "villages.csv: the bytes are not UTF-8 or GB18030 text. Save it as UTF-8 (in Excel: CSV UTF-8), or declare encoding: utf-8, gb18030, windows-1252 or another"
      ])
  }

  @Test func aLayerThatBreaksOffSaysWhere() throws {
    let whole = Data(Self.good["townships.geojson", default: ""].utf8)
    try refused(
      ["townships.geojson": whole.prefix(150)], code: 65,
      [
        "townships.geojson, feature 1: the file breaks off here, after 150 bytes. Copy or export the file again; this one is cut off"
      ])
  }

  /// Half of the square around a bow tie lies in its two loops.
  @Test func aSelfIntersectionIsRepairedAndListedWithItsArea() throws {
    let bowTie = "[[122, 46], [122.1, 46.1], [122.1, 46], [122, 46.1], [122, 46]]"
    try withRegion(["townships.geojson": Data(Self.towns([bowTie]).utf8)]) { folder in
      let sentence = "甲镇: the outline crosses itself; the shape was repaired and its area changed by 43.0 km²"
      let run = try ToolRun(["plan", "plan.yaml", "-o", "out"], in: folder)
      #expect(run.code == 0)
      #expect(run.out.contains("repaired"))
      #expect(run.out.replacing(/\s+/, with: " ").contains(sentence))
      let summary = try String(contentsOf: folder.appendingPathComponent("out/summary.json"), encoding: .utf8)
      #expect(summary.contains(sentence))
      #expect(try ToolRun(["check", "plan.yaml"], in: folder).out.contains(sentence))
    }
  }

  @Test func anOutputThatCannotBeWrittenIsNamedAndLeavesNothing() throws {
    try withRegion { folder in
      let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      let inFile = try ToolRun(["plan", "plan.yaml", "-o", "plan.yaml/out"], in: folder)
      #expect(inFile.code == 73)
      #expect(inFile.err == "error: plan.yaml/out cannot be a folder: a file stands in its way. Name another place.\n")
      let limited = try ToolRun(["plan", "plan.yaml", "-o", "out"], in: folder, shell: "ulimit -f 8")
      #expect(limited.code == 73)
      #expect(limited.err.contains("could not be written: it would be larger than this process may write"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)

      #expect(try ToolRun(["plan", "plan.yaml", "-o", "out"], in: folder).code == 0)
      let again = try ToolRun(["plan", "plan.yaml", "-o", "out"], in: folder)
      #expect(again.code == 73)
      #expect(
        again.err.contains("out is there already. Name another place, or allow it to be replaced with --overwrite."))
    }
  }
}
