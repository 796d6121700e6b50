extension RoadLines {
  /// Metres per second by line number, of the lines with a duration: the speed that it means.
  ///
  /// A timetable is that of the whole source line: the parts into which an extract or a junction cut it share the time.
  /// Lines of no length are left out; whether a speed is one that a timetable can mean says
  /// ``RoadTraversal/timetableSpeeds``.
  ///
  /// - Parameter duration: the time for the whole source line of a line, above zero; nil where it has none, or is not
  ///   used and so no part of the way.
  public func timetableSpeeds(_ duration: (Int) -> Duration?) -> [Int: Double] {
    var seconds: [Int: Double] = [:]
    var lengths: [Int64: Double] = [:]
    for line in 0..<count {
      guard let duration = duration(line) else { continue }
      seconds[line] = duration.seconds
      lengths[identifiers[line], default: 0] += metres(of: line)
    }
    var speeds: [Int: Double] = [:]
    for (line, seconds) in seconds {
      let length = lengths[identifiers[line]] ?? 0
      if seconds > 0, length > 0 { speeds[line] = length / seconds }
    }
    return speeds
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
