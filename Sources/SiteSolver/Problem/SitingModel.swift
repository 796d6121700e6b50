/// The siting models of the literature, by their names there.
public enum SitingModel: String, Sendable, CaseIterable {
  /// Location set covering: the fewest (or cheapest) sites that cover every demand point (Toregas et al. 1971,
  /// Operations Research 19:1363).
  case lscp
  /// Maximal covering: a given number of sites (or budget) that covers the most weight (Church & ReVelle 1974,
  /// Papers of the Regional Science Association 32:101). With an outer standard the cover is gradual: 1 up to the
  /// standard, falling linearly to 0 at the outer standard (Berman, Krass & Drezner 2003, EJOR 151:474).
  case mclp
  /// Partial set covering: the fewest (or cheapest) sites that cover a share of the weight (Daskin & Owen 1999).
  case psclp
  /// Least total weight × cost to the nearest open site (Hakimi 1964, Operations Research 12:450).
  case pMedian = "p-median"
  /// Least greatest cost from any demand point to its nearest open site (Hakimi 1964). Weights play no part.
  case pCentre = "p-centre"
  /// The least distance between any two open sites as great as it can be (Kuby 1987, Geographical Analysis 19:315; Erkut
  /// 1990, EJOR 46:48). Demand plays no part; the distance between two sites that stand for good is not looked at.
  case pDispersion = "p-dispersion"
  /// Backup coverage 1: everything covered once, the most weight covered twice (Hogan & ReVelle 1986,
  /// Management Science 32:1434).
  case bacop1
  /// Backup coverage 2: weight covered once and twice, added with given shares (Hogan & ReVelle 1986).
  case bacop2
  /// Double standard: all within the outer standard, a share within the inner, the most weight twice within the
  /// inner; a site may hold several vehicles (Gendreau, Laporte & Semet 1997, Location Science 5:75).
  case dsm
  /// Maximal expected covering with busy vehicles; a site may hold several (Daskin 1983, Transportation Science
  /// 17:48).
  case mexclp
  /// p-median whose sites serve no more weight than their capacity; each demand point goes to one site.
  case capacitatedPMedian = "capacitated-p-median"
  /// MCLP whose sites cover no more weight than their capacity; each demand point goes to one site.
  case capacitatedMCLP = "capacitated-mclp"
  /// LSCP whose sites serve no more weight than their capacity; each demand point goes to one site.
  case capacitatedLSCP = "capacitated-lscp"
}

extension SitingModel {
  /// Whether a smaller objective is the better one.
  public var minimises: Bool {
    switch self {
    case .lscp, .psclp, .pMedian, .pCentre, .capacitatedPMedian, .capacitatedLSCP: true
    case .mclp, .pDispersion, .bacop1, .bacop2, .dsm, .mexclp, .capacitatedMCLP: false
    }
  }

  /// Whether every demand point must be served.
  var servesAll: Bool {
    switch self {
    case .lscp, .pMedian, .pCentre, .bacop1, .dsm, .capacitatedPMedian, .capacitatedLSCP: true
    case .mclp, .psclp, .pDispersion, .bacop2, .mexclp, .capacitatedMCLP: false
    }
  }

  /// Whether a site holds several units (vehicles or teams), which are then what is counted.
  public var holdsUnits: Bool { self == .dsm || self == .mexclp }

  /// Whether a site serves no more than its capacity, and each demand point goes to one site.
  public var holdsCapacity: Bool {
    self == .capacitatedPMedian || self == .capacitatedMCLP || self == .capacitatedLSCP
  }

  /// Whether the number of sites, or what they cost, is what is made least.
  public var minimisesSites: Bool { self == .lscp || self == .psclp || self == .capacitatedLSCP }
}
