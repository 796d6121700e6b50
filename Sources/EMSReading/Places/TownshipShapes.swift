import EMSModel
import GeoKit

/// How the surveyed townships of an area fit together: no ground in two of them, none between them, and each county the
/// union of its own.
struct TownshipShapes {
  /// What is smaller comes from how borders are drawn.
  static let least = Area(squareMetres: 1e5)
  /// The share of a county by which its towns may differ from it.
  static let leastShareOfCounty = 0.005
  /// Townships that share so much of both are one, drawn twice.
  private static let sameGround = 0.99
  /// So many cases are spelt out; the rest are counted.
  private static let spelledOut = 5

  private let townships: [Township]
  private let shapes: [FrameShape]
  private let frame: LocalFrame
  private let settlements: [Settlement]
  private let file: String

  /// Measures and tells what does not fit.
  static func check(
    _ townships: [Township], counties: [County], settlements: [Settlement], file: String, _ findings: inout Findings
  ) throws(GeoKitError) {
    let surveyed = townships.filter { $0.boundaryOrigin == .surveyed && !$0.boundary.isEmpty }
    if surveyed.isEmpty { return }
    let check = try TownshipShapes(surveyed, counties, settlements, file)
    let union = try check.union(&findings)
    try check.noteHoles(of: union, &findings)
    try check.compare(with: counties, &findings)
  }

  private init(
    _ townships: [Township], _ counties: [County], _ settlements: [Settlement], _ file: String
  ) throws(GeoKitError) {
    let frame = LocalFrame(around: townships.map(\.boundary) + counties.compactMap(\.outline))
    self.townships = townships
    self.frame = frame
    self.settlements = settlements
    self.file = file
    shapes = try parallelMap(townships.count, threads: nil) { index throws(GeoKitError) in
      try frame.shape(of: townships[index].boundary)
    }
  }

  // MARK: Overlaps

  /// The ground of all townships; what lies in two of them is told.
  private func union(_ findings: inout Findings) throws(GeoKitError) -> FrameShape {
    let sum = shapes.reduce(Area.zero) { $0 + $1.area }
    // Townships that fit together are joined along their common edges; where that loses ground or leaves outlines that
    // cross, they do not.
    if let joined = try FrameShape.coverageUnion(of: shapes, in: frame),
      abs((joined.area - sum).squareMetres) <= 1 + 1e-9 * sum.squareMetres,
      Validity.problems(of: joined.multiPolygon()).isEmpty
    {
      return joined
    }
    let union = try FrameShape.union(of: shapes, in: frame)
    if sum - union.area >= Self.least { try noteOverlaps(&findings) }
    return union
  }

  private func noteOverlaps(_ findings: inout Findings) throws(GeoKitError) {
    var overlaps: [(a: Int, b: Int, area: Area)] = []
    for (a, b) in pairsOfBoxes() {
      let area = try shapes[a].intersection(shapes[b]).area
      if area >= Self.least { overlaps.append((min(a, b), max(a, b), area)) }
    }
    overlaps.sort { ($1.area, $0.a, $0.b) < ($0.area, $1.a, $1.b) }
    for (a, b, area) in overlaps.prefix(Self.spelledOut) {
      let people = people(inBoth: a, b)
      let size = Self.size(area)
      if area.squareMetres >= Self.sameGround * max(shapes[a].area, shapes[b].area).squareMetres {
        findings.note(
          .warning,
          "\(file): \(name(a)) and \(name(b)) are the same ground (\(size) km²); all places there\(people.english) count to the first. Remove one of them",
          "\(file)：\(name(a))与\(name(b))是同一范围（\(size) 平方公里），其中村居\(people.chinese)均计入前者，请删去其一")
      } else {
        findings.note(
          .warning,
          "\(file): \(name(a)) and \(name(b)) overlap on \(size) km²; places there\(people.english) count to the first, and the ground counts twice",
          "\(file)：\(name(a))与\(name(b))重叠 \(size) 平方公里，其中村居\(people.chinese)计入前者，面积重复计算")
      }
    }
    let rest = overlaps.dropFirst(Self.spelledOut)
    if !rest.isEmpty {
      let size = Self.size(rest.reduce(Area.zero) { $0 + $1.area })
      findings.note(
        .warning, "\(file): \(rest.count) more pairs of townships overlap, on \(size) km² together",
        "\(file)：另有 \(rest.count) 对乡镇重叠，合计 \(size) 平方公里")
    }
  }

  /// The pairs of townships whose boxes touch.
  private func pairsOfBoxes() -> [(Int, Int)] {
    let boxes = townships.map { BoundingBox(around: $0.boundary) }
    let order = boxes.indices.sorted { (boxes[$0]?.south ?? 0, $0) < (boxes[$1]?.south ?? 0, $1) }
    var open: [Int] = []
    var pairs: [(Int, Int)] = []
    for index in order {
      guard let box = boxes[index] else { continue }
      open.removeAll { boxes[$0].map { $0.north < box.south } ?? true }
      for other in open where shapes[index].boxIntersects(shapes[other]) { pairs.append((other, index)) }
      open.append(index)
    }
    return pairs
  }

