import Foundation
import Testing

/// `emsplan check` and `emsplan convert` as a planner runs them: exit code, stdout, stderr.
struct CheckCommandTests {
  /// Runs the tool that stands beside the test bundle.
  private func emsplan(_ arguments: String..., environment: [String: String] = ["LANG": "C"]) throws -> ToolRun {
    try ToolRun(arguments, environment: environment)
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let xingan = root.appendingPathComponent("GeoData/xingan")

  /// A copy of Xing'an's folder with one file changed; the path of its plan.
  private func changed(_ file: String, _ change: (Data) -> Data?) throws -> (plan: String, folder: URL) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("check-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.xingan, to: folder)
    let url = folder.appendingPathComponent(file)
    let data = change(try Data(contentsOf: url))
    try FileManager.default.removeItem(at: url)
    try data?.write(to: url)
    return (folder.appendingPathComponent("plan.yaml").path, folder)
  }

  private func check(_ file: String, _ change: (Data) -> Data?) throws -> ToolRun {
    let (plan, folder) = try changed(file, change)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try emsplan("check", plan)
  }

  private func replacing(_ old: String, _ new: String) -> (Data) -> Data? {
    { Data(String(decoding: $0, as: UTF8.self).replacing(old, with: new).utf8) }
  }

  @Test func aGoodPlanSaysWhatWasRead() throws {
    let good = try emsplan("check", Self.xingan.appendingPathComponent("plan.yaml").path)
    #expect(good.code == 0)
    #expect(good.err.isEmpty)
    #expect(good.out.contains("6 counties, 71 townships"))
    #expect(good.out.contains("1,416,929 people"))
    #expect(good.out.contains("known only to their county seat"))
    let chinese = try emsplan(
      "check", Self.xingan.appendingPathComponent("plan.yaml").path, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.out.contains("6 个县，71 个乡镇"))
  }

  @Test func missingInputIs66() throws {
    #expect(try emsplan("check", "/nowhere/plan.yaml").code == 66)
    let missing = try check("townships.csv") { _ in nil }
    #expect(missing.code == 66)
    #expect(missing.err == "error: townships.csv: there is no such file. Check the path\n")
    #expect(missing.out.isEmpty)
  }

  @Test func usageIs64() throws {
    #expect(try emsplan("check").code == 64)
    #expect(try emsplan("check", "a", "--bogus").code == 64)
    #expect(try emsplan("convert", "--from", "gcj02", "--to", "wgs84", "1", "2", "3").code == 64)
  }

  @Test func badDataIs65() throws {
    let empty = try check("facilities.csv") { _ in Data() }
    #expect(empty.code == 65)
    #expect(empty.err.contains("facilities.csv: the file is empty"))

    let cut = try check("counties.geojson") { $0.prefix($0.count / 2) }
    #expect(cut.code == 65)
    #expect(cut.err.contains("the file breaks off here"))

    let key = try check("plan.yaml", replacing("profile:", "proflie:"))
    #expect(key.code == 65)
    #expect(key.err.contains("plan.yaml, line 3, key proflie: “proflie” is not a known key. Did you mean profile?"))

    let profile = try check("plan.yaml", replacing("profile: xingan", "profile: xinggan"))
    #expect(profile.code == 65)
    #expect(profile.err.contains("xinggan"))

    let datum = try check("plan.yaml", replacing("facilities: {", "facilities: {crs: 'epsg:4214', "))
    #expect(datum.code == 65)
    #expect(datum.err.contains("Beijing 54"))

    let encoding = try check("facilities.csv") { $0 + Data([0xFF, 0xFF, 0x0A]) }
    #expect(encoding.code == 65)
    #expect(encoding.err.contains("the bytes are not UTF-8 or GB18030 text"))

    let columns = try check("townships.csv", replacing("longitude,latitude", "a,b"))
    #expect(columns.code == 65)
    #expect(columns.err.contains("there is no column of the longitude"))
  }

  @Test func problemsAreMachineReadable() throws {
    let (plan, folder) = try changed("facilities.csv", replacing("secondary_hospital", "nonsense"))
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try emsplan("check", plan, "--json")
    #expect(outcome.code == 65)
    #expect(outcome.err.isEmpty)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    #expect(json["ok"] as? Bool == false)
    let problems = try #require(json["problems"] as? [[String: Any]])
    #expect(problems.count == 1)
    #expect(problems[0]["file"] as? String == "facilities.csv")
    #expect(problems[0]["field"] as? String == "tier")
    #expect(problems[0]["value"] as? String == "nonsense")
    #expect(problems[0]["repeats"] as? Int == 1, "the names of the others say their tier")
  }

  @Test func theSchemaIsPrinted() throws {
    let outcome = try emsplan("check", "--schema")
    #expect(outcome.code == 0)
    #expect(
      outcome.out
        == (try String(contentsOf: Self.root.appendingPathComponent("GeoData/plan.schema.json"), encoding: .utf8)))
  }

  @Test(arguments: [
    (["wgs84", "gcj02", "121.5272106", "31.1774276"], "121.531541859215", "31.17530398364597"),
    (["wgs84", "gcj02", "116.404", "39.915"], "116.41024449916938", "39.91640428150164"),
    (["gcj02", "bd09", "116.404", "39.915"], "116.41036949371029", "39.92133699351021"),
    (["bd09", "gcj02", "116.404", "39.915"], "116.39762729119315", "39.90865673957631"),
    (["gcj02", "wgs84", "103.82", "1.352"], "103.82", "1.352"),
    (["wgs84", "cgcs2000", "116.404", "39.915"], "116.404", "39.915"),
  ])
  func pointsAreConverted(arguments: [String], x: String, y: String) throws {
    let outcome = try emsplan(
      "convert", "--from", arguments[0], "--to", arguments[1], arguments[2], arguments[3])
    #expect(outcome.code == 0)
    let numbers = outcome.out.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    try #require(numbers.count == 2)
    #expect(abs(numbers[0] - (Double(x) ?? .nan)) < 1e-9)
    #expect(abs(numbers[1] - (Double(y) ?? .nan)) < 1e-9)
  }

  @Test func datumsThatAreNoneAre65() throws {
    #expect(try emsplan("convert", "--from", "mars", "--to", "wgs84", "116", "39").code == 65)
    #expect(try emsplan("convert", "--from", "epsg:4214", "--to", "wgs84", "116", "39").code == 65)
    #expect(try emsplan("convert", "--from", "gcj02", "--to", "wgs84", "116", "139").code == 65)
  }

  @Test func filesAreConvertedThereAndBack() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("convert-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["townships.csv", "counties.geojson"] {
      // Far from the border, where a shifted coordinate cannot be mistaken for an unshifted one.
      let source = Self.root.appendingPathComponent("GeoData/beibei/\(name)").path
      let there = folder.appendingPathComponent("there-" + name).path
      let back = folder.appendingPathComponent("back-" + name).path
      #expect(try emsplan("convert", "--from", "wgs84", "--to", "bd09", source, "-o", there).code == 0)
      #expect(try emsplan("convert", "--from", "bd09", "--to", "wgs84", there, "-o", back).code == 0)
      #expect(try emsplan("convert", "--from", "bd09", "--to", "wgs84", there, "-o", back).code == 73)
      let numbers = { (path: String) in
        try String(contentsOfFile: path, encoding: .utf8).split { !"0123456789.".contains($0) }.compactMap {
          Double($0)
        }
      }
      let (before, after) = (try numbers(source), try numbers(back))
      try #require(before.count == after.count)
      #expect(zip(before, after).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }
}
