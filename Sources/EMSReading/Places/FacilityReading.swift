import EMSFormats
import EMSModel
import GeoKit

/// Facilities out of their file, with the counties and townships that they name.
struct FacilityReading {
  var reader: InputReader
  var facilities: [Facility] = []
  /// The row of each facility.
  var rows: [Int] = []

  /// nil when the file cannot be read at all.
  ///
  /// - Parameter files: where they need no tiers, the name alone leaves no facility out.
  init?(
    _ layer: PlanFile.Layer, as input: String = "facilities", of files: InputFiles, counties: ReferenceIndex?,
    townships: ReferenceIndex?, _ findings: inout Findings
  ) {
    guard let read = PointRows(layer, as: input, of: files, fields: PlanFile.facilityFields, &findings) else {
      return nil
    }
    reader = read.reader
    let (account, points) = (read.account, read.points)
    let needsTiers = files.needsTiers
    for part in reader.parts {
      part.noteUnreadStatus(of: Phrase("facilities are not open", "机构未开放"), StatusWords.isOpen, &findings)
    }
    let totals = Set(reader.namelessTotals)
    let identities = reader.identities(sums: totals, &findings)
    let cities = Self.countyCities(reader, counties)
    var tiers = TierDecisions(
      mapping: layer.sources.reduce(into: [:]) { $0.merge($1.tiers) { first, _ in first } }, countyCities: cities)
    let unlocated = Set(read.missing)
    var withoutPlace: [Int] = []
    var statuses = StatusReading()
    var unreadHours: [String] = []
    var unreadGrades: [(row: Int, word: String)] = []
    var answers = WordedAnswers.ofFacilities
    var figures = WordedFigures()
    for row in 0..<reader.rowCount where !totals.contains(row) {
      let status = reader.text(row, .status) ?? reader.text(row, .name).flatMap(StatusWords.notOpen)
      if let status, !statuses.isOpen(status, row: row) { continue }
      // 机构类别 may say 乡镇卫生院 where 等级 says 一级: the first word that is a tier decides.
      let tierTexts = reader.texts(row, .tier)
      let group = tiers.group(cells: tierTexts, name: reader.text(row, .name))
      if let group, group.meaning == .ignored, needsTiers || group.basis != .name {
        tiers.keep(row, in: group, cells: tierTexts)
        continue
      }
      if unlocated.contains(row) {
        withoutPlace.append(row)
        continue
      }
      tiers.keep(row, in: group, cells: tierTexts)
      let county = reader.reference(row, .county, counties, &findings)
      let township = reader.reference(row, .township, townships, in: county, &findings)
      let beds = figures.beds(row, of: reader, &findings)
      let precision = reader.precision(row, &findings)
      let origin = reader.origin(row, &findings)
      let said = answers.indices.reduce(into: [Field: Bool]()) {
        $0[answers[$1].field] = answers[$1].answer(row, of: reader)
      }
      let turnout = figures.turnout(row, of: reader, &findings)
      let hours = reader.text(row, .hours).flatMap { text in
        let read = StationHoursWords.read(text)
        if read == nil { unreadHours.append(text) }
        return read
      }
      // Which hospitals are meant the filled cells say, so that none of them may be unknown.
      let fiveCentres = reader.yesOrNo(row, .fiveCentres, FiveCentresWords.read, &findings)
      guard let (id, name) = identities[row], points.indices.contains(row), let location = points[row] else { continue }
      let tier: FacilityTier? = if case .tier(let tier)? = group?.meaning { tier } else { nil }
      if tier == nil, needsTiers { continue }
      rows.append(row)
      let features = FacilityFeature.allCases.reduce(into: [FacilityFeature: Bool]()) { features, feature in
        features[feature] = feature == .fiveCentres ? fiveCentres : said[feature.field]
      }
      let facility = Facility(
        id: id, name: name, tier: tier,
        grade: reader.text(row, .grade) ?? tierTexts.first { TierWords.isGrade($0) && GradeWords.isUnderstood($0) },
        location: location, precision: precision, countyID: county, townshipID: township,
        namesTownship: township != nil, beds: beds, hasAmbulance: said[.ambulance], turnout: turnout, hours: hours,
        operates: said[.surgery], hasConsultation: said[.consultation], hasDoctor: said[.doctor], features: features,
        // 无 is no community's name.
        medicalCommunity: reader.text(row, .medicalCommunity).flatMap {
          WrittenNumber.read($0, style: .point) == .unknown ? nil : $0
        }, origin: origin, source: reader.text(row, .source))
      if let grade = facility.grade, !GradeWords.isUnderstood(grade) { unreadGrades.append((row, grade)) }
      facilities.append(facility)
    }
    if !unreadGrades.isEmpty {
      let (header, list) = (reader.header(.grade), Set(unreadGrades.map(\.word)).sorted().shortList)
      findings.note(
        .warning,
        "\(unreadGrades.count.of("cell", "cells")) of \(header) \(unreadGrades.count == 1 ? "says" : "say") no level or class that is known (二级, 甲等, level 2), and \(unreadGrades.count == 1 ? "counts" : "count") as unknown: \(list.english)",
        "\(header) 列有 \(unreadGrades.count) 格未说明等级（如 二级、甲等），视为不明：\(list.chinese)",
        at: reader.rows(unreadGrades.map(\.row)))
      account.add(
        .words, field: Field.grade.rawValue,
        value: Phrase("without a level in \(header), as unknown", "\(header)中未说明等级的内容视为不明"),
        count: unreadGrades.count, &findings)
    }
    noteTotals(totals.sorted(), account, &findings)
    tellUnlocated(withoutPlace, &findings)
    if !unreadHours.isEmpty {
      let list = Set(unreadHours).sorted().shortList
      findings.note(
        .warning,
        "\(unreadHours.count.of("facility has hours", "facilities have hours")) that are not read (24h, 08:00–18:00), and count as unknown: \(list.english)",
        "\(unreadHours.count) 个机构的值守时间无法识别（如 24小时、08:00–18:00），视为不明：\(list.chinese)")
    }
    for one in answers { one.tell(reader, account, &findings) }
    figures.tell(reader, account, &findings)
    statuses.tell(reader, account, &findings)
    account.leaveOut(withoutPlace.count, Phrase("no place", "没有位置"), &findings)
    if needsTiers {
      reportUnknownTiers(tiers.unknown, &findings)
    } else {
      noteUnknownTiers(tiers, &findings)
    }
    noteGuessedTiers(tiers, leavesOut: needsTiers, &findings)
    if cities.isEmpty { noteLeagueByCity(tiers, &findings) }
    notePrecision(&findings)
    account.add(.rowsRead, count: facilities.count, &findings)
    tell(tiers, account, &findings)
  }