  /// ", 3 settlements with 1,200 people" in both languages; empty where no settlement lies in both.
  private func people(inBoth a: Int, _ b: Int) -> Phrase {
    let inside = settlements.filter { shapes[a].contains($0.location) && shapes[b].contains($0.location) }
    let words = Self.words(for: inside)
    return inside.isEmpty ? words : Phrase(words.english + ",", words.chinese)
  }

  // MARK: Ground between

  /// Ground that townships enclose and that is none's.
  private func noteHoles(of union: FrameShape, _ findings: inout Findings) throws(GeoKitError) {
    var holes: [(ring: Ring, area: Area)] = []
    for hole in union.multiPolygon().polygons.flatMap(\.holes) {
      let area = Area(squareMetres: abs(Geodesic.area(of: hole).squareMetres))
      if area >= Self.least { holes.append((hole, area)) }
    }
    holes.sort { $0.area == $1.area ? $0.ring.place < $1.ring.place : $0.area > $1.area }
    for (hole, area) in holes.prefix(Self.spelledOut) {
      let shape = try frame.shape(of: MultiPolygon([Polygon(shell: hole)]))
      // Those along it, not those at whose corner it ends.
      let rim = try shape.buffered(by: .metres(50))
      var beside: [String] = []
      for township in shapes.indices where shapes[township].boxIntersects(rim) {
        if try shapes[township].intersection(rim).area.squareMetres >= 5_000 { beside.append(name(township)) }
      }
      let people = Self.words(for: settlements.filter { shape.contains($0.location) })
      let size = Self.size(area)
      findings.note(
        .warning,
        "\(file): \(size) km² between \(beside.joined(separator: ", ")) belong to no township\(people.english)",
        "\(file)：\(beside.joined(separator: "、"))之间有 \(size) 平方公里不属于任何乡镇\(people.chinese)")
    }
    let rest = holes.dropFirst(Self.spelledOut)
    if !rest.isEmpty {
      let size = Self.size(rest.reduce(Area.zero) { $0 + $1.area })
      findings.note(
        .warning, "\(file): \(rest.count) more gaps between townships, \(size) km² together",
        "\(file)：另有 \(rest.count) 处不属于任何乡镇，合计 \(size) 平方公里")
    }
  }

  // MARK: Counties

  private func compare(
    with counties: [County], _ findings: inout Findings
  ) throws(GeoKitError) {
    let homeless = townships.filter { $0.countyID == nil }
    if counties.contains(where: { $0.outline != nil }), !homeless.isEmpty {
      let names = RepeatedPlaces.names(homeless.map(\.name))
      findings.note(
        .warning, "\(file): \(homeless.count.of("township lies", "townships lie")) in no county: \(names)",
        "\(file)：\(homeless.count) 个乡镇不在任何县界内：\(names)")
    }
    for county in counties {
      guard let outline = county.outline else { continue }
      let own = townships.indices.filter { townships[$0].countyID == county.id }
      if own.isEmpty { continue }
      let ground = try frame.shape(of: outline)
      let towns = try FrameShape.union(of: own.map { shapes[$0] }, in: frame)
      let missing = try ground.difference(towns).area
      let beyond = try towns.difference(ground).area
      let limit = max(Self.least, Area(squareMetres: ground.area.squareMetres * Self.leastShareOfCounty))
      if missing >= limit {
        findings.note(
          .warning,
          "\(file): \(Self.size(missing)) of \(Self.size(ground.area)) km² of \(county.name) are in none of its townships",
          "\(file)：\(county.name) \(Self.size(ground.area)) 平方公里中有 \(Self.size(missing)) 平方公里不在其任何乡镇内")
      }
      if beyond >= limit {
        findings.note(
          .warning, "\(file): the townships of \(county.name) lie on \(Self.size(beyond)) km² outside its border",
          "\(file)：\(county.name)的乡镇有 \(Self.size(beyond)) 平方公里位于县界之外")
      }
    }
  }

  // MARK: Words

  private func name(_ index: Int) -> String { "\(townships[index].name) (\(townships[index].id))" }

  private static func size(_ area: Area) -> String {
    NumberText.decimals(area.squareKilometres, area.squareKilometres < 10 ? 1 : 0)
  }

  private static func words(for settlements: [Settlement]) -> Phrase {
    if settlements.isEmpty { return Phrase("", "") }
    let people = NumberText.grouped(settlements.reduce(0) { $0 + ($1.population ?? 0) })
    return Phrase(
      ", \(settlements.count.of("settlement", "settlements")) with \(people) people",
      "（\(settlements.count) 个，\(people) 人）")
  }
}

extension Ring {
  /// The westernmost corner, the southernmost of several, to order rings by.
  fileprivate var place: (Double, Double) {
    coordinates.map { ($0.longitude, $0.latitude) }.min(by: <) ?? (0, 0)
  }
}
