import EMSModel
import GeoKit
import SiteSolver

/// The journeys of the second aim on the indices of a `SiteTable`, in seconds.
package struct JourneyTable {
  let care: Phrase
  /// Of each settlement today; nil where none arrives: what cannot be compared has no part in the aim.
  package let today: [Double?]
  /// From new sites, those alone that are quicker than today.
  package let costs: SparseCosts

  /// Beyond this a journey counts as none.
  private static let longest: Duration = .seconds(86_400)

  /// nil where the care is given nowhere today.
  init?(_ journey: SitingJourney, sites: [CandidateSite], isExisting: [Bool], settlements: [Settlement]) throws {
    guard !journey.today.isEmpty else { return nil }
    let places = settlements.map(\.location)
    let nearest = try journey.travel.nearest(of: journey.today.map(\.location), to: places).map { near in
      near.flatMap { $0.time <= Self.longest ? $0.time : nil }
    }
    let today = nearest.map { $0.map { Self.seconds($0, of: journey) } }
    let given = Set(journey.today.map(\.place))
    let columns = sites.indices.filter { !isExisting[$0] && !given.contains(sites[$0].place) }
    var rows: [[(site: Int32, cost: Double)]] = Array(repeating: [], count: places.count)
    let members = nearest.indices.filter { nearest[$0] != nil }
    if !members.isEmpty, !columns.isEmpty {
      // Nobody is asked for what is no quicker than today.
      let times = try journey.travel.times(
        from: columns.map { sites[$0].location }, to: members.map { places[$0] },
        withinEach: members.map { nearest[$0] ?? .zero })
      for (member, row) in zip(members, times) {
        rows[member] = row.compactMap { time in
          let cost = Self.seconds(time.time, of: journey)
          return cost < today[member] ?? 0 ? (Int32(columns[time.facility]), cost) : nil
        }
      }
    }
    care = journey.care
    self.today = today
    costs = try SparseCosts(
      candidateCount: sites.count, rowStart: rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
      candidates: rows.flatMap { $0.map(\.site) }, costs: rows.flatMap { $0.map(\.cost) })
  }

  private static func seconds(_ time: Duration, of journey: SitingJourney) -> Double {
    let seconds = time / .seconds(1)
    return journey.isInWholeSeconds ? seconds.rounded() : seconds
  }
}

/// The first and the second quickest open site of each settlement, today's places among them.
struct JourneyState {
  let table: JourneyTable
  let weights: [Double]
  /// nil where it is a place of today, or none.
  private(set) var first: [Int?]
  private(set) var seconds: [Double]
  private(set) var second: [Double]

  init(_ table: JourneyTable, weights: [Double], isOpen: [Bool]) {
    self.table = table
    self.weights = weights
    seconds = table.today.map { $0 ?? 0 }
    second = seconds
    first = Array(repeating: nil, count: seconds.count)
    for settlement in seconds.indices {
      for pair in table.costs.rowStart[settlement]..<table.costs.rowStart[settlement + 1] {
        let (site, cost) = (Int(table.costs.candidates[pair]), table.costs.costs[pair])
        guard isOpen[site] else { continue }
        if cost < seconds[settlement] {
          second[settlement] = seconds[settlement]
          seconds[settlement] = cost
          first[settlement] = site
        } else if cost < second[settlement] {
          second[settlement] = cost
        }
      }
    }
  }

  /// What the open sites save of today's journeys.
  var saved: TimeSaved { saved(since: table.today) }

  /// Whose journeys are shorter than these, and by how much.
  func saved(since before: [Double?]) -> TimeSaved {
    var (heads, total) = (0.0, 0.0)
    for settlement in seconds.indices {
      guard let earlier = before[settlement], seconds[settlement] < earlier else { continue }
      heads += weights[settlement]
      total += weights[settlement] * (earlier - seconds[settlement])
    }
    return TimeSaved(heads: Int(heads), personSeconds: total)
  }

  /// What each open site saves that no other would.
  func losses(siteCount: Int) -> [TimeSaved] {
    var heads = [Double](repeating: 0, count: siteCount)
    var total = heads
    for settlement in seconds.indices {
      guard let site = first[settlement], second[settlement] > seconds[settlement] else { continue }
      heads[site] += weights[settlement]
      total[site] += weights[settlement] * (second[settlement] - seconds[settlement])
    }
    return zip(heads, total).map { TimeSaved(heads: Int($0), personSeconds: $1) }
  }

  /// What each site would save on top of the open ones.
  func gains(siteCount: Int) -> [Double] {
    var gains = [Double](repeating: 0, count: siteCount)
    for settlement in seconds.indices {
      for pair in table.costs.rowStart[settlement]..<table.costs.rowStart[settlement + 1]
      where table.costs.costs[pair] < seconds[settlement] {
        gains[Int(table.costs.candidates[pair])] +=
          weights[settlement] * (seconds[settlement] - table.costs.costs[pair])
      }
    }
    return gains
  }

  /// What each site makes good of the loss when this open one goes, beyond its gain (Resende and Werneck 2007).
  func madeGood(without site: Int, members: [Int]) -> [Int: Double] {
    var result: [Int: Double] = [:]
    for settlement in members where first[settlement] == site {
      for pair in table.costs.rowStart[settlement]..<table.costs.rowStart[settlement + 1] {
        let cost = max(table.costs.costs[pair], seconds[settlement])
        guard cost < second[settlement] else { continue }
        result[Int(table.costs.candidates[pair]), default: 0] += weights[settlement] * (second[settlement] - cost)
      }
    }
    return result
  }
}