  /// Adds to the account how the tier of each facility read was decided, and what was left out by its kind.
  private func tell(_ tiers: TierDecisions, _ account: LayerAccount, _ findings: inout Findings) {
    let read = Set(rows)
    for (group, rows) in tiers.groups {
      let word = group.word.map { " “\($0)”" } ?? ""
      let by: Phrase =
        switch group.basis {
        case .mapping: Phrase("by the plan's\(word)", "方案指定\(word)")
        case .column: Phrase("by the column's\(word)", "列值\(word)")
        case .name: Phrase("by the name", "名称推断")
        }
      let counted = rows.count { read.contains($0) }
      if group.meaning == .ignored {
        let ignored = rows.count - counted
        if ignored > 0 { account.add(.tier, field: group.meaning.word, value: by, count: ignored, &findings) }
        account.leaveOut(ignored, Phrase("ignore\(word)", "忽略\(word)"), &findings)
        if counted > 0 { account.add(.tier, field: nil, value: Self.unknownTier, count: counted, &findings) }
      } else if counted > 0 {
        account.add(.tier, field: group.meaning.word, value: by, count: counted, &findings)
      }
    }
    let unknown = tiers.unknown.values.joined().count { read.contains($0) }
    if unknown > 0 { account.add(.tier, field: nil, value: Self.unknownTier, count: unknown, &findings) }
  }

