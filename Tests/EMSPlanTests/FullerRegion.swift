import TestSupport
import Foundation

@testable import EMSPlan

/// A region of the fuller data beside the project, as the files of a plan.
///
/// Townships are Thiessen cells of the located seats. A health centre is assumed at the seat of every town, township and
/// sumu, and a county emergency centre and hospital at the first seat of each county where no list of hospitals is at
/// hand.
struct FullerRegion {
  let folder: URL
  private static let data = Checkout.shared.appendingPathComponent("geodata/cn")
  static let isThere = FileManager.default.fileExists(atPath: data.appendingPathComponent("township_points.csv").path)

  /// - Parameters:
  ///   - region: as the data name it: 兴安盟.
  ///   - gridKilometres: of the derived demand.
  init(_ region: String, profile: String, gridKilometres: Int) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("fuller-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let seats = try Self.rows("township_points.csv").filter {
      $0["region"] == region && $0["in_county_polygon"] == "True"
    }
    try writeCounties(of: region)
    try write(
      ["id,name,kind,county,longitude,latitude"]
        + seats.map { seat in
          let kind = (seat["kind"] ?? "").split(separator: "/").first.map(String.init) ?? ""
          return Self.line(
            seat["code9"], seat["name"], kind.hasPrefix("其他") ? "" : kind, seat["county_adcode"], seat["lon"],
            seat["lat"])
        }, to: "seats.csv")
    try write(Self.facilities(of: region, seats: seats), to: "facilities.csv")
    try Data(
      """
      name: \(region)
      profile: \(profile)
      inputs:
        counties: {file: counties.geojson, id: adcode, name: name, population: population_2020, urban_share: urban_share_2020}
        townships: {derive: thiessen, seats: seats.csv, id: id, name: name, kind: kind, county: county}
        facilities: {file: facilities.csv, county: county, township: township, precision: precision}
        demand: {method: urban-at-seats-rural-on-grid, grid_km: \(gridKilometres)}

      """.utf8
    ).write(to: plan)
  }

  var plan: URL { folder.appendingPathComponent("plan.yaml") }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private func write(_ lines: [String], to name: String) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appendingPathComponent(name))
  }

  private func writeCounties(of region: String) throws {
    let all = try JSONSerialization.jsonObject(
      with: Data(contentsOf: Self.data.appendingPathComponent("counties.geojson")))
    let features = ((all as? [String: Any])?["features"] as? [[String: Any]] ?? []).filter {
      ($0["properties"] as? [String: Any])?["region"] as? String == region
    }
    try JSONSerialization.data(withJSONObject: ["type": "FeatureCollection", "features": features]).write(
      to: folder.appendingPathComponent("counties.geojson"))
  }

  private static func facilities(of region: String, seats: [[String: String]]) throws -> [String] {
    var lines = ["id,name,tier,longitude,latitude,county,township,precision,origin"]
    let hospitals = try rows("facilities.csv").filter { $0["region"] == region }
    for hospital in hospitals {
      let tier = hospital["level"] == "三级" ? "tertiary_hospital" : "secondary_hospital"
      lines.append(
        line(
          hospital["facility_id"], hospital["name"], tier, hospital["lon"], hospital["lat"], hospital["county_adcode"],
          "", "county_seat", "surveyed"))
    }
    var counties: Set<String> = []
    for seat in seats {
      let (code, name, county) = (seat["code9"] ?? "", seat["name"] ?? "", seat["county_adcode"] ?? "")
      func add(_ prefix: String, _ name: String, _ tier: String) {
        lines.append(
          line(prefix + code, name, tier, seat["lon"], seat["lat"], county, code, "township_seat", "assumed"))
      }
      if counties.insert(county).inserted {
        add("E", "\(name)急救中心", "county_emergency_centre")
        if hospitals.isEmpty { add("K", "\(name)医院", "secondary_hospital") }
        if counties.count == 1 {
          add("D", "调度中心", "dispatch_centre")
          add("L", "盟市急救中心", "league_emergency_centre")
        }
      }
      guard ["镇", "乡/苏木", "乡", "苏木"].contains(seat["kind"] ?? "") else { continue }
      // The plan of Beibei calls the health centre of 静观 by this name.
      add("H", name.hasPrefix("静观") ? "静观镇中心卫生院" : "\(name)卫生院", "township_health_centre")
    }
    return lines
  }

  private static func line(_ cells: String?...) -> String {
    cells.map { ($0 ?? "").replacing(",", with: "，") }.joined(separator: ",")
  }

  /// The rows of a file by header; quoted fields hold no line breaks.
  private static func rows(_ name: String) throws -> [[String: String]] {
    var lines = try String(contentsOf: data.appendingPathComponent(name), encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(fields)
    let header = lines.removeFirst().map { $0.replacing("\u{FEFF}", with: "") }
    return lines.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
