import EMSMaps
import EMSModel

/// How things look on paper: told apart by shape as well as by colour, so that they can be read in grey and with any
/// colour vision. What is there is filled, what is proposed is hollow.
enum PaperLook {
  static let town = MapStyle(line: MapInk(MapColour.township), lineWidth: 0.5)
  static let county = MapStyle(line: MapInk("#333333"), lineWidth: 1.6)
  static let road = MapStyle(line: MapInk("#A08060"), lineWidth: 0.6)
  static let chain = MapStyle(line: MapInk(MapColour.chain), lineWidth: 1)
  static let village = MapStyle(fill: MapInk("#666666"), line: .some(MapInk("#666666")), mark: .dot, size: 1.6)

  static func band(_ index: Int) -> MapStyle {
    let ink = MapInk(MapColour.bands[min(index, MapColour.bands.count - 1)])
    return MapStyle(fill: ink, opacity: 0.45, line: ink, lineWidth: 0.6)
  }

  /// The look of a radius as it appears where the wider ones lie beneath it, on white paper.
  static func bandSample(_ index: Int, of count: Int) -> MapStyle {
    var sample = band(index)
    var mixed = MapInk("#FFFFFF")
    for beneath in (index..<max(count, index + 1)).reversed() {
      let style = band(beneath)
      guard let ink = style.fill else { continue }
      func mix(_ paper: Double, _ colour: Double) -> Double { paper + (colour - paper) * style.opacity }
      mixed.red = mix(mixed.red, ink.red)
      mixed.green = mix(mixed.green, ink.green)
      mixed.blue = mix(mixed.blue, ink.blue)
    }
    sample.fill = mixed
    sample.opacity = 1
    return sample
  }

  static func bandOutline(_ index: Int) -> MapStyle {
    let ink = MapInk(MapColour.bands[min(index, MapColour.bands.count - 1)])
    return MapStyle(line: ink, lineWidth: 1, isDashed: true)
  }

  /// - Parameter opacity: less where other things are to be read above it.
  static func gap(_ colour: String, opacity: Double = 0.8) -> MapStyle {
    MapStyle(fill: MapInk(colour), opacity: opacity, line: MapInk("#7A4A1E"), lineWidth: 0.4)
  }

  static func existing(_ tier: FacilityTier?) -> MapStyle {
    MapStyle(
      fill: MapInk(colour(of: tier)), line: .some(MapInk("#FFFFFF")), lineWidth: 0.6, mark: mark(of: tier),
      size: size(of: tier))
  }

  static func proposed(_ tier: FacilityTier?) -> MapStyle {
    MapStyle(
      line: MapInk(MapColour.recommended(tier?.rawValue ?? "")), lineWidth: 1.8, mark: mark(of: tier),
      size: size(of: tier) + 3)
  }

  /// Of the names of what is there.
  static let label = MapInk("#222222")

  /// Of the name of a proposed site: the colour of its mark, darkened so that small letters can be read.
  static func ink(ofProposed service: String) -> MapInk {
    var ink = MapInk(MapColour.recommended(service))
    (ink.red, ink.green, ink.blue) = (ink.red * 0.6, ink.green * 0.6, ink.blue * 0.6)
    return ink
  }

  static func site(_ status: SiteRecord.Status, _ tier: FacilityTier?) -> MapStyle {
    switch status {
    case .recommended: return proposed(tier)
    case .existing: return existing(tier)
    case .counted, .planned, .replaced: return otherSite(status)
    }
  }

  /// Of a place that is in another way what a service needs: each with a mark of its own, smaller than those of the
  /// service; the same on the page, on paper and in QGIS.
  static func otherSite(_ status: SiteRecord.Status) -> MapStyle {
    switch status {
    case .planned: MapStyle(line: MapInk("#5D3A9B"), lineWidth: 1.4, mark: .pentagon, size: 8.5)
    case .replaced:
      MapStyle(fill: MapInk("#8C510A"), line: .some(MapInk("#FFFFFF")), lineWidth: 0.5, mark: .saltire, size: 8)
    case .counted, .existing, .recommended:
      MapStyle(fill: MapInk("#6B6B6B"), line: .some(MapInk("#FFFFFF")), lineWidth: 0.5, mark: .square, size: 7)
    }
  }

  static func provision(_ word: String) -> MapStyle {
    let marks: [String: MapMark] = [
      "own": .circle, "central": .star, "shared": .square, "extension": .triangle, "mobile": .triangleDown,
      "posted": .diamond, "health_centre": .cross, "community_station": .hexagon,
    ]
    return MapStyle(
      fill: MapInk(MapColour.provision[word] ?? MapColour.ink), line: .some(MapInk("#333333")), lineWidth: 0.3,
      mark: marks[word] ?? .dot, size: word == "central" ? 9 : 5)
  }

  private static func mark(of tier: FacilityTier?) -> MapMark {
    switch tier {
    case .dispatchCentre: .star
    case .leagueEmergencyCentre: .pentagon
    case .countyEmergencyCentre: .hexagon
    case .tertiaryHospital: .cross
    case .secondaryHospital: .square
    case .countySubCentre, .centralVillageClinic: .diamond
    case .emergencySubCentre: .triangle
    case .townshipHealthCentre: .circle
    case .communityHealthCentre, .communityHealthStation: .triangleDown
    case .villageClinic, nil: .dot
    }
  }

  private static func size(of tier: FacilityTier?) -> Double {
    switch tier {
    case .dispatchCentre, .leagueEmergencyCentre: 11
    case .countyEmergencyCentre, .tertiaryHospital, .countySubCentre, .emergencySubCentre: 9
    case .secondaryHospital: 8
    case .townshipHealthCentre, .communityHealthCentre: 7
    case .communityHealthStation, .centralVillageClinic: 5
    case .villageClinic, nil: 3
    }
  }

  private static func colour(of tier: FacilityTier?) -> String {
    switch tier {
    case .dispatchCentre, .leagueEmergencyCentre, .countyEmergencyCentre: "#000000"
    case .tertiaryHospital, .secondaryHospital: MapColour.existing
    default: "#009E73"
    }
  }
}
