import Dispatch

/// The results of independent pieces of work in their order, on up to so many threads; the same for any number.
func inParallel<Result>(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  if threads <= 1 || count <= 1 { return (0..<count).map(work) }
  var results = [Result?](repeating: nil, count: count)
  let turn = DispatchSemaphore(value: 1)
  var next = 0
  results.withUnsafeMutableBufferPointer { results in
    withUnsafeMutablePointer(to: &next) { next in
      // Each piece has a place of its own, and the next one is taken in turn.
      nonisolated(unsafe) let (results, next) = (results, next)
      DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while true {
          turn.wait()
          let piece = next.pointee
          next.pointee += 1
          turn.signal()
          if piece >= count { return }
          results[piece] = work(piece)
        }
      }
    }
  }
  return results.compactMap { $0 }
}
