import GeoKit

/// What a service with its limit is called in files and within sentences.
public struct ServiceName: Hashable, Sendable {
  /// `emergency_30_km`.
  public let word: String
  public let name: Phrase

  /// Any coverage.
  public init(word: String, name: Phrase) {
    self.word = word
    self.name = name
  }

  /// The service that files call so; nil for any other word.
  public init?(word: String) {
    func limit(_ start: String, _ end: String) -> Double? {
      guard word.hasPrefix(start), word.hasSuffix(end), word.count > start.count + end.count else { return nil }
      return Double(word.dropFirst(start.count).dropLast(end.count))
    }
    if let kilometres = limit("emergency_", "_km") {
      self = .emergency(within: .kilometres(kilometres))
    } else if let minutes = limit("service_area_", "_min") {
      self = .serviceCircle(within: .seconds(minutes * 60))
    } else {
      return nil
    }
    guard self.word == word else { return nil }
  }

  /// The coverage of emergency stations within a distance.
  public static func emergency(within radius: Distance) -> ServiceName {
    let limit = LimitName(radius)
    return ServiceName(
      word: "emergency_\(limit.word)",
      name: Phrase("emergency coverage within \(limit.text.english)", "急救\(limit.text.chinese)覆盖"))
  }

  /// The circle within which care is reached in a time.
  public static func serviceCircle(within time: Duration) -> ServiceName {
    let limit = LimitName(time)
    return ServiceName(
      word: "service_area_\(limit.word)",
      name: Phrase("\(limit.figure)-minute service circle", "\(limit.text.chinese)服务圈"))
  }
}
