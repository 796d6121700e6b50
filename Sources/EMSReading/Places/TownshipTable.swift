import EMSFormats
import EMSModel

extension TownshipReading.Read {
  /// Joins a table without shapes to the townships: its people, kinds, counties and seats go before those of the
  /// townships' own file.
  ///
  /// A row belongs to the township of its id, or else of its name; of several of one name to that of its county. Rows and
  /// townships that find nothing are told; two rows of one township, and a name that may be of several, are a problem.
  ///
  /// - Parameter counties: those of the plan's file; nil where it names none.
  mutating func join(
    _ layer: PlanFile.Layer, of files: InputFiles, counties: [County]?, _ findings: inout Findings
  ) {
    guard
      let reader = InputReader(layer, of: files, fields: PlanFile.tableFields, required: [], findings: &findings)
    else { return }
    guard reader.has(.id) || reader.has(.name) else {
      let list = reader.parts.flatMap(\.table.columns).joined(separator: ", ")
      findings.add(
        InputProblem(
          file: layer.file, field: "name",
          Phrase("no column names the townships", "没有乡镇的编码或名称列"),
          Phrase("Name it in the plan (name: …); the columns are \(list)", "请在方案中指明（name: …）；现有列：\(list)")),
        rule: "joined table")
      return
    }
    let account = LayerAccount(of: reader, as: "townships' table", &findings)
    let ofTownships = CountiesOfTownships(counties, names: countyNames)
    let index = ReferenceIndex(ofTownships.elements(townships))
    let positions = Dictionary(
      townships.indices.map { (townships[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    // Those of the boundaries are told.
    unreadKinds = []
    var rowOf: [Int: Int] = [:]
    var strangers: [Int] = []
    var nameless: [Int] = []
    var otherwise: [Int] = []
    for row in 0..<reader.rowCount {
      let id = reader.id(row)
      let keys = [id, reader.text(row, .name)].compactMap { $0 }
      if keys.isEmpty {
        if reader.text(row, .population) != nil { nameless.append(row) }
        continue
      }
      let county = ofTownships.id(reader.text(row, .county))
      let matches = keys.map { key -> (at: Int, isAsWritten: Bool)? in
        guard case .found(let id, let isAsWritten) = index.match(key, in: county) else { return nil }
        return positions[id].map { ($0, isAsWritten) }
      }
      let found = matches.lazy.compactMap { $0?.at }.first
      if found == nil, let several = keys.lazy.compactMap({ index.several(called: $0) }).first {
        reader.complain(
          row, reader.has(.name) ? .name : .id, rule: "several of one name", value: keys.last, several,
          Phrase(
            "Give the table a column of the ids of the boundaries, or of the county of each row (county)",
            "请在该表中增加与边界一致的编码列，或所属县列（county）"), &findings)
        continue
      }
      if let found, let county, id == nil || matches[0] == nil,
        let other = ofTownships.county(of: townships[found]), other != county
      {
        reader.complain(
          row, .county, rule: "township of another county", value: reader.text(row, .county),
          Phrase(
            "the only \(townships[found].name) of the boundaries lies in county \(other)",
            "边界中唯一的\(townships[found].name)位于县 \(other)"),
          Phrase("Correct the county or the name, or give each row the id of the boundaries", "请更正所属县或名称，或填写与边界一致的编码"),
          &findings)
        continue
      }
      if let found, let other = matches.last??.at, other != found {
        reader.complain(
          row, .name, rule: "joined to two", value: keys.last,
          Phrase(
            "the id \(keys[0]) is of \(townships[found].name) and the name of \(townships[other].name)",
            "编码 \(keys[0]) 属于\(townships[found].name)，名称却是\(townships[other].name)"),
          Phrase("Correct the id or the name", "请更正编码或名称"), &findings)
        continue
      }
      if matches.allSatisfy({ $0?.isAsWritten != true }), found != nil { otherwise.append(row) }
      guard let found else {
        strangers.append(row)
        continue
      }
      if let other = rowOf.updateValue(row, forKey: found) {
        let first = reader.rows([other])
        reader.complain(
          row, reader.has(.name) ? .name : .id, rule: "joined twice", value: keys.last,
          Phrase(
            "\(townships[found].name) already has a row: \(first.english)",
            "\(townships[found].name)已有一行：\(first.chinese)"),
          Phrase("Keep one row for each township", "每个乡镇只保留一行"), &findings)
        continue
      }
      take(row, of: reader, for: found, &findings)
    }
    if !nameless.isEmpty {
      findings.note(
        .warning,
        nameless.count.of("row of people has", "rows of people have")
          + " neither the id nor the name of a township and \(nameless.count == 1 ? "is" : "are") not read",
        "\(nameless.count) 行人口没有乡镇编码和名称，未读取", at: reader.rows(nameless))
    }
    tell(strangers, reader, rowOf, &findings)
    tellKinds(reader, &findings)
    if !otherwise.isEmpty {
      let names = RepeatedPlaces.names(otherwise.compactMap { reader.text($0, .name) ?? reader.text($0, .id) })
      findings.note(
        .assumption,
        otherwise.count.of("row is", "rows are")
          + " joined by an id or name that is written otherwise than in the boundaries, but for spaces, case, wide letters, zeros before a number, the county before a name, 人民政府 or an ending: \(names)",
        "\(otherwise.count) 行按编码或名称连接，其写法与边界中的在空格、大小写、全角字母、数字前的零、名称前的县名、“人民政府”或后缀上不同：\(names)",
        at: reader.rows(otherwise))
    }
    account.add(.rowsRead, count: rowOf.count, &findings)
    account.leaveOut(strangers.count, Phrase("no such township", "没有对应的乡镇"), &findings)
    account.addPeople(
      rowOf.keys.sorted().map { reader.has(.population) ? townships[$0].population : nil }, &findings)
  }

  private mutating func take(_ row: Int, of reader: InputReader, for at: Int, _ findings: inout Findings) {
    if let people = reader.count(row, .population, &findings) { townships[at].population = people }
    if let word = reader.text(row, .kind) {
      townships[at].kind = kind(word, name: townships[at].name) ?? townships[at].kind
    }
    if let seat = reader.seat(row, &findings) { townships[at].seat = seat }
    if let county = reader.text(row, .county) { countyNames[townships[at].id] = county }
  }

  private func tell(_ strangers: [Int], _ reader: InputReader, _ rowOf: [Int: Int], _ findings: inout Findings) {
    if !strangers.isEmpty {
      let names = RepeatedPlaces.names(strangers.compactMap { reader.text($0, .name) ?? reader.text($0, .id) })
      findings.note(
        .warning,
        strangers.count.of(
          "row names no township of the boundaries and is", "rows name no township of the boundaries and are")
          + " not joined: \(names)",
        "\(strangers.count) 行在乡镇边界中没有对应的乡镇，未连接：\(names)", at: reader.rows(strangers))
    }
    let without = townships.indices.filter { rowOf[$0] == nil }
    if !without.isEmpty {
      let names = RepeatedPlaces.names(without.map { townships[$0].name })
      findings.note(
        .warning,
        "\(reader.file): \(without.count.of("township has", "townships have")) no row there: \(names)",
        "\(reader.file)：\(without.count) 个乡镇没有对应的行：\(names)")
    }
  }
}
