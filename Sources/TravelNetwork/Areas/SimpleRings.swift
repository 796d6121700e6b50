/// The rings that a closed line consists of where it passes places more than once: each passes its places once.
///
/// A line that never crosses itself may touch itself; as one ring it would be invalid (OGC 06-103r4, 6.1.11), as
/// several that touch it is not.
func simpleRings<Place: Hashable>(_ line: [Place]) -> [[Place]] {
  var rings: [[Place]] = []
  var open: [Place] = []
  var index: [Place: Int] = [:]
  for place in line {
    if let first = index[place] {
      rings.append(Array(open[first...]))
      for passed in open[(first + 1)...] { index[passed] = nil }
      open.removeLast(open.count - first - 1)
    } else {
      index[place] = open.count
      open.append(place)
    }
  }
  return rings + [open]
}