  private static let unknownTier = Phrase("unknown", "不明")

  /// Tells of rows that are left out as the totals of others.
  private func noteTotals(_ rows: [Int], _ account: LayerAccount, _ findings: inout Findings) {
    if rows.isEmpty { return }
    findings.note(
      .warning,
      rows.count.of("row without name and place is", "rows without name and place are")
        + " left out, for the figures are the sums of other rows",
      "\(rows.count) 行没有名称和位置，其数值为其他行的合计，未计入", at: reader.rows(rows))
    account.leaveOut(rows.count, Phrase("the sum of other rows", "其他行的合计"), &findings)
  }

  /// Rows without a place: a problem unless the plan says to leave them out.
  private func tellUnlocated(_ rows: [Int], _ findings: inout Findings) {
    let skipped = rows.filter { reader.refusesUnlocated($0) == false }
    if !skipped.isEmpty {
      findings.note(
        .warning,
        skipped.count.of(
          "facility has no coordinates and is left out", "facilities have no coordinates and are left out"),
        "\(skipped.count) 个机构没有坐标，未纳入", at: reader.rows(skipped))
    }
    let refused = rows.filter { reader.refusesUnlocated($0) != false }
    guard let first = refused.first else { return }
    findings.add(
      InputProblem(
        file: reader.file(ofRow: first), place: reader.place(ofRow: first), field: reader.header(.longitude),
        Phrase("the facility has no coordinates (or 0, 0)", "机构没有坐标（或为 0, 0）"),
        Phrase("Fill them in, remove the row, or set unlocated: skip", "请填写坐标、删去此行，或设 unlocated: skip"),
        repeats: refused.count - 1), rule: "no coordinates")
  }

  /// Says whom names alone gave a tier, and what was left out because it treats nobody.
  private func noteGuessedTiers(_ tiers: TierDecisions, leavesOut: Bool, _ findings: inout Findings) {
    func note(_ groups: [(group: TierDecisions.Group, rows: [Int])], _ kind: Note.Kind, _ what: (Int) -> Phrase) {
      let rows = groups.flatMap(\.rows).sorted()
      if rows.isEmpty { return }
      var counts: [String: (word: Phrase, count: Int)] = [:]
      for (group, rows) in groups {
        guard let word = group.word.map({ Phrase($0, $0) }) ?? group.meaning.name else { continue }
        counts[word.english, default: (word, 0)].count += rows.count
      }
      let list = counts.sorted { $0.key < $1.key }.map(\.value)
      let what = what(rows.count)
      let english = list.map { "\($0.word.english) \($0.count)" }.joined(separator: ", ")
      let chinese = list.map { "\($0.word.chinese)\($0.count)个" }.joined(separator: "、")
      findings.note(
        kind, what.english + (list.isEmpty ? "" : ": \(english)"), what.chinese + (list.isEmpty ? "" : "：\(chinese)"),
        at: reader.rows(rows))
    }
    let ignored = tiers.groups.filter { $0.group.meaning == .ignored && $0.group.basis != .mapping }
    note(ignored.filter { leavesOut || $0.group.basis != .name }, .warning) { count in
      Phrase(
        count.of("facility is", "facilities are")
          + " of a kind that treats no patients, or at no fixed place, and left out",
        "\(count) 个机构不提供诊疗服务或没有固定地点，未纳入")
    }
    if !leavesOut {
      note(ignored.filter { $0.group.basis == .name }, .warning) { count in
        Phrase(
          count.of("facility counts though its name says", "facilities count though their names say")
            + " that patients are not treated there, or at no fixed place; leave them out by a word of the name in tiers, such as 药店: ignore",
          "\(count) 个机构按名称不提供诊疗服务或没有固定地点，但仍计入；如需排除，请在 tiers 中注明名称中的词，如 药店: ignore")
      }
    }
    note(tiers.groups.filter { $0.group.meaning != .ignored && $0.group.basis == .name }, .assumption) { count in
      Phrase(
        count.of("facility has its tier from its name", "facilities have their tier from their names"),
        "\(count) 个机构的级别由名称推断")
    }
  }

