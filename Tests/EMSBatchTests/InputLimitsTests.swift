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

  @Test func pairsThatDoNotFitIntoMemoryAreRefusedUncounted() throws {
    let remedy = Phrase("Give fewer places", "请减少地点")
    let error = #expect(throws: InputProblems.self) {
      try MemoryLimit.require(
        pairs: 900_000_000, of: 40, for: "villages.csv", remedy: remedy, available: 36_000_000_000 - 1)
    }
    #expect(
      error?.problems.first?.english
        == "about 34,332 MB of memory are needed for 900,000,000 pairs of places, and 34,332 MB are free")
    #expect(error?.problems.first?.remedyEnglish == "Give fewer places, or use a machine with more memory")
    try MemoryLimit.require(pairs: 900_000_000, of: 40, for: "", remedy: remedy, available: 36_000_000_000)
    // More than are addressed at all.
    #expect(throws: InputProblems.self) {
      try MemoryLimit.require(pairs: Int.max / 4, of: 40, for: "", remedy: remedy, available: 1 << 40)
    }
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
