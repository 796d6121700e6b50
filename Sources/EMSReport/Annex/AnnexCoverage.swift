import EMSFormats
import EMSModel
import GeoKit

extension AnnexSheet {
  /// 附表2: who lives how far from an emergency station today, and who is left beyond the greatest radius with the plan, by
  /// town, with a sum for each county.
  static func coverage(of scope: AnnexScope) -> AnnexSheet {
    let report = scope.report
    let radii = report.radii.map { LimitName($0).figure }
    let outermost = report.greatestRadius.flatMap { report.radii.firstIndex(of: $0) } ?? report.radii.count - 1
    let places = report.area.placesWord
    // Sites that send no ambulance change nothing here.
    let hasPlan = !report.bandsWithPlan.isEmpty && radii.indices.contains(outermost)
    let columns =
      [
        Column("county", scope.report.area.countyWord), Column("township", "乡镇"),
        Column("area (km²)", "面积（平方公里）", .decimal),
        Column(places.english, places.chinese, .count), Column("people", "人口", .count),
      ] + radii.map { Column("people within \($0) km", "\($0)公里内人口", .count) }
      + (radii.indices.contains(outermost)
        ? [
          Column("people beyond \(radii[outermost]) km", "\(radii[outermost])公里外人口", .count),
          Column("share within \(radii[outermost]) km", "\(radii[outermost])公里内人口占比", .share),
        ] : [])
      + (hasPlan
        ? [Column("people beyond \(radii[outermost]) km with the plan", "方案实施后\(radii[outermost])公里外人口", .count)] : [])
      + [Column("median response (min)", "急救反应时间中位数（分钟）", .decimal), Column("boundary", "边界性质")]
    var sheet = AnnexSheet(
      2,
      hasPlan
        ? Phrase("Emergency coverage today and with the plan", "急救覆盖（现状与方案实施后）")
        : Phrase("Emergency coverage today", "急救覆盖现状"),
      units: Phrase("people, km², minutes", "人、平方公里、分钟"),
      columns: columns)
    func row(
      _ county: PropertyValue, _ township: PropertyValue, _ part: Part, median: Duration?, boundary: PropertyValue
    ) -> [PropertyValue] {
      let beyond = part.people.flatMap { all in part.within(outermost).map { all - $0 } }
      let share = part.people.flatMap { all in part.within(outermost).map { all > 0 ? Double($0) / Double(all) : nil } }
      return [
        county, township, .optional(part.area?.squareKilometres, places: 6),
        part.hasPlace ? .whole(part.settlements) : .null,
        .optional(part.people),
      ] + radii.indices.map { .optional(part.within($0)) }
        + (radii.indices.contains(outermost) ? [.optional(beyond), .share(share ?? nil)] : [])
        + (hasPlan ? [.optional(part.people == nil ? nil : part.beyondWithPlan)] : [])
        + [.minutes(median), boundary]
    }

    /// The nature of a town's boundary; of a town without a place where its people are counted.
    func boundary(of town: Township) -> PropertyValue {
      if !town.boundary.isEmpty { return scope.word(town.boundaryOrigin.rawValue) }
      guard !town.isLocated else { return .null }
      return scope.say(
        scope.names.township(town.urbanAreaID).map { Phrase("counted with \($0.name)", "计入\($0.name)") }
          ?? Phrase("place not known", "位置未知"))
    }

    let left = Dictionary(report.remainders.map { ($0.townshipID, $0.people ?? 0) }) { $0 + $1 }
    var whole = Part(radii: radii.count)
    let towns = report.townships.filter { scope.holds(countyID: $0.township.countyID, townshipID: nil) }
    guard !towns.isEmpty else { return sheet }
    var counties: [(id: String?, towns: [TownshipRecord])] = []
    for town in scope.inOrder(towns, { ($0.township.countyID, $0.township.id, "") }) {
      if counties.isEmpty || counties[counties.count - 1].id != town.township.countyID {
        counties.append((town.township.countyID, []))
      }
      counties[counties.count - 1].towns.append(town)
    }
    for county in counties {
      var sum = Part(radii: radii.count)
      for town in county.towns {
        var part = Part(town)
        part.beyondWithPlan = left[town.township.id] ?? 0
        sheet.append(
          row(
            .optional(town.countyName), .text(town.township.name), part, median: town.response?.median,
            boundary: boundary(of: town.township)))
        sum.add(part)
      }
      if counties.count > 1 {
        sheet.append(
          total: row(
            .optional(scope.names.county(county.id)), scope.say(Phrase("sum", "小计")), sum, median: nil, boundary: .null)
        )
      }
      whole.add(sum)
    }
    var outside = Part(scope.settlements.filter { scope.names.township($0.settlement.townshipID) == nil }, report.radii)
    outside.beyondWithPlan = left.filter { scope.names.township($0.key) == nil }.reduce(0) { $0 + $1.value }
    if outside.settlements > 0 {
      sheet.append(
        row(.null, scope.say(Phrase("in no township", "不在任何乡镇内")), outside, median: nil, boundary: .null))
      whole.add(outside)
    }
    sheet.append(total: row(scope.total, .null, whole, median: nil, boundary: .null))
    sheet.appendNote(ofUnknownPeople: scope.settlements.map(\.settlement))
    let counted = towns.map(\.township).filter { !$0.isLocated && scope.names.township($0.urbanAreaID) != nil }
    if !counted.isEmpty {
      let names = counted.map(\.name).shortList
      sheet.append(
        note: Phrase(
          "\(counted.count.of("town has", "towns have")) no place of \(counted.count == 1 ? "its" : "their") own in the data and no figures here: the people are in the row of the urban area (\(names.english)).",
          "\(NumberText.grouped(counted.count))个乡镇（街道）在资料中没有位置，不单列数字，人口计入所在城区一行：\(names.chinese)。"))
    }
    if report.area.unplacedPeople > 0 {
      let (people, towns) = (NumberText.grouped(report.area.unplacedPeople), report.area.unplaced.count)
      sheet.append(
        note: Phrase(
          "\(people) town people of \(towns.of("township", "townships")) without a known place are not in this table: they are neither covered nor uncovered.",
          "\(towns)个没有位置的乡镇的城镇人口\(people)人未列入本表，不计为已覆盖或未覆盖。"))
    }
    sheet.append(
      note: Phrase(
        "Distances are those as the crow flies on the ellipsoid; a place on the radius is within it.",
        "距离为椭球面直线距离；恰在半径上的\(places.chinese)计为半径内。"))
    return sheet
  }

