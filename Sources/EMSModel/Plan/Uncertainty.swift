import GeoKit

/// By how much what a plan rests on may be off, source by source.
///
/// A source that a plan does not name is drawn by the tool's default where there is one, and taken as exact where there
/// is none; an output says which is which.
public struct Uncertainty: Hashable, Sendable {
  /// How many scenarios are drawn.
  public var scenarios: Int
  /// Seeds the draws: the same seed gives the same scenarios.
  public var seed: UInt64
  /// True speed over the speed used.
  public var speedFactor: ClosedRange<Double>
  /// nil: as the plan has it.
  public var turnout: ClosedRange<Duration>?
  /// nil: as the plan has it.
  public var detour: ClosedRange<Double>?
  /// How far from it a place may lie that is known only to its county seat.
  public var countySeat: Distance
  /// The same of a township seat.
  public var townshipSeat: Distance
  /// Whether people of a cell may live anywhere in it.
  public var isWithinCell: Bool
  /// By what share people that a method spread may be off at one place; those of a county stay as many as they are.
  public var derivedPeople: Double
  /// By what share people that a list gives may be off at one place.
  public var listedPeople: Double
  /// How many people a settlement without a figure may have; nil: none are drawn, it stays unknown.
  public var unknownPeople: ClosedRange<Int>?
  /// The probability that a station does not work.
  public var outOfService: Double
  /// The sources that the plan names; the others are the tool's defaults.
  public var declared: Set<ErrorSource>

  /// The tool's defaults; none of them is a document's.
  public init() {
    scenarios = 200
    seed = 1
    speedFactor = 0.8...1.25
    turnout = nil
    detour = nil
    countySeat = .kilometres(3)
    townshipSeat = .kilometres(1)
    isWithinCell = true
    derivedPeople = 0.3
    listedPeople = 0
    unknownPeople = nil
    outOfService = 0
    declared = []
  }

  /// The same with one source alone, all others being exact.
  public func only(_ source: ErrorSource) -> Uncertainty {
    var result = self
    if source != .speed { result.speedFactor = 1...1 }
    if source != .turnout { result.turnout = nil }
    if source != .detour { result.detour = nil }
    if source != .countySeats { result.countySeat = .metres(0) }
    if source != .townshipSeats { result.townshipSeat = .metres(0) }
    if source != .cells { result.isWithinCell = false }
    if source != .derivedPeople { result.derivedPeople = 0 }
    if source != .listedPeople { result.listedPeople = 0 }
    if source != .unknownPeople { result.unknownPeople = nil }
    if source != .outages { result.outOfService = 0 }
    return result
  }

  /// The same by another seed, which the seed alone decides.
  public var anew: Uncertainty {
    var result = self
    result.seed = seed &+ 0x9e37_79b9_7f4a_7c15
    return result
  }

  /// What is drawn, as a reader reads it; nil where the source is taken as exact.
  public func text(of source: ErrorSource) -> Phrase? {
    func both(_ text: String) -> Phrase { Phrase(text, text) }
    func span(_ range: ClosedRange<Double>) -> String {
      "\(NumberText.plain(range.lowerBound, places: 3))–\(NumberText.plain(range.upperBound, places: 3))"
    }
    func share(_ value: Double) -> Phrase? { value == 0 ? nil : both("±\(NumberText.plain(value * 100, places: 1)) %") }
    func around(_ radius: Distance) -> Phrase? {
      let text = NumberText.plain(radius.kilometres, places: 3)
      return radius.metres == 0 ? nil : Phrase("within \(text) km", "\(text) km 内")
    }
    switch source {
    case .speed:
      return speedFactor.lowerBound == speedFactor.upperBound && speedFactor.lowerBound == 1
        ? nil : both("× \(span(speedFactor))")
    case .turnout:
      return turnout.map {
        let text = span($0.lowerBound / .seconds(60)...$0.upperBound / .seconds(60))
        return Phrase("\(text) min", "\(text) 分钟")
      }
    case .detour: return detour.map { both("× \(span($0))") }
    case .countySeats: return around(countySeat)
    case .townshipSeats: return around(townshipSeat)
    case .cells: return isWithinCell ? Phrase("anywhere in the cell", "网格内任意位置") : nil
    case .derivedPeople: return share(derivedPeople)
    case .listedPeople: return share(listedPeople)
    case .unknownPeople: return unknownPeople.map { both("\($0.lowerBound)–\($0.upperBound)") }
    case .outages:
      return outOfService == 0 ? nil : both("\(NumberText.plain(outOfService * 100, places: 2)) %")
    }
  }
}
