import EMSModel
import EMSReading
import GeoKit
import TravelNetwork

/// The regions of a plan in which a road lies, as a speed table names them: kept as an attribute of the road.
enum RoadRegions {
  /// No key of OpenStreetMap.
  private static let key = "emsplan:regions"
  private static let separator: Character = "\n"

  static func read(_ tags: [String: String]) -> Set<String> {
    tags[key].map { Set($0.split(separator: separator).map(String.init)) } ?? []
  }

  /// The same roads, cut where they pass from one region into another; the middle of a segment decides.
  ///
  /// - Throws: that a region is no county or township of the area, or is the name of several.
  static func mark(
    _ lines: RoadLines, _ regions: [String], in area: PlanningArea, file: String
  ) throws(InputProblems) -> RoadLines {
    var findings = Findings()
    var locators: [(name: String, locator: PointLocator)] = []
    for region in regions {
      let shapes = shapes(of: region, in: area)
      do {
        if shapes.count == 1 {
          locators.append((region, try PointLocator(shapes[0])))
          continue
        }
      } catch {}
      let names = (area.counties.map(\.name) + area.townships.map(\.name)).sorted()
      let near = NearestWord.to(region, in: names)
      findings.add(
        InputProblem(
          file: file, field: "factors.region", value: region,
          shapes.isEmpty
            ? Phrase("no county or township with an outline is called \(region)", "没有名为 \(region) 且有边界的县区或乡镇")
            : Phrase(
              "\(shapes.count) counties or townships are called \(region)", "有 \(shapes.count) 个县区或乡镇名为 \(region)"),
          shapes.isEmpty
            ? near.map { Phrase("Did you mean \($0)?", "是否应为 \($0)？") } ?? Phrase("Use an id or a name", "请用代码或名称")
            : Phrase("Use the id", "请使用代码")), rule: region)
    }
    try findings.throwProblems()
    return cut(lines) { place in locators.filter { $0.locator.locate(place) != nil }.map(\.name) }
  }

  /// Each unit of that id, or else of that name, with the shapes that make it up.
  private static func shapes(of region: String, in area: PlanningArea) -> [[MultiPolygon]] {
    func county(_ county: County) -> [MultiPolygon] {
      county.outline.map { [$0] } ?? area.townships.filter { $0.countyID == county.id }.map(\.boundary)
    }
    func units(_ matches: (_ id: String, _ name: String) -> Bool) -> [[MultiPolygon]] {
      let counties = area.counties.filter { matches($0.id, $0.name) }.map(county)
      return (counties + area.townships.filter { matches($0.id, $0.name) }.map { [$0.boundary] })
        .filter { !$0.isEmpty }
    }
    let byID = units { id, _ in id == region }
    return byID.isEmpty ? units { _, name in name == region } : byID
  }

  private static func cut(_ lines: RoadLines, _ regions: (Coordinate) -> [String]) -> RoadLines {
    var marked = RoadLines(
      longitudes: lines.longitudes, latitudes: lines.latitudes, attributeSets: lines.attributeSets,
      obstacles: lines.obstacles, restrictions: lines.restrictions)
    var numbers: [[String]: Int32] = [:]
    func attributes(_ set: Int32, _ names: [String]) -> Int32 {
      if names.isEmpty { return set }
      if let known = numbers[[String(set)] + names] { return known }
      var tags = lines.attributeSets[Int(set)]
      tags[key] = names.joined(separator: String(separator))
      marked.attributeSets.append(tags)
      let number = Int32(marked.attributeSets.count - 1)
      numbers[[String(set)] + names] = number
      return number
    }
    func place(_ index: Int) -> Coordinate {
      let (a, b) = (Int(lines.points[index]), Int(lines.points[index + 1]))
      return Coordinate(
        longitude: (Double(lines.longitudes[a]) + Double(lines.longitudes[b])) / 2e7,
        latitude: (Double(lines.latitudes[a]) + Double(lines.latitudes[b])) / 2e7)
    }
    for line in 0..<lines.count {
      let range = Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1])
      if range.count < 2 { continue }
      var names = regions(place(range.lowerBound))
      marked.points.append(lines.points[range.lowerBound])
      func end() {
        marked.firstPoint.append(Int32(marked.points.count))
        marked.attributes.append(attributes(lines.attributes[line], names))
        marked.identifiers.append(lines.identifiers[line])
      }
      for index in range.dropLast() {
        let here = regions(place(index))
        if here != names {
          end()
          marked.points.append(lines.points[index])
          names = here
        }
        marked.points.append(lines.points[index + 1])
      }
      end()
    }
    return marked
  }
}
