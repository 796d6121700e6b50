import EMSFormats
import EMSModel
import GeoKit

extension LayerReader {
  /// The place of each row in WGS 84; nil where it has none or a wrong one.
  ///
  /// - Parameter missing: the rows that give no coordinates at all, which are not a problem by themselves.
  func points(_ findings: inout Findings, missing: inout [Int]) -> [Coordinate?] {
    sourcePoints(&findings, missing: &missing).enumerated().map { row, point in
      point.flatMap { wgs84($0, row, &findings) }
    }
  }

  /// The place of each row in the file's own datum, checked as far as that goes without converting it; the easting
  /// stands as longitude, the northing as latitude.
  func sourcePoints(_ findings: inout Findings, missing: inout [Int]) -> [Coordinate?] {
    guard table.hasShapes || pair != nil || (has(.longitude) && has(.latitude)) else {
      if !undecidedPlaces.isEmpty {
        findings.add(
          InputProblem(
            file: layer.file, field: Field.longitude.rawValue, value: undecidedPlaces.joined(separator: "; "),
            Phrase(
              "several pairs of columns hold coordinates, and nothing says which is meant: \(undecidedPlaces.joined(separator: "; "))",
              "有多组坐标列，无法确定采用哪一组：\(undecidedPlaces.joined(separator: "；"))"),
            Phrase(
              "Name the longitude in the plan (lon: …) and the latitude in the plan (lat: …)",
              "经度请在方案中指明（lon: …），纬度请在方案中指明（lat: …）")),
          rule: "coordinate column")
        return []
      }
      for field in [Field.longitude, .latitude]
      where !isPairRefused && !has(field) && layer.columns[field] == nil {
        findings.add(
          InputProblem(
            file: layer.file, field: field.rawValue,
            english: "there is no column of the \(field == .longitude ? "longitude" : "latitude")",
            chinese: "没有\(field == .longitude ? "经度" : "纬度")列",
            remedyEnglish: Self.transposed(table)?.english
              ?? "Name it in the plan (\(field.rawValue): …); the columns are \(table.columns.joined(separator: ", "))",
            remedyChinese: Self.transposed(table)?.chinese
              ?? "请在方案中指明（\(field.rawValue): …）；现有列：\(table.columns.joined(separator: ", "))"),
          rule: "coordinate column")
      }
      return []
    }
    let longitudeHeader = AngleHeader(header(.longitude))
    let latitudeHeader = AngleHeader(header(.latitude))
    for (field, said) in [(Field.longitude, longitudeHeader), (.latitude, latitudeHeader)] where has(field) {
      noteHemisphere(field, said, &findings)
    }
    var raw = (0..<table.rowCount).map { rawPoint($0, longitudeHeader, latitudeHeader, &findings, &missing) }
    notePointsInside(&findings)
    if table.hasShapes { noteColumnsBesideShapes(raw, &findings) }
    if layer.swapXY { raw = raw.map { $0.map { Coordinate(longitude: $0.latitude, latitude: $0.longitude) } } }
    if converter.sourceIsProjected {
      raw = normalisedPlane(raw, row: { $0 }, &findings)
    } else {
      checkDegrees(&raw, &findings, &missing)
      if !table.hasShapes, pair == nil, angles.isEmpty { warnOfPackedAngles(&findings) }
      warnOfCoarseDegrees(raw, &findings)
    }
    return raw
  }

  private func wgs84(_ point: Coordinate, _ row: Int, _ findings: inout Findings) -> Coordinate? {
    do throws(DatumError) {
      let converted = try converter.toWGS84(point)
      if abs(converted.longitude) <= 180, abs(converted.latitude) <= 90 { return steadied(converted) }
      throw .outsideDomain(x: point.longitude, y: point.latitude, reason: "no place on Earth")
    } catch {
      var problem = error.problem(file: layer.file, value: "\(point.longitude), \(point.latitude)")
      problem.place = place(ofRow: row)
      problem.field = nil
      findings.add(problem, rule: "transformation")
      return nil
    }
  }

