import Dispatch

/// Work that is split over the cores; results must go to places of their own, so that order does not matter.
package enum Parallel {
  /// Runs `body` on ranges that cover 0..<count, each of at most `size`.
  package static func chunks(_ count: Int, of size: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let chunks = (count + size - 1) / size
    guard chunks > 1 else {
      if count > 0 { body(0..<count) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      body(chunk * size..<min((chunk + 1) * size, count))
    }
  }
}
