import Foundation
import TestSupport
import Testing

@testable import EMSBatch

/// A short run of what `Scripts/fuzz` does at length: every reader gets the seeds of `Fuzz/Corpus`, bent by a seeded
/// chance; a crash or a hang ends the tests.
///
/// The readers are those of the fuzzer itself, by symbolic links.
@Suite struct MutatedSeedsTests {
  @Test(arguments: FuzzedReader.allCases)
  func readersOnlyReadOrThrow(reader: FuzzedReader) throws {
    let folder = Checkout.root.appendingPathComponent("Fuzz/Corpus/\(reader.rawValue)")
    let seeds = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      try Array(Data(contentsOf: folder.appendingPathComponent($0)).prefix(4096))
    }
    #expect(!seeds.isEmpty)
    var random = SeededGenerator(seed: 7)
    for round in 0..<300 {
      var bytes = seeds[round % seeds.count]
      if round >= seeds.count { Self.bend(&bytes, with: seeds, &random) }
      reader.read(bytes)
    }
  }

  private static func bend(
    _ bytes: inout [UInt8], with seeds: [[UInt8]], _ random: inout SeededGenerator
  ) {
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 0..<16, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.removeSubrange(at..<end)
      case 1: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 2: for place in at..<end { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
      case 3: for place in at..<end { bytes[place] = UInt8.random(in: .min ... .max, using: &random) }
      default:
        let other = seeds[Int.random(in: 0..<seeds.count, using: &random)]
        bytes = Array(bytes[..<at] + other.suffix(from: min(at, other.count)))
      }
    }
  }
}