  /// A converted place to the nearest 1e-9° (0.1 mm): whatever datum a file is in, one place has one coordinate, and
  /// the outputs have one text. What needed no conversion stays as it is written.
  func steadied(_ point: Coordinate) -> Coordinate {
    if converter.isIdentity { return point }
    return Coordinate(
      longitude: (point.longitude * 1e9).rounded() / 1e9, latitude: (point.latitude * 1e9).rounded() / 1e9)
  }

  private func rawPoint(
    _ row: Int, _ longitudeHeader: AngleHeader, _ latitudeHeader: AngleHeader, _ findings: inout Findings,
    _ missing: inout [Int]
  ) -> Coordinate? {
    if table.hasShapes {
      switch table.shape(ofRow: row) {
      case .point(let point): return point
      case nil:
        missing.append(row)
        return nil
      case .polygons(let shape) where layer.takesPointsInside: return pointInside(shape, row, &findings)
      case .polygons: complainAboutShape(row, "a polygon", "面", &findings)
      case .other(let type): complainAboutShape(row, "a \(type)", " \(type) ", &findings)
      }
      return nil
    }
    if let pair {
      guard let text = table.text(row, pair.column) else {
        missing.append(row)
        return nil
      }
      if let place = pair.place(text) { return place }
      if case .unknown = WrittenNumber.read(text, style: .point) {
        missing.append(row)
      } else {
        findings.add(
          InputProblem(
            file: layer.file, place: place(ofRow: row), field: table.columns[pair.column], value: text,
            Phrase("“\(text)” is not a pair of coordinates", "“\(text)”不是一对坐标"),
            Phrase("Write both in decimal degrees, such as 122.0684, 46.0721", "请写两个十进制度数，如 122.0684, 46.0721")),
          rule: "coordinate")
      }
      return nil
    }
    let x = degrees(row, .longitude, longitudeHeader, &findings)
    let y = degrees(row, .latitude, latitudeHeader, &findings)
    if case .value(let longitude) = x, case .value(let latitude) = y {
      return Coordinate(longitude: longitude, latitude: latitude)
    }
    if case .empty = x, case .empty = y {
      missing.append(row)
    } else if case .empty = x {
      complainAboutHalf(row, .longitude, &findings)
    } else if case .empty = y {
      complainAboutHalf(row, .latitude, &findings)
    }
    return nil
  }

  private enum Angle {
    case empty, wrong
    case value(Double)
  }

  private func degrees(_ row: Int, _ field: Field, _ said: AngleHeader, _ findings: inout Findings) -> Angle {
    if let columns = angles[field] { return degrees(row, field, columns, said, &findings) }
    switch number(row, field) {
    case .empty: return .empty
    case .number(let value) where value.isFinite && said.isSexagesimal && value != 0:
      complain(
        row, field, rule: "packed angle", limit: 1, value: text(row, field),
        Phrase(
          "the header says degrees, minutes and seconds, and \(text(row, field) ?? "") is one number, which may be decimal degrees or the three together",
          "列名为度分秒，而“\(text(row, field) ?? "")”是一个数，可能是十进制度，也可能是度分秒连写"),
        Phrase(
          "Write 118°03′05″ in the cells, or decimal degrees under a header without 度分秒",
          "请写作 118°03′05″；如为十进制度，请从列名中去掉“度分秒”"),
        &findings)
      return .wrong
    case .number(let value) where value.isFinite: return .value(said.isNegative && value > 0 ? -value : value)
    case .number: break
    case .text(let text):
      let axis: DegreesMinutesSeconds.Axis = field == .longitude ? .longitude : .latitude
      if let angle = DegreesMinutesSeconds.angle(text), angle.axis == nil || angle.axis == axis {
        return .value(said.isNegative && angle.axis == nil ? -abs(angle.degrees) : angle.degrees)
      }
    }
    let shown = text(row, field) ?? ""
    complain(
      row, field, rule: "coordinate", value: shown, Phrase("“\(shown)” is not a coordinate", "“\(shown)”不是坐标"),
      Phrase(
        "Write decimal degrees, such as 122.0684, or 122°04′06″", "请写十进制度数，如 122.0684，或 122°04′06″"), &findings)
    return .wrong
  }

