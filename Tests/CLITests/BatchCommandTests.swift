import Foundation
import Testing

/// `emsplan batch` as a planner runs it: exit code, stdout, stderr, files.
@Suite struct BatchCommandTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs the tool that stands beside the test bundle.
  private func emsplan(_ arguments: String..., in folder: URL) throws -> ToolRun {
    try emsplan(arguments, in: folder)
  }

  private func emsplan(_ arguments: [String], in folder: URL) throws -> ToolRun {
    try ToolRun(arguments, in: folder)
  }

  /// A folder with Beibei's data and a manifest.
  private func withManifest(_ text: String, named name: String = "m.yaml", _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("batch-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Self.root.appendingPathComponent("GeoData/beibei"), to: folder.appendingPathComponent("beibei"))
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    try body(folder)
  }

  private func text(_ path: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func aBadPlanIsListedAndTheOthersAreDone() throws {
    let manifest = """
      plans:
        - beibei/plan.yaml
        - {plan: beibei/plan.yaml, name: slow, set: {travel.emergency.turnout_minutes: 5}}
        - {plan: absent/plan.yaml, name: lost}
      """
    try withManifest(manifest) { folder in
      let first = try emsplan("batch", "m.yaml", "-o", "out", in: folder)
      #expect(first.code == 66)
      #expect(first.out.contains("2 plans done · 1 failed"))
      #expect(first.err.hasPrefix("lost: "))
      #expect(try text("out/summary.csv", in: folder).split(separator: "\n").count == 4)
      #expect(try text("out/counties.geojson", in: folder).contains("\"run\":\"slow\""))
      #expect(
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("out/runs/beibei/summary.json").path))
      let summary = try text("out/summary.csv", in: folder)
      let inputs = try text("out/inputs.csv", in: folder)
      let lines = inputs.drop { $0 == "\u{FEFF}" }.split(separator: "\n")
      let own = try text("out/runs/slow/inputs.csv", in: folder).drop { $0 == "\u{FEFF}" }.split(separator: "\n")
      #expect(own.count > 10)
      #expect(lines[0] == "run," + own[0])
      #expect(lines.filter { $0.hasPrefix("slow,") } == own.dropFirst().map { "slow," + $0 })
      #expect(Set(lines.map { $0.prefix { $0 != "," } }) == ["run", "beibei", "slow"])
      #expect(first.out.contains("out/inputs.csv"))

      let again = try emsplan("batch", "m.yaml", "-o", "out", in: folder)
      #expect(again.code == 73)
      #expect(again.err.contains("out is there already"))
      let resumed = try emsplan("batch", "m.yaml", "-o", "out", "--resume", "--jobs", "1", in: folder)
      #expect(resumed.code == 66)
      #expect(resumed.out.contains("2 of them before"))
      #expect(try text("out/summary.csv", in: folder) == summary)

      for index in 1...2 {
        let shard = try emsplan("batch", "m.yaml", "-o", "s\(index)", "--shard", "\(index)/2", in: folder)
        #expect([0, 66].contains(shard.code))
      }
      let half = try emsplan("batch", "merge", "s1", "-o", "merged", in: folder)
      #expect(half.code == 65)
      #expect(half.err == "error: shards are missing: 2/2\n")
      let merged = try emsplan("batch", "merge", "s2", "s1", "-o", "merged", in: folder)
      #expect(merged.code == 66)
      #expect(try text("merged/summary.csv", in: folder) == summary)
      #expect(try text("merged/inputs.csv", in: folder) == inputs)
      let page = try text("out/report.html", in: folder)
      #expect(try text("merged/report.html", in: folder) == page)
    }
  }

  @Test(arguments: [
    ["batch"], ["batch", "m.yaml"], ["batch", "m.yaml", "-o", "out", "--shard", "4/3"],
    ["batch", "m.yaml", "-o", "out", "--jobs", "0"], ["batch", "m.yaml", "-o", "out", "--resume", "--overwrite"],
    ["batch", "m.yaml", "-o", "out", "--keep-going", "--fail-fast"], ["batch", "merge", "-o", "out"],
  ])
  func wrongUsageIs64(arguments: [String]) throws {
    try withManifest("plans: [beibei/plan.yaml]\n") { folder in
      let code = try emsplan(arguments, in: folder).code
      #expect(code == 64)
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out").path))
    }
  }

  @Test func aBadManifestSaysEverythingAtOnceAndWritesNothing() throws {
    try withManifest("plan,nmae,siting.gap\nbeibei/plan.yaml,x,2\n", named: "m.csv") { folder in
      let bad = try emsplan("batch", "m.csv", "-o", "out", in: folder)
      #expect(bad.code == 65)
      #expect(bad.out.isEmpty)
      let lines = bad.err.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.first?.contains("m.csv, row 1, column nmae") == true)
      #expect(lines.first?.contains("Did you mean name?") == true)
      #expect(lines.last?.contains("row 2") == true)
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out").path))
      #expect(try emsplan("batch", "absent.yaml", "-o", "out", in: folder).code == 66)
    }
  }
}
