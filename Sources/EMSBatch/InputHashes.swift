import EMSFormats
import Foundation

/// The content hashes of input files; a file that many runs share is read once.
final class InputHashes: Sendable {
  private struct Known: Sendable {
    var stamp: InputStamp
    var hash: ContentHash
  }

  private let lock = NSLock()
  nonisolated(unsafe) private var known: [String: Known] = [:]

  /// A file as one run saw it before it began.
  struct Seen: Sendable {
    var url: URL
    /// nil where there is no such file, or it cannot be read.
    var stamp: InputStamp?
    var hash: ContentHash?

    /// Whether the file is still what it was.
    var isUnchanged: Bool { InputStamp(of: url) == stamp }
  }

  /// The file now; hashed only when it was not seen before or has been touched since.
  func see(_ url: URL) -> Seen {
    guard let stamp = InputStamp(of: url) else { return Seen(url: url) }
    if let hash = lock.withLock({ known[url.path].flatMap { $0.stamp == stamp ? $0.hash : nil } }) {
      return Seen(url: url, stamp: stamp, hash: hash)
    }
    guard let hash = try? ContentHash(ofFile: url) else { return Seen(url: url, stamp: stamp) }
    lock.withLock { known[url.path] = Known(stamp: stamp, hash: hash) }
    return Seen(url: url, stamp: stamp, hash: hash)
  }
}
