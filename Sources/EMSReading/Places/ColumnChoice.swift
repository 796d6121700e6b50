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

  init(_ table: any SourceTable) {
    self.table = table
    meanings = table.columns.map { HeaderMeaning($0) }
    normalised = table.columns.map(FieldSynonyms.normalised)
  }

  /// The column that counts the people, the others that do, and those that count a part of them or something else.
  ///
  /// Who lives there comes before who is registered, the newest year before older ones, a total before none.
  func people() -> (column: Int?, rivals: [Int], parts: [Int]) {
    let all = table.columns.indices.filter { meanings[$0].isPeople }
    let whole = all.filter { meanings[$0].part == nil }
    let best = whole.reduce(nil as Int?) { best, index in
      guard let best else { return index }
      return meanings[index].isBetterCountOfPeople(than: meanings[best]) ? index : best
    }
    return (best, whole.filter { $0 != best }, all.filter { meanings[$0].part != nil })
  }

  /// The columns of the longitude and the latitude of one datum, and the datum that their headers name.
  ///
  /// - Parameter declared: the datum that the plan declares; without one, WGS 84 comes before CGCS2000 before headers
  ///   that name none before the others.
  func coordinates(declared: String?) -> (longitude: Int, latitude: Int, datum: String?, rivals: [Int])? {
    func candidates(_ field: Field) -> [(column: Int, datum: String?, order: Int)] {
      let headers = FieldSynonyms.headers(of: field)
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
    var best: (longitude: Int, latitude: Int, datum: String?, rank: (Int, Int, Int))?
    let longitudes = candidates(.longitude)
    for x in longitudes {
      for y in latitudes where y.datum == x.datum {
        let rank = (rank(x.datum), x.order, y.order)
        if best.map({ rank < $0.rank }) ?? true { best = (x.column, y.column, x.datum, rank) }
      }
    }
    guard let best else { return nil }
    let rivals = longitudes.filter { $0.column != best.longitude && $0.datum != best.datum }.map(\.column)
    return (best.longitude, best.latitude, best.datum, rivals)
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
}
