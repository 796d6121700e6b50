/// What a bureau's own books say of one unit and no list or map tells; nil is not known, and 0 is none.
public struct UnitIndicators: Hashable, Sendable {
  /// The id of a county or township; nil for the whole region.
  public var unitID: String?
  /// Posts at township health centres.
  public var posts: Int?
  public var healthGrids: Int?
  public var communityHospitals: Int?
  public var gradeAHealthCentres: Int?
  /// Township and community health centres whose capability was assessed.
  public var assessedCentres: Int?
  public var centresAtBasicStandard: Int?
  public var centresAtRecommendedStandard: Int?
  /// The share of ambulances that leave within the limit of the rule, 0 to 1.
  public var turnoutShare: Double?
  /// Clinics that stand neither beside a community centre nor a home for the aged, or where people have left.
  public var clinicsAwayFromPeople: Int?

  public init(unitID: String?) { self.unitID = unitID }
}