  /// The cities that the plan's counties, or the county of each row, are called as.
  private static func countyCities(_ reader: InputReader, _ counties: ReferenceIndex?) -> Set<String> {
    let cells = (0..<reader.rowCount).compactMap { reader.text($0, .county) }.filter { $0.hasSuffix("市") }
    return Set(cells + (counties?.names(endingIn: "市") ?? []))
  }

  /// Says which emergency centres are taken as those above counties by a 市 in their names, which may be a county.
  private func noteLeagueByCity(_ tiers: TierDecisions, _ findings: inout Findings) {
    let rows = tiers.groups.filter { $0.group.basis == .name && $0.group.meaning == .tier(.leagueEmergencyCentre) }
      .flatMap(\.rows).filter { ChineseTierWords.mayBeOfACountyCity(reader.text($0, .name) ?? "") }.sorted()
    if rows.isEmpty { return }
    let names = rows.compactMap { reader.text($0, .name) }.shortList
    findings.note(
      .assumption,
      "\(names.english): taken as the emergency centre above the counties, for the name says 市 and nothing says which cities are counties; if it is a county's, write it under tiers (\(reader.text(rows[0], .name) ?? ""): county_emergency_centre)",
      "\(names.chinese)：名称含“市”，又无资料说明哪些市为县级市，按地市级急救中心计；如属县级，请在 tiers 中写明（\(reader.text(rows[0], .name) ?? ""): county_emergency_centre）",
      at: reader.rows(rows))
  }

  /// Says how many facilities have no known tier where none is asked for.
  private func noteUnknownTiers(_ tiers: TierDecisions, _ findings: inout Findings) {
    let rows = tiers.unknown.values.joined().sorted()
    // Of a list without tiers nobody expects any.
    if rows.isEmpty || !reader.has(.tier) { return }
    findings.note(
      .assumption,
      rows.count.of("facility has no known tier and counts", "facilities have no known tier and count")
        + " as any other",
      "\(rows.count) 个机构级别不明，与其他机构同样计入", at: reader.rows(rows))
  }

  private func reportUnknownTiers(_ unknown: [String: [Int]], _ findings: inout Findings) {
    for (word, rows) in unknown.sorted(by: { $0.key < $1.key }) {
      let key = PlanDraft.quoted(word)
      let remedy = Phrase(
        "Say in the plan what it is: tiers: {\(word.isEmpty ? "a word of the name" : key): village_clinic}, another tier's name, or ignore",
        "请在方案中说明其级别：tiers: {\(word.isEmpty ? "名称中的词" : key): village_clinic}，或其他级别名、ignore")
      let names = rows.compactMap { reader.text($0, .name) }
      let what =
        word.isEmpty
        ? Phrase(
          "neither a column nor the name says what the facility is: \(names.shortList.english)",
          "列与名称均未说明机构级别：\(names.shortList.chinese)")
        : Phrase("“\(word)” is not a known tier, and the name says none", "不认识的级别“\(word)”，名称亦未说明")
      findings.add(
        InputProblem(
          file: reader.file(ofRow: rows[0]), place: reader.place(ofRow: rows[0]), field: reader.header(.tier),
          value: word.isEmpty ? nil : word, what, remedy, repeats: rows.count - 1),
        rule: "tier \(word)")
    }
  }

  var axisPlaces: AxisOrder.Places {
    AxisOrder.Places(
      file: reader.file, points: facilities.map(\.location), what: Phrase("facilities", "机构"))
  }

  /// A facility this far from all people is in the wrong place, or belongs to another plan.
  static let farFromPeople = Distance.kilometres(100)

