import CZlib
import Foundation

/// Which build of the tool this is.
package enum ToolBuild {
  /// The CRC-32 of the running program, so that a batch is not resumed by another build of the same version;
  /// `unknown` where the program cannot be read.
  package static let checksum: String = {
    #if os(Linux)
      let path: String? = "/proc/self/exe"
    #else
      let path = Bundle.main.executablePath
    #endif
    guard let path, let file = FileHandle(forReadingAtPath: path) else { return "unknown" }
    var sum: uLong = 0
    while let piece = try? file.read(upToCount: 1 << 20), !piece.isEmpty {
      sum = piece.withUnsafeBytes { crc32(sum, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), uInt($0.count)) }
    }
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }()
}
