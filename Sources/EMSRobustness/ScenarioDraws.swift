import EMSModel
import GeoKit

/// The draws of every scenario: what is common to a scenario, and what each place has of its own.
///
/// The common factors come from a Halton sequence (Halton 1960), which fills their space evenly; the sequence is cut into
/// ``blocks``, each shifted by its own random vector (Cranley & Patterson 1976), so that the blocks are independent
/// replicates and an interval can be put around a mean. What is a place's own is a Latin hypercube in each block (McKay,
/// Beckman & Conover 1979): of so many scenarios one draw falls into each of as many equal parts of the range, in an order
/// of the place's own. It comes from a hash of seed, id and scenario, so that it depends neither on the order of rows nor
/// on threads, and every option that is compared meets the same draws.
struct ScenarioDraws: Sendable {
  let uncertainty: Uncertainty
  var count: Int { uncertainty.scenarios }
  /// Independent replicates.
  static let blocks = 10

  /// What all journeys and all places of a scenario share.
  struct Common: Hashable, Sendable {
    /// Of ambulances.
    var ambulanceSpeed: Double
    /// Of everyone else.
    var otherSpeed: Double
    var turnout: Duration?
    var detour: Double?
  }

  /// The replicate that a scenario belongs to.
  func block(of scenario: Int) -> Int { scenario % Self.blocks }

  func common(_ scenario: Int) -> Common {
    let block = block(of: scenario)
    let position = scenario / Self.blocks + 1
    func uniform(_ dimension: Int) -> Double {
      let shift = Self.uniform(uncertainty.seed, "shift", block, dimension)
      let value = Self.radicalInverse(position, base: [2, 3, 5, 7][dimension]) + shift
      return value - value.rounded(.down)
    }
    func between(_ range: ClosedRange<Double>, _ dimension: Int) -> Double {
      range.lowerBound + uniform(dimension) * (range.upperBound - range.lowerBound)
    }
    return Common(
      ambulanceSpeed: between(uncertainty.speedFactor, 0), otherSpeed: between(uncertainty.speedFactor, 1),
      turnout: uncertainty.turnout.map {
        .seconds(between($0.lowerBound / .seconds(1)...$0.upperBound / .seconds(1), 2))
      }, detour: uncertainty.detour.map { between($0, 3) })
  }

  /// By class of road true speed over the speed used, for those that are drawn for themselves.
  func classSpeeds(of mode: TravelMode, _ scenario: Int) -> [String: Double] {
    let vehicle = mode == .ambulance ? "ambulance" : "other"
    return uncertainty.classSpeeds.reduce(into: [:]) { result, speed in
      guard speed.mode ?? mode == mode else { return }
      let (low, high) = (speed.factor.lowerBound, speed.factor.upperBound)
      result[speed.roadClass] = low + own("speed " + vehicle, speed.roadClass, scenario) * (high - low)
    }
  }

  /// The season of a scenario, counted as the plan lists them; nil: as the plan has the roads.
  func season(_ scenario: Int) -> Int? {
    if uncertainty.seasons.isEmpty { return nil }
    let draw = own("season", "", scenario)
    var until = 0.0
    for (number, season) in uncertainty.seasons.enumerated() {
      until += season.share
      if draw < until { return number }
    }
    return nil
  }

  /// Whether a road is closed in a scenario, by its number among the lines.
  func isClosed(_ road: Int64, probability: Double, _ scenario: Int) -> Bool {
    own("road", String(road), scenario) < probability
  }

  /// Where a place lies that is known to a seat only, in a scenario.
  func location(of id: String, at known: Coordinate, _ precision: CoordinatePrecision, _ scenario: Int) -> Coordinate {
    let radius: Distance
    switch precision {
    case .exact: return known
    case .townshipSeat: radius = uncertainty.townshipSeat
    case .countySeat: radius = uncertainty.countySeat
    }
    guard radius.metres > 0 else { return known }
    // Even over the disc.
    let share = own("radius", id, scenario).squareRoot()
    return Geodesic.destination(
      from: known, azimuth: own("azimuth", id, scenario) * 360 - 180, distance: .metres(radius.metres * share))
  }

