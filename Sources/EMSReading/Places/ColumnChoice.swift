import EMSFormats
import EMSModel

/// How one field of a file is read: the column taken, those that could have served, its unit and its marks.
struct ColumnReading: Hashable, Sendable {
  let file: String
  let field: Field
  /// The header of the column taken; nil when all that could serve count something else.
  let header: String?
  /// The headers of the others that could have served.
  let rivals: [String]
  /// What one unit of the column stands for.
  let factor: Double
}

/// The column for people and the pair of columns for coordinates, chosen by what their headers say.
struct ColumnChoice {
  let table: any SourceTable
  private let meanings: [HeaderMeaning]
  private let normalised: [String]

  /// - Parameter headers: those of the table, compared as ``FieldSynonyms/whole(_:areCut:of:holdsNames:)`` gives them.
  init(_ table: any SourceTable, headers: [String]) {
    self.table = table
    meanings = table.columns.indices.map { column in
      let own = table.columns[column]
      let whole = headers[column] == FieldSynonyms.normalised(own) ? own : headers[column]
      return HeaderMeaning(PairedFigures.of(column, in: table, .population)?.header ?? whole)
    }
    normalised = headers
  }

  /// The column that counts the people, the others that do, and those that count a part of them or something else.
  ///
  /// Who lives there comes before who is registered, the newest year before older ones, a total before none. Nobody has
  /// counted a projection, be it called one or of a year to come: it is none of them, alone neither. A column without a
  /// figure is none where another has some.
  func people(isEmpty: (Int) -> Bool) -> (column: Int?, rivals: [Int], parts: [Int], empty: [Int]) {
    let all = table.columns.indices.filter { meanings[$0].isPeople }
    var whole = all.filter { meanings[$0].part == nil && !meanings[$0].isProjection }
    if whole.isEmpty { whole = ofShortYears(all) }
    let filled = whole.count > 1 ? whole.filter { !isEmpty($0) } : whole
    let empty = filled.isEmpty ? [] : whole.filter { !filled.contains($0) }
    if !filled.isEmpty { whole = filled }
    let best = whole.reduce(nil as Int?) { best, index in
      guard let best else { return index }
      return meanings[index].isBetterCountOfPeople(than: meanings[best]) ? index : best
    }
    return (best, whole.filter { $0 != best }, all.filter { !whole.contains($0) && !empty.contains($0) }, empty)
  }

  /// The columns of which two digits each can only be the year: pop10, pop15, pop20. Groups of age reach beyond this year's
  /// digits, and one number alone may be anything but where it is the year of a census and nothing else counts people.
  private func ofShortYears(_ people: [Int]) -> [Int] {
    let years = people.compactMap { column in meanings[column].shortYear.map { (column, $0) } }
    let parts = people.filter { meanings[$0].part != nil }
    let isOfCensus =
      years.count == 1 && people.count == 1 && years[0].1 >= 2000 && years[0].1 % 10 == 0
      && !meanings.contains { $0.isOfMen || $0.isOfWomen }
    guard years.count > 1 || isOfCensus, years.count == parts.count, Set(years.map(\.1)).count == years.count,
      years.allSatisfy({ $0.1 <= HeaderMeaning.latestCount })
    else { return [] }
    return years.map(\.0)
  }

  /// The column that is headed by no more than a word such as 合计 or Total and is, in each row, the sum of its column of
  /// men, its column of women and, where there is one, that of intersex people; nil where there are not just these.
  func totalOfSexes() -> (total: Int, men: Int, women: Int)? {
    func only(_ holds: (HeaderMeaning) -> Bool) -> Int? {
      let found = meanings.indices.filter { holds(meanings[$0]) }
      return found.count == 1 ? found[0] : nil
    }
    guard let total = only(\.isTotalAlone), let men = only(\.isOfMen), let women = only(\.isOfWomen) else { return nil }
    let others = normalised.firstIndex(of: "intersex")
    var rows = 0
    for row in 0..<table.rowCount {
      let cells = [total, men, women, others].map { column -> Double? in
        guard let column else { return 0 }
        guard let text = table.text(row, column),
          case .number(let value, _, let unit) = WrittenNumber.read(text, style: .point)
        else { return nil }
        return value * unit
      }
      guard let all = cells[0], let a = cells[1], let b = cells[2] else { continue }
      guard abs(all - a - b - (cells[3] ?? 0)) < 0.5 else { return nil }
      rows += 1
    }
    return 2 * rows > table.rowCount ? (total, men, women) : nil
  }

