import Testing

@testable import TravelNetwork

@Suite struct RoadLinesCodingTests {
  private func decode(_ bytes: [UInt8]) throws -> (lines: RoadLines, sourceKey: UInt64) {
    try bytes.withUnsafeBufferPointer { try RoadLines.decoded($0) }
  }

  @Test func whatIsStoredComesBack() throws {
    var lines = RandomRoads.lines(seed: 3, size: 9)
    lines.attributeSets.append(["barrier": "block", "note": "横街"])
    lines.obstacles = [RoadLines.Obstacle(point: 4, attributes: Int32(lines.attributeSets.count - 1))]
    lines.longitudes[0] = -1_800_000_000
    let back = try decode(lines.encoded(sourceKey: .max))
    #expect(back.lines == lines)
    #expect(back.sourceKey == .max)
    #expect(lines.encoded(sourceKey: 1) == lines.encoded(sourceKey: 1))
  }

  @Test func damagedBytesAreRefused() {
    let bytes = RandomRoads.lines(seed: 3, size: 4).encoded(sourceKey: 5)
    for length in 0..<bytes.count { #expect(throws: RoadLinesCodingError.self) { try decode(Array(bytes[..<length])) } }
    for at in bytes.indices {
      var flipped = bytes
      flipped[at] ^= 1 << UInt8(at % 8)
      #expect(throws: RoadLinesCodingError.self) { try decode(flipped) }
    }
  }
}
