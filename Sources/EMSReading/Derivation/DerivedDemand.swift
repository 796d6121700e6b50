import EMSFormats
import EMSModel
import GeoKit

/// Puts people where no settlement says that they live, by the method that the plan names.
///
/// People of settlements that are known stay where they are; the method spreads what is left of each county's people.
/// All shares are whole people by the largest remainder, so that each county's total is conserved exactly.
package enum DerivedDemand {
  /// Adds derived settlements, or people to settlements without, and the note that says so.
  ///
  /// - Throws: the counties whose figures do not allow the method.
  package static func add(
    _ demand: PlanFile.Demand, to area: inout PlanningArea, of files: InputFiles, _ findings: inout Findings
  ) throws(InputProblems) {
    if demand.method == .populationRaster { return try addRaster(demand, to: &area, of: files, &findings) }
    var spread = Spread(demand: demand, area: area, file: files.counties?.file ?? files.file)
    for county in area.counties { try spread.add(county) }
    if !spread.problems.isEmpty { throw InputProblems(spread.problems) }
    area = area.with(settlements: spread.settlements).with(unplaced: spread.unplaced)
    note(demand, spread.people, &findings)
    note(spread.unplaced, in: area, &findings)
  }

  private static func addRaster(
    _ demand: PlanFile.Demand, to area: inout PlanningArea, of files: InputFiles, _ findings: inout Findings
  ) throws(InputProblems) {
    guard let file = demand.file else { return }
    let known = area.settlements.reduce(0) { $0 + ($1.population ?? 0) }
    guard known == 0 else {
      throw InputProblems([
        InputProblem(
          file: file,
          english: "the settlements have \(NumberText.grouped(known)) people already, whom the raster counts again",
          chinese: "村居已有 \(NumberText.grouped(known)) 人，栅格会重复统计",
          remedyEnglish: "Remove inputs.demand, or the population column of the settlements",
          remedyChinese: "请删去 inputs.demand，或村居的人口列")
      ])
    }
    #if GDAL
      let url = files.url(of: file)
      let raster = try PopulationRaster(url, file: file)
      let found = try RasterDemand(raster, of: area, grid: demand.grid, file: file)
      if found.isBeyondRaster {
        findings.note(
          .warning, "\(file): the area leads beyond the raster; nobody is known to live there",
          "\(file)：区域超出栅格范围，其外人口未知")
      }
      for note in found.notes { findings.note(note.kind, note.english, note.chinese) }
      let people = found.settlements.reduce(0) { $0 + ($1.population ?? 0) }
      note(demand, people, &findings)
      let official = area.counties.compactMap(\.population)
      if official.count == area.counties.count, !official.isEmpty {
        let sum = official.reduce(0, +)
        findings.note(
          .assumption,
          "The raster has \(NumberText.grouped(people)) people where the counties' own figures add up to \(NumberText.grouped(sum)); the raster's are used",
          "栅格人口为 \(NumberText.grouped(people))，各县人口合计为 \(NumberText.grouped(sum))，采用栅格人口")
      }
      area = area.with(settlements: area.settlements + found.settlements)
    #else
      throw InputProblems([
        InputProblem(
          file: file, english: "this build reads no rasters", chinese: "此版本不能读取栅格",
          remedyEnglish: "Use a build with GDAL",
          remedyChinese: "请使用带 GDAL 的版本")
      ])
    #endif
  }

  /// Says which people live in no known place, county by county.
  private static func note(_ unplaced: [UnplacedPeople], in area: PlanningArea, _ findings: inout Findings) {
    guard !unplaced.isEmpty else { return }
    let ofCounty = Dictionary(grouping: unplaced, by: \.countyID)
    let parts = area.counties.compactMap { county in
      ofCounty[county.id].map { rows in
        (county.name, rows.count, NumberText.grouped(rows.reduce(0) { $0 + $1.people.middle }))
      }
    }
    func total(_ spread: TownSpread) -> String {
      NumberText.grouped(unplaced.reduce(0) { $0 + $1.people[spread] })
    }
    let range = unplaced.allSatisfy(\.people.isCertain) ? nil : (total(.concentrated), total(.even))
    findings.note(
      .warning,
      "\(total(.middle)) town people\(range.map { " (\($0.0) to \($0.1))" } ?? "") of \(unplaced.count.of("township", "townships")) live in no known place: they count to their county and are neither covered nor uncovered ("
        + parts.map { "\($0.0) \($0.2)" }.joined(separator: ", ") + ")",
      "\(unplaced.count)个没有位置的乡镇共有城镇人口\(total(.middle))人\(range.map { "（\($0.0)至\($0.1)）" } ?? "")，计入所属县，不计为已覆盖或未覆盖（"
        + parts.map { "\($0.0)\($0.2)" }.joined(separator: "、") + "）")
  }

  private static func note(_ demand: PlanFile.Demand, _ people: Int, _ findings: inout Findings) {
    let side = LimitName(demand.grid).figure
    let how =
      switch demand.method {
      case .populationRaster:
        Phrase(
          "the people of each cell of \(demand.file ?? "") by area in the townships that it lies in, gathered into blocks of \(side) km",
          "\(demand.file ?? "") 各单元的人口按面积归入所在乡镇，合并为 \(side) 公里的区块")
      case .urbanAtSeatsRuralOnGrid:
        Phrase(
          "the urban share of each county at its township seats \(TownWeight.text.english); the rural share by area on a grid of \(side) km",
          "各县城镇人口分配到乡镇驻地，\(TownWeight.text.chinese)；乡村人口按面积分配到 \(side) 公里格网")
      case .urbanAtSeatsRuralAtSettlements:
        Phrase(
          "the urban share of each county at its township seats \(TownWeight.text.english); the rural share in equal parts at its settlements",
          "各县城镇人口分配到乡镇驻地，\(TownWeight.text.chinese)；乡村人口平均分配到村居")
      case .townshipArea:
        Phrase(
          "the people of each township, or its part by area of the county's people, by area on a grid of \(side) km",
          "各乡镇人口（缺失时按面积分摊县人口）按面积分配到 \(side) 公里格网")
      }
    findings.note(
      .derivation,
      "Where \(NumberText.grouped(people)) people live is derived (\(demand.method.rawValue)): \(how.english)",
      "\(NumberText.grouped(people)) 人的分布为推算所得：\(how.chinese)")
  }
}