  /// What adds up: the ground and people of a town, a county, the region.
  private struct Part {
    var area: Area?
    var settlements = 0
    /// Whether it is known where it lies: without that, its settlements are not known.
    var hasPlace = true
    /// nil where nobody's number is known.
    var people: Int?
    var peopleWithin: [Int?]
    /// The known people who are beyond the greatest radius with the plan.
    var beyondWithPlan = 0

    init(radii: Int) { peopleWithin = [Int?](repeating: nil, count: radii) }

    init(_ town: TownshipRecord) {
      area = town.area
      settlements = town.settlements
      hasPlace = !town.township.boundary.isEmpty || settlements > 0
      people = town.population
      peopleWithin = town.populationWithin
    }

    init(_ records: [SettlementRecord], _ radii: [Distance]) {
      let known = records.filter { $0.settlement.population != nil }
      settlements = records.count
      people = known.isEmpty ? nil : known.reduce(0) { $0 + ($1.settlement.population ?? 0) }
      peopleWithin = radii.map { radius in
        known.isEmpty
          ? nil
          : known.filter { $0.band.map { $0 <= radius } ?? false }.reduce(0) { $0 + ($1.settlement.population ?? 0) }
      }
    }

    func within(_ radius: Int) -> Int? { peopleWithin.indices.contains(radius) ? peopleWithin[radius] : nil }

    mutating func add(_ part: Part) {
      if let more = part.area { area = area.map { $0 + more } ?? more }
      settlements += part.settlements
      if let more = part.people { people = (people ?? 0) + more }
      beyondWithPlan += part.beyondWithPlan
      for index in peopleWithin.indices {
        if let more = part.within(index) { peopleWithin[index] = (peopleWithin[index] ?? 0) + more }
      }
    }
  }
}
