import EMSModel
import EMSPolicy
import GeoKit

/// An area, the sites added to it, and what follows from both.
///
/// Today nothing is added; with the plan, what it proposes. Whatever compares the two takes two of these.
public struct Situation: Sendable {
  public let area: PlanningArea
  public let profile: PolicyProfile
  /// The sites added to what stands, by service; empty today.
  public let added: [SiteService: [CandidateSite]]
  /// Who is how far from an emergency station.
  public let coverage: EmergencyCoverage
  /// How long people wait for an ambulance.
  public let response: EmergencyResponse
  public let circle: ServiceCircleReach
  /// The emergency chain.
  public let network: EmergencyNetwork
  /// How long it takes along the chain to an ambulance, and to a hospital.
  public let journeys: ChainJourneys
  /// How each village is served; nil today, for the rules decide that of a plan.
  public let provision: AreaProvision?
  /// What is known of the region, its counties and its townships, in this order.
  public let facts: [PolicyFacts]
  /// The same in each outer way in which town people may be spread, those without a known place all served and none
  /// served; empty where nothing depends on it.
  public let outerFacts: [[PolicyFacts]]

  /// The situation of today.
  ///
  /// - Parameter known: what the inputs alone tell of each unit.
  /// - Throws: what the travel models throw.
  public init(of area: PlanningArea, known: [PolicyFacts], profile: PolicyProfile, travel: PlanTravel) throws {
    try self.init(of: area, adding: [:], isPlanned: false, known: known, profile: profile, travel: travel)
  }

  /// The situation once a plan's sites stand.
  public init(
    of area: PlanningArea, with proposal: SiteProposal, known: [PolicyFacts], profile: PolicyProfile,
    travel: PlanTravel
  ) throws {
    try self.init(of: area, with: proposal.sites, known: known, profile: profile, travel: travel)
  }

  /// The situation once these sites stand.
  package init(
    of area: PlanningArea, with sites: [SiteService: [CandidateSite]], known: [PolicyFacts], profile: PolicyProfile,
    travel: PlanTravel
  ) throws {
    try self.init(of: area, adding: sites, isPlanned: true, known: known, profile: profile, travel: travel)
  }

  /// What readers must know of how it follows.
  public var notes: [Note] {
    network.notes(in: area)
      + [
        chainBesideCoverage, borderNote, outsideNote, area.specialisedCareNote, provision?.unknownNote,
        provision?.replacedNote,
      ]
      .compactMap { $0 }
  }

  /// Why the chain leaves others beyond its standard than the coverage does, today or with the plan; nil where both say the
  /// same.
  public var chainBesideCoverage: Note? {
    network.note(
      besides: coverage, in: area,
      when: provision == nil ? Phrase("today", "现状") : Phrase("with the plan", "方案实施后"))
  }

  /// For each township the hospital nearest to its seat as the crow flies; nil without a seat or any hospital.
  public var nearestHospitals: [(hospital: Facility, distance: Distance)?] {
    let hospitals = area.facilities.filter(\.isHospital)
    let index = NearestIndex(hospitals.map(\.location))
    return area.townships.map { township in
      township.seat.flatMap { index.nearest(to: $0) }.map { (hospitals[$0.index], $0.distance) }
    }
  }

  private init(
    of area: PlanningArea, adding added: [SiteService: [CandidateSite]], isPlanned: Bool, known: [PolicyFacts],
    profile: PolicyProfile, travel: PlanTravel
  ) throws {
    func sites(_ services: [SiteService]) -> [CandidateSite] { services.flatMap { added[$0] ?? [] } }
    let subCentres = sites([.countySubCentre, .emergencySubCentre])
    let limits = profile.emergencyRadius
    let coverage = EmergencyCoverage(
      stations: area.stations(with: subCentres), settlements: area.settlements,
      radii: profile.emergencyBands + [limits.upperBound], limits: limits)
    let circle = try ServiceCircleReach(
      of: area, adding: sites(SiteService.allCases.filter(\.givesCare)).map(\.location), travel: travel)
    let network = try EmergencyNetwork(
      of: area, subCentres: sites([.countySubCentre]), emergencySubCentres: sites([.emergencySubCentre]),
      profile: profile, travel: travel.emergency)
    let provision =
      isPlanned
      ? AreaProvision(
        of: area, central: sites([.centralVillageClinic]), stations: sites([.communityHealthStation]),
        profile: profile) : nil
    self.area = area
    self.profile = profile
    self.added = added
    self.coverage = coverage
    self.circle = circle
    self.network = network
    journeys = try ChainJourneys(
      of: area.settlements, communities: area.communityOfTownship, along: network.tiers,
      hospitals: area.facilities.filter(\.isHospital).map { ChainUnit($0) }
        + sites([.countySubCentre]).map { ChainUnit($0) }, travel: travel.emergency, transport: travel.transport,
      handover: profile.handover)
    self.provision = provision
    response = try EmergencyResponse(of: coverage, townships: area.townships, travel: travel.emergency)
    func facts(of area: PlanningArea, from known: [PolicyFacts]) -> [PolicyFacts] {
      UnitFacts(
        area: area, profile: profile, added: added, coverage: coverage, circle: circle, network: network,
        provision: provision
      ).facts(from: known)
    }
    self.facts = facts(of: area, from: known)
    let regionID = known.first?.unitID ?? ""
    outerFacts =
      !area.isSpread
      ? []
      : [TownSpread.even, .concentrated].flatMap { spread in
        let other = area.spread(spread)
        let served = facts(of: other, from: PolicyFacts.known(of: other, regionID: regionID))
        return area.unplaced.isEmpty ? [served] : [served, served.map(\.withUnplacedUnserved)]
      }
  }
}

extension PlanningArea {
  /// The facilities from which ambulances start, the health centres that become sub-centres and those outside the region
  /// among them.
  func stations(with subCentres: [CandidateSite]) -> [Facility] {
    let proposed = Set(subCentres.map(\.place))
    return reachable.filter { $0.isEmergencyStation || proposed.contains(.facility($0.id)) }
  }
}

extension Scorecard {
  /// Judges two situations of one area, in the area's own words.
  public init(from today: Situation, to planned: Situation) {
    self.init(
      profile: planned.profile, before: today.facts, after: planned.facts, outerBefore: today.outerFacts,
      outerAfter: planned.outerFacts)
    let area = today.area
    for index in lines.indices {
      lines[index].before.text = area.inItsWords(lines[index].before.text)
      if let after = lines[index].after { lines[index].after?.text = area.inItsWords(after.text) }
    }
  }
}