  /// The same where degrees, minutes and seconds stand in columns of their own.
  private func degrees(
    _ row: Int, _ field: Field, _ columns: AngleColumns, _ said: AngleHeader, _ findings: inout Findings
  ) -> Angle {
    let cells = columns.all.map { table.text(row, $0) }
    let readings = cells.map { WrittenNumber.read($0 ?? "", style: .point) }
    if readings.allSatisfy({ $0 == .unknown }) { return .empty }
    let parts = readings.compactMap { if case .number(let value, false, 1) = $0 { value } else { nil as Double? } }
    if parts.count == readings.count, let angle = AngleColumns.angle(parts) {
      return .value(said.isNegative && angle > 0 ? -angle : angle)
    }
    let shown = cells.map { $0 ?? "—" }.joined(separator: ", ")
    complain(
      row, field, rule: "angle in columns", value: shown,
      Phrase("\(shown) are no degrees, minutes and seconds", "“\(shown)”不是度、分、秒"),
      Phrase("Fill in every part, minutes and seconds below 60", "请填全度、分、秒，分和秒应小于 60"), &findings)
    return .wrong
  }

  private func noteHemisphere(_ field: Field, _ said: AngleHeader, _ findings: inout Findings) {
    guard said.isNegative else { return }
    let half = field == .longitude ? Phrase("west", "西经") : Phrase("south", "南纬")
    findings.note(
      .assumption, "\(layer.file): the figures of \(header(field)) are taken as \(half.english), as the header says",
      "\(layer.file)：按列名 \(header(field))，数值视为\(half.chinese)")
  }

  private func complainAboutHalf(_ row: Int, _ field: Field, _ findings: inout Findings) {
    complain(
      row, field, rule: "half a coordinate", value: nil, Phrase("half of the coordinates is missing", "坐标只填了一半"),
      Phrase("Fill in both, or leave both empty", "请填全，或全部留空"), &findings)
  }

  private func complainAboutShape(_ row: Int, _ english: String, _ chinese: String, _ findings: inout Findings) {
    let isArea = english == "a polygon"
    complain(
      row, nil, rule: "shape", value: text(row, .name),
      Phrase("the shape is \(english) and must be a point", "图形是\(chinese)，应为点"),
      isArea
        ? Phrase(
          "Set areas: inside to take a point inside each, or export the layer as points",
          "请设 areas: inside 以取面内一点，或将图层导出为点")
        : Phrase("Export the layer as points", "请将图层导出为点"), &findings)
  }

  /// A point inside what a row is drawn as, which is said; nil, with the problem, where it has no inside or lies on both
  /// sides of 180°.
  private func pointInside(_ shape: MultiPolygon, _ row: Int, _ findings: inout Findings) -> Coordinate? {
    let xs = shape.polygons.flatMap { $0.shell.coordinates.map(\.longitude) }
    let isWide = !converter.sourceIsProjected && (xs.max() ?? 0) - (xs.min() ?? 0) > 180
    guard !isWide, let point = shape.pointInside else {
      complain(
        row, nil, rule: "no point inside", value: nil,
        Phrase("the area has no inside, or lies on both sides of 180°", "面没有内部，或跨越 180° 经线"),
        Phrase("Draw the row as a point", "请将此行改为点"), &findings)
      return nil
    }
    return point
  }

  /// Says how many rows are drawn as areas and stand at a point inside.
  private func notePointsInside(_ findings: inout Findings) {
    guard layer.takesPointsInside else { return }
    let count = (0..<table.rowCount).count { if case .polygons = table.shape(ofRow: $0) { true } else { false } }
    if count == 0 { return }
    findings.note(
      .derivation,
      "\(layer.file): \(count.of("row is drawn as an area and stands", "rows are drawn as areas and stand")) at a point inside the largest part, which is derived, not where people live",
      "\(layer.file)：\(count) 行为面，以其最大部分内的一点代表，该点为推算，并非实际居住位置")
  }

