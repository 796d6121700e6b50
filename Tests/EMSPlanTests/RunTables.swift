import Foundation
import Testing

/// The files of one run, read by plain code.
struct RunTables {
  private let tables: [String: [[String: String]]]
  private let layers: [String: [[String: String]]]
  let scores: [[String: String]]
  let page: String
  private let settlements: [[String: String]]
  private let sites: [[String: String]]
  private let townships: [[String: String]]
  /// Points and places beyond the standard of the chain, and tiers that have a unit.
  private let beyond: Int
  private let tiers: Int

  init(_ folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    func read(
      _ ending: String, _ read: (URL, String) throws -> [[String: String]]
    ) throws -> [String: [[String: String]]] {
      let names = files.map(\.lastPathComponent).filter { $0.hasSuffix(ending) }
      return Dictionary(uniqueKeysWithValues: try names.map { ($0, try read(folder, $0)) })
    }
    tables = try read(".csv", Self.csv)
    layers = try read(".geojson", Self.layer)
    page = try String(contentsOf: folder.appendingPathComponent("report.html"), encoding: .utf8)
    scores = tables["scores.csv"] ?? []
    settlements = tables["settlements.csv"] ?? []
    sites = tables["sites.csv"] ?? []
    townships = tables["townships.csv"] ?? []
    let links = layers["network.geojson"] ?? []
    beyond = links.count { $0["within_standard"] == "false" }
    tiers = Set(links.filter { $0["status"] != "place" }.compactMap { $0["tier"] }).count
  }

  func csv(_ name: String) -> [[String: String]] { tables[name] ?? [] }
  func layer(_ name: String) -> [[String: String]] { layers["\(name).geojson"] ?? [] }

  // MARK: The scorecard

  /// The number that decides a rule for a unit, and whether it is met; nil for the rules that are not worked out here.
  func recomputed(_ line: [String: String], isAfter: Bool) -> (number: Double, isMet: Bool?)? {
    guard let rule = line["rule"], let level = line["level"], let unit = line["unit_id"] else { return nil }
    let isIn = { (row: [String: String]) -> Bool in
      switch level {
      case "region": true
      case "county": row["county"] == line["unit"]
      default: (row["township_id"] ?? row["id"]) == unit
      }
    }
    func people(beyond limit: Double, urban: Bool? = nil) -> (number: Double, isMet: Bool?) {
      var sum = 0
      for settlement in settlements where isIn(settlement) {
        if let urban, (settlement["id"]?.hasSuffix("-seat") == true) != urban { continue }
        if distance(of: settlement, isAfter: isAfter) > limit { sum += Int(settlement["population"] ?? "") ?? 0 }
      }
      return (Double(sum), sum == 0)
    }
    func count(_ service: String) -> Double {
      // Hospitals and the sub-centres of today stand as existing sites; only what grows out of a health centre counts.
      Double(
        sites.count {
          $0["service"] == service && $0["status"] == "recommended" && isAfter
            && (level == "region" || $0["county"] == line["unit"])
        })
    }
    switch rule {
    case "emergency-radius": return people(beyond: 30)
    case "urban-station-distance": return people(beyond: 5, urban: true)
    case "rural-station-distance": return people(beyond: 20, urban: false)
    case "sub-centres-in-region", "sub-centres-per-county":
      let number = count("county_sub_centre")
      let limits = (line["asked"] ?? "").matches(of: /[0-9]+/).compactMap { Double($0.0) }.filter { $0 < 1_000 }
      return (number, limits.first.map { number >= $0 })
    case "emergency-sub-centres-in-region": return (count("emergency_sub_centre"), nil)
    case "emergency-chain": return isAfter ? (Double(tiers), beyond == 0) : nil
    default: return nil
    }
  }

  /// To the nearest station; with the plan, a health centre that becomes a sub-centre is one.
  private func distance(of settlement: [String: String], isAfter: Bool) -> Double {
    var least = Double(settlement["distance_km"] ?? "") ?? .infinity
    guard isAfter, let place = Self.place(settlement) else { return least }
    for site in sites
    where site["status"] == "recommended"
      && ["county_sub_centre", "emergency_sub_centre"].contains(site["service"] ?? "")
    {
      if let other = Self.place(site) { least = min(least, Vincenty.kilometres(place, other)) }
    }
    return least
  }

  private static func place(_ row: [String: String]) -> (lon: Double, lat: Double)? {
    guard let lon = row["lon"].flatMap(Double.init), let lat = row["lat"].flatMap(Double.init) else { return nil }
    return (lon, lat)
  }

