import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan

/// A profile that lies beside the plan stands for the tool's own of that name, and is said to.
struct OwnProfileTests {
  private static let own = "key: xingan\nname: {en: Own, zh: 自有}\nextends: national\n"

  private func notes(profile: String, besides files: [String: String]) throws -> String {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    try folder.write("id,name,tier,lon,lat\nH,甲县医院,secondary_hospital,118.05,43.05\n", to: "region/facilities.csv")
    try folder.write("id,name,lon,lat,population\nV,一村,118.05,43.05,1200\n", to: "region/villages.csv")
    let ring = "[[[118,43],[118.2,43],[118.2,43.2],[118,43.2],[118,43]]]"
    try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"T\",\"name\":\"甲镇\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":\(ring)}}]}",
      to: "region/townships.geojson")
    let plan = try folder.write(
      "name: a\nprofile: \(profile)\ninputs:\n  townships: {file: townships.geojson}\n  facilities: {file: facilities.csv}\n  settlements: {file: villages.csv}\n",
      to: "region/plan.yaml")
    return try PlanReading(try PlanFile.read(at: plan)).area.notes.map(\.english).joined(separator: "\n")
  }

  @Test(arguments: [
    ("profiles/xingan.yaml", "../profiles/xingan.yaml"), ("region/profiles/xingan.yaml", "profiles/xingan.yaml"),
  ])
  func aFileThatStandsForAShippedProfileIsNamed(path: String, said: String) throws {
    let notes = try notes(profile: "xingan", besides: [path: Self.own])
    #expect(notes.contains("the profile xingan is read from \(said), which stands for the tool's own"))
  }

  @Test func aCopyOfTheToolsOwnIsNotTold() throws {
    let shipped = Checkout.root.appendingPathComponent("GeoData/profiles")
    let copy = try ["xingan", "national"].reduce(into: [String: String]()) { files, key in
      files["profiles/\(key).yaml"] = try String(
        contentsOf: shipped.appendingPathComponent("\(key).yaml"), encoding: .utf8)
    }
    #expect(try !notes(profile: "xingan", besides: copy).contains("is read from"))
    // What a profile extends counts, too.
    let changed = copy.merging(["profiles/national.yaml": (copy["profiles/national.yaml"] ?? "") + "\n"]) { $1 }
    #expect(try notes(profile: "xingan", besides: changed).contains("is read from"))
  }
}
