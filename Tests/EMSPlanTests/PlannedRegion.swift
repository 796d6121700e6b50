import Foundation
import TestSupport

@testable import EMSPlan
@testable import EMSReport

/// A region of GeoData with its plan, made once for all suites that look at it.
struct PlannedRegion: Sendable {
  static let names = ["xingan", "bayannur", "hohhot", "beibei", "jining"]

  let report: PlanReport
  let tables: RunTables

  static func of(_ name: String) async throws -> PlannedRegion { try await Plans.shared.region(name) }

  private init(planning name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("region-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = Checkout.root.appendingPathComponent("GeoData/\(name)/plan.yaml")
    report = try PlanRun.run(plan, into: folder.path, overwrite: false).report
    tables = try RunTables(folder)
  }

  private actor Plans {
    static let shared = Plans()
    private var tasks: [String: Task<PlannedRegion, any Error>] = [:]

    func region(_ name: String) async throws -> PlannedRegion {
      if let task = tasks[name] { return try await task.value }
      let task = Task.detached { try PlannedRegion(planning: name) }
      tasks[name] = task
      return try await task.value
    }
  }
}
