import Foundation
import Testing

/// `emsplan plan` as a planner runs it.
@Suite struct PlanCommandTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let beibei = root.appendingPathComponent("GeoData/beibei/plan.yaml").path

  private func emsplan(_ arguments: [String]) throws -> ToolRun {
    try ToolRun(arguments)
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func saysWhatWasReadCoveredSitedAndWritten() throws {
    try withFolder { folder in
      let out = folder.appendingPathComponent("out").path
      let run = try emsplan(["plan", Self.beibei, "-o", out])
      #expect(run.code == 0)
      #expect(run.err.isEmpty)
      let lines = run.out.split(separator: "\n").map(String.init)
      #expect(lines.first == "Beibei District · profile beibei")
      for label in ["  read ", "  warning ", "  coverage ", "  sites ", "  score ", "  wrote "] {
        #expect(lines.contains { $0.hasPrefix(label) }, "no line \(label)")
      }
      for name in ["coverage.geojson", "gaps.geojson", "sites.csv", "summary.json", "report.html"] {
        #expect(FileManager.default.fileExists(atPath: "\(out)/\(name)"))
      }
    }
  }

  @Test func twoRunsAreComparedAndRulesSayWhatTheyDid() throws {
    try withFolder { folder in
      let (first, second) = (folder.appendingPathComponent("a").path, folder.appendingPathComponent("b").path)
      #expect(try emsplan(["plan", Self.beibei, "-o", first, "--quiet"]).code == 0)
      let run = try emsplan(["plan", Self.beibei, "-o", second, "--compare", first])
      #expect(run.code == 0 && run.out.contains("compared with \(first): nothing changed"))
      #expect(FileManager.default.fileExists(atPath: "\(second)/changes.csv"))

      let rules = try emsplan(["rules", "--profile", "beibei", "--run", first])
      #expect(rules.code == 0)
      #expect(
        rules.out.contains(
          "  in the run: not met today, held by construction with the plan: all named; the plan itself sets up what was missing; stands behind 1 recommended site"
        ))
      let other = try emsplan(["rules", "--profile", "xingan", "--run", first])
      #expect(other.code == 65 && other.err.contains("profile beibei, not xingan"))
      let none = try emsplan([
        "plan", Self.beibei, "-o", folder.appendingPathComponent("c").path, "--compare", "nowhere",
      ])
      #expect(none.code == 66 && none.err.contains("no finished run"))
    }
  }

  @Test func aFolderThatExistsIsNotOverwrittenUnasked() throws {
    try withFolder { folder in
      let kept = folder.appendingPathComponent("notes.txt")
      try Data("mine".utf8).write(to: kept)
      let refused = try emsplan(["plan", Self.beibei, "-o", folder.path])
      #expect(refused.code == 73)
      #expect(refused.err.contains(folder.lastPathComponent))
      #expect(refused.err.contains("--overwrite"))
      let allowed = try emsplan(["plan", Self.beibei, "-o", folder.path, "--overwrite", "--quiet"])
      #expect(allowed.code == 0)
      #expect(allowed.out.isEmpty)
      #expect(try String(contentsOf: kept, encoding: .utf8) == "mine", "what EMSPlan did not write stays")
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    let run = try emsplan(["plan", Self.beibei, "-o", "/proc/no/such/place"])
    #expect(run.code == 73)
    #expect(run.err.contains("/proc/no/such"))
  }

  @Test func jsonIsOneObjectOnStandardOutput() throws {
    try withFolder { folder in
      let run = try emsplan(["plan", Self.beibei, "-o", folder.appendingPathComponent("out").path, "--json"])
      #expect(run.code == 0)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
      let read = try #require(object["read"] as? [String: Any])
      #expect(read["population"] as? Int == 834_887)
    }
  }

  @Test func chineseIsSpokenOnRequest() throws {
    try withFolder { folder in
      let run = try emsplan([
        "plan", Self.beibei, "-o", folder.appendingPathComponent("out").path, "--language", "zh",
      ])
      #expect(run.out.contains("  读取 "))
      #expect(run.out.contains("区域医疗卫生次中心"))
      // The document names the site, so that nothing is called the best.
      #expect(run.out.contains("由文件点名") && !run.out.contains("已证最优"))
    }
  }

  @Test func aPlanThatIsNotThereIsMissingInput() throws {
    let run = try emsplan(["plan", "/no/such/plan.yaml", "-o", "/tmp/never-written"])
    #expect(run.code == 66)
    #expect(run.err.contains("plan.yaml"))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/never-written"))
  }
}