  static func firstNumber(_ text: String) -> Double? {
    guard text.first?.isNumber == true else { return nil }
    return Double(text.prefix { $0.isNumber || $0 == "," }.filter { $0 != "," })
  }

  // MARK: Files

  static func csv(_ folder: URL, _ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    var rows: [[String]] = [[""]]
    var isQuoted = false
    for character in text.drop(while: { $0 == "\u{FEFF}" }) {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[rows.count - 1].append("")
      case "\n" where !isQuoted: rows.append([""])
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
      }
    }
    let header = rows.first ?? []
    return rows.dropFirst().filter { $0.count == header.count }.map {
      Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first })
    }
  }

  private static func layer(_ folder: URL, _ name: String) throws -> [[String: String]] {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let features = try #require(json["features"] as? [[String: Any]])
    return features.compactMap { $0["properties"] as? [String: Any] }.map { properties in
      var texts = properties.compactMapValues { $0 is NSNull ? nil : "\($0)" }
      texts["within_standard"] = (properties["within_standard"] as? Bool).map { $0 ? "true" : "false" }
      return texts
    }
  }

  // MARK: The page

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  /// The rows of the tables of one section: their first cell that is no number, and their numbers.
  func pageRows(of section: String) -> [(name: String, numbers: [Double])] {
    guard let start = page.range(of: "<section id=\"\(section)\""),
      let end = page.range(of: "</section>", range: start.upperBound..<page.endIndex)
    else { return [] }
    let text = page[start.upperBound..<end.lowerBound]
    return text.components(separatedBy: "<tr><td").dropFirst().map { row in
      let cells = ("<td" + row.prefix(upTo: row.range(of: "</tr>")?.lowerBound ?? row.endIndex))
        .components(separatedBy: "</td>").dropLast()
      let names = cells.filter { !$0.contains("data-v=") }.map { cell in
        cell.replacing(/<span class="zh">.*?<\/span>/, with: "").replacing(/<[^>]*>/, with: "")
      }
      let numbers = cells.compactMap { cell in
        cell.firstMatch(of: /data-v="([^"]*)"/).flatMap { Double($0.1) }
      }
      return (names.first { !$0.isEmpty } ?? "", numbers)
    }
  }
}

/// The geodesic of Vincenty (1975) on the WGS 84 ellipsoid.
private enum Vincenty {
  static func kilometres(_ from: (lon: Double, lat: Double), _ to: (lon: Double, lat: Double)) -> Double {
    let (a, f) = (6_378_137.0, 1 / 298.257223563)
    let b = a * (1 - f)
    let toRadians = Double.pi / 180
    let u1 = atan((1 - f) * tan(from.lat * toRadians))
    let u2 = atan((1 - f) * tan(to.lat * toRadians))
    let l = (to.lon - from.lon) * toRadians
    var lambda = l
    for _ in 0..<100 {
      let sinSigma = hypot(cos(u2) * sin(lambda), cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda))
      if sinSigma == 0 { return 0 }
      let cosSigma = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda)
      let sigma = atan2(sinSigma, cosSigma)
      let sinAlpha = cos(u1) * cos(u2) * sin(lambda) / sinSigma
      let cosAlpha2 = 1 - sinAlpha * sinAlpha
      let cosMiddle = cosAlpha2 == 0 ? 0 : cosSigma - 2 * sin(u1) * sin(u2) / cosAlpha2
      let c = f / 16 * cosAlpha2 * (4 + f * (4 - 3 * cosAlpha2))
      let last = lambda
      lambda =
        l + (1 - c) * f * sinAlpha
        * (sigma + c * sinSigma * (cosMiddle + c * cosSigma * (2 * cosMiddle * cosMiddle - 1)))
      guard abs(lambda - last) < 1e-12 else { continue }
      let k = cosAlpha2 * (a * a - b * b) / (b * b)
      let bigA = 1 + k / 16_384 * (4_096 + k * (-768 + k * (320 - 175 * k)))
      let bigB = k / 1_024 * (256 + k * (-128 + k * (74 - 47 * k)))
      let inner = cosSigma * (2 * cosMiddle * cosMiddle - 1)
      let outer = bigB / 6 * cosMiddle * (4 * sinSigma * sinSigma - 3) * (4 * cosMiddle * cosMiddle - 3)
      let delta = bigB * sinSigma * (cosMiddle + bigB / 4 * (inner - outer))
      return b * bigA * (sigma - delta) / 1_000
    }
    return .infinity
  }
}
