import SiteSolver

/// Who finds room where: coverage by the capacity of what exists (as the geographic coverage analysis of AccessMod: Ray
/// and Ebener 2008).
public struct CapacityCoverage: Sendable {
  /// Who goes first.
  public enum Order: String, Sendable, CaseIterable {
    /// The shortest journey of all that are left goes first; each place to the nearest unit that still has room.
    case time
    /// As many people as can find room together.
    case people
  }

  /// What becomes of a place.
  public enum Status: String, Sendable {
    case covered
    /// Reached, and no unit within reach has room.
    case refused
    case tooFar = "too_far"
    case unknownPeople = "unknown_people"
  }

  /// What becomes of the people of a settlement.
  public struct Place: Sendable {
    public var status: Status
    /// Its people who find room.
    public var served: Int
    /// The unit that takes them, of several the one that takes most; nil when none does.
    public var facility: Int?
    public var time: Duration?
    /// The nearest unit within the limit, with or without room.
    public var nearest: TravelTime?
  }

  /// In the order of the settlements.
  public let places: [Place]
  /// People whom each unit takes.
  public let taken: [Int]
  /// Places that each unit serves, in whole or in part.
  public let placesOf: [Int]
  /// No assignment covers more people; nil where nobody asked for the most.
  public let mostPeople: Double?
  /// Whether that is proven to be reached.
  public let isProven: Bool

  /// - Parameters:
  ///   - people: of each place; nil where unknown.
  ///   - room: the people whom each unit can take.
  ///   - times: of each place, the units within the limit.
  ///   - isDivided: the people of a place may go to several units.
  /// - Throws: what the solver throws, for the most people.
  public init(
    people: [Int?], room: [Int], times: [[TravelTime]], order: Order, isDivided: Bool,
    options: SolveOptions = SolveOptions()
  ) throws {
    var shares: [(place: Int, facility: Int, people: Int)]
    switch order {
    case .time:
      shares = Self.byTime(people, room, times, isDivided)
      (mostPeople, isProven) = (nil, true)
    case .people:
      let answer = try Self.most(people, room, times, isDivided, options)
      shares = answer.shares
      (mostPeople, isProven) = (answer.bound, answer.isProven)
    }
    shares.sort { ($0.place, -$0.people, $0.facility) < ($1.place, -$1.people, $1.facility) }
    var taken = [Int](repeating: 0, count: room.count)
    var placesOf = taken
    var places = people.indices.map { i in
      Place(
        status: people[i] == nil ? .unknownPeople : times[i].isEmpty ? .tooFar : people[i] == 0 ? .covered : .refused,
        served: 0, nearest: times[i].min { ($0.time, $0.facility) < ($1.time, $1.facility) })
    }
    for share in shares {
      taken[share.facility] += share.people
      placesOf[share.facility] += 1
      places[share.place].served += share.people
      if places[share.place].facility == nil {
        places[share.place].facility = share.facility
        places[share.place].time = times[share.place].first { $0.facility == share.facility }?.time
      }
      if places[share.place].served == people[share.place] { places[share.place].status = .covered }
    }
    self.places = places
    self.taken = taken
    self.placesOf = placesOf
  }

  private static func byTime(_ people: [Int?], _ room: [Int], _ times: [[TravelTime]], _ isDivided: Bool) -> [(
    place: Int, facility: Int, people: Int
  )] {
    var journeys: [(time: Duration, place: Int, facility: Int)] = []
    for (i, times) in times.enumerated() where people[i] ?? 0 > 0 {
      for reached in times { journeys.append((reached.time, i, reached.facility)) }
    }
    journeys.sort { ($0.time, $0.place, $0.facility) < ($1.time, $1.place, $1.facility) }
    var room = room
    var waiting = people.map { $0 ?? 0 }
    var shares: [(place: Int, facility: Int, people: Int)] = []
    for (_, i, j) in journeys where waiting[i] > 0 && room[j] > 0 {
      if !isDivided, room[j] < waiting[i] { continue }
      let served = min(room[j], waiting[i])
      shares.append((i, j, served))
      room[j] -= served
      waiting[i] -= served
    }
    return shares
  }

  private static func most(
    _ people: [Int?], _ room: [Int], _ times: [[TravelTime]], _ isDivided: Bool, _ options: SolveOptions
  ) throws -> (shares: [(place: Int, facility: Int, people: Int)], bound: Double?, isProven: Bool) {
    if room.isEmpty { return ([], 0, true) }
    var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
    for (i, times) in times.enumerated() {
      for reached in times { pairs.append((i, reached.facility, reached.time / .seconds(60))) }
    }
    let costs = try SparseCosts(demandCount: people.count, candidateCount: room.count, pairs: pairs)
    let problem = SitingProblem(
      aim: .capacitatedMCLP(CapacityUse(isDivisible: isDivided)), costs: costs, weights: people.map { Double($0 ?? 0) },
      weightLeftOut: 0, count: 0...0, budget: nil, siteCosts: nil, standard: nil, capacities: room.map(Double.init),
      fixedOpen: Array(room.indices), forced: [], forbidden: [], closingPrices: [:], groups: nil, conflicts: [])
    let answer = try problem.solve(options)
    var shares: [(place: Int, facility: Int, people: Int)] = []
    if isDivided {
      // Whole people: what a share leaves over stays with the place.
      var left = room
      for part in answer.divisions {
        let all = Double(people[part.demand] ?? 0)
        let whole = min(Int(exactly: (part.share * all + 1e-6).rounded(.down)) ?? 0, left[part.site])
        if whole > 0 { shares.append((part.demand, part.site, whole)) }
        left[part.site] -= whole
      }
    } else {
      for (i, site) in answer.assignments.enumerated() {
        if let site, let count = people[i], count > 0 { shares.append((i, site, count)) }
      }
    }
    return (shares, answer.bound, answer.status == .optimal)
  }
}
