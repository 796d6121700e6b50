import EMSFormats
import EMSModel
import GeoKit

/// Settlements out of their file.
struct SettlementReading {
  var reader: InputReader
  var settlements: [Settlement] = []
  /// The row of each settlement.
  var rows: [Int] = []

  /// nil when the file cannot be read at all.
  init?(
    _ layer: PlanFile.Layer, of files: InputFiles, counties: ReferenceIndex?, townships: ReferenceIndex?,
    _ findings: inout Findings
  ) {
    guard let read = PointRows(layer, as: "settlements", of: files, fields: PlanFile.settlementFields, &findings)
    else { return nil }
    reader = read.reader
    let (account, points) = (read.account, read.points)
    for part in reader.parts {
      let what = Phrase("settlements are no longer there", "村居已不存在")
      part.noteUnreadStatus(of: what, { !StatusWords.isGone($0) }, &findings)
    }
    let people = (0..<reader.rowCount).map { reader.count($0, .population, &findings) }
    let isPlaced = people.indices.map { points.indices.contains($0) && points[$0] != nil }
    let unplacedSums = read.missing.isEmpty ? [] : RowsOfSums(people: people, isPlaced: isPlaced).rows
    let identities = reader.identities(at: points, sums: Set(unplacedSums), &findings)
    let names = (0..<reader.rowCount).map { reader.text($0, .name) ?? reader.text($0, .township) }
    let areas = RowsOfSums(people: people, isPlaced: isPlaced, names: names).rows
    let sums = Set(unplacedSums + areas)
    let missing = read.missing.filter { !sums.contains($0) }
    var peopleWithoutPlace = 0
    let hasEstimates = account.approximateFigures(findings) > 0
    var (doctors, clinics, classes) = (WordedAnswers(.doctor), WordedAnswers(.clinic), WordedAnswers(.urban))
    for row in 0..<reader.rowCount where !sums.contains(row) {
      let population = people[row]
      // Nothing rests on what a row without a place refers to; lists often name townships that were merged since.
      let county = isPlaced[row] ? reader.reference(row, .county, counties, &findings) : nil
      let township = isPlaced[row] ? reader.reference(row, .township, townships, in: county, &findings) : nil
      let precision = reader.precision(row, &findings)
      let origin = reader.origin(row, &findings)
      let urban = classes.answer(row, of: reader)
      let doctor = doctors.answer(row, of: reader)
      let clinic = clinics.answer(row, of: reader)
      guard let (id, name) = identities[row], points.indices.contains(row) else { continue }
      guard let location = points[row] else {
        peopleWithoutPlace += population ?? 0
        continue
      }
      rows.append(row)
      settlements.append(
        Settlement(
          id: id, name: name, townshipID: township, namesTownship: township != nil, countyID: county,
          location: location, precision: precision, population: population,
          isPopulationApproximate: hasEstimates && reader.saysAbout(row, .population), origin: origin, isUrban: urban,
          hasDoctor: doctor, hasClinic: clinic, spread: nil, isDerivedPlace: origin == .derived))
    }
    for answers in [doctors, clinics, classes] { answers.tell(reader, account, &findings) }
    noteSums(unplacedSums, namedBy: .id, &findings) { names in
      (
        unplacedSums.count.of("row without a place is", "rows without a place are")
          + " left out, for the figure is the sum of other rows\(names.english)",
        "\(unplacedSums.count) 行没有位置，其人口为其他行的合计，未计入\(names.chinese)"
      )
    }
    noteSums(areas, namedBy: .township, &findings) { names in
      (
        areas.count.of("row is", "rows are")
          + " called as a town or county and left out, for the figure is the sum of the rows beside it\(names.english)",
        "\(areas.count) 行的名称为乡镇或县，其人口为相邻各行的合计，未计入\(names.chinese)"
      )
    }
    account.leaveOut(sums.count, Phrase("the sum of other rows", "其他行的合计"), &findings)
    let refused = missing.filter { reader.refusesUnlocated($0) == true }
    if let first = refused.first {
      findings.add(
        InputProblem(
          file: reader.file(ofRow: first), place: reader.place(ofRow: first), field: reader.header(.longitude),
          Phrase("the settlement has no coordinates (or 0, 0)", "村居没有坐标（或为 0, 0）"),
          Phrase("Fill them in, remove the row, or set unlocated: skip", "请填写坐标、删去此行，或设 unlocated: skip"),
          repeats: refused.count - 1), rule: "no coordinates")
    } else if !missing.isEmpty, missing.count < reader.rowCount {
      let list = reader.rows(missing)
      let people = NumberText.grouped(peopleWithoutPlace)
      findings.note(
        .warning,
        missing.count.of("settlement", "settlements") + (peopleWithoutPlace > 0 ? " with \(people) people" : "")
          + (missing.count == 1 ? " has no coordinates and is left out" : " have no coordinates and are left out"),
        "\(missing.count) 个村居\(peopleWithoutPlace > 0 ? "（\(people) 人）" : "")没有坐标，未纳入", at: list)
    } else if !missing.isEmpty {
      findings.add(reader.nothingLocated, rule: "nothing located")
    }
    account.add(.rowsRead, count: settlements.count, &findings)
    account.leaveOut(missing.count, Phrase("no coordinates", "没有坐标"), &findings)
    if !files.unused.contains(.population) { account.addPeople(settlements.map(\.population), &findings) }
  }

  /// Tells of rows that are left out because their figure is the sum of others.
  private func noteSums(
    _ rows: [Int], namedBy other: Field, _ findings: inout Findings,
    _ words: (_ names: Phrase) -> (english: String, chinese: String)
  ) {
    if rows.isEmpty { return }
    let names = RepeatedPlaces.names(
      rows.compactMap { reader.text($0, .name) ?? reader.text($0, other) ?? reader.text($0, .township) })
    // A total may have no name at all.
    let told = words(names.isEmpty ? Phrase("", "") : Phrase(": \(names)", "：\(names)"))
    findings.note(.warning, told.english, told.chinese, at: reader.rows(rows))
  }

  var axisPlaces: AxisOrder.Places {
    AxisOrder.Places(
      file: reader.file, points: settlements.map(\.location), what: Phrase("settlements", "村居"))
  }

  /// Warns of the settlements whose people nobody knows.
  ///
  /// - Parameter known: those that have people once all derivations are done.
  func noteUnknownPeople(_ known: [Settlement], _ findings: inout Findings) {
    let unknown = Set(known.filter { $0.population == nil }.map(\.id))
    let rows = zip(settlements, self.rows).filter { unknown.contains($0.0.id) }.map(\.1)
    guard let first = rows.first else { return }
    if reader.layer.unknownPeople == .error {
      findings.add(
        InputProblem(
          file: reader.file(ofRow: first), place: reader.place(ofRow: first), field: reader.header(.population),
          Phrase("nobody's number is given", "没有人口数"),
          Phrase("Fill it in, or set unknown_people: keep or derive", "请填写，或设 unknown_people: keep 或 derive"),
          repeats: rows.count - 1), rule: "unknown people")
      return
    }
    let count = settlements.count
    findings.note(
      .warning,
      "\(NumberText.grouped(rows.count)) of \(count.of("settlement", "settlements")) \(rows.count == 1 ? "has" : "have") no figure of people and \(rows.count == 1 ? "adds" : "add") none",
      "\(NumberText.grouped(count)) 个村居中有 \(NumberText.grouped(rows.count)) 个没有人口数，不计人口", at: reader.rows(rows))
  }
}
