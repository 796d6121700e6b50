/// Cells waiting in a ring of buckets of time; within a bucket in any order.
///
/// A bucket is a list of chunks of one cache line each, so that millions of cells cost little more than themselves.
struct BucketQueue: ~Copyable {
  /// Chunk of each bucket, -1 where it is empty.
  private let heads: UnsafeMutablePointer<Int32>
  private let mask: Int
  /// Eight words for each chunk: the next chunk and the number of entries, then up to seven entries.
  private var words: UnsafeMutablePointer<UInt64>
  private var capacity: Int
  private let taken: UnsafeMutablePointer<UInt64>
  private var used = 0
  private var free: Int32 = -1
  private(set) var count = 0

  /// How many buckets the ring has: a power of two.
  var ring: Int { mask + 1 }

  init(ring least: Int) {
    var ring = 1
    while ring < least { ring *= 2 }
    mask = ring - 1
    heads = .allocate(capacity: ring)
    heads.initialize(repeating: -1, count: ring)
    capacity = 1024
    words = .allocate(capacity: capacity * 8)
    taken = .allocate(capacity: 7)
  }

  deinit {
    heads.deallocate()
    words.deallocate()
    taken.deallocate()
  }

  @inline(__always)
  mutating func push(cell: Int32, time: Float, bucket: Int) {
    let entry = UInt64(UInt32(bitPattern: cell)) << 32 | UInt64(time.bitPattern)
    let slot = bucket & mask
    let head = heads[slot]
    count += 1
    if head >= 0 {
      let chunk = words + Int(head) * 8
      let filled = Int(chunk[0] >> 32)
      if filled < 7 {
        chunk[filled + 1] = entry
        chunk[0] &+= 1 << 32
        return
      }
    }
    let index = newChunk()
    let chunk = words + Int(index) * 8
    chunk[0] = 1 << 32 | UInt64(UInt32(bitPattern: head))
    chunk[1] = entry
    heads[slot] = index
  }

  /// Takes up to seven entries out of the bucket, which ``cell(_:)`` and ``time(_:)`` give by number; zero when it is
  /// empty.
  @inline(__always)
  mutating func take(bucket: Int) -> Int {
    let slot = bucket & mask
    let head = heads[slot]
    if head < 0 { return 0 }
    let chunk = words + Int(head) * 8
    let filled = Int(chunk[0] >> 32)
    for number in 0..<filled { taken[number] = chunk[number + 1] }
    heads[slot] = Int32(truncatingIfNeeded: chunk[0])
    chunk[0] = UInt64(UInt32(bitPattern: free))
    free = head
    count -= filled
    return filled
  }

  @inline(__always) func cell(_ number: Int) -> Int { Int(taken[number] >> 32) }
  @inline(__always) func time(_ number: Int) -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: taken[number]))
  }

  private mutating func newChunk() -> Int32 {
    if free >= 0 {
      let index = free
      free = Int32(truncatingIfNeeded: words[Int(index) * 8])
      return index
    }
    if used == capacity {
      let bigger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 16)
      bigger.update(from: words, count: capacity * 8)
      words.deallocate()
      words = bigger
      capacity *= 2
    }
    used += 1
    return Int32(used - 1)
  }
}