/// The settlements of an area while people are being put into them.
private struct Spread {
  let demand: PlanFile.Demand
  let area: PlanningArea
  /// The file that problems name.
  let file: String
  private(set) var settlements: [Settlement]
  private(set) var unplaced: [UnplacedPeople] = []
  private(set) var people = 0
  private(set) var problems: [InputProblem] = []

  init(demand: PlanFile.Demand, area: PlanningArea, file: String) {
    self.demand = demand
    self.area = area
    self.file = file
    settlements = area.settlements
    unplaced = area.unplaced
  }

  mutating func add(_ county: County) throws(InputProblems) {
    let townships = area.townships.filter { $0.countyID == county.id }
    let members = settlements.indices.filter { settlements[$0].countyID == county.id }
    let known = members.reduce(0) { $0 + (settlements[$1].population ?? 0) }
    switch demand.method {
    case .populationRaster: return
    case .townshipArea: try spreadByTownship(county, townships, members)
    case .urbanAtSeatsRuralOnGrid, .urbanAtSeatsRuralAtSettlements:
      guard let total = county.population else { return complain(county, .population, "people", "人口") }
      guard let share = county.urbanShare else { return complain(county, .urbanShare, "urban share", "城镇化率") }
      guard known <= total else { return complainOfMore(county, known, total) }
      let urban = Int((Double(total) * share).rounded())
      let knownUrban = members.reduce(0) {
        $0 + (settlements[$1].isUrban == true ? settlements[$1].population ?? 0 : 0)
      }
      // What is known of one side beyond its share is taken from the other, so that the total stays.
      let urbanLeft = townships.isEmpty ? 0 : min(max(0, urban - knownUrban), total - known)
      putInTowns(urbanLeft, townships, of: county)
      let ruralLeft = total - known - urbanLeft
      if demand.method == .urbanAtSeatsRuralAtSettlements {
        putAtSettlements(ruralLeft, members.filter { settlements[$0].population == nil }, county)
      } else if let outline = county.outline {
        try putOnGrid(ruralLeft, outline, id: county.id, name: county.name, county: county, township: nil)
      } else if ruralLeft > 0 {
        complain(county, nil, "outline", "边界")
      }
    }
  }

