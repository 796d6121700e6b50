import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy

/// The regions that ship with the project: their plans read, their profiles exist, their facts add up.
@Suite struct RegionDataTests {
  static let geoData = Checkout.root.appendingPathComponent("GeoData")

  /// People of 1 November 2020 by the communiqués of the census, counties, and townships of the official list: all, those
  /// whose place a source gives, and those within the urban area of their county seat.
  @Test(arguments: [
    ("xingan", 1_416_929, 6, [71, 21, 10]), ("beibei", 834_887, 1, [22, 16, 1]),
    ("hohhot", 3_309_950, 9, [84, 17, 39]),
    ("jining", 8_023_296, 11, [156, 3, 51]), ("bayannur", 1_538_715, 7, [70, 6, 11]),
  ])
  func theFactsAddUp(region: String, people: Int, counties: Int, towns: [Int]) throws {
    let folder = Self.geoData.appendingPathComponent(region)
    let plan = try PlanFile.read(at: folder.appendingPathComponent("plan.yaml"))
    #expect(try PolicyLibrary(planFolder: plan.folder, environment: [:]).profile(plan.profile).key == region)

    let file = try Data(contentsOf: folder.appendingPathComponent("counties.geojson"))
    let collection = try #require(JSONSerialization.jsonObject(with: file) as? [String: Any])
    let features = try #require(collection["features"] as? [[String: Any]])
    let properties = features.compactMap { $0["properties"] as? [String: Any] }
    #expect(properties.count == counties)
    #expect(properties.compactMap { $0["population"] as? Int }.reduce(0, +) == people)
    let codes = properties.compactMap { $0["code"] as? String }
    #expect(codes == codes.sorted() && Set(codes).count == counties)

    let townRows = try Self.rows(folder.appendingPathComponent("townships.csv"))
    let listed = townRows.filter { $0["kind"] != "urban_area" }
    let located = listed.filter { $0["longitude"] != "" }
    #expect([listed.count, located.count, listed.count { $0["urban_area"] != "" }] == towns)
    #expect(Set(townRows.compactMap { $0["county_code"] }) == Set(codes), "every county has townships")
    #expect(townRows.count { $0["rank"] == "county_seat" } == counties, "every county has one seat")
    for town in listed {
      let code = town["code"] ?? ""
      #expect(code.count == 9 && code.hasPrefix(town["county_code"] ?? "-"))
      // The seventh digit of a code is the kind: 0 subdistrict, 1 town, 2 township or sumu.
      let kinds = ["0": ["subdistrict"], "1": ["town"], "2": ["township", "sumu"]][String(code.dropFirst(6).prefix(1))]
      #expect(kinds?.contains(town["kind"] ?? "") == true, "\(code)")
      #expect((town["longitude"] == "") == (town["latitude"] == "") && town["source"]?.isEmpty == false)
    }
    let facilities = try Self.rows(folder.appendingPathComponent("facilities.csv"))
    #expect(Set(facilities.compactMap { $0["id"] }).count == facilities.count)
    let seatIDs = Set(townRows.filter { $0["longitude"] != "" }.compactMap { $0["code"] })
    for facility in facilities {
      #expect(seatIDs.contains(facility["township_id"] ?? ""))
      #expect(FacilityTier(rawValue: facility["tier"] ?? "") != nil)
      #expect(CoordinatePrecision(rawValue: facility["coord_precision"] ?? "") != nil)
      #expect(Origin(rawValue: facility["origin"] ?? "") != nil)
      #expect(facility["source"]?.isEmpty == false)
    }
  }

  /// The rows of a small CSV file; quoted fields hold no line breaks.
  private static func rows(_ url: URL) throws -> [[String: String]] {
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(fields)
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
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
