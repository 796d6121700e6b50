import EMSModel
import EMSPolicy
import GeoKit

extension EmergencyNetwork {
  /// The chain of an area with its proposed county sub-centres, in as many tiers as the profile's plan has.
  ///
  /// Six tiers (Xing'an 二(一)9): dispatch centre, league emergency centre, county emergency centre, county sub-centre,
  /// township emergency station, village emergency point. Three tiers (Beibei 二(一)4): district, town, village. Where
  /// the profile states no chain, the six tiers are used. Village points are the clinics that are known, from a list or
  /// from the villages' own rows; where no list names any, every village is assumed to have its point, unless its row says
  /// that it has no clinic: such villages and the cells of derived demand hang on the chain as places. What a file says to
  /// have no ambulance sends none: it is no unit of the tiers that do. Where no emergency centre of a county is listed, its
  /// county hospital is taken for it, which `notes` tell.
  ///
  /// - Parameters:
  ///   - subCentres: county sub-centres that the plan proposes, and `emergencySubCentres` the rural ones.
  ///   - standard: within what a village point's station must be; nil is the greatest emergency radius of the profile.
  public init(
    of area: PlanningArea, subCentres: [CandidateSite], emergencySubCentres: [CandidateSite] = [],
    profile: PolicyProfile, travel: any TravelModel, standard: ChainStandard? = nil
  ) throws {
    func units(_ tiers: FacilityTier..., where holds: (Facility) -> Bool) -> [ChainUnit] {
      area.facilities.filter { $0.isOne(of: tiers) && holds($0) }.map { ChainUnit($0) }
    }
    func mayStandFor(_ facility: Facility) -> Bool { facility.isStationByPlan != false }
    // Where no file speaks of ambulances, the document's own tiers have them.
    func sendsAmbulances(_ facility: Facility) -> Bool { facility.isStationByPlan ?? facility.hasAmbulance ?? true }
    let communities = area.communityOfTownship
    let communityOfFacility = Dictionary(
      area.facilities.map { (PlaceID.facility($0.id), $0.medicalCommunity) }, uniquingKeysWith: { first, _ in first })
    let proposed = Set(subCentres.map(\.place))
    let centres =
      units(.countyEmergencyCentre, where: sendsAmbulances)
      + area.assumedCountyCentres.map { ChainUnit($0, standing: .assumed) }
    let higher = Set(centres.map(\.id))
    let declared = Set(area.declared(as: .countySubCentre).map(\.place))
    // A hospital that the plan counts as a sub-centre is one in the chain, too, unless it stands a tier above.
    let given = area.facilities.filter { declared.contains(.facility($0.id)) && !higher.contains($0.id) }
    let subCentres =
      units(.countySubCentre, where: sendsAmbulances) + given.filter(sendsAmbulances).map { ChainUnit($0) }
      + subCentres.map { ChainUnit($0, community: communityOfFacility[$0.place] ?? nil) }
    let rural = Set(emergencySubCentres.map(\.place))
    let stations = area.facilities.filter {
      $0.isOne(of: [.emergencySubCentre, .townshipHealthCentre]) && !proposed.contains(.facility($0.id))
        && (sendsAmbulances($0) || rural.contains(.facility($0.id)))
    }.map { station in
      ChainUnit(
        station,
        standing: station.isEmergencyStation
          ? .existing : rural.contains(.facility(station.id)) ? .proposed : .assumed)
    }
    let listed = units(.villageClinic, .centralVillageClinic, where: mayStandFor)
    let unlisted = Set(area.villagesWithUnlistedClinic.map(\.id))
    let villages =
      listed
      + area.settlements.filter { area.isVillage($0) && (listed.isEmpty || unlisted.contains($0.id)) }.map {
        ChainUnit(
          $0, community: communities[$0.townshipID ?? ""],
          standing: unlisted.contains($0.id)
            ? .existing : $0.isDerivedPlace || $0.hasClinic == false ? .place : .assumed)
      }
    // The plan's own words for the tiers, where it names as many.
    let names = profile.emergencyChainTierNames
    func name(_ tier: Int, of count: Int, _ english: String, _ chinese: String) -> Phrase {
      Phrase(english, names.count == count ? names[tier] : profile.inItsTerms(chinese: chinese))
    }
    let tiers: [ChainTier]
    if profile.emergencyChainTiers == 3 {
      tiers = [
        ChainTier(name(0, of: 3, "District emergency centre", "区急救中心"), centres),
        ChainTier(name(1, of: 3, "Town emergency station", "镇急救站"), subCentres + stations),
        ChainTier(name(2, of: 3, "Village emergency point", "村急救点"), villages, isPatient: true),
      ]
    } else {
      tiers = [
        ChainTier(
          name(0, of: 6, "120 dispatch centre", "120调度指挥中心"), units(.dispatchCentre, where: mayStandFor),
          isRegional: true,
          sendsAmbulances: false),
        ChainTier(
          name(1, of: 6, "League emergency centre", FacilityTier.leagueEmergencyCentre.name.chinese),
          units(.leagueEmergencyCentre, where: sendsAmbulances),
          isRegional: true),
        ChainTier(name(2, of: 6, "County emergency centre", "县级急救中心"), centres),
        ChainTier(name(3, of: 6, "County sub-centre", "县域医疗次中心"), subCentres),
        ChainTier(name(4, of: 6, "Township emergency station", "乡镇急救站"), stations),
        ChainTier(name(5, of: 6, "Village emergency point", "村级急救点"), villages, isPatient: true),
      ]
    }
    try self.init(
      tiers: tiers, outside: area.neighbours.filter(\.isEmergencyStation).map { ChainUnit($0) }, travel: travel,
      standard: standard ?? .distance(profile.emergencyRadius.upperBound))
  }
}