  private mutating func spreadByTownship(
    _ county: County, _ townships: [Township], _ members: [Int]
  ) throws(InputProblems) {
    let withKnown = townships.reduce(0) { $0 + ($1.population ?? 0) }
    let without = townships.filter { $0.population == nil && !$0.boundary.isEmpty }
    var share: [String: Int] = [:]
    for township in townships { share[township.id] = township.population }
    if !without.isEmpty {
      guard let total = county.population else { return complain(county, .population, "people", "人口") }
      guard withKnown <= total else { return complainOfMore(county, withKnown, total) }
      let parts = LargestRemainder.divide(
        total - withKnown, by: without.map { Geodesic.area(of: $0.boundary).squareMetres })
      for (township, part) in zip(without, parts) { share[township.id] = part }
    }
    if without.isEmpty, townships.contains(where: { $0.population == nil }) {
      // Its people live in townships of which neither the number nor the place is known.
      guard let total = county.population else { return complain(county, .population, "people", "人口") }
      if total > withKnown {
        unplaced.append(
          UnplacedPeople(townshipID: nil, countyID: county.id, people: SpreadPeople(total - withKnown)))
      }
    }
    for township in townships {
      let known = members.reduce(0) {
        $0 + (settlements[$1].townshipID == township.id ? settlements[$1].population ?? 0 : 0)
      }
      let total = share[township.id] ?? 0
      guard known <= total || total == 0 else {
        complainOfMore(county, known, total)
        continue
      }
      guard !township.boundary.isEmpty else {
        if total > known {
          unplaced.append(
            UnplacedPeople(townshipID: township.id, countyID: county.id, people: SpreadPeople(total - known)))
        }
        continue
      }
      try putOnGrid(
        max(0, total - known), township.boundary, id: township.id, name: township.name, county: county,
        township: township)
    }
  }

  // MARK: Where people are put

