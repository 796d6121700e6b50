import Dispatch

/// The results of independent pieces of work in their order, on up to so many threads; the same for any number.
func inParallel<Result>(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  if threads <= 1 || count <= 1 { return (0..<count).map(work) }
  var results = [Result?](repeating: nil, count: count)
  let workers = min(threads, count)
  results.withUnsafeMutableBufferPointer { results in
    nonisolated(unsafe) let results = results
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      // Each piece has a place of its own.
      for piece in stride(from: worker, to: count, by: workers) { results[piece] = work(piece) }
    }
  }
  return results.compactMap { $0 }
}
