import EMSModel

extension TravelMode {
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
  var slowestGround: Double {
    switch self {
    case .walk: 3
    case .ebike: 6
    case .drive, .ambulance: 10
    }
  }
}