  /// Says that columns of coordinates tell other places than the shapes of their rows, which are read.
  private func noteColumnsBesideShapes(_ shapes: [Coordinate?], _ findings: inout Findings) {
    guard has(.longitude), has(.latitude), !converter.sourceIsProjected else { return }
    let rows = shapes.indices.filter { row in
      guard let shape = shapes[row], case .number(let x) = number(row, .longitude),
        case .number(let y) = number(row, .latitude), abs(x) <= 180, abs(y) <= 90, x != 0 || y != 0
      else { return false }
      return max(abs(x - shape.longitude), abs(y - shape.latitude)) > Self.sameDegrees
    }
    if rows.isEmpty { return }
    findings.note(
      .warning,
      "\(header(.longitude)) and \(header(.latitude)) say another place than the shape in \(rows.count.of("row", "rows")); the shapes are read",
      "有 \(rows.count) 行 \(header(.longitude))、\(header(.latitude)) 列的坐标与图形不符，按图形读取", at: self.rows(rows))
  }

  /// About 300 m: another datum is further away, and rounded decimals are nearer.
  private static let sameDegrees = 0.003

  // MARK: Degrees

  /// Says that decimals look like minutes and seconds: of 118.0359 the 03 and the 59 are below 60 in every row, where of
  /// decimals a third of the rows would have both so.
  private func warnOfPackedAngles(_ findings: inout Findings) {
    var rows = 0
    for row in 0..<table.rowCount {
      for field in [Field.longitude, .latitude] {
        guard let text = text(row, field), !text.isEmpty else { continue }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 4 || parts[1].count > 5, parts[1].allSatisfy(\.isNumber),
          let minutes = Int(parts[1].prefix(2)), let seconds = Int(parts[1].dropFirst(2).prefix(2)), minutes < 60,
          seconds < 60
        else { return }
        rows += 1
      }
    }
    // Less than one in a hundred thousand by chance.
    if rows < 24 { return }
    findings.note(
      .warning,
      "\(layer.file): the decimals of \(header(.longitude)) and \(header(.latitude)) look like minutes and seconds (118.0359 for 118°03′59″); they are read as decimals of degrees. If they are no decimals, write 118°03′59″",
      "\(layer.file)：\(header(.longitude)) 和 \(header(.latitude)) 的小数部分像是分和秒（如 118.0359 即 118°03′59″），现按十进制度读取；如为度分秒，请写作 118°03′59″"
    )
  }