  /// Where the people of a cell live, in a scenario.
  func location(ofCell id: String, centre: Coordinate, side: Distance, _ scenario: Int) -> Coordinate {
    guard uncertainty.isWithinCell else { return centre }
    let north = (own("north", id, scenario) - 0.5) * side.metres
    let east = (own("east", id, scenario) - 0.5) * side.metres
    let moved = Geodesic.destination(from: centre, azimuth: 0, distance: .metres(north))
    return Geodesic.destination(from: moved, azimuth: 90, distance: .metres(east))
  }

  /// The factor on the people of a place, even in 1 ± `share`.
  func peopleFactor(of id: String, share: Double, _ scenario: Int) -> Double {
    share == 0 ? 1 : 1 + (2 * own("people", id, scenario) - 1) * share
  }

  /// The people of a settlement without a figure; nil where none are drawn.
  func unknownPeople(of id: String, _ scenario: Int) -> Int? {
    uncertainty.unknownPeople.map { range in
      let people = Double(range.count) * own("unknown", id, scenario)
      return min(range.upperBound, range.lowerBound + (Int(exactly: people.rounded(.down)) ?? 0))
    }
  }

  /// Whether a site does not work in a scenario.
  func isOut(_ place: PlaceID, _ scenario: Int) -> Bool {
    uncertainty.outOfService > 0
      && own("out", place.kind + " " + place.text, scenario) < uncertainty.outOfService
  }

  /// From 0 to below 1.
  func own(_ what: String, _ id: String, _ scenario: Int) -> Double {
    let text = what + "\u{0}" + id
    let block = block(of: scenario)
    let scenarios = (count - block + Self.blocks - 1) / Self.blocks
    let part = Self.permuted(
      scenario / Self.blocks, of: scenarios, by: Self.hash(uncertainty.seed, text, block, 1))
    let draw = (Double(part) + Self.uniform(uncertainty.seed, text, scenario, 0)) / Double(scenarios)
    return min(draw, 1.0.nextDown)
  }

  /// Where a number below `count` stands in the order that a key gives, without making the list.
  ///
  /// Products with odd numbers and shifted bits are one-to-one on the powers of two; numbers from `count` on are sent on
  /// until one below it comes (cycle walking, Black & Rogaway 2002).
  static func permuted(_ number: Int, of count: Int, by key: UInt64) -> Int {
    guard count > 1 else { return 0 }
    let bits = UInt64.bitWidth - UInt64(count - 1).leadingZeroBitCount
    let mask = (UInt64(1) << UInt64(bits)) - 1
    var value = UInt64(number)
    repeat {
      for round: UInt64 in 0..<4 {
        let word = mixed(key &+ round &* 0x9e37_79b9_7f4a_7c15)
        value = (value &* (word | 1) &+ (word >> 32)) & mask
        value ^= value >> UInt64((bits + 1) / 2)
      }
    } while value >= UInt64(count)
    return Int(value)
  }

  /// The digits of a number in a base, mirrored at the point.
  static func radicalInverse(_ number: Int, base: Int) -> Double {
    var left = number
    var weight = 1 / Double(base)
    var result = 0.0
    while left > 0 {
      result += Double(left % base) * weight
      left /= base
      weight /= Double(base)
    }
    return result
  }

  /// A number from 0 to below 1 that the arguments alone decide: FNV-1a, mixed as SplitMix64 does (Steele et al. 2014).
  static func uniform(_ seed: UInt64, _ text: String, _ first: Int, _ second: Int) -> Double {
    Double(hash(seed, text, first, second) >> 11) * 0x1p-53
  }

  private static func hash(_ seed: UInt64, _ text: String, _ first: Int, _ second: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    for word in [seed, UInt64(bitPattern: Int64(first)), UInt64(bitPattern: Int64(second))] {
      hash = mixed(hash ^ mixed(word &+ 0x9e37_79b9_7f4a_7c15))
    }
    return hash
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
