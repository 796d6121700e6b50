import Dispatch

/// `transform` of every number below `count`, on all cores; results in order, whatever the number of threads.
///
/// When several calls throw, the error of the lowest number is the one thrown.
func concurrentMap<T: Sendable, E: Error>(
  _ count: Int, _ transform: @Sendable (Int) throws(E) -> T
) throws(E) -> [T] {
  if count == 0 { return [] }
  let slots = UnsafeMutableBufferPointer<Result<T, E>?>.allocate(capacity: count)
  slots.initialize(repeating: nil)
  defer {
    slots.deinitialize()
    slots.deallocate()
  }
  // Each call writes its own slot only.
  nonisolated(unsafe) let shared = slots
  DispatchQueue.concurrentPerform(iterations: count) { index in
    do throws(E) {
      shared[index] = .success(try transform(index))
    } catch {
      shared[index] = .failure(error)
    }
  }
  var results: [T] = []
  results.reserveCapacity(count)
  for slot in slots {
    if let slot { results.append(try slot.get()) }
  }
  return results
}
