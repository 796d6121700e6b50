/// How people move.
public enum TravelMode: String, Codable, Hashable, Sendable, CaseIterable {
  case ambulance, drive, ebike, walk
}
