import EMSFormats
import EMSModel
import EMSPlanning
import GeoKit

/// The findings of a check of roads as a layer, as tables and as lines for the terminal.
public struct RoadFindings: Sendable {
  private let check: RoadCheck
  private let isUsed: Bool

  /// - Parameter isUsed: whether settlements were given, so that `gained` was asked for.
  public init(_ check: RoadCheck, isUsed: Bool) {
    self.check = check
    self.isUsed = isUsed
  }

  private struct Finding {
    var kind: String
    var geometry: GeoJSONFeature.Geometry
    var place: Coordinate
    var length: Distance?
    var gap: RoadCheck.Gap?
  }

  private var findings: [Finding] {
    let gaps = check.gaps.map { gap in
      let place = Coordinate(longitude: gap.miss.longitude, latitude: gap.miss.latitude)
      return Finding(kind: "near_miss", geometry: .point(place), place: place, gap: gap)
    }
    let islands = check.islands.map { Finding(kind: "island", geometry: .point($0), place: $0, length: $1) }
    let traps = check.traps.map { kind, place, length in
      Finding(kind: kind.rawValue, geometry: .point(place), place: place, length: length)
    }
    let unused = (check.unused ?? []).map { length, course in
      Finding(kind: "unused", geometry: .line(course), place: course[0], length: length)
    }
    return gaps + islands + traps + unused
  }

  private static let names = [
    "kind", "lon", "lat", "length_km", "gap_m", "line", "other_line", "between_islands", "settlements_gained",
    "people_gained", "settlement_ids",
  ]

  private func values(_ finding: Finding) -> [PropertyValue] {
    let gap = finding.gap
    func identifier(_ number: Int64?) -> PropertyValue {
      .optional(number.flatMap { $0 < 0 ? nil : Int(exactly: $0) })
    }
    return [
      .text(finding.kind), .decimal(finding.place.longitude, places: 7), .decimal(finding.place.latitude, places: 7),
      .optional(finding.length?.kilometres, places: 3), .optional(gap?.miss.gap.metres, places: 2),
      identifier(gap?.miss.line),
      identifier(gap?.miss.other), .optional(gap?.miss.isBetweenIslands), .optional(gap?.gained?.count),
      .optional(gap?.gained.map { gained in gained.compactMap(\.population).reduce(0, +) }),
      .optional(gap?.gained.map { gained in gained.map(\.id).sorted().joined(separator: ";") }),
    ]
  }

  public var features: [GeoJSONFeature] {
    findings.map { finding in
      GeoJSONFeature(
        geometry: finding.geometry,
        properties: zip(Self.names, values(finding)).filter { !["lon", "lat"].contains($0.0) }
          .map { PropertyValue.Member($0, $1) })
    }
  }

  /// Unused roads are in the layer alone.
  public var table: [UInt8] {
    var table = CSVWriter(columns: Self.names, for: .program)
    for finding in findings where finding.kind != "unused" { table.append(values(finding)) }
    return table.takeBytes()
  }

  public var classes: [UInt8] {
    let modes = TravelMode.allCases
    var table = CSVWriter(
      columns: ["class", "lines", "length_km"]
        + modes.flatMap { ["\($0.rawValue)_least_kmh", "\($0.rawValue)_most_kmh"] }, for: .program)
    for row in check.classes {
      table.append(
        [.text(row.name), .whole(row.lines), .decimal(row.length.kilometres, places: 3)]
          + modes.flatMap { mode -> [PropertyValue] in
            [
              .optional(row.speeds[mode]?.lowerBound, places: 1), .optional(row.speeds[mode]?.upperBound, places: 1),
            ]
          })
    }
    return table.takeBytes()
  }

  private var unusedKilometres: Double? { check.unused.map { $0.reduce(0) { $0 + $1.length.metres } / 1000 } }

  public var summary: PropertyValue {
    [
      "mode": .text(check.mode.rawValue), "length_km": .decimal(check.length.kilometres, places: 3),
      "near_misses": .whole(check.gaps.count), "near_misses_tried": .whole(check.gaps.count { $0.gained != nil }),
      "islands": .whole(check.islands.count),
      "islands_km": .decimal(check.islands.reduce(0) { $0 + $1.length.kilometres }, places: 3),
      "one_way_traps": .whole(check.traps.count),
      "one_way_traps_km": .decimal(check.traps.reduce(0) { $0 + $1.length.kilometres }, places: 3),
      "unused_km": .optional(unusedKilometres, places: 3),
    ]
  }

  /// What the terminal shows; `output` is the folder that was written.
  public func lines(_ language: Language, _ output: String) -> [String] {
    let isChinese = language == .chinese
    func km(_ value: Double) -> String { NumberText.grouped(value, places: 1) }
    func place(_ place: Coordinate) -> String {
      "\(NumberText.decimals(place.longitude, 5)), \(NumberText.decimals(place.latitude, 5))"
    }
    let islands = km(check.islands.reduce(0) { $0 + $1.length.kilometres })
    let traps = km(check.traps.reduce(0) { $0 + $1.length.kilometres })
    var lines = [
      isChinese
        ? "\(check.mode.title.chinese)可用道路 \(km(check.length.kilometres)) 公里；孤立部分 \(NumberText.grouped(check.islands.count)) 处，共 \(islands) 公里；受单行道阻隔 \(NumberText.grouped(check.traps.count)) 处，共 \(traps) 公里；近而未接 \(NumberText.grouped(check.gaps.count)) 处"
        : "\(km(check.length.kilometres)) km for \(check.mode.title.english); \(check.islands.count.of("island", "islands")) of \(islands) km; \(check.traps.count.of("part", "parts")) of \(traps) km cut off by one-way roads; \(check.gaps.count.of("near miss", "near misses"))"
    ]
    for gap in check.gaps.prefix(3) {
      let at = place(Coordinate(longitude: gap.miss.longitude, latitude: gap.miss.latitude))
      let metres = NumberText.oneDecimal(gap.miss.gap.metres)
      let gained = gap.gained.map { settlements in
        isChinese
          ? "；如相接，新增达标村居 \(NumberText.grouped(settlements.count)) 个、\(NumberText.grouped(gap.people)) 人"
          : "; joined, \(settlements.count.of("settlement comes", "settlements come")) within the limit, \(gap.people.of("person", "people"))"
      }
      lines.append(isChinese ? "  \(at)：相距 \(metres) 米\(gained ?? "")" : "  \(at): a gap of \(metres) m\(gained ?? "")")
    }
    if isUsed, let tried = Optional(check.gaps.count { $0.gained != nil }), tried < check.gaps.count {
      lines.append(
        isChinese
          ? "  已试接最可疑的 \(tried) 处；其余 \(check.gaps.count - tried) 处未试"
          : "  the \(tried) worst were joined on trial; the other \(check.gaps.count - tried) were not")
    }
    if let unusedKilometres {
      lines.append(
        isChinese
          ? "没有村居经过的道路 \(km(unusedKilometres)) 公里" : "\(km(unusedKilometres)) km that no settlement uses")
    }
    lines.append(isChinese ? "已写入 \(output)" : "wrote \(output)")
    return lines
  }
}
