import EMSModel
import GeoKit

/// Whether places are where their files say, and in which county and township they lie.
struct PlaceChecks {
  private let counties: [County]
  private let townships: [Township]
  private let countyOfTownship: [String: String]
  /// The ids of the townships whose boundaries no method derived.
  private let surveyed: Set<String>
  private let inCounty: PointLocator
  private let inTownship: PointLocator

  init(_ places: AdministrativePlaces, file: String) throws(InputProblems) {
    counties = places.counties.filter { $0.outline != nil }
    townships = places.townships
    countyOfTownship = Dictionary(
      townships.compactMap { township in township.countyID.map { (township.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    surveyed = Set(townships.filter { $0.boundaryOrigin == .surveyed }.map(\.id))
    do throws(GeoKitError) {
      inCounty = try PointLocator(counties.compactMap(\.outline))
      inTownship = try PointLocator(townships.map(\.boundary))
    } catch {
      throw AdministrativePlaces.problem(error, file: file)
    }
  }

  /// Gives each facility the county and township it lies in where its row names none, and warns of disagreement.
  func place(_ facilities: inout FacilityReading?, _ findings: inout Findings) {
    guard var reading = facilities else { return }
    defer { facilities = reading }
    let located = locate(reading.facilities.map(\.location))
    let words = ("facility", "facilities", "个机构")
    warn(reading.reader, reading.rows, located, declared: reading.facilities.map(\.countyID), words, &findings)
    RepeatedPlaces(
      reading.facilities.map { facility in
        RepeatedPlaces.Place(
          name: facility.name, location: facility.location, isExact: facility.precision == .exact)
      }
    ).check(reading.reader, rows: reading.rows, words, &findings)
    warnOfNoTownship(
      reading.reader, reading.rows, located, reading.facilities.map { ($0.name, nil) }, words, &findings)
    checkShift(
      reading.reader, reading.facilities.map(\.location), located, declared: reading.facilities.map(\.townshipID),
      &findings)
    for index in reading.facilities.indices {
      let township = reading.facilities[index].townshipID ?? located[index].township.map { townships[$0].id }
      reading.facilities[index].townshipID = township
      reading.facilities[index].countyID =
        reading.facilities[index].countyID ?? county(of: township) ?? located[index].county.map { counties[$0].id }
    }
  }

  /// The same for settlements, except that a surveyed boundary knows better than a row.
  func place(_ settlements: inout SettlementReading?, _ findings: inout Findings) {
    guard var reading = settlements else { return }
    defer { settlements = reading }
    let located = locate(reading.settlements.map(\.location))
    let words = ("settlement", "settlements", "个村居")
    warn(reading.reader, reading.rows, located, declared: reading.settlements.map(\.countyID), words, &findings)
    RepeatedPlaces(
      reading.settlements.map { settlement in
        RepeatedPlaces.Place(
          name: settlement.name, location: settlement.location, isExact: settlement.precision == .exact,
          people: settlement.population)
      }
    ).check(reading.reader, rows: reading.rows, words, &findings)
    warnOfNoTownship(
      reading.reader, reading.rows, located, reading.settlements.map { ($0.name, $0.population) }, words, &findings)
    checkShift(
      reading.reader, reading.settlements.map(\.location), located, declared: reading.settlements.map(\.townshipID),
      &findings)
    var moved: [Int] = []
    for index in reading.settlements.indices {
      var township = reading.settlements[index].townshipID
      if let at = located[index].township, township == nil || townships[at].boundaryOrigin == .surveyed {
        if township != nil, township != townships[at].id { moved.append(reading.rows[index]) }
        township = townships[at].id
      }
      reading.settlements[index].townshipID = township
      reading.settlements[index].countyID =
        county(of: township) ?? reading.settlements[index].countyID ?? located[index].county.map { counties[$0].id }
    }
    warnOfTowns(reading, &findings)
    CodesOfTowns(townships).check(reading.settlements, rows: reading.rows, of: reading.reader, &findings)
    if !moved.isEmpty {
      let list = reading.reader.rows(moved)
      findings.note(
        .warning,
        moved.count.of(
          "settlement lies in another township than its row says, and counts where it lies",
          "settlements lie in another township than their row says, and count where they lie"),
        "\(moved.count) 个村居的位置与所填乡镇不符，按位置统计", at: list)
    }
  }

  /// Warns of settlements that are called as the township they lie in and have about as many people as all others there
  /// together: a list of towns beside that of their villages counts everybody twice.
  private func warnOfTowns(_ reading: SettlementReading, _ findings: inout Findings) {
    let index = ReferenceIndex(townships.map { ($0.id, $0.name) })
    let names = Dictionary(
      townships.map { ($0.id, $0.name.prefix(1)) }, uniquingKeysWith: { first, _ in first })
    var towns: [Int] = []
    var others: [String: (count: Int, people: Int)] = [:]
    for (at, settlement) in reading.settlements.enumerated() {
      guard let id = settlement.townshipID else { continue }
      // Nearly all begin otherwise than their town.
      if names[id] == settlement.name.prefix(1), case .found(id, _) = index.match(settlement.name) {
        towns.append(at)
      } else {
        let before = others[id] ?? (0, 0)
        others[id] = (before.count + 1, before.people + (settlement.population ?? 0))
      }
    }
    towns = towns.filter { at in
      guard let people = reading.settlements[at].population, people > 0,
        let rest = reading.settlements[at].townshipID.flatMap({ others[$0] }), rest.count > 1
      else { return false }
      return (0.8...1.25).contains(Double(people) / Double(max(1, rest.people)))
    }
    if towns.isEmpty { return }
    let list = RepeatedPlaces.names(towns.map { reading.settlements[$0].name })
    findings.note(
      .warning,
      towns.count.of(
        "settlement is called as the township it lies in and has",
        "settlements are called as the townships they lie in and have")
        + " about as many people as all others there together: \(list). If that is the town with its villages, everybody counts twice: leave the rows out, or give them as table of the townships",
      "\(towns.count) 个村居与所在乡镇同名，且人口与该乡镇其他村居之和相近：\(list)。如为全乡镇人口，则被重复计算：请去除这些行，或作为乡镇的 table 提供",
      at: reading.reader.rows(towns.map { reading.rows[$0] }))
  }

  /// Whether each place lies in a county or township of the region.
  func areInside(_ points: [Coordinate]) -> [Bool] { locate(points).map { $0.county != nil || $0.township != nil } }

  private func locate(_ points: [Coordinate]) -> [(county: Int?, township: Int?)] {
    Array(zip(inCounty.locate(all: points), inTownship.locate(all: points)))
  }

  /// Looks for a map shift between the points and the surveyed townships that their rows name.
  private func checkShift(
    _ reader: InputReader, _ points: [Coordinate], _ located: [(county: Int?, township: Int?)], declared: [String?],
    _ findings: inout Findings
  ) {
    let outside = points.indices.filter { index in
      guard let id = declared[index], located[index].township.map({ townships[$0].id }) != id else { return false }
      return surveyed.contains(id)
    }
    ShiftedPoints.check(
      outsideTheirTownship: outside.map { points[$0] }, of: reader, count: points.count,
      isInside: { point, index in
        inTownship.locate(point).map { townships[$0].id } == declared[outside[index]]
      }, &findings)
  }

  /// Warns of the places in no township, which are in no township's figures; those outside every county are told of
  /// with the counties.
  private func warnOfNoTownship(
    _ reader: InputReader, _ rows: [Int], _ located: [(county: Int?, township: Int?)],
    _ places: [(name: String, people: Int?)], _ what: (one: String, many: String, chinese: String),
    _ findings: inout Findings
  ) {
    if townships.isEmpty { return }
    let outside = located.indices.filter {
      located[$0].township == nil && (counties.isEmpty || located[$0].county != nil)
    }
    if outside.isEmpty { return }
    let people = outside.compactMap { places[$0].people }.reduce(0, +)
    let with = people > 0 ? " with \(NumberText.grouped(people)) people" : ""
    let names = RepeatedPlaces.names(outside.map { places[$0].name })
    findings.note(
      .warning,
      "\(outside.count.of(what.one, what.many))\(with) \(outside.count == 1 ? "lies" : "lie") in no township and in no township's figures: \(names)",
      "\(outside.count) \(what.chinese)\(people > 0 ? "（\(NumberText.grouped(people)) 人）" : "")不在任何乡镇内，也不计入任何乡镇：\(names)",
      at: reader.rows(outside.map { rows[$0] }))
  }

  /// Finds the file that holds latitude before longitude.
  func checkAxes(
    _ facilities: FacilityReading?, _ settlements: SettlementReading?, townships file: String,
    _ findings: inout Findings
  ) {
    if townships.isEmpty { return }
    AxisOrder.check(
      [facilities?.axisPlaces, settlements?.axisPlaces].compactMap { $0 }, against: inTownship, file: file, &findings)
  }

  /// Measures how the surveyed townships fit together.
  func checkShapes(_ settlements: SettlementReading?, file: String, _ findings: inout Findings) throws(InputProblems) {
    do throws(GeoKitError) {
      try TownshipShapes.check(
        townships, counties: counties, settlements: settlements?.settlements ?? [], file: file, &findings)
    } catch {
      throw AdministrativePlaces.problem(error, file: file)
    }
  }

  private func county(of township: String?) -> String? {
    township.flatMap { countyOfTownship[$0] }
  }

  private func warn(
    _ reader: InputReader, _ rows: [Int], _ located: [(county: Int?, township: Int?)], declared: [String?],
    _ what: (one: String, many: String, chinese: String), _ findings: inout Findings
  ) {
    if counties.isEmpty { return }
    let outside = located.indices.filter { located[$0].county == nil }
    if !outside.isEmpty {
      let list = reader.rows(outside.map { rows[$0] })
      findings.note(
        .warning, outside.count.of("\(what.one) lies", "\(what.many) lie") + " outside every county",
        "\(outside.count) \(what.chinese)位于所有县界之外", at: list)
    }
    let elsewhere = located.indices.filter { index in
      guard let county = located[index].county, let declared = declared[index] else { return false }
      return counties[county].id != declared
    }
    if !elsewhere.isEmpty {
      let list = reader.rows(elsewhere.map { rows[$0] })
      findings.note(
        .warning,
        elsewhere.count.of(
          "\(what.one) lies in another county than its", "\(what.many) lie in another county than their")
          + " row says",
        "\(elsewhere.count) \(what.chinese)的位置与所填县不符", at: list)
    }
  }
}
