import Foundation
import TestSupport
import Testing

@testable import EMSBatch
@testable import EMSFormats
@testable import EMSModel
@testable import EMSReport

@Suite struct InputLimitsTests {
  @Test func aFileBeyondTheLimitIsRefusedUnread() throws {
    let folder = try TemporaryFolder()
    let url = try folder.write("", to: "large.geojson")
    // A file of holes: it has the size and takes no room.
    let file = try FileHandle(forWritingTo: url)
    try file.truncate(atOffset: UInt64(InputLimits.bytesOfFile) + 1)
    try file.close()
    let error = #expect(throws: InputProblems.self) { try InputFile.read(url, as: "large.geojson") }
    #expect(error?.problems.first?.english == "the file has 2147483649 bytes, more than the 2147483648 that are read")
  }

  @Test func whatDoesNotFitIntoMemoryIsRefusedUnread() throws {
    let error = #expect(throws: InputProblems.self) {
      try MemoryLimit.require(3 << 30, for: "large.geojson", available: (3 << 30) - 1)
    }
    #expect(
      error?.problems.first?.english == "about 3,072 MB of memory are needed to read it, and 3,071 MB are free")
    try MemoryLimit.require(3 << 30, for: "large.geojson", available: 3 << 30)
    try MemoryLimit.require(3 << 30, for: "large.geojson", available: nil)
    let free = try #require(MemoryLimit.available)
    #expect(free > 1 << 20 && free < 1 << 50, "the machine says what it has")
  }

  @Test func nestingBeyondTheLimitIsRefused() throws {
    let text = String(repeating: "[", count: 100_000)
    for text in [text, "{\"features\":\(text)", "{\"type\":\"Point\",\"coordinates\":\(text)"] {
      #expect(throws: InputProblems.self) { try GeoJSONTable(Data(text.utf8), file: "deep.geojson") }
    }
  }

  @Test func deepYAMLIsRefused() throws {
    let text = "plans: " + String(repeating: "[", count: 20_000)
    let folder = URL(fileURLWithPath: "/", isDirectory: true)
    #expect(throws: InputProblems.self) { try BatchManifest(yaml: text, file: "m.yaml", folder: folder) }
    #expect(throws: InputProblems.self) { try PlanFile(yaml: text, file: "plan.yaml", folder: folder) }
  }
}
