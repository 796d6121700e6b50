import Foundation
import TestSupport
import Testing

@testable import EMSFormats

@Suite struct ContentHashTests {
  /// The examples of FIPS 180-2 appendix B and of NIST's example values for SHA-256.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func publishedVectors(text: String, expected: String) {
    #expect(ContentHash(of: text).hexadecimal == expected)
  }

  @Test func piecesDoNotMatter() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 128, 300] {
      let whole = ContentHash(of: Array(bytes[..<length]))
      for piece in [1, 7, 63, 64, 65] {
        var hasher = SHA256()
        for start in stride(from: 0, to: length, by: piece) {
          Array(bytes[start..<min(start + piece, length)]).withUnsafeBytes { hasher.append($0) }
        }
        #expect(hasher.finish() == whole, "\(length) bytes by \(piece)")
      }
    }
  }

  @Test func aFileHashesAsItsBytes() throws {
    let folder = try TemporaryFolder()
    let bytes = [UInt8](repeating: 7, count: 3_000_001)
    let url = try folder.write(bytes, to: "a")
    #expect(try ContentHash(ofFile: url) == ContentHash(of: bytes))
    #expect(throws: (any Error).self) { try ContentHash(ofFile: folder.url.appendingPathComponent("absent")) }
  }
}
