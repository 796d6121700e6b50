import GeoKit

/// By how much what a plan rests on may be off, source by source.
///
/// A source that a plan does not name is drawn by the tool's default where there is one, and taken as exact where there
/// is none; an output says which is which.
public struct Uncertainty: Hashable, Sendable {
  /// How fast a class of road really is.
  public struct ClassSpeed: Hashable, Sendable {
    /// As OpenStreetMap or the Chinese classes of road layers have it: `tertiary`, `village_road`.
    public var roadClass: String
    /// nil: every mode.
    public var mode: TravelMode?
    /// True speed over the speed used.
    public var factor: ClosedRange<Double>

    public init(roadClass: String, mode: TravelMode? = nil, factor: ClosedRange<Double>) {
      self.roadClass = roadClass
      self.mode = mode
      self.factor = factor
    }
  }

  /// A season that a scenario may fall in.
  public struct Season: Hashable, Sendable {
    /// What is left of the speed by class of road, as in a plan: `track=0,village_road=0.7`.
    public var text: String
    /// The share of scenarios, 0 to 1.
    public var share: Double

    public init(text: String, share: Double) {
      self.text = text
      self.share = share
    }
  }

  /// How many scenarios are drawn.
  public var scenarios: Int
  /// Seeds the draws: the same seed gives the same scenarios.
  public var seed: UInt64
  /// True speed over the speed used.
  public var speedFactor: ClosedRange<Double>
  /// Classes of road whose speed is drawn for itself, by class; the others follow ``speedFactor``.
  public var classSpeeds: [ClassSpeed]
  /// The probability that a road is closed, by class of road or `bridge`.
  public var closedRoads: [String: Double]
  public var seasons: [Season]
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
  /// The same of people that the list itself calls an estimate (约490); never less than ``listedPeople`` is drawn.
  public var approximatePeople: Double
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
    classSpeeds = []
    closedRoads = [:]
    seasons = []
    turnout = nil
    detour = nil
    countySeat = .kilometres(3)
    townshipSeat = .kilometres(1)
    isWithinCell = true
    derivedPeople = 0.3
    listedPeople = 0
    approximatePeople = 0.1
    unknownPeople = nil
    outOfService = 0
    declared = []
  }

  /// The same with one source alone, all others being exact.
  public func only(_ source: ErrorSource) -> Uncertainty {
    var result = self
    if source != .speed { result.speedFactor = 1...1 }
    if source != .classSpeeds { result.classSpeeds = [] }
    if source != .closedRoads { result.closedRoads = [:] }
    if source != .seasons { result.seasons = [] }
    if source != .turnout { result.turnout = nil }
    if source != .detour { result.detour = nil }
    if source != .countySeats { result.countySeat = .metres(0) }
    if source != .townshipSeats { result.townshipSeat = .metres(0) }
    if source != .cells { result.isWithinCell = false }
    if source != .derivedPeople { result.derivedPeople = 0 }
    if source != .listedPeople { result.listedPeople = 0 }
    if source != .approximatePeople { result.approximatePeople = 0 }
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
    func list(_ parts: [Phrase]) -> Phrase? {
      parts.isEmpty
        ? nil
        : Phrase(parts.map(\.english).joined(separator: "; "), parts.map(\.chinese).joined(separator: "；"))
    }
    switch source {
    case .speed:
      return speedFactor.lowerBound == speedFactor.upperBound && speedFactor.lowerBound == 1
        ? nil : both("× \(span(speedFactor))")
    case .classSpeeds:
      return list(
        classSpeeds.map { speed in
          let mode = speed.mode.map { Phrase(" (\($0.title.english))", "（\($0.title.chinese)）") }
          return Phrase(
            "\(speed.roadClass)\(mode?.english ?? "") × \(span(speed.factor))",
            "\(speed.roadClass)\(mode?.chinese ?? "") × \(span(speed.factor))")
        })
    case .closedRoads:
      return list(
        closedRoads.sorted { $0.key < $1.key }.map {
          both("\($0.key) \(NumberText.plain($0.value * 100, places: 2)) %")
        })
    case .seasons:
      return list(
        seasons.map {
          let share = NumberText.plain($0.share * 100, places: 1)
          return Phrase("\($0.text) in \(share) %", "\($0.text) 占 \(share)%")
        })
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
    case .approximatePeople: return share(approximatePeople)
    case .unknownPeople: return unknownPeople.map { both("\($0.lowerBound)–\($0.upperBound)") }
    case .outages:
      return outOfService == 0 ? nil : both("\(NumberText.plain(outOfService * 100, places: 2)) %")
    }
  }
}
