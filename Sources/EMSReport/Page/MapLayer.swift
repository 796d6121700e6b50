import EMSFormats
import EMSMaps
import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit

/// One layer of the page's map and of the drawn maps, simplified for the screen.
struct MapLayer {
  struct Feature {
    var geometry: GeoJSONFeature.Geometry
    /// The heading of what a click shows.
    var title: String
    /// What a click shows below it.
    var properties: [PropertyValue.Member]
    /// The fill, or for a point or line its colour; nil for the colour of the layer.
    var colour: String?
    /// A number written on a point, such as the rank of a site.
    var label: String?
  }

  enum Symbol: String { case area, outline, line, circle, ring, diamond, mark }

  var id: String
  var title: Phrase
  var symbol: Symbol
  /// The look of each place where the symbol is a mark.
  var mark: SVGMark?
  var colour: String
  /// 0 to 1.
  var fillOpacity: Double
  var lineWidth: Double
  var isDashed = false
  var isShown: Bool
  /// What each colour means, where the features have colours of their own.
  var legend: [(colour: String, meaning: Phrase)] = []
  var features: [Feature]
}

/// Colours that people with any colour vision tell apart: Okabe & Ito (2008), and ColorBrewer's Blues and Oranges.
enum MapColour {
  static let ink = "#333333"
  static let county = "#555555"
  static let township = "#999999"
  static let existing = "#0072B2"
  /// What is proposed for a service, on the screen and on paper.
  static func recommended(_ service: String) -> String {
    let colours = ["#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7"]
    let place = SiteService(rawValue: service).flatMap(SiteService.allCases.firstIndex) ?? 0
    return colours[place % colours.count]
  }
  static let chain = "#CC79A7"
  static let serviceArea = "#009E73"
  static let station = "#56B4E9"
  /// From the innermost band outwards.
  static let bands = ["#08519C", "#3182BD", "#6BAED6", "#9ECAE1", "#C6DBEF"]
  /// By people, from few to many; the first is for nobody or unknown.
  static let gaps = ["#EEEEEE", "#FDD0A2", "#FDAE6B", "#F16913", "#A63603"]
  static let gapLimits = [1, 1000, 5000, 20_000]
  /// Where another run has fewer people beyond, and where it has more.
  static let (worse, better) = ("#D55E00", "#0072B2")
  /// What another run does not have, what it alone has, and what is another.
  static let change = ["new": "#009E73", "gone": "#D55E00", "other": "#E69F00"]
  /// By the order of `provisions`.
  static let provision: [String: String] = [
    "own": "#0072B2", "central": "#D55E00", "shared": "#E69F00", "extension": "#56B4E9", "mobile": "#CC79A7",
    "posted": "#009E73", "health_centre": "#F0E442", "community_station": "#000000", "not_known": "#999999",
  ]
  static let provisions = VillageService.allCases.map(\.rawValue)

  static func gap(_ people: Int?) -> String { gaps[gapLimits.count { (people ?? 0) >= $0 }] }

  static var gapLegend: [(colour: String, meaning: Phrase)] {
    let limits = gapLimits.map(NumberText.grouped)
    var legend = [(gaps[0], Phrase("nobody, or people not known", "无人居住或人口未知"))]
    for index in limits.indices {
      let english =
        index + 1 < limits.count
        ? "\(limits[index])–\(NumberText.grouped(gapLimits[index + 1] - 1))" : "\(limits[index])+"
      legend.append((gaps[index + 1], Phrase("\(english) people", "\(english) 人")))
    }
    return legend
  }
}