extension PlanningArea {
  /// The medical community of each township of which the health centres name one alone: its villages belong to it.
  var communityOfTownship: [String: String] {
    let centres = facilities.filter { $0.isOne(of: [.townshipHealthCentre, .countySubCentre, .communityHealthCentre]) }
    return Dictionary(grouping: centres.filter { $0.townshipID != nil }) { $0.townshipID ?? "" }.compactMapValues {
      let names = Set($0.map(\.medicalCommunity))
      return names.count == 1 ? names.first ?? nil : nil
    }
  }

  /// For each county without an emergency centre the hospital that stands for it: one that sends ambulances and is not
  /// said to lack an emergency department, a general one first,
  /// of the highest grade, then with the most beds, then of the lowest id. Ascending by county.
  fileprivate var assumedCountyCentres: [Facility] {
    let centres = facilities.filter { $0.tier == .countyEmergencyCentre }
    let served = Set(centres.map(\.countyID))
    let hospitals = facilities.filter {
      $0.isRatedHospital && $0.isEmergencyStation && $0.features[.emergencyDepartment] != false
    }
    let byCounty = Dictionary(grouping: hospitals, by: \.countyID)
    return byCounty.sorted { ($0.key ?? "") < ($1.key ?? "") }.compactMap { county, hospitals in
      // A centre whose county is not known may be that of any.
      if served.contains(county) || served.contains(nil) || (county == nil && !centres.isEmpty) { return nil }
      func rank(_ hospital: Facility) -> (Int, Double, Int, String) {
        (
          hospital.isSpecialised ? 1 : 0, -(hospital.grade.flatMap(GradeWords.level) ?? 0), -(hospital.beds ?? 0),
          hospital.id
        )
      }
      return hospitals.min { rank($0) < rank($1) }
    }
  }
}

extension Facility {
  /// Whether its name says that it treats some patients only, or by traditional medicine.
  fileprivate var isSpecialised: Bool {
    treatsSomeOnly || ["中医", "蒙医", "民族医"].contains { name.contains($0) }
  }
}

extension ChainUnit {
  init(_ facility: Facility, standing: Standing = .existing) {
    self.init(
      id: facility.id, name: facility.name, location: facility.location, countyID: facility.countyID,
      community: facility.medicalCommunity, origin: facility.origin,
      standing: facility.origin == .assumed && standing == .existing ? .assumed : standing)
  }

  init(_ site: CandidateSite, community: String? = nil) {
    self.init(
      id: site.id, name: site.name, location: site.location, countyID: site.countyID, community: community,
      origin: site.origin,
      standing: .proposed)
  }

  init(_ settlement: Settlement, community: String? = nil, standing: Standing) {
    self.init(
      id: settlement.id, name: settlement.name, location: settlement.location, countyID: settlement.countyID,
      community: community, people: settlement.population, origin: settlement.origin, standing: standing)
  }
}
