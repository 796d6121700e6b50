extension RoadLines {
  /// Metres per second by line number, of the lines with a duration: the speed that it means.
  ///
  /// A timetable is that of the whole source line: the parts into which an extract or a junction cut it share the time.
  /// So do lines alike that go on into one another where nothing else meets: who cuts a line on the map leaves the time
  /// of the whole on both parts. Lines of no length are left out; whether a speed is one that a timetable can mean says
  /// ``RoadTraversal/timetableSpeeds``.
  ///
  /// - Parameter duration: the time for the whole source line of a line, above zero; nil where it has none, or is not
  ///   used and so no part of the way.
  public func timetableSpeeds(_ duration: (Int) -> Duration?) -> [Int: Double] {
    let timed = (0..<count).compactMap { line in duration(line).map { (line: line, seconds: $0.seconds) } }
    if timed.isEmpty { return [:] }
    let crossings = crossings(of: timed.map(\.line))
    var lengths: [Int32: Double] = [:]
    for (crossing, timed) in zip(crossings, timed) { lengths[crossing, default: 0] += metres(of: timed.line) }
    var speeds: [Int: Double] = [:]
    for (crossing, timed) in zip(crossings, timed) {
      let length = lengths[crossing] ?? 0
      if timed.seconds > 0, length > 0 { speeds[timed.line] = length / timed.seconds }
    }
    return speeds
  }

  /// For each of the lines with a duration a number that it shares with the others of its crossing.
  public func crossings(of timed: [Int]) -> [Int32] {
    var sets = DisjointSets(count: timed.count)
    var ofIdentifier: [Int64: Int32] = [:]
    var ends: [Int32: [Int32]] = [:]
    for (number, line) in timed.enumerated() {
      let number = Int32(number)
      if let known = ofIdentifier[identifiers[line]] { sets.join(known, number) }
      ofIdentifier[identifiers[line]] = number
      let line = points[Int(firstPoint[line])..<Int(firstPoint[line + 1])]
      for end in [line.first, line.last].compactMap({ $0 }) { ends[end, default: []].append(number) }
    }
    // Where roads come in, too, is a landing.
    var uses: [Int32: Int] = [:]
    for point in points where ends[point] != nil { uses[point, default: 0] += 1 }
    for (point, numbers) in ends where numbers.count == 2 && uses[point] == 2 {
      let (a, b) = (timed[Int(numbers[0])], timed[Int(numbers[1])])
      if attributes[a] == attributes[b] { sets.join(numbers[0], numbers[1]) }
    }
    return sets.lowestOfEach()
  }

  /// The length of a line, along its points.
  public func metres(of line: Int) -> Double {
    let range = Int(firstPoint[line])..<Int(firstPoint[line + 1])
    return zip(range, range.dropFirst()).reduce(0) { sum, ends in
      let (a, b) = (Int(points[ends.0]), Int(points[ends.1]))
      return sum + LocalMetric.metres(longitudes[a], latitudes[a], longitudes[b], latitudes[b])
    }
  }
}
