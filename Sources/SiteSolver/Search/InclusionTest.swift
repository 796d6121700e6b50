/// Whether rows of a compressed matrix are included in each other, as far as their members are kept.
struct InclusionTest {
  private let start: [Int]
  private let member: [Int32]
  private let words: Int
  /// The members of each row as bits; empty where that would take too much memory.
  private var bits: [UInt64]
  private var kept: [UInt64]
  private var row = 0
  /// Where there are no bits: the row whose member each one is.
  private var mark: [Int32]

  /// - Parameter range: members are below it.
  init(start: [Int], member: [Int32], range: Int) {
    self.start = start
    self.member = member
    words = (range + 63) / 64
    kept = []
    let rows = start.count - 1
    guard rows * words <= 1_000_000 else {
      bits = []
      mark = [Int32](repeating: -1, count: range)
      return
    }
    mark = []
    bits = [UInt64](repeating: 0, count: rows * words)
    for i in 0..<rows {
      for k in start[i]..<start[i + 1] { bits[i * words + Int(member[k]) >> 6] |= 1 << UInt64(member[k] & 63) }
    }
  }

  /// From here on only these members count.
  mutating func keep(_ isKept: [Bool]) {
    kept = [UInt64](repeating: 0, count: words)
    for j in isKept.indices where isKept[j] { kept[j >> 6] |= 1 << UInt64(j & 63) }
    for j in mark.indices { mark[j] = -1 }
  }

  /// From here on this row is the one that may be included.
  mutating func begin(_ row: Int) {
    self.row = row
    if bits.isEmpty { for k in start[row]..<start[row + 1] { mark[Int(member[k])] = Int32(row) } }
  }

  /// - Parameter spare: how many more kept members the other row has.
  func isIncluded(in other: Int, sparing spare: Int) -> Bool {
    if !bits.isEmpty {
      let (own, others) = (row * words, other * words)
      for w in 0..<words where bits[own + w] & kept[w] & ~bits[others + w] != 0 { return false }
      return true
    }
    var spare = spare
    for k in start[other]..<start[other + 1] {
      let j = Int(member[k])
      if mark[j] == Int32(row) || kept[j >> 6] >> UInt64(j & 63) & 1 == 0 { continue }
      spare -= 1
      if spare < 0 { return false }
    }
    return true
  }
}