  /// Warns of facilities far from every settlement.
  func checkDistance(from settlements: NearestIndex, _ findings: inout Findings) {
    if settlements.count == 0 { return }
    let nearest = settlements.nearest(toAll: facilities.map(\.location))
    let far = facilities.indices.filter { nearest[$0].distance > Self.farFromPeople }
    if far.isEmpty { return }
    let kilometres = NumberText.plain(Self.farFromPeople.kilometres)
    let names = RepeatedPlaces.names(far.map { facilities[$0].name })
    findings.note(
      .warning,
      far.count.of("facility lies", "facilities lie") + " more than \(kilometres) km from every settlement: \(names)",
      "\(far.count) 个机构距所有村居超过 \(kilometres) 公里：\(names)", at: reader.rows(far.map { rows[$0] }))
  }

  private func notePrecision(_ findings: inout Findings) {
    let coarse = facilities.indices.filter { facilities[$0].precision == .countySeat }
    if coarse.isEmpty { return }
    let list = reader.rows(coarse.map { rows[$0] })
    findings.note(
      .warning,
      "\(coarse.count.of("facility is known only to its", "facilities are known only to their")) county seat; 15-minute areas around \(coarse.count == 1 ? "it" : "them") are left out",
      "\(coarse.count) 个机构只知道位于县城，其 15 分钟服务圈未绘制", at: list)
  }
}

extension LayerReader {
  /// The id of the county or township that a cell names; a problem where it names none that exists.
  ///
  /// - Parameters:
  ///   - known: nil when the file of the counties or townships could not be read: nothing is checked then.
  ///   - county: the id of the county that the row names, which tells townships of one name apart.
  func reference(
    _ row: Int, _ field: Field, _ known: ReferenceIndex?, in county: String?, _ findings: inout Findings
  ) -> String? {
    guard let known, let text = text(row, field) else { return nil }
    switch known.match(text, in: county) {
    case .found(let id, let isAsWritten):
      if !isAsWritten {
        let (file, header) = (layer.file, self.header(field))
        findings.note(.assumption, about: [file, header], example: "“\(text)” → \(known.title(of: id))") { example in
          Phrase(
            "\(file): \(header) calls places otherwise than the plan's file of them (\(example)); spaces, case, wide letters, zeros before a number, the county before a name, 人民政府 and endings such as 镇 may be left out or added where only one is meant, and codes may have nine digits or twelve",
            "\(file)：\(header) 的写法与方案中的名称不同（\(example)）；在只指一处时，空格、大小写、全角字母、数字前的零、名称前的县名、“人民政府”和“镇”等后缀可有可无，编码可为九位或十二位")
        }
      }
      return id
    case .leftOut: return nil
    case .several, .unknown: break
    }
    if RoundedCode.isOne(text) {
      findings.add(
        RoundedCode.problem(text, file: layer.file, place: place(ofRow: row), field: header(field)),
        rule: "rounded code", limit: 1)
      return nil
    }
    let what = field == .county ? Phrase("county", "县") : Phrase("township", "乡镇")
    if let several = known.several(called: text) {
      complain(
        row, field, rule: "several of one name \(text) \(county ?? "")", limit: 1, value: text, several,
        Phrase(
          "Use the id, or name the county of each row in a column of its own (county)", "请使用编码，或增加一列所属县（county）"),
        &findings)
      return nil
    }
    complain(
      row, field, rule: "unknown reference \(text)", limit: 1, value: text,
      Phrase("there is no \(what.english) “\(text)”", "不存在\(what.chinese)“\(text)”"),
      Phrase("Use an id (or a name that only one has) of the plan's file of them", "请使用方案中该文件的编码（或唯一的名称）"), &findings)
    return nil
  }

  /// A cell that says yes or no; nil when it is empty or, with a problem, says something else.
  func yesOrNo(_ row: Int, _ field: Field, _ read: (String) -> Bool?, _ findings: inout Findings) -> Bool? {
    guard let text = text(row, field) else { return nil }
    if let answer = read(text) { return answer }
    if case .unknown = WrittenNumber.read(text, style: .point) { return nil }
    complain(
      row, field, rule: "yes or no", value: text, Phrase("“\(text)” is neither yes nor no", "“\(text)”不是“是”或“否”"),
      Phrase("Write 是 or 否, or leave the cell empty", "请填写 是 或 否，不明时留空"), &findings)
    return nil
  }
}
