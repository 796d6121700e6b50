/// How people move.
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
}
