import GeoKit
import SiteSolver

/// The siting questions that a profile puts to an area, one for each service that it asks for.
public struct SitingQuestions: Sendable {
  let area: PlanningArea
  let profile: PolicyProfile
  /// What the plan sets differently from the profile.
  let overrides: [FacilityTier: PlanFile.SiteCounts]
  /// How a central village clinic is reached, and within what.
  let clinicTravel: any TravelModel
  let clinicLimit: Duration

  public init(
    area: PlanningArea, profile: PolicyProfile, overrides: [FacilityTier: PlanFile.SiteCounts] = [:],
    clinicTravel: any TravelModel, clinicLimit: Duration
  ) {
    self.area = area
    self.profile = profile
    self.overrides = overrides
    self.clinicTravel = clinicTravel
    self.clinicLimit = clinicLimit
  }

  /// County medical sub-centres: township health centres that bring the most people within the greatest emergency
  /// radius of hospital care, hospitals counted as there already. nil when the profile does not ask for them.
  ///
  /// Where the plan gives no number, the fewest that serve everybody whom any candidate can serve.
  public func countySubCentres() -> SitingQuestion? {
    let override = overrides[.countySubCentre]
    guard profile.asksForSubCentres || override != nil else { return nil }
    let candidates = area.facilities.filter { $0.tier == .townshipHealthCentre }
    let named = Set(
      candidates.filter { candidate in profile.namedSubCentres.contains { candidate.name.contains($0) } }.map(\.id))
    let perCounty = countyLimits(profile.subCentresPerCounty, override)
    let asked = override?.count ?? profile.subCentresInRegion?.minimum ?? (named.isEmpty ? nil : named.count)
    let rules = [
      "sub-centres-in-region", "sub-centres-per-county", "sub-centre-named", "sub-centre-from-health-centre",
    ]
    return question(
      .countySubCentre, asked: asked, perCounty: perCounty, existing: area.facilities.filter(\.isHospital),
      candidates: candidates.map { CandidateSite($0) }, named: named, settlements: area.settlements,
      standard: .distance(profile.emergencyRadius.upperBound), rules: rules + ["emergency-radius"])
  }

  /// Rural emergency sub-centres: township health centres that bring the most people within the greatest emergency
  /// radius. nil when the profile does not ask for them.
  ///
  /// - Parameter subCentres: the county sub-centres proposed before. They are a tier of the emergency chain (Xing'an
  ///   二(一)9), so what they reach counts as reached, and they are no candidates.
  public func emergencySubCentres(after subCentres: [CandidateSite]) -> SitingQuestion? {
    let override = overrides[.emergencySubCentre]
    guard let range = profile.emergencySubCentresInRegion ?? (override == nil ? nil : CountRange()) else { return nil }
    let taken = Set(subCentres.map(\.id))
    let candidates = area.facilities.filter { $0.tier == .townshipHealthCentre && !taken.contains($0.id) }
    return question(
      .emergencySubCentre, asked: override?.count ?? range.minimum, perCounty: countyLimits(nil, override),
      existing: area.facilities.filter(\.isEmergencyStation), alsoExisting: subCentres,
      candidates: candidates.map { CandidateSite($0) }, settlements: area.settlements,
      standard: .distance(profile.emergencyRadius.upperBound),
      rules: ["emergency-sub-centres-in-region", "emergency-radius"])
  }

  /// Central village clinics: villages that bring the most rural people within the service circle of a clinic, health
  /// centres and clinics counted as there already. nil when the profile does not ask for them.
  ///
  /// Where the plan gives no number, clinics are added while the next best one brings as many people as make a village
  /// too large to share a clinic (Xing'an 二(一)3). Hundreds of clinics are proven to within 0.5 %.
  public func centralVillageClinics() -> SitingQuestion? {
    let override = overrides[.centralVillageClinic]
    guard let range = profile.centralVillageClinics ?? (override == nil ? nil : CountRange()) else { return nil }
    // A derived cell of a subdistrict's seat reaches far into the country: only surveyed boundaries tell.
    let subdistricts = Set(
      area.townships.filter { $0.kind == .subdistrict && $0.boundaryOrigin == .surveyed }.map(\.id))
    let villages = area.settlements.filter { settlement in
      settlement.isUrban != true && !(settlement.townshipID.map { subdistricts.contains($0) } ?? false)
    }
    var question = question(
      .centralVillageClinic, asked: override?.count ?? range.minimum, perCounty: countyLimits(nil, override),
      existing: area.facilities.filter(\.isPrimaryCare), candidates: villages.map { CandidateSite($0) },
      settlements: villages, standard: .time(clinicLimit, clinicTravel),
      rules: ["central-village-clinics", "service-circle"])
    question.model = .mclp
    question.gap = 0.005
    question.nodeLimit = 20
    if question.count == .fewest {
      question.count = .whileEachBrings(people: profile[rule: "small-village-shares-clinic"]?.count("people") ?? 500)
      question.citations += [profile[rule: "small-village-shares-clinic"]?.source].compactMap { $0 }
    }
    return question
  }

  private func question(
    _ service: SiteService, asked: Int?, perCounty: CountyLimits?, existing: [Facility],
    alsoExisting: [CandidateSite] = [], candidates: [CandidateSite], named: Set<String> = [],
    settlements: [Settlement], standard: SitingStandard, rules: [String]
  ) -> SitingQuestion {
    SitingQuestion(
      service: service, model: asked == nil ? .lscp : .mclp,
      existing: existing.map { CandidateSite($0) } + alsoExisting, candidates: candidates, named: named,
      settlements: settlements, standard: standard, count: asked.map { .exactly($0) } ?? .fewest,
      perCounty: perCounty,
      citations: rules.compactMap { profile[rule: $0]?.source })
  }

  private func countyLimits(_ range: CountRange?, _ override: PlanFile.SiteCounts?) -> CountyLimits? {
    let minimum = override?.minimumPerCounty ?? range?.minimum
    let maximum = override?.maximumPerCounty ?? range?.maximum
    guard minimum != nil || maximum != nil else { return nil }
    return CountyLimits(minimum: minimum ?? 0, maximum: maximum ?? Int(Int32.max))
  }
}
