import Foundation
import Testing

/// The drawing of the rooms in `Documentation/Architecture.md` is that of `Package.swift`.
@Suite struct ArchitectureTests {
  /// The targets of ours that each target is built on, by the table of the page.
  private func drawn() throws -> [String: Set<String>] {
    let page = SourceTree.root.appendingPathComponent("Documentation/Architecture.md")
    var targets: [String: Set<String>] = [:]
    for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.split(separator: "`").filter { !$0.contains(" ") && $0 != "," } }
      guard cells.count == 2, let name = cells[0].first else { continue }
      targets[String(name)] = Set(cells[1].map(String.init))
    }
    return targets
  }

  @Test func theDrawingIsThePackage() throws {
    let drawn = try drawn()
    #expect(drawn.count > 8)
    #expect(try built() == drawn)
  }

  /// The same by the package manager, which alone reads a manifest right; without packages of others.
  private func built() throws -> [String: Set<String>] {
    struct Manifest: Decodable {
      struct Target: Decodable {
        struct Dependency: Decodable {
          struct Part: Decodable {
            var name: String?
            init(from decoder: any Decoder) throws { name = try? decoder.singleValueContainer().decode(String.self) }
          }
          var byName: [Part]?
          var target: [Part]?
        }
        var name: String
        var type: String
        var dependencies: [Dependency]
      }
      var targets: [Target]
    }
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("manifest-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift", "package", "--scratch-path", scratch.path, "dump-package"]
    process.currentDirectoryURL = SourceTree.root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let ofTests = ["ReachVersions", "TestSupport"]
    return try JSONDecoder().decode(Manifest.self, from: data).targets.reduce(into: [:]) { result, target in
      let names = target.dependencies.compactMap { ($0.byName ?? $0.target)?.first?.name }
      if ["regular", "executable"].contains(target.type), !ofTests.contains(target.name), !names.isEmpty {
        result[target.name] = Set(names)
      }
    }
  }
}
