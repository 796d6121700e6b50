import Dispatch
import Foundation

/// `transform` of every number below `count`, in order, whatever the number of threads.
///
/// - Parameters:
///   - threads: how many threads at most; nil for as many as there are cores.
///   - size: how many numbers a thread takes at a time; more than one where a call takes microseconds.
/// - Throws: of the errors of several calls, that of the lowest number.
package func parallelMap<Value: Sendable, Failure: Error>(
  _ count: Int, threads: Int? = nil, inChunksOf size: Int = 1, _ transform: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let chunks = (count + size - 1) / size
  let workers = min(threads ?? ProcessInfo.processInfo.activeProcessorCount, chunks)
  var results = [Result<Value, Failure>?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each call writes its own element only.
    nonisolated(unsafe) let results = buffer
    let next = Counter()
    DispatchQueue.concurrentPerform(iterations: max(workers, 1)) { _ in
      while case let chunk = next.take(), chunk < chunks {
        for index in chunk * size..<min((chunk + 1) * size, count) {
          do throws(Failure) {
            results[index] = .success(try transform(index))
          } catch {
            results[index] = .failure(error)
          }
        }
      }
    }
  }
  var values: [Value] = []
  values.reserveCapacity(count)
  for result in results {
    if let result { values.append(try result.get()) }
  }
  return values
}

/// Hands out the numbers from zero, each once.
private final class Counter: Sendable {
  private let lock = NSLock()
  nonisolated(unsafe) private var value = 0

  func take() -> Int {
    lock.withLock {
      defer { value += 1 }
      return value
    }
  }
}
