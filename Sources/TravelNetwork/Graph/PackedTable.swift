/// Numbers for pairs of integers in the order in which they are first asked for: open addressing, linear probing.
struct PackedTable: ~Copyable {
  private var keys: GrowingBuffer<UInt64>
  private var numbers: GrowingBuffer<Int32>
  private var mask: Int
  private(set) var count = 0
  /// The pair that is never asked for.
  private static let empty = pack(.min, .min)

  init(capacity: Int = 4096) {
    keys = GrowingBuffer(capacity: capacity)
    numbers = GrowingBuffer(capacity: capacity)
    mask = capacity - 1
    keys.base.update(repeating: Self.empty, count: capacity)
  }

  mutating func removeAll() {
    keys.base.update(repeating: Self.empty, count: mask + 1)
    count = 0
  }

  @inline(__always)
  private static func pack(_ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    var at = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
    while keys[at] != key && keys[at] != Self.empty { at = (at + 1) & mask }
    return at
  }

  /// The number of the pair, or nil when it was not asked for before.
  @inline(__always)
  func known(_ a: Int32, _ b: Int32) -> Int? {
    let key = Self.pack(a, b)
    let at = slot(key)
    return keys[at] == key ? Int(numbers[at]) : nil
  }

  @inline(__always)
  mutating func number(_ a: Int32, _ b: Int32) -> (number: Int, isNew: Bool) {
    let key = Self.pack(a, b)
    let at = slot(key)
    if keys[at] == key { return (Int(numbers[at]), false) }
    keys[at] = key
    numbers[at] = Int32(count)
    count += 1
    if count * 2 > mask { grow() }
    return (count - 1, true)
  }

  private mutating func grow() {
    var larger = PackedTable(capacity: (mask + 1) * 2)
    for index in 0...mask where keys[index] != Self.empty {
      let at = larger.slot(keys[index])
      larger.keys[at] = keys[index]
      larger.numbers[at] = numbers[index]
    }
    larger.count = count
    self = larger
  }
}
