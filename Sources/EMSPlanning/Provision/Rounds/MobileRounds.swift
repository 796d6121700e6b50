import EMSModel
import EMSPolicy
import GeoKit
import TravelNetwork

/// One round of a mobile clinic: a day's journey from the base through its villages and back.
public struct MobileRound: Hashable, Sendable {
  /// From 1 within the base.
  public var number: Int
  /// In the order of the journey.
  public var stops: [Settlement]
  /// From the base through the villages and back.
  public var driving: Duration
  /// The stays in all villages.
  public var visits: Duration
  /// Whether even this one village takes longer than a working day.
  public var exceedsDay: Bool

  /// Of the whole round.
  public var total: Duration { driving + visits }

  /// nil when the people of no village are known.
  public var people: Int? {
    let known = stops.compactMap(\.population)
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}

/// The rounds of one health centre.
public struct MobileBase: Hashable, Sendable {
  public var facility: Facility
  public var rounds: [MobileRound]
  /// Villages that no road of the travel model reaches and returns from.
  public var unreached: [Settlement]
  /// The driving of all rounds, and what no split of the villages into rounds can be below.
  public var driving: Duration
  public var bound: Duration
  /// Whether it is proven that no split drives less.
  public var isOptimal: Bool
  /// The teams that it takes to do every round once in the cycle.
  public var teams: Int
  /// Villages seen on a day of rounds, on average.
  public var villagesPerDay: Double {
    rounds.isEmpty ? 0 : Double(rounds.reduce(0) { $0 + $1.stops.count }) / Double(rounds.count)
  }
}

/// The rounds that serve the villages without another provision, from each health centre that sends them.
///
/// Every village is seen once in the cycle. A round is one day: the driving by car and a stay in each village. The
/// villages of a base are split so that the driving is least; see `RoundRouting` for method and bound. Ties go to the
/// lower id.
public struct MobileRounds: Sendable {
  /// How long rounds take and how often they come (profile, rule `small-village-served-from-elsewhere`).
  public struct Standard: Hashable, Sendable {
    /// The stay in each village.
    public var visit: Duration
    /// The longest round.
    public var day: Duration
    /// Every village is seen once in so many days.
    public var cycleDays: Int
    /// Of which so many are working days.
    public var workingDays: Int

    /// nil when the profile has no such figures.
    public init?(_ profile: PolicyProfile) {
      let rule = profile[rule: "small-village-served-from-elsewhere"]
      guard let visit = rule?.duration("visit"), let day = rule?.duration("day"), let cycle = rule?.count("cycle"),
        let working = rule?.count("working-days"), day > .zero, working > 0
      else { return nil }
      (self.visit, self.day, cycleDays, workingDays) = (visit, day, cycle, working)
    }
  }

  /// nil when the profile has no figures for rounds; there are none then.
  public let standard: Standard?
  /// The travel model of the rounds.
  public let model: String
  /// Those that send rounds, ascending by id.
  public let bases: [MobileBase]

  /// - Parameter threads: nil for all cores; the result is the same.
  /// - Throws: what the travel model throws.
  public init(
    of provision: AreaProvision, area: PlanningArea, profile: PolicyProfile, travel: PlanTravel, threads: Int? = nil
  ) throws {
    let drive = try Self.drive(profile: profile, travel: travel)
    guard let standard = Standard(profile), let drive else {
      self.init(standard: nil, model: drive?.name ?? "", bases: [])
      return
    }
    let facilities = Dictionary(area.facilities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var villages: [String: [Settlement]] = [:]
    for (village, given) in zip(provision.villages, provision.provisions) where given.service == .mobile {
      if case .facility(let base)? = given.servedBy { villages[base, default: []].append(village) }
    }
    let senders = villages.keys.sorted().compactMap { id in facilities[id].map { ($0, villages[id] ?? []) } }
    let bases = try parallelMap(senders.count, threads: threads) { sender in
      let (facility, stops) = senders[sender]
      return try MobileBase(of: facility, villages: stops, standard: standard, travel: drive)
    }
    self.init(standard: standard, model: drive.name, bases: bases)
  }

  init(standard: Standard?, model: String, bases: [MobileBase]) {
    (self.standard, self.model, self.bases) = (standard, model, bases)
  }

  /// By car, as the plan lets patients travel; else in a straight line by the profile. nil without a speed.
  private static func drive(profile: PolicyProfile, travel: PlanTravel) throws -> (any TravelModel)? {
    if let model = [travel.clinics, travel.serviceCircle].first(where: { $0.mode == .drive }) { return model }
    guard let speed = profile.distanceInOneHour(by: .drive) else { return nil }
    return try StraightLineTravel(
      mode: .drive, direction: .towardFacility, speed: speed, detour: profile.detourFactor)
  }
}

extension MobileBase {
  init(
    of facility: Facility, villages: [Settlement], standard: MobileRounds.Standard, travel: any TravelModel
  ) throws {
    let villages = villages.sorted { $0.id < $1.id }
    let seconds = try Self.matrix(of: [facility.location] + villages.map(\.location), travel: travel)
    let reached = villages.indices.filter { seconds[0][$0 + 1].isFinite && seconds[$0 + 1][0].isFinite }
    let nodes = [0] + reached.map { $0 + 1 }
    let (visit, day) = (standard.visit.seconds, standard.day.seconds)
    let routing = RoundRouting(
      seconds: nodes.map { from in nodes.map { seconds[from][$0] } }, visit: visit, day: day)
    let answer = routing.solve()
    self.facility = facility
    unreached = villages.indices.filter { !reached.contains($0) }.map { villages[$0] }
    driving = .seconds(answer.driving)
    bound = .seconds(answer.bound)
    isOptimal = answer.isOptimal
    teams = (answer.rounds.count + standard.workingDays - 1) / standard.workingDays
    rounds = answer.rounds.enumerated().map { number, stops in
      let driving = routing.length(of: stops)
      return MobileRound(
        number: number + 1, stops: stops.map { villages[reached[$0 - 1]] }, driving: .seconds(driving),
        visits: standard.visit * stops.count, exceedsDay: driving + visit * Double(stops.count) > day + 1e-6)
    }
  }

  /// Seconds from each place to each; infinite where there is no way.
  private static func matrix(of places: [Coordinate], travel: any TravelModel) throws -> [[Double]] {
    var seconds = [[Double]](
      repeating: [Double](repeating: .infinity, count: places.count), count: places.count)
    for (place, row) in try travel.times(from: places, to: places, within: .seconds(86_400)).enumerated() {
      for pair in row {
        let time = pair.time.seconds
        switch travel.direction {
        case .fromFacility: seconds[pair.facility][place] = time
        case .towardFacility: seconds[place][pair.facility] = time
        }
      }
    }
    return seconds
  }
}
