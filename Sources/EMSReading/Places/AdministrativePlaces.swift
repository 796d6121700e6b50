import EMSModel
import GeoKit

/// The counties and townships of a plan, before and after boundaries are derived.
struct AdministrativePlaces {
  private(set) var counties: [County]
  private(set) var townships: [Township] = []
  /// Whether the files could be read, so that references to them can be checked.
  private let countiesAreKnown: Bool
  private let townshipsAreKnown: Bool
  private let townshipFile: String
  private let areDerived: Bool
  private var leftOut: [(id: String, name: String)] = []

  /// Reads the townships, and settles which county each belongs to as far as their file says it.
  ///
  /// - Parameter counties: those of the plan's file; nil when the plan names none or it cannot be read. Counties that
  ///   the townships name are then taken from there, without outlines.
  init(
    _ source: PlanFile.Townships, of files: InputFiles, counties: [County]?, _ findings: inout Findings
  ) {
    self.counties = counties ?? []
    countiesAreKnown = counties != nil || files.counties == nil
    var read: TownshipReading.Read?
    switch source {
    case .boundaries(let layer):
      areDerived = false
      townshipFile = layer.file
      read = TownshipReading.readBoundaries(layer, of: files, &findings)
    case .thiessen(let seats):
      areDerived = true
      townshipFile = seats.file
      read = TownshipReading.readSeats(seats, of: files, &findings)
    }
    for table in source.layer.tables { read?.join(table, of: files, counties: counties, &findings) }
    townshipsAreKnown = read != nil
    townships = read?.townships ?? []
    leftOut = read?.leftOut ?? []
    let countyNames = read?.countyNames ?? [:]
    townships.sort { $0.id < $1.id }
    if files.counties == nil {
      self.counties = Set(countyNames.values).sorted().map { County(id: $0, name: $0) }
    }
    if countiesAreKnown { setCounties(countyNames, &findings) }
  }

  /// What other files may refer to; nil where the file could not be read.
  var references: (counties: ReferenceIndex?, townships: ReferenceIndex?) {
    let own = CountiesOfTownships(counties, names: [:])
    return (
      countiesAreKnown ? own.index : nil,
      townshipsAreKnown ? ReferenceIndex(own.elements(townships), leftOut: leftOut) : nil
    )
  }

  private mutating func setCounties(_ names: [String: String], _ findings: inout Findings) {
    let index = ReferenceIndex(counties.map { ($0.id, $0.name) })
    for position in townships.indices {
      guard let name = names[townships[position].id] else { continue }
      if case .found(let id, _) = index.match(name) {
        townships[position].countyID = id
      } else {
        findings.add(
          InputProblem(
            file: townshipFile, field: "county", value: name,
            english: "\(townships[position].name): there is no county “\(name)”",
            chinese: "\(townships[position].name)：不存在县“\(name)”",
            remedyEnglish: "Use an id (or a name that only one has) of the plan's file of counties",
            remedyChinese: "请使用方案中县级文件的编码（或唯一的名称）"), rule: "unknown reference \(name)", limit: 1)
      }
    }
  }

  /// Locates townships in counties where no file says it, and derives boundaries where the plan asks for it.
  mutating func derive(_ findings: inout Findings) throws(InputProblems) {
    let outlined = counties.filter { $0.outline != nil }
    do throws(GeoKitError) {
      let locator = try PointLocator(outlined.compactMap(\.outline))
      for position in townships.indices where !outlined.isEmpty && townships[position].countyID == nil {
        let seat = townships[position].seat ?? RepresentativePoint.of(townships[position].boundary)
        townships[position].countyID = seat.flatMap { locator.locate($0) }.map { outlined[$0].id }
      }
    } catch {
      throw Self.problem(error, file: townshipFile)
    }
    if areDerived {
      townships = try ThiessenTownships.derived(from: townships, in: counties, file: townshipFile, &findings)
    }
  }

  static func problem(_ error: GeoKitError, file: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, english: "the shapes cannot be worked with: \(error)", chinese: "图形无法处理：\(error)",
        remedyEnglish: "Check the shapes in a map program", remedyChinese: "请在制图软件中检查图形")
    ])
  }
}

/// A point that stands for a shape.
enum RepresentativePoint {
  /// The middle of the widest stretch of the shape on a parallel near the middle of its largest polygon.
  static func of(_ shape: MultiPolygon) -> Coordinate? {
    let largest = shape.polygons.max { $0.shell.coordinates.count < $1.shell.coordinates.count }
    guard let largest, let box = BoundingBox(around: largest.shell.coordinates) else { return nil }
    // Halfway between parallels through corners, so that no corner lies on it.
    let middle = (box.south + box.north) / 2
    let rings = [largest.shell] + largest.holes
    let above = rings.flatMap { $0.coordinates.map(\.latitude) }.filter { $0 > middle }.min() ?? box.north
    let latitude = (middle + above) / 2
    var crossings: [Double] = []
    for ring in rings {
      for (a, b) in zip(ring.coordinates, ring.coordinates.dropFirst())
      where (a.latitude > latitude) != (b.latitude > latitude) {
        let share = (latitude - a.latitude) / (b.latitude - a.latitude)
        crossings.append(a.longitude + share * (b.longitude - a.longitude))
      }
    }
    crossings.sort()
    var widest: (west: Double, east: Double)?
    for at in stride(from: 0, to: crossings.count - 1, by: 2)
    where crossings[at + 1] - crossings[at] > (widest.map { $0.east - $0.west } ?? -1) {
      widest = (crossings[at], crossings[at + 1])
    }
    return widest.map { Coordinate(longitude: ($0.west + $0.east) / 2, latitude: latitude) }
  }
}
