/// How people move.
///
/// What a mode may use and what slows it is its `RoadMode`; how fast it goes on each class of road stands in `GeoData/speeds`.
public enum TravelMode: String, Codable, Hashable, Sendable, CaseIterable {
  case ambulance, drive, ebike, walk
}

extension TravelMode {
  /// What a person reads for the mode.
  package var title: Phrase {
    switch self {
    case .walk: Phrase("walking", "步行")
    case .ebike: Phrase("e-bike", "电动车")
    case .drive: Phrase("car", "驾车")
    case .ambulance: Phrase("ambulance", "救护车")
    }
  }

  /// What its speed is called.
  package var speedTitle: Phrase {
    switch self {
    case .walk: Phrase("speed on foot", "步行速度")
    case .ebike: Phrase("speed of electric bicycles", "电动自行车速度")
    case .drive: Phrase("speed of cars", "驾车速度")
    case .ambulance: Phrase("speed of ambulances", "救护车速度")
    }
  }

  /// Kilometres per hour above which no input is believed: what is faster was given in another unit.
  ///
  /// Half as fast again as a brisk walk on foot; beyond what an e-bike is built for (25 km/h, GB 17761-2018) with the
  /// motorcycles that pass for one; and above the highest legal speed of China (120 km/h) for motor vehicles.
  public var fastest: Double {
    switch self {
    case .walk: 12
    case .ebike: 60
    case .drive, .ambulance: 200
    }
  }

  /// Kilometres per hour that the quickest cell of nearly every friction surface exceeds; a slower one is doubted.
  package var slowestGround: Double {
    switch self {
    case .walk: 3
    case .ebike: 6
    case .drive, .ambulance: 10
    }
  }

  /// The words of all, for help texts: `ambulance, drive, ebike or walk`.
  package static let listed: String = {
    let words = allCases.map(\.rawValue)
    return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }()
}
