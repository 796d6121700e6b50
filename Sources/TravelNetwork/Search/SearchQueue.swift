/// A four-ary heap of (ticks, node) pairs packed into one word each.
///
/// The packing makes a comparison one instruction and orders equal times by node, so that every search visits
/// nodes in one definite order. Stale entries stay and are skipped by the caller.
struct SearchQueue: ~Copyable {
  private var entries: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1024) {
    self.capacity = max(capacity, 16)
    entries = .allocate(capacity: self.capacity)
  }

  deinit { entries.deallocate() }

  @inline(__always) var isEmpty: Bool { count == 0 }

  mutating func removeAll() { count = 0 }

  @inline(__always) var lowest: UInt64? { count == 0 ? nil : entries[0] }

  @inline(__always)
  mutating func push(_ ticks: Ticks, _ node: Int32) {
    if count == capacity { grow() }
    let entry = UInt64(ticks) << 32 | UInt64(UInt32(bitPattern: node))
    var hole = count
    count += 1
    while hole > 0 {
      let parent = (hole - 1) >> 2
      let above = entries[parent]
      if above <= entry { break }
      entries[hole] = above
      hole = parent
    }
    entries[hole] = entry
  }

  /// The lowest entry; the queue must not be empty.
  @inline(__always)
  mutating func pop() -> (ticks: Ticks, node: Int32) {
    let top = entries[0]
    count -= 1
    if count > 0 {
      let last = entries[count]
      var hole = 0
      while true {
        let child = hole << 2 + 1
        if child >= count { break }
        var best = child
        var lowest = entries[child]
        let end = min(child + 4, count)
        var other = child + 1
        while other < end {
          let entry = entries[other]
          if entry < lowest {
            lowest = entry
            best = other
          }
          other += 1
        }
        if lowest >= last { break }
        entries[hole] = lowest
        hole = best
      }
      entries[hole] = last
    }
    return (Ticks(top >> 32), Int32(bitPattern: UInt32(truncatingIfNeeded: top)))
  }

  private mutating func grow() {
    let bigger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
    bigger.update(from: entries, count: count)
    entries.deallocate()
    entries = bigger
    capacity *= 2
  }
}
