import EMSModel

/// A threshold of the profile for county sub-centres, by the name of its figure.
public enum SiteThreshold: String, CaseIterable, Sendable {
  case townPeople = "town-people"
  case hospitalDistance = "hospital-distance"
  case countyHospitalDistance = "county-hospital-distance"

  /// What it measures.
  public var name: Phrase {
    switch self {
    case .townPeople: Phrase("people of the town", "乡镇人口")
    case .hospitalDistance: Phrase("distance to a hospital", "距二级以上医院")
    case .countyHospitalDistance: Phrase("distance to a hospital of the county", "距本县医院")
    }
  }

  /// A figure of it in words: people, or kilometres to one decimal.
  public func text(_ value: Double) -> Phrase {
    switch self {
    case .townPeople:
      let figure = Int(exactly: value.rounded()).map(NumberText.grouped) ?? NumberText.decimals(value, 0)
      return Phrase("\(figure) people", "\(figure)人")
    case .hospitalDistance, .countyHospitalDistance:
      let figure = NumberText.plain(value, places: 1)
      return Phrase("\(figure) km", "\(figure)公里")
    }
  }
}

/// By how much a site is below one threshold.
public struct SiteShortfall: Hashable, Sendable {
  public var threshold: SiteThreshold
  /// What the site has and what is asked: people, or kilometres.
  public var has: Double
  /// What the threshold asks, in the same unit.
  public var asked: Double
  /// Whether the figure is the tool's own.
  public var isDefault: Bool
  public var reason: Phrase

  init(_ threshold: SiteThreshold, has: Double, asked: Double, isDefault: Bool, reason: Phrase) {
    self.threshold = threshold
    self.has = has
    self.asked = asked
    self.isDefault = isDefault
    self.reason = reason
  }

  /// The part of the threshold that is missing, 0 to 1.
  var share: Double { asked > 0 ? (asked - has) / asked : 0 }
}

/// A health centre below thresholds of the profile, and by how much.
public struct SiteLeftOut: Hashable, Sendable {
  public var site: CandidateSite
  /// At least one, in the order of ``SiteThreshold``.
  public var shortfalls: [SiteShortfall]

  /// Every threshold that it is below.
  public var reason: Phrase {
    Phrase(
      shortfalls.map(\.reason.english).joined(separator: "; "), shortfalls.map(\.reason.chinese).joined(separator: "；"))
  }

  /// The greatest part that is missing of any threshold.
  var share: Double { shortfalls.map(\.share).max() ?? 0 }
}

/// The candidates below a default of the tool that were taken, since more are asked for than keep it.
public struct TakenBelowDefault: Hashable, Sendable {
  public var sites: [SiteLeftOut]
  /// How many candidates keep every threshold.
  public var kept: Int
  /// How many sites of the region are asked for.
  public var asked: Int
}

/// A default of the tool that gave way to a figure of the plan.
public struct DefaultGivenWay: Hashable, Sendable {
  public var name: Phrase
  /// The default.
  public var asked: Phrase
  /// What is let pass instead, no less than was needed.
  public var given: Phrase
}
