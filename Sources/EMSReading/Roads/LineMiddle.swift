import EMSFormats

/// What may join a line between its ends.
enum LineMiddle {
  case open
  /// A motorway: its links and other motorways alone, at their ends.
  case motorway
  case motorwayLink
  /// A ferry: nothing.
  case ferry

  init(_ tags: [String: String]) {
    switch tags["highway"] {
    case _ where OpenStreetMapTags.isFerry(tags): self = .ferry
    case "motorway"?: self = .motorway
    case "motorway_link"?: self = .motorwayLink
    default: self = .open
    }
  }

  /// Whether a crossing with the line between its ends may be a junction.
  var mayBeCrossed: Bool { self == .open || self == .motorwayLink }

  /// Whether a line that ends there joins this one between its ends.
  func joins(_ ending: LineMiddle) -> Bool {
    switch self {
    case .open, .motorwayLink: true
    case .motorway: ending == .motorway || ending == .motorwayLink
    case .ferry: false
    }
  }
}
