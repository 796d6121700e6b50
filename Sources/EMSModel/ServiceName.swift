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
