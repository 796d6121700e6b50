/// A packed R-tree over boxes: sort-tile-recursive (Leutenegger et al. 1997), eight boxes to a node.
///
/// Answers come in ascending order of index. Thread safe, for it never changes.
struct BoxTree: Sendable {
  private static let fanOut = 8

  /// Nodes level by level, the leaves first; the children of node i of a level are 8i..<8i+8 of the level below.
  private let boxes: [PlanarBox]
  private let levelStarts: [Int]
  private let items: [Int32]

  /// Nil boxes are never found.
  init(_ given: [PlanarBox?]) {
    var entries: [(box: PlanarBox, item: Int32)] = []
    for (index, box) in given.enumerated() {
      if let box { entries.append((box, Int32(index))) }
    }
    let leaves = (entries.count + Self.fanOut - 1) / Self.fanOut
    let slices = max(1, Int(Double(leaves).squareRoot().rounded(.up)))
    let perSlice = max(1, slices * Self.fanOut)
    func middle(_ box: PlanarBox, _ axis: Int) -> Double { box.low[axis] + box.high[axis] }
    entries.sort { (middle($0.box, 0), $0.item) < (middle($1.box, 0), $1.item) }
    for start in stride(from: 0, to: entries.count, by: perSlice) {
      entries[start..<min(start + perSlice, entries.count)].sort {
        (middle($0.box, 1), $0.item) < (middle($1.box, 1), $1.item)
      }
    }
    var boxes = entries.map(\.box)
    var starts = [0]
    var low = 0
    while boxes.count - low > 1 {
      let high = boxes.count
      starts.append(high)
      for start in stride(from: low, to: high, by: Self.fanOut) {
        var box = boxes[start]
        for child in start..<min(start + Self.fanOut, high) {
          box.extend(boxes[child].low)
          box.extend(boxes[child].high)
        }
        boxes.append(box)
      }
      low = high
    }
    starts.append(boxes.count)
    self.boxes = boxes
    levelStarts = starts
    items = entries.map(\.item)
  }

  /// The indices of the boxes that share a point with `box`, ascending.
  func intersecting(_ box: PlanarBox) -> [Int] {
    var found: [Int] = []
    forEach(intersecting: box) { found.append($0) }
    found.sort()
    return found
  }

  /// Calls `body` for each box that shares a point with `box`, in no order.
  @inline(__always)
  func forEach(intersecting box: PlanarBox, _ body: (Int) -> Void) {
    guard !boxes.isEmpty else { return }
    boxes.withUnsafeBufferPointer { boxes in
      visit(boxes, levelStarts.count - 2, 0, box, body)
    }
  }

  private func visit(
    _ boxes: UnsafeBufferPointer<PlanarBox>, _ level: Int, _ node: Int, _ box: PlanarBox, _ body: (Int) -> Void
  ) {
    let start = levelStarts[level]
    guard boxes[start + node].intersects(box) else { return }
    guard level > 0 else {
      body(Int(items[node]))
      return
    }
    let children = levelStarts[level] - levelStarts[level - 1]
    for child in node * Self.fanOut..<min((node + 1) * Self.fanOut, children) {
      visit(boxes, level - 1, child, box, body)
    }
  }
}