  /// The columns of coordinates of a table.
  struct Coordinates {
    /// The columns of the longitude and the latitude of one datum; nil where there are none, or where nothing decides.
    var taken: (longitude: Int, latitude: Int)?
    /// The columns of other longitudes, or of both coordinates, that could have served.
    var rivals: [Int] = []
    /// Whose place is taken, where that decided.
    var owner: PlaceOwner?
    /// The pairs of which nothing says which is meant.
    var undecided: [(longitude: Int, latitude: Int)] = []
  }

  /// The coordinates that are taken: those that name nobody, then those of whom the rows are of, then the only ones.
  ///
  /// - Parameters:
  ///   - declared: the datum that the plan declares; without one, WGS 84 comes before CGCS2000 before headers that name
  ///     none before the others.
  ///   - rows: the level of the rows; nil for facilities.
  func coordinates(declared: String?, ofRows rows: AdministrativeLevel?) -> Coordinates {
    func candidates(_ field: Field) -> [(column: Int, datum: String?, order: Int)] {
      let headers = field.headers
      return table.columns.indices.compactMap { index in
        if let order = headers.firstIndex(of: normalised[index]) { return (index, meanings[index].datum, order) }
        let compact = WrittenNumber.plain(table.columns[index]).lowercased().filter { $0.isLetter || $0.isNumber }
        guard let found = HeaderWords.datum(in: compact) else { return nil }
        var rest = found.rest
        for word in ["坐标系", "坐标", "大地"] where rest.hasPrefix(word) || rest.hasSuffix(word) {
          if !headers.contains(rest) { rest = rest.replacing(word, with: "") }
        }
        return headers.firstIndex(of: rest).map { (index, found.name, $0) }
      }
    }
    func rank(_ datum: String?) -> Int {
      if let declared, datum == declared { return -1 }
      return switch datum {
      case "wgs84": 0
      case "cgcs2000": 1
      case nil: 2
      default: 3
      }
    }
    let latitudes = candidates(.latitude)
    var best: (longitude: Int, latitude: Int, rank: (Int, Int, Int))?
    let longitudes = candidates(.longitude)
    for x in longitudes {
      for y in latitudes where y.datum == x.datum {
        let rank = (rank(x.datum), x.order, y.order)
        if best.map({ rank < $0.rank }) ?? true { best = (x.column, y.column, rank) }
      }
    }
    // One that names its datum and one that names none are a pair where there are no others.
    if best == nil, longitudes.count == 1, latitudes.count == 1, let x = longitudes.first, let y = latitudes.first,
      x.datum == nil || y.datum == nil
    {
      best = (x.column, y.column, (0, 0, 0))
    }
    let pairs = pairsByName
    let inOne = table.columns.indices.filter {
      CoordinatePair.isHeaded(table.columns[$0]) && CoordinatePair.isOne(in: $0, of: table)
    }
    if let best {
      var rivals = longitudes.map(\.column)
      rivals += pairs.map(\.longitude).filter { !rivals.contains($0) }
      return Coordinates(
        taken: (best.longitude, best.latitude),
        rivals: (rivals + inOne).filter { $0 != best.longitude && $0 != best.latitude })
    }
    if pairs.isEmpty || !inOne.isEmpty && pairs.count > 1 { return Coordinates() }
    let owner = PlaceOwner(ofRows: rows)
    let own = pairs.count == 1 ? pairs : pairs.filter { PlaceOwner(header: table.columns[$0.longitude]) == owner }
    guard own.count == 1, let pair = own.first else { return Coordinates(undecided: pairs) }
    return Coordinates(
      taken: (pair.longitude, pair.latitude),
      rivals: pairs.map(\.longitude).filter { $0 != pair.longitude } + inOne, owner: pairs.count > 1 ? owner : nil)
  }

  /// Words of a longitude and of a latitude that other words may stand beside.
  private static let axisWords: [(Set<String>, Set<String>)] = [
    (
      Set(FieldSynonyms.longitudeWords + ["longitud", "jd", "jingdu"]),
      Set(FieldSynonyms.latitudeWords + ["latitud", "wd", "weidu"])
    ),
    (["x", "横坐标", "东坐标"], ["y", "纵坐标", "北坐标"]),
    // 东经E and 北纬N, or letters alone.
    (["e"], ["n"]),
  ]

