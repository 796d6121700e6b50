import EMSModel
import GeoKit

/// How long a patient of each settlement waits for an ambulance, and until a hospital has taken over, along the chain:
/// from the station on which the settlement hangs to the scene, and from there to the hospital or sub-centre of the
/// county that is reached first.
///
/// The stay at the scene is not counted. Where a county has no hospital, the nearest of the region takes over.
public struct ChainJourneys: Sendable {
  /// From the call until the patient is handed over.
  public struct Journey: Hashable, Sendable {
    /// nil where no unit of the chain sends an ambulance.
    public var station: ChainUnit?
    /// From the call until the ambulance is there, turnout included.
    public var ambulance: Duration?
    /// The hospital or sub-centre; nil where none is reached.
    public var care: ChainUnit?
    /// From the call until the patient is handed over there.
    public var toCare: Duration?
  }

  /// Ascending by id.
  public let settlements: [Settlement]
  /// One for each settlement.
  public let journeys: [Journey]
  /// Whether the shares count people; settlements where no population is known.
  public let countsPeople: Bool

  /// - Parameters:
  ///   - communities: the medical community of each township whose health centres name one.
  ///   - hospitals: those that take over, sub-centres among them.
  ///   - transport: with the patient, toward the hospital.
  /// - Throws: what the travel models throw.
  init(
    of settlements: [Settlement], communities: [String: String] = [:], along tiers: [ChainTier], hospitals: [ChainUnit],
    travel: any TravelModel,
    transport: any TravelModel, handover: Duration
  ) throws {
    self.settlements = settlements
    countsPeople = settlements.contains { $0.population != nil }
    let patients = ChainTier(
      Phrase("", ""), settlements.map { ChainUnit($0, community: communities[$0.townshipID ?? ""], standing: .place) },
      isPatient: true)
    let stations = try Superiors(of: patients, in: tiers.filter { !$0.isPatient }[...]).hang(
      patients.units, travel: travel, findsNeighbours: false)
    var journeys = stations.map { Journey(station: $0.first?.unit, ambulance: $0.first?.time) }
    let sorted = hospitals.sorted { $0.id < $1.id }
    let members = Dictionary(grouping: settlements.indices) { settlements[$0].countyID }
    for (county, indices) in members.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      let own = county == nil ? sorted : sorted.filter { $0.countyID == county || $0.countyID == nil }
      let candidates = own.isEmpty ? sorted : own
      let nearest = try transport.nearest(
        of: candidates.map(\.location), to: indices.map { settlements[$0].location })
      for (index, near) in zip(indices, nearest) {
        guard let near, let ambulance = journeys[index].ambulance else { continue }
        journeys[index].care = candidates[near.facility]
        journeys[index].toCare = ambulance + near.time + handover
      }
    }
    self.journeys = journeys
  }

  private func weight(_ settlement: Settlement) -> Int { countsPeople ? settlement.population ?? 0 : 1 }

  /// The share, 0 to 1, of those who are handed over within the limit (`<=`); nil where there is nobody.
  public func share(within limit: Duration) -> Double? {
    let all = settlements.reduce(0) { $0 + weight($1) }
    let within = zip(settlements, journeys).reduce(0) { sum, entry in
      entry.1.toCare.map { $0 <= limit } ?? false ? sum + weight(entry.0) : sum
    }
    return all > 0 ? Double(within) / Double(all) : nil
  }

  /// The settlement with the longest way to care of each township, the longest first: on indices of `settlements`.
  public var farthestOfTownships: [Int] {
    func isLonger(_ a: Int, _ b: Int) -> Bool {
      (journeys[a].toCare ?? .zero, settlements[b].id) > (journeys[b].toCare ?? .zero, settlements[a].id)
    }
    let byTownship = Dictionary(grouping: settlements.indices.filter { journeys[$0].toCare != nil }) {
      settlements[$0].townshipID ?? ""
    }
    return byTownship.values.compactMap { $0.min(by: isLonger) }.sorted(by: isLonger)
  }
}
