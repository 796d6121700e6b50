/// How fast one moves on each class of land cover, as planners write it.
public struct LandCoverSpeeds: Hashable, Sendable {
  /// Kilometres per hour on level ground by value of the raster; zero is impassable.
  public let byClass: [Int: Double]

  /// - Parameter text: `class=km/h,…` with whole classes and speeds from 0 to 200, such as `10=3,40=4.5,80=0`.
  public init(_ text: String) throws(LandCoverSpeedsError) {
    var speeds: [Int: Double] = [:]
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard pair.count == 2, let name = Int(pair[0]), let speed = Double(pair[1]) else {
        throw .unreadable(String(part))
      }
      guard (0...200).contains(speed) else { throw .speed(name, pair[1]) }
      guard speeds.updateValue(speed, forKey: name) == nil else { throw .repeated(name) }
    }
    guard speeds.values.contains(where: { $0 > 0 }) else { throw .nothingPassable }
    byClass = speeds
  }

  /// Seconds for each metre of a class; infinite where it is impassable, nil where the class has no speed.
  func secondsPerMetre(of landCover: Int) -> Float? {
    byClass[landCover].map { $0 > 0 ? Float(3.6 / $0) : .infinity }
  }
}

/// Why a table of speeds by class of land cover cannot be used.
public enum LandCoverSpeedsError: Error, Hashable, Sendable {
  /// Not `class=km/h`.
  case unreadable(String)
  /// A speed that is not between 0 and 200 km/h.
  case speed(Int, String)
  /// A class that stands there twice.
  case repeated(Int)
  case nothingPassable

  /// What is wrong and what to do.
  public var words: (what: Phrase, remedy: Phrase) {
    let remedy = Phrase("Write 10=3,40=4.5,80=0", "请写作 10=3,40=4.5,80=0")
    switch self {
    case .unreadable(let part):
      return (Phrase("“\(part)” is not class=km/h", "“\(part)”不是“类别值=km/h”"), remedy)
    case .speed(let name, let speed):
      return (
        Phrase(
          "the speed of class \(name) is \(speed) km/h; it must lie between 0 and 200",
          "类别 \(name) 的速度为 \(speed) km/h；须在 0 至 200 之间"), remedy
      )
    case .repeated(let name):
      return (Phrase("class \(name) has two speeds", "类别 \(name) 有两个速度"), Phrase("Keep one", "请只保留一个"))
    case .nothingPassable:
      return (Phrase("no class has a speed above zero", "没有任何类别的速度大于零"), remedy)
    }
  }
}
