import GeoKit
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// What is told of places that lie where they should not, twice, or nowhere, and of townships that do not fit together.
struct PlaceFindingsTests {
  private static let plan = """
    name: Test
    profile: xingan
    inputs:
      townships: {file: townships.geojson}
      facilities: {file: facilities.csv}
      settlements: {file: villages.csv}
    """

  private static func square(_ box: (west: Double, south: Double, east: Double, north: Double)) -> [Coordinate] {
    [(box.west, box.south), (box.east, box.south), (box.east, box.north), (box.west, box.north), (box.west, box.south)]
      .map { Coordinate(longitude: $0.0, latitude: $0.1) }
  }

  private static func layer(_ shapes: [(id: String, name: String, ring: [Coordinate])]) -> String {
    let features = shapes.map { shape in
      let ring = shape.ring.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
      return
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(shape.id)\",\"name\":\"\(shape.name)\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  /// Nine towns of 0.1° in three rows at 120–120.3, 46–46.3; `middle` takes the place of the one in the middle.
  private static func nineTowns(
    middle: (west: Double, south: Double, east: Double, north: Double) = (120.1, 46.1, 120.2, 46.2)
  ) -> String {
    layer(
      (0..<9).map { number in
        let (x, y) = (number % 3, number / 3)
        // From whole numbers, so that neighbours share their corners to the last bit.
        let box = (
          west: Double(1200 + x) / 10, south: Double(460 + y) / 10, east: Double(1201 + x) / 10,
          north: Double(461 + y) / 10
        )
        return ("T\(number)", "镇\(number)", square(number == 4 ? middle : box))
      })
  }

  private static let facilities = "id,name,tier,lon,lat\nh,某县医院,二级,120.15,46.15\n"

  private func notes(
    townships: String = nineTowns(), villages: String = "id,name,lon,lat,人口\nv,一村,120.15,46.15,10\n",
    facilities: String = facilities, _ changes: [String: String?] = [:]
  ) throws -> [String] {
    let files: [String: String?] = [
      "plan.yaml": Self.plan, "townships.geojson": townships, "villages.csv": villages, "facilities.csv": facilities,
    ]
    return try InputFilesTests().read(files.merging(changes) { $1 }).notes.map(\.english)
  }

  // MARK: Parts of one

  private static func towns(_ rows: [(id: String, name: String, people: String, box: (Double, Double, Double, Double))])
    -> String
  {
    let features = rows.map { row in
      let ring = square((row.box.0, row.box.1, row.box.2, row.box.3)).map { "[\($0.longitude),\($0.latitude)]" }
      return
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(row.id)\",\"name\":\"\(row.name)\",\"population\":\(row.people)},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring.joined(separator: ","))]]}}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  /// Decimals that were cut off are told with what they may hide; fewer than twenty places may have none by chance.
  @Test(arguments: [(20, 2, "0.7 km"), (20, 1, "6.8 km"), (19, 2, nil), (20, 3, nil)])
  func coordinatesWithFewDecimalsAreTold(task: (places: Int, decimals: Int, far: String?)) throws {
    let step = [1, 0.1, 0.01, 0.001][task.decimals]
    let rows = (0..<task.places).map { "v\($0),村\($0),\(120 + step * Double($0 % 3)),\(46 + step * Double($0 / 3)),10" }
    let told = try notes(villages: "id,name,lon,lat,人口\n" + rows.joined(separator: "\n") + "\n")
      .filter { $0.contains("of a degree") }
    #expect(told.count == (task.far == nil ? 0 : 1))
    if let far = task.far { #expect(told.first?.contains(far) == true) }
  }

  /// A town and its exclave, or two sheets of its map, are one town with the ground of both and the people of one row.
  @Test(arguments: [(120.2, "2000"), (120.1, "null")])
  func rowsOfOneIDAndNameArePartsOfOneTownship(west: Double, people: String) throws {
    let area = try InputFilesTests().read([
      "plan.yaml": Self.plan, "facilities.csv": Self.facilities,
      "villages.csv": "id,name,lon,lat,人口\nv,一村,\(west + 0.05),46.05,10\n",
      "townships.geojson": Self.towns([
        ("T1", "甲镇", "2000", (120.0, 46.0, 120.1, 46.1)), ("T1", "甲镇", people, (west, 46.0, west + 0.1, 46.1)),
        ("T2", "乙镇", "500", (120.0, 46.1, 120.3, 46.2)),
      ]),
    ])
    #expect(area.townships.map(\.id) == ["T1", "T2"])
    let own = area.townships[0]
    let parts = [(120.0, 120.1), (west, west + 0.1)].map { west, east in
      Geodesic.area(of: Ring(Self.square((west, 46.0, east, 46.1)))).squareMetres
    }
    #expect(abs(Geodesic.area(of: own.boundary).squareMetres - parts.reduce(0, +)) < 1)
    #expect(own.population == 2000)
    #expect(area.settlements.first?.townshipID == "T1")
    #expect(area.notes.contains { $0.english.hasSuffix("which were joined: 甲镇") })
  }

  @Test func partsThatShareGroundOrDifferAreRefused() {
    let box = (120.0, 46.0, 120.1, 46.1)
    for (rows, words) in [
      ([("T1", "甲镇", "1", box), ("T1", "甲镇", "1", (120.05, 46.0, 120.15, 46.1))], "the shapes share ground"),
      ([("T1", "甲镇", "1", box), ("T1", "甲镇", "1", box)], "the shapes share ground"),
      ([("T1", "甲镇", "1", box), ("T1", "甲镇", "2", (120.2, 46.0, 120.3, 46.1))], "says something else (1)"),
      ([("T1", "甲镇", "1", box), ("T1", "乙镇", "1", (120.2, 46.0, 120.3, 46.1))], "the id T1 is already that of"),
    ] {
      let problems = InputFilesTests().problems([
        "plan.yaml": Self.plan, "facilities.csv": Self.facilities, "townships.geojson": Self.towns(rows),
        "villages.csv": "id,name,lon,lat\nv,一村,120.05,46.05\n",
      ])
      #expect(problems.count == 1 && problems[0].english.contains(words), "\(problems)")
    }
  }

  /// A place that nobody named is called by where it stands, whatever the order of the rows.
  @Test func settlementsWithoutIDAndNameAreCalledByTheirPlaces() throws {
    let rows = ["v,一村,120.15,46.15,10", ",,120.25,46.05,20", ",,120.05,46.25,30", ",,120.05,46.25,40"]
    let read = try [rows, rows.reversed()].map { rows in
      try InputFilesTests().read([
        "plan.yaml": Self.plan, "facilities.csv": Self.facilities, "townships.geojson": Self.nineTowns(),
        "villages.csv": "id,name,lon,lat,人口\n" + rows.map { $0 + "\n" }.joined(),
      ])
    }
    for area in read {
      let people = Dictionary(uniqueKeysWithValues: area.settlements.map { ($0.id, $0.population) })
      #expect(
        people == ["v": 10, "E120.25000N46.05000": 20, "E120.05000N46.25000#1": 30, "E120.05000N46.25000#2": 40])
      #expect(area.notes.contains { $0.english.contains("3 rows have neither id nor name") })
    }
  }

  // MARK: Shapes

  @Test func townshipsThatFitAreNotTalkedAbout() throws { #expect(try notes().isEmpty) }

  /// The area told is that of the strip, by another way of reckoning.
  @Test(arguments: [0.01, 0.03, 0.07])
  func anOverlapIsMeasuredAndNamed(width: Double) throws {
    let told = try notes(
      townships: Self.nineTowns(middle: (120.1 - width, 46.1, 120.2, 46.2)),
      villages: "id,name,lon,lat,人口\nv,一村,\(120.1 - width / 2),46.15,70\nw,二村,120.15,46.15,10\n")
    let area = Geodesic.area(of: Ring(Self.square((120.1 - width, 46.1, 120.1, 46.2)))).squareKilometres
    let size = NumberText.decimals(area, area < 10 ? 1 : 0)
    #expect(
      told == [
        "townships.geojson: 镇3 (T3) and 镇4 (T4) overlap on \(size) km²; places there, 1 settlement with 70 people, count to the first, and the ground counts twice"
      ])
  }

  @Test(arguments: [0.01, 0.03])
  func aGapIsMeasuredAndNamed(width: Double) throws {
    let told = try notes(
      townships: Self.nineTowns(middle: (120.1 + width, 46.1, 120.2, 46.2)),
      villages: "id,name,lon,lat,人口\nv,一村,\(120.1 + width / 2),46.15,70\n",
      facilities: Self.facilities)
    let area = Geodesic.area(of: Ring(Self.square((120.1, 46.1, 120.1 + width, 46.2)))).squareKilometres
    let size = NumberText.decimals(area, area < 10 ? 1 : 0)
    #expect(
      told.contains {
        $0
          == "townships.geojson: \(size) km² between 镇1 (T1), 镇3 (T3), 镇4 (T4), 镇7 (T7) belong to no township, 1 settlement with 70 people"
      })
    #expect(told.contains { $0 == "1 settlement with 70 people lies in no township and in no township's figures: 一村" })
  }

  /// Borders that miss each other by a few metres are how borders are drawn.
  @Test func sliversAreNotTalkedAbout() throws {
    #expect(try notes(townships: Self.nineTowns(middle: (120.0999, 46.1, 120.2, 46.2))).isEmpty)
    #expect(try notes(townships: Self.nineTowns(middle: (120.1001, 46.1, 120.2, 46.2))).isEmpty)
  }

  @Test func aTownshipDrawnTwiceIsNamed() throws {
    let one = Self.square((120, 46, 120.3, 46.3))
    let told = try notes(townships: Self.layer([("1", "新", one), ("2", "旧", one)]))
    #expect(told.count == 1 && told[0].contains("新 (1) and 旧 (2) are the same ground"), "\(told)")
  }

  @Test func aTownshipOnTopOfAnotherIsNamed() throws {
    let told = try notes(
      townships: Self.layer([
        ("1", "外", Self.square((120, 46, 120.3, 46.3))), ("2", "内", Self.square((120.1, 46.1, 120.2, 46.2))),
      ]))
    #expect(told.count == 1 && told[0].contains("外 (1) and 内 (2) overlap on 86 km²"), "\(told)")
  }

  @Test(arguments: [
    (120.4, "are in none of its townships"), (120.27, "outside its border"),
    (120.2, "3 townships lie in no county: 镇2, 镇5, 镇8"),
  ])
  func aCountyIsTheUnionOfItsTowns(east: Double, said: String) throws {
    let county = Self.layer([("1", "某县", Self.square((120, 46, east, 46.3)))])
    let plan = Self.plan.replacing("inputs:", with: "inputs:\n  counties: {file: counties.geojson}")
    let told = try notes(["plan.yaml": plan, "counties.geojson": county])
    #expect(told.contains { $0.contains(said) }, "\(told)")
    let fitting = Self.layer([("1", "某县", Self.square((120, 46, 120.3, 46.3)))])
    #expect(try notes(["plan.yaml": plan, "counties.geojson": fitting]).isEmpty)
  }

  // MARK: Axes

  /// Wherever on earth, and whichever file it is.
  @Test(arguments: [(36.75, -1.35), (-58.4, -10.4), (10.2, 59.9), (-70.7, -33.4), (120.15, 46.15)])
  func aFileWithLatitudeFirstIsNamed(longitude: Double, latitude: Double) throws {
    let (x, y) = (longitude, latitude)
    func towns(_ exchanged: Bool) -> String {
      let ring = Self.square((x - 0.1, y - 0.1, x + 0.1, y + 0.1))
      return Self.layer([
        ("1", "a", exchanged ? ring.map { Coordinate(longitude: $0.latitude, latitude: $0.longitude) } : ring)
      ])
    }
    func table(_ exchanged: Bool, _ rest: String) -> String {
      "id,name,lon,lat\(rest)\n"
        + (0..<3).map { number in
          let place = [x + Double(number) * 0.01, y]
          let pair = (exchanged ? place.reversed() : place).map { "\($0)" }.joined(separator: ",")
          return "p\(number),某村\(number)卫生院,\(pair)\n"
        }.joined()
    }
    for (wrong, file) in ["townships.geojson", "villages.csv", "facilities.csv", nil].enumerated() {
      let told = InputFilesTests().english([
        "plan.yaml": Self.plan, "townships.geojson": towns(wrong == 0), "villages.csv": table(wrong == 1, ""),
        "facilities.csv": table(wrong == 2, ""),
      ])
      if let file {
        #expect(told.contains { $0.hasPrefix(file) }, "\(file): \(told)")
      } else {
        #expect(told.isEmpty, "\(told)")
      }
    }
  }

  @Test func pointsWithoutTownshipsAreHeldAgainstEachOther() {
    func told(_ lon: Double, _ lat: Double) -> [String] {
      var findings = Findings()
      AxisOrder.check(
        AxisOrder.Places(
          file: "v.csv", points: [Coordinate(longitude: lon, latitude: lat)], what: Phrase("settlements", "村居")),
        against: AxisOrder.Places(
          file: "f.csv", points: [Coordinate(longitude: 36.8, latitude: -1.3)], what: Phrase("facilities", "机构")),
        &findings)
      return findings.problems.map(\.file)
    }
    #expect(told(36.7, -1.2) == [])
    #expect(told(-1.2, 36.7) == ["v.csv"])
  }

  // MARK: Places

  @Test func placesListedTwiceAreCounted() throws {
    let told = try notes(
      villages:
        "id,name,lon,lat,人口\n1,一村,120.15,46.15,1200\n2,一村,120.15004,46.15,1200\n3,二村,120.15,46.15,5\n4,一村,120.16,46.15,7\n",
      facilities: "id,name,tier,lon,lat\nh,某县医院,二级,120.15,46.15\nk,某县医院,二级,120.15,46.15\n")
    #expect(
      told == [
        "1 facility has the name and place of another row: 某县医院",
        "1 settlement has the name and place of another row; their 1,200 people count again: 一村",
      ])
  }

  @Test(arguments: [(2, false), (3, true), (5, true)])
  func aCrowdAtOnePointIsSuspicious(count: Int, isTold: Bool) throws {
    let rows = (0..<count).map { "v\($0),村\($0),120.15,46.15,10\n" }.joined()
    let told = try notes(villages: "id,name,lon,lat,人口\n" + rows)
    #expect(told.contains { $0.contains("stand at exactly 120.15, 46.15") } == isTold)
    let seats = (0..<count).map { "v\($0),村\($0),120.15,46.15,10,乡镇驻地\n" }.joined()
    #expect(try notes(villages: "id,name,lon,lat,人口,坐标精度\n" + seats).isEmpty, "declared to be the seat's place")
  }

  @Test func unknownPeopleAreCounted() throws {
    let told = try notes(villages: "id,name,lon,lat,人口\n1,一村,120.15,46.15,\n2,二村,120.16,46.15,\n3,三村,120.17,46.15,4\n")
    #expect(told == ["2 of 3 settlements have no figure of people and add none"])
  }

  @Test func facilitiesFarFromPeopleAreNamed() throws {
    let told = try notes(facilities: Self.facilities + "k,远县医院,二级,122.15,46.15\n")
    #expect(
      told == [
        "1 facility lies in no township and in no township's figures: 远县医院",
        "1 facility lies more than 100 km from every settlement: 远县医院",
      ])
  }

  /// A list of towns beside that of their villages counts everybody twice, which is told; a town with its own people is
  /// a place like others.
  @Test(arguments: [("2026年东旗镇", 1000, false), ("东旗镇", 1000, true), ("东旗", 950, true), ("东旗镇", 300, false)])
  func townsBesideTheirVillagesAreTold(name: String, people: Int, isTold: Bool) throws {
    let ring = Self.square((120, 46, 120.2, 46.2))
    let area = try InputFilesTests().read([
      "plan.yaml": Self.plan, "townships.geojson": Self.layer([("1", "东旗镇", ring)]),
      "facilities.csv": "id,name,tier,lon,lat\nh,H,二级,120.1,46.1\n",
      "villages.csv":
        "id,name,lon,lat,人口\na,一村,120.11,46.1,400\nb,二村,120.12,46.1,600\nt,\(name),120.1,46.1,\(people)\n",
    ])
    let told = area.notes.filter { $0.english.contains("everybody counts twice") }
    #expect(told.count == (isTold && area.settlements.count == 3 ? 1 : 0))
    // The very sum is left out, and that is told.
    if isTold { #expect(told.count == 1 || area.settlements.count == 2) }
  }
}