  /// Spreads urban people over all towns of a county: at the seats of those located, at the urban area's for those within
  /// one, and to no place for the others.
  private mutating func putInTowns(_ urban: Int, _ townships: [Township], of county: County) {
    let located = Dictionary(
      townships.filter { $0.seat != nil }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let areasOfOthers = Set(townships.compactMap { $0.seat == nil ? $0.urbanAreaID : nil })
    let towns = townships.filter { !($0.kind == .urbanArea && areasOfOthers.contains($0.id)) }
    // Where every town says its people, they are the better guide than kind and rank.
    let populations = towns.compactMap(\.population)
    let areKnown = populations.count == towns.count
    func parts(_ spread: TownSpread) -> [Int] {
      LargestRemainder.divide(
        urban, by: areKnown ? populations.map(Double.init) : towns.map { TownWeight.people(of: $0, spread) })
    }
    let (even, middle, concentrated) = (parts(.even), parts(.middle), parts(.concentrated))
    var atSeat: [String: SpreadPeople] = [:]
    for (index, town) in towns.enumerated() {
      let people = SpreadPeople(even: even[index], middle: middle[index], concentrated: concentrated[index])
      if people == SpreadPeople(0) { continue }
      if let seat = located[town.id] ?? town.urbanAreaID.flatMap({ located[$0] }) {
        atSeat[seat.id] = (atSeat[seat.id] ?? SpreadPeople(0)) + people
      } else {
        unplaced.append(UnplacedPeople(townshipID: town.id, countyID: county.id, people: people))
      }
      self.people += people.middle
    }
    for township in townships {
      guard let seat = township.seat, let people = atSeat[township.id] else { continue }
      settlements.append(
        Settlement(
          id: "\(township.id)-seat", name: township.name, townshipID: township.id, namesTownship: false,
          countyID: township.countyID, location: seat, precision: .townshipSeat, population: people.middle,
          isPopulationApproximate: false, origin: .derived, isUrban: true, hasDoctor: nil, hasClinic: nil,
          spread: people.isCertain ? nil : people, isDerivedPlace: true))
    }
  }

  private mutating func putAtSettlements(_ rural: Int, _ empty: [Int], _ county: County) {
    let villages = empty.filter { settlements[$0].isUrban != true }
    if villages.isEmpty {
      if rural > 0 { complain(county, nil, "settlements to put its rural people at", "可分配乡村人口的村居") }
      return
    }
    for (village, part) in zip(villages, LargestRemainder.divide(rural, by: villages.map { _ in 1 })) {
      settlements[village].population = part
      settlements[village].origin = .derived
      people += part
    }
  }

  private mutating func putOnGrid(
    _ count: Int, _ outline: MultiPolygon, id: String, name: String, county: County, township: Township?
  ) throws(InputProblems) {
    if count == 0 { return }
    do throws(GeoKitError) {
      let cells = try EqualAreaGrid(within: outline, side: demand.grid).cells
      let here = township.map { [$0] } ?? area.townships.filter { $0.countyID == county.id }
      let townshipOfCell = try PointLocator(here.map(\.boundary)).locate(all: cells.map(\.centre))
      let parts = LargestRemainder.divide(count, by: cells.map(\.area.squareMetres))
      let width = String(cells.count).count
      for (number, cell) in cells.enumerated() where parts[number] > 0 {
        let digits = String(number + 1)
        let padded = String(repeating: "0", count: width - digits.count) + digits
        people += parts[number]
        settlements.append(
          Settlement(
            id: "\(id)-grid-\(padded)", name: "\(name) \(digits)",
            townshipID: (township ?? townshipOfCell[number].map { here[$0] })?.id, namesTownship: false,
            countyID: county.id, location: cell.centre, precision: .exact, population: parts[number],
            isPopulationApproximate: false, origin: .derived, isUrban: false, hasDoctor: nil, hasClinic: nil,
            spread: nil,
            isDerivedPlace: true))
      }
      if cells.isEmpty { complain(county, nil, "ground to put its people on", "可分配人口的范围") }
    } catch {
      throw AdministrativePlaces.problem(error, file: file)
    }
  }

  // MARK: Problems

  private mutating func complain(_ county: County, _ field: Field?, _ english: String, _ chinese: String) {
    problems.append(
      InputProblem(
        file: file, field: field?.rawValue,
        english: "\(county.name) has no \(english), which the demand method \(demand.method.rawValue) needs",
        chinese: "\(county.name)缺少\(chinese)，而需求方法 \(demand.method.rawValue) 需要它",
        remedyEnglish: "Add it, or choose another inputs.demand.method",
        remedyChinese: "请补充，或更换 inputs.demand.method"))
  }

  private mutating func complainOfMore(_ county: County, _ known: Int, _ total: Int) {
    problems.append(
      InputProblem(
        file: file, field: Field.population.rawValue, value: NumberText.grouped(total),
        english:
          "\(county.name): its parts have \(NumberText.grouped(known)) people, more than the \(NumberText.grouped(total)) of the whole",
        chinese: "\(county.name)：各部分人口合计 \(NumberText.grouped(known))，超过总数 \(NumberText.grouped(total))",
        remedyEnglish: "Take both figures from one source and year", remedyChinese: "请使用同一来源同一年份的数据"))
  }
}
