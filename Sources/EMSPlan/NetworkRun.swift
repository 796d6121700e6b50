import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy
import EMSReading
import EMSReport
import Foundation
import GeoKit

/// The emergency chain by itself: who hangs on whom, with which backup, and who is beyond the standard.
public struct NetworkRun: Sendable {
  public let area: PlanningArea
  public let profile: PolicyProfile
  /// Who hangs on whom, with the times.
  public let network: EmergencyNetwork

  /// The chain of a plan, its proposed county sub-centres among the units.
  ///
  /// - Parameter limit: the time that village points are held to; nil holds them to the profile's greatest radius.
  /// - Throws: as `PlanRun.report(of:options:)`.
  public init(of plan: URL, limit: Duration? = nil, options: PlanRun.Options = PlanRun.Options()) throws {
    let plan = try PlanFile.read(at: plan, allowOutside: options.allowOutside, settings: options.settings)
    let travel: PlanTravel
    (profile, area, travel) = try PlanRun.inputs(of: plan, roads: options.roads)
    let proposal = try SiteProposal(
      for: area, profile: profile, plan: plan, travel: travel, services: [.countySubCentre],
      threads: options.threads)
    network = try EmergencyNetwork(
      of: area, subCentres: proposal.sites(of: .countySubCentre), profile: profile, travel: travel.emergency,
      standard: limit.map { .time($0) })
  }

  /// The chain of what stands, as ambulances travel in a straight line by the profile's figures.
  ///
  /// - Throws: `StraightLineTravelError` where the profile's figures make no sense.
  public init(of area: PlanningArea, profile: PolicyProfile, limit: Duration? = nil) throws {
    self.area = area
    self.profile = profile
    let travel = StationTravel.model(
      try StraightLineTravel(
        mode: .ambulance, direction: .fromFacility,
        speed: profile.distanceInOneHour(by: .ambulance) ?? .metres(0), detour: profile.detourFactor,
        turnout: profile.turnout), from: area.reachable)
    network = try EmergencyNetwork(
      of: area, subCentres: [], profile: profile, travel: travel, standard: limit.map { .time($0) })
  }

  /// What readers of the chain must know, the notes of the area among them.
  public var notes: [Note] { area.notes + profile.inItsTerms(network.notes(in: area), of: area) }

  /// The names that `write` writes.
  public static let fileNames: OutputNames = ["network.geojson", "network.csv"]

  /// Writes the layer and the table; the caller commits the folder.
  public func write(to folder: OutputFolder) throws {
    let links = network.links.map { LinkRecord($0, tierNames: network.tierNames, words: area.inItsWords) }
    try folder.write(PlanLayer.network(links), notes: notes)
    let table = PlanTable.network(links)
    try folder.write(table.csv(for: .program), to: "\(table.name).csv")
  }

  /// What `--json` prints.
  public var summary: PropertyValue {
    [
      "name": .text(area.name), "profile": .text(profile.key),
      "standard": .optional(network.standard?.name.english),
      "tiers": .list(
        network.summaries.map { tier in
          [
            "tier": .text(LinkRecord.word(of: tier.name)), "tier_zh": .text(area.inItsWords(tier.name).chinese),
            "units": .whole(tier.units), "places": .whole(tier.places), "without_parent": .whole(tier.withoutParent),
            "beyond_standard": .optional(tier.beyondStandard), "population_beyond": .optional(tier.peopleBeyond),
            "longest_min": .minutes(tier.longest),
          ]
        }),
      "notes": .list(notes.map(\.members)),
    ]
  }
}
