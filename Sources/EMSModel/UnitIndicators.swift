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
  /// Community hospitals and centres created since the plan was issued.
  public var createdCommunityHospitals: Int?
  public var createdCommunityHealthCentres: Int?
  /// Towns whose health centre is not run by the government or not to standard.
  public var townsBelowStandard: Int?
  /// County hospitals that lack one of the five emergency centres (五大中心).
  public var hospitalsWithoutFiveCentres: Int?
  /// The figures for countable targets, by indicator, ascending by year.
  public var values: [String: [IndicatorValue]] = [:]
  /// The rows of a long table whose names no profile has explained yet.
  package var rows: [IndicatorRow] = []
  /// The years of the figures that a long table set, by field.
  package var years: [String: Int?] = [:]

  public init(unitID: String?) { self.unitID = unitID }

  /// A figure of the wide table, a share in per cent; nil where it is not known.
  package func figure(_ field: Field) -> Double? {
    // No more decimals than a share in hundredths has.
    if field == .turnoutShare { return turnoutShare.map { ($0 * 1e11).rounded() / 1e9 } }
    return Self.path(field).flatMap { self[keyPath: $0] }.map(Double.init)
  }

  /// Where a count of the wide table is kept.
  package static func path(_ field: Field) -> WritableKeyPath<UnitIndicators, Int?>? {
    switch field {
    case .posts: \.posts
    case .healthGrids: \.healthGrids
    case .communityHospitals: \.communityHospitals
    case .gradeAHealthCentres: \.gradeAHealthCentres
    case .assessedCentres: \.assessedCentres
    case .centresAtBasicStandard: \.centresAtBasicStandard
    case .centresAtRecommendedStandard: \.centresAtRecommendedStandard
    case .clinicsAwayFromPeople: \.clinicsAwayFromPeople
    case .createdCommunityHospitals: \.createdCommunityHospitals
    case .createdCommunityHealthCentres: \.createdCommunityHealthCentres
    case .townsBelowStandard: \.townsBelowStandard
    case .hospitalsWithoutFiveCentres: \.hospitalsWithoutFiveCentres
    default: nil
    }
  }
}