  /// Takes out, and reports, what cannot be degrees of longitude and latitude.
  private func checkDegrees(_ points: inout [Coordinate?], _ findings: inout Findings, _ missing: inout [Int]) {
    let given = points.count { $0 != nil }
    let swapped = points.indices.filter { points[$0].map(Self.looksSwapped) ?? false }
    if let first = swapped.first, swapped.count * 2 > given, let point = points[first] {
      // One problem for the whole file: nobody reads the same sentence 212 times.
      let isImpossible = abs(point.latitude) > 90
      complain(
        first, .latitude, rule: "swapped", value: text(first, .latitude) ?? "\(point.latitude)",
        Phrase(
          (isImpossible ? "\(point.latitude) is not a latitude; " : "")
            + "longitude and latitude look swapped in \(swapped.count) of \(given) rows",
          (isImpossible ? "\(point.latitude) 不是纬度；" : "") + "\(given) 行中有 \(swapped.count) 行的经纬度似乎颠倒"),
        Phrase("Set swap_xy: true, or correct the file", "请设置 swap_xy: true，或改正文件"), &findings)
      for row in swapped { points[row] = nil }
    }
    refuseOtherUnits(&points, given, &findings)
    let planes = points.indices.filter { points[$0].map { max(abs($0.longitude), abs($0.latitude)) >= 1000 } ?? false }
    if let first = planes.first, planes.count * 2 > given, let point = points[first] {
      complain(
        first, nil, rule: "metres", value: "\(point.longitude), \(point.latitude)",
        Phrase(
          "the coordinates are no degrees in \(planes.count) of \(given) rows; they look like metres of a map grid",
          "\(given) 行中有 \(planes.count) 行的坐标不是度数，似为投影坐标（米）"), MapGridGuess.remedy(for: point), &findings)
      for row in planes { points[row] = nil }
    }
    noteWholeDegrees(points, &findings)
    for row in points.indices {
      guard let point = points[row] else { continue }
      if point.longitude == 0, point.latitude == 0 {
        // Where programs put what they could not find: no place at all.
        missing.append(row)
      } else if abs(point.latitude) > 90 {
        let hint = Self.looksSwapped(point)
        complain(
          row, .latitude, rule: "range", value: "\(point.latitude)",
          Phrase(
            "\(point.latitude) is not a latitude" + (hint ? "; longitude and latitude look swapped" : ""),
            "\(point.latitude) 不是纬度" + (hint ? "，经纬度似乎颠倒" : "")),
          Phrase("Latitudes lie between -90 and 90; correct the row", "纬度应在 -90 到 90 之间，请改正"), &findings)
      } else if abs(point.longitude) > 180 {
        complain(
          row, .longitude, rule: "range", value: "\(point.longitude)",
          Phrase("\(point.longitude) is not a longitude", "\(point.longitude) 不是经度"),
          Phrase(
            "Longitudes lie between -180 and 180; correct the row, or declare its crs", "经度应在 -180 到 180 之间，请改正或声明 crs"),
          &findings)
      } else if Self.looksSwapped(point) {
        complain(
          row, .latitude, rule: "row swapped", value: "\(point.latitude)",
          Phrase("longitude and latitude look swapped in this row", "此行经纬度似乎颠倒"),
          Phrase("Correct the row", "请改正此行"), &findings)
      } else {
        continue
      }
      points[row] = nil
    }
  }

  /// Whether a number may be degrees and minutes run together, such as 11803.5 for 118°03.5′.
  private static func isRunTogether(_ value: Double, _ most: Double) -> Bool {
    let size = abs(value)
    let minutes = size.truncatingRemainder(dividingBy: 100)
    return size >= 100 && size < 100 * (most + 1) && minutes < 60
  }

  /// Takes out, and reports as a whole, coordinates in parts of degrees, or with degrees and minutes run together.
  private func refuseOtherUnits(_ points: inout [Coordinate?], _ given: Int, _ findings: inout Findings) {
    func isFilled(_ point: Coordinate?) -> Bool { point.map { $0.longitude != 0 || $0.latitude != 0 } ?? false }
    // Each of these kinds holds for all rows or for none, and hardly a table is of one.
    guard let first = points.firstIndex(where: isFilled), let point = points[first],
      max(abs(point.longitude), abs(point.latitude)) > 360
    else { return }
    let filled = points.indices.filter { isFilled(points[$0]) }
    func all(_ holds: (Coordinate) -> Bool) -> Bool { filled.allSatisfy { points[$0].map(holds) ?? false } }
    let what: (Phrase, Phrase)
    if let unit = [1e5, 1e6, 1e7].first(where: { unit in
      all { abs($0.longitude) <= 180 * unit && abs($0.latitude) <= 90 * unit }
    }), all({ $0.longitude == $0.longitude.rounded() && $0.latitude == $0.latitude.rounded() }),
      all({ abs($0.latitude) > 1.1e7 || abs($0.longitude) > 6.2e7 }),
      // An easting that bears the number of its zone beside a northing is as large.
      !all({ min(abs($0.longitude), abs($0.latitude)) <= 1e7 && GaussKruegerZone.epsg(ofNumberIn: $0) != nil })
    {
      let unit = NumberText.plain(unit)
      what = (
        Phrase(
          "the coordinates are whole numbers too large for metres on earth; they look like degrees times \(unit)",
          "坐标为整数，且大于地球上的米数，似为度数乘以 \(unit)"),
        Phrase("Divide them by \(unit)", "请除以 \(unit)")
      )
    } else if all({
      abs($0.longitude) > 360 && Self.isRunTogether($0.longitude, 180) && Self.isRunTogether($0.latitude, 90)
    }) {
      what = (
        Phrase(
          "the coordinates look like degrees and minutes run together, as GPS devices write them (11803.5 for 118°03.5′)",
          "坐标似为度和分连写（GPS 设备格式，如 11803.5 即 118°03.5′）"),
        Phrase("Write decimal degrees, or 118°03.5′", "请改为十进制度数，或写作 118°03.5′")
      )
    } else {
      return
    }
    complain(
      first, nil, rule: "metres", value: "\(point.longitude), \(point.latitude)", what.0, what.1, &findings)
    for row in filled { points[row] = nil }
  }