  /// The pairs of columns whose headers are alike but for the word of the axis, such as `gps_longitude` and
  /// `gps_latitude`, 村委会经度 and 村委会纬度, `POINT_X` and `POINT_Y`, in the order of the table.
  private var pairsByName: [(longitude: Int, latitude: Int)] {
    var rests: [[String]: (x: [Int], y: [Int])] = [:]
    for (index, header) in table.columns.enumerated() {
      let words = Self.words(of: header)
      let rest = words.filter { word in !Self.axisWords.contains { $0.0.contains(word) || $0.1.contains(word) } }
      for (kind, (longitudes, latitudes)) in Self.axisWords.enumerated() {
        let isX = words.contains(where: longitudes.contains)
        if isX == words.contains(where: latitudes.contains) { continue }
        if isX {
          rests[["\(kind)"] + rest, default: ([], [])].x.append(index)
        } else {
          rests[["\(kind)"] + rest, default: ([], [])].y.append(index)
        }
        break
      }
    }
    return rests.values.filter { $0.x.count == 1 && $0.y.count == 1 }.map { ($0.x[0], $0.y[0]) }.sorted { $0.0 < $1.0 }
  }

  private nonisolated(unsafe) static let wordsOfAxes = /经度|纬度|东经|北纬|横坐标|纵坐标|东坐标|北坐标|高斯|平面|投影|坐标/

  /// The words of a header: `_gps_longitude`, `decimalLatitude`, 村委会经度 and 经度X apart.
  private static func words(of header: String) -> [String] {
    let plain = FieldSynonyms.withoutAccents(WrittenNumber.plain(header))
    let parted = plain.replacing(/([a-z])([A-Z])/) { "\($0.1) \($0.2)" }.lowercased()
      .replacing(wordsOfAxes) { " \($0.output) " }
    return parted.split { !$0.isLetter && !$0.isNumber }.flatMap { word in
      // lng84 is a longitude, of another pair than lng02; x1 is not x.
      let letters = word.prefix { $0.isLetter }
      let digits = word.dropFirst(letters.count)
      return letters.count > 1 && !digits.isEmpty && digits.allSatisfy(\.isNumber)
        ? [String(letters), String(digits)] : [String(word)]
    }
  }

  /// The column of ids or names by its scheme: `vill_code`, `ward_name`, the finest level of `ADM3_PCODE` or `GID_3`.
  ///
  /// - Parameters:
  ///   - isTownships: whether the rows are townships; other rows take the names of townships for no name of their own.
  func idOrName(_ field: Field, isTownships: Bool) -> Int? {
    let found = table.columns.indices.compactMap { index -> (column: Int, level: Int, order: Int)? in
      guard let found = FieldSynonyms.idOrName(normalised[index]), found.field == field else { return nil }
      let order = FieldSynonyms.things.firstIndex(of: found.thing) ?? FieldSynonyms.things.count
      return FieldSynonyms.isLarger(found.thing) && !isTownships ? nil : (index, found.level, order)
    }
    return found.min { ($0.order, -$0.level, $0.column) < ($1.order, -$1.level, $1.column) }?.column
  }

  /// The columns of names of one level, such as 乡 and 苏木乡镇街道.
  func columns(of level: AdministrativeLevel) -> [Int] {
    normalised.indices.filter { AdministrativeLevel(header: normalised[$0]) == level }
  }

  /// Whether a header is of places that hold the rows: of towns where the rows are villages.
  ///
  /// - Parameter rows: the level of the rows; nil for facilities, which every place holds.
  func isOfLarger(_ header: String, than rows: AdministrativeLevel?) -> Bool {
    guard let level = AdministrativeLevel(header: header) else { return false }
    return rows.map { level < $0 } ?? true
  }

  /// The column of the names of rows of a level: of that level alone for counties and townships, of the finest that
  /// fills every row for villages; nil where there is none.
  func placeNames(of rows: AdministrativeLevel?) -> Int? {
    guard let rows else { return nil }
    if rows < .village { return columns(of: rows).first }
    return [AdministrativeLevel.hamlet, .village].lazy.flatMap { columns(of: $0) }.first { column in
      (0..<table.rowCount).allSatisfy { table.text($0, column) != nil }
    } ?? columns(of: .village).first
  }

  /// The column of names of the finest places, whatever the rows are; nil where there is none.
  var finestNames: Int? {
    normalised.indices.compactMap { index in AdministrativeLevel(header: normalised[index]).map { (index, $0) } }
      .max { ($0.1, -$0.0) < ($1.1, -$1.0) }?.0
  }
}
