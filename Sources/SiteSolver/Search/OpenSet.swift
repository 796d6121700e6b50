/// The open columns of a choice and how many each group has.
struct OpenSet {
  private(set) var list: [Int32] = []
  /// Where each column stands in `list`; -1: closed.
  private var place: [Int32]
  private(set) var groupCount: [Int]
  private let limits: SiteLimits

  init(columns: Int, limits: SiteLimits) {
    place = [Int32](repeating: -1, count: columns)
    groupCount = [Int](repeating: 0, count: limits.groupMinimum.count)
    self.limits = limits
  }

  /// Whether each column is open.
  var isOpen: [Bool] { place.map { $0 >= 0 } }

  /// The group of a column; -1: none.
  @inline(__always) func group(_ j: Int32) -> Int { limits.hasGroups ? Int(limits.group[Int(j)]) : -1 }

  @inline(__always) func contains(_ j: Int32) -> Bool { place[Int(j)] >= 0 }

  mutating func insert(_ j: Int32) {
    place[Int(j)] = Int32(list.count)
    list.append(j)
    count(j, 1)
  }

  mutating func remove(_ j: Int32) {
    let at = Int(place[Int(j)])
    let last = list[list.count - 1]
    list[at] = last
    place[Int(last)] = Int32(at)
    list.removeLast()
    place[Int(j)] = -1
    count(j, -1)
  }

  private mutating func count(_ j: Int32, _ change: Int) {
    let g = group(j)
    if g >= 0 { groupCount[g] += change }
  }

  /// Whether the groups let one column leave for another.
  func allows(_ leaving: Int32, for entering: Int32) -> Bool {
    guard limits.hasGroups else { return true }
    let from = group(leaving)
    let to = group(entering)
    if from == to { return true }
    if from >= 0, groupCount[from] <= limits.groupMinimum[from] { return false }
    return to < 0 || groupCount[to] < limits.groupMaximum[to]
  }
}