  /// Says that every coordinate is a whole degree, of which a program has cut the decimals: 100 km of ground.
  private func noteWholeDegrees(_ points: [Coordinate?], _ findings: inout Findings) {
    let given = points.compactMap { $0 }.filter { $0.longitude != 0 || $0.latitude != 0 }
    guard given.count > 1,
      given.allSatisfy({ $0.longitude == $0.longitude.rounded() && $0.latitude == $0.latitude.rounded() })
    else { return }
    findings.note(
      .warning,
      "\(layer.file): all \(given.count) coordinates are whole degrees; their decimals may be lost, which is up to 100 km",
      "\(layer.file)：\(given.count) 个坐标全为整度数，小数可能已丢失，误差可达 100 公里")
  }

  /// Whether only the exchange of the two makes sense: a latitude beyond the pole, or a place in China's box.
  private static func looksSwapped(_ point: Coordinate) -> Bool {
    func isInChinasBox(_ longitude: Double, _ latitude: Double) -> Bool {
      (73...136).contains(longitude) && (3...54).contains(latitude)
    }
    if abs(point.latitude) > 90 { return abs(point.longitude) <= 90 && abs(point.latitude) <= 180 }
    return isInChinasBox(point.latitude, point.longitude) && !isInChinasBox(point.longitude, point.latitude)
  }

  // MARK: Planes

  /// The coordinates of Gauss–Krüger zones as their EPSG system has them, and a note of what was put right.
  func normalisedPlane(_ points: [Coordinate?], row: (Int) -> Int, _ findings: inout Findings) -> [Coordinate?] {
    guard case .epsg(let code) = converter.source, let zone = GaussKruegerZone(epsg: code) else { return points }
    var changes: GaussKruegerZone.Changes = []
    let normalised = points.enumerated().map { index, point -> Coordinate? in
      guard let point else { return nil }
      if let plane = zone.normalised(point, &changes) { return plane }
      complain(
        row(index), nil, rule: "zone", value: "\(point.longitude), \(point.latitude)",
        Phrase(
          "the easting bears the number of another zone than \(zone.name.english)",
          "东坐标的带号与\(zone.name.chinese)不符"),
        Phrase("Declare the zone in which the coordinates are", "请声明坐标实际所在的投影带"), &findings)
      return nil
    }
    if changes.contains(.exchanged) {
      findings.note(
        .assumption, "\(layer.file): the first coordinate is taken as the northing, as its size tells",
        "\(layer.file)：按数值大小，第一个坐标视为北坐标")
    }
    if changes.contains(.numberAdded) {
      findings.note(
        .assumption, "\(layer.file): eastings without a zone number are taken in \(zone.name.english), as declared",
        "\(layer.file)：东坐标不含带号，按声明视为\(zone.name.chinese)")
    }
    if changes.contains(.numberRemoved) {
      findings.note(
        .assumption,
        "\(layer.file): eastings bear the number of \(zone.name.english), which the declared system leaves out",
        "\(layer.file)：东坐标含\(zone.name.chinese)的带号，已按声明的坐标系去除")
    }
    return normalised
  }
}
