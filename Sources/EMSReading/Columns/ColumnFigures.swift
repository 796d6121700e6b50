import EMSFormats
import EMSModel

/// What the figures of a column of people or of beds tell together: which of them stand for unknown, and whether those of
/// people are sums of the cells of a raster, with fractions.
struct ColumnFigures {
  /// The figures that stand for unknown.
  ///
  /// A figure is one where it is negative and of nines alone (-9, -99, -999 …) or -1, in several rows; where it is the
  /// least or greatest number that a program writes; or where it is positive and of nines alone (999, 9999 …), stands in
  /// several rows, and five times as often as the figures beside it. So is nobody in lists of OpenStreetMap and GeoNames.
  private(set) var unknown: Set<Double> = []
  /// A figure of nines alone that stands once and exceeds all others: it counts, and is told.
  private(set) var suspicious: (row: Int, value: Double)?
  /// How many rows say 0, where they are a third of all that say a figure or more.
  private(set) var manyZeros: Int?
  /// The people of each row of a column of fractions; nil for another column.
  private(set) var rounded: [Int: Int]?
  /// The people of the rows with fractions together.
  private(set) var total = 0.0

  /// - Parameters:
  ///   - field: people or beds.
  ///   - isScaled: whether the header counts by tens or more, so that decimals are no fractions of people.
  ///   - group: what tells that rows are parts of one thing and have one figure; nil where each row is one.
  init(
    _ field: Field, of column: Int, in table: any SourceTable, style: NumberStyle, isScaled: Bool,
    group: ((Int) -> String?)?
  ) {
    var counts: [Double: Int] = [:]
    var (whole, zeros) = (0, 0)
    var fractions: [(row: Int, value: Double)] = []
    var fine = 0
    var greatest = 0.0
    var last: (row: Int, value: Double)?
    for row in 0..<table.rowCount {
      guard let value = Self.value(row, column, table, style) else { continue }
      if value != value.rounded() {
        // A negative fraction, and one of more people than live anywhere, is wrong by itself.
        guard value > 0, value < 1e10 else { continue }
        fractions.append((row, value))
        if abs(value * 1e4 - (value * 1e4).rounded()) > 1e-3 { fine += 1 }
      } else if value == 0 {
        zeros += 1
      } else {
        whole += 1
        if Self.isOfNines(abs(value)) || Self.limits.contains(value) || value == -1 {
          counts[value, default: 0] += 1
          last = (row, value)
        }
      }
      if !Self.limits.contains(value) { greatest = max(greatest, value) }
    }
    for (value, count) in counts {
      if Self.limits.contains(value) || value < 0 && count > 1 { unknown.insert(value) }
      if value >= 999, count > (value == 999 ? 2 : 1),
        Self.isFarMoreOften(value, count, column, table, style)
      {
        unknown.insert(value)
      }
    }
    guard field == .population else { return }
    if zeros > 0, Self.writesUnknownAsZero(table.columns) {
      unknown.insert(0)
    } else if zeros > 2, 3 * zeros >= whole + zeros + fractions.count {
      manyZeros = zeros
    }
    if let last, last.value >= 9999, counts[last.value] == 1, unknown.isEmpty, last.value == greatest {
      suspicious = last
    }
    let isOfCells =
      Self.saysCells(table.columns[column]) || 2 * fine > fractions.count && greatest >= 100
    guard !isScaled, fractions.count > whole, isOfCells else { return }
    round(fractions, of: column, in: table, style, group)
  }

  /// Rounds each figure so that their total is that of the fractions, to a person: down, and up where the fractions are
  /// the largest.
  private mutating func round(
    _ fractions: [(row: Int, value: Double)], of column: Int, in table: any SourceTable, _ style: NumberStyle,
    _ group: ((Int) -> String?)?
  ) {
    var members: [String: [Int]] = [:]
    var own: [(row: Int, value: Double)] = []
    for (row, value) in fractions {
      let key = group?(row).map { "\($0)\u{1F}\(value)" }
      if let key, members[key] != nil {
        members[key]?.append(row)
      } else {
        if let key { members[key] = [row] }
        own.append((row, value))
      }
    }
    // Rows of one figure are told apart by all that they say, so that a sorted table has the same people.
    let texts = Dictionary(grouping: own, by: \.value).values.filter { $0.count > 1 }.joined()
      .reduce(into: [Int: String]()) { texts, one in
        texts[one.row] = table.columns.indices.map { table.text(one.row, $0) ?? "" }.joined(separator: "\u{1F}")
      }
    own.sort { a, b in
      a.value != b.value ? a.value > b.value : (texts[a.row] ?? "", a.row) < (texts[b.row] ?? "", b.row)
    }
    let parts = LargestRemainder.rounded(own.map(\.value))
    var people: [Int: Int] = [:]
    for ((row, _), count) in zip(own, parts) { people[row] = count }
    for rows in members.values { for row in rows.dropFirst() { people[row] = people[rows[0]] } }
    rounded = people
    total = own.reduce(0) { $0 + $1.value }
  }

  /// The figure of a cell that is one number by the way in which its column is written.
  private static func value(_ row: Int, _ column: Int, _ table: any SourceTable, _ style: NumberStyle) -> Double? {
    if style == .point, case .number(let value) = table.number(row, column) { return value }
    guard let text = table.text(row, column), style == .comma || mayTell(text),
      case .number(let value, false, 1) = WrittenNumber.read(text, style: style)
    else { return nil }
    return value
  }

  /// Whether a text that is no plain number may be a fraction or nines alone: most are neither.
  private static func mayTell(_ text: String) -> Bool {
    var (isOfNines, hasPoint, count) = (true, false, 0)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x39, 0xFF19: count += 1
      case 0x30...0x38, 0xFF10...0xFF18: isOfNines = false
      case 0x2E, 0xFF0E: hasPoint = true
      default: break
      }
    }
    return hasPoint || isOfNines && count > 0
  }

  private static let limits: Set<Double> = [
    -32_768, -2_147_483_648, -2_147_483_647, 2_147_483_647, 4_294_967_295, -9_223_372_036_854_775_808,
    9_223_372_036_854_775_808,
  ]

  /// Whether a table is of a publisher who writes 0 where the people are not known.
  private static func writesUnknownAsZero(_ columns: [String]) -> Bool {
    let headers = Set(columns.map(FieldSynonyms.normalised))
    return headers.contains("geonameid") || headers.isSuperset(of: ["osmid", "fclass"])
  }

  private static func isOfNines(_ value: Double) -> Bool {
    [9, 99, 999, 9999, 99_999, 999_999, 9_999_999, 99_999_999, 999_999_999, 9_999_999_999].contains(value)
  }

  private static func isFarMoreOften(
    _ value: Double, _ count: Int, _ column: Int, _ table: any SourceTable, _ style: NumberStyle
  ) -> Bool {
    let beside = (0..<table.rowCount).count { row in
      Self.value(row, column, table, style).map { $0 != value && abs($0 - value) <= 10 } ?? false
    }
    return Double(count) >= 5 * Double(beside) / 20
  }

  /// Whether a header says that a raster's cells were summed up.
  private static func saysCells(_ header: String) -> Bool {
    let plain = FieldSynonyms.withoutAccents(header).lowercased()
    return words.contains { plain.contains($0) }
  }

  private static let words = [
    "sum", "zonal", "raster", "grid", "worldpop", "landscan", "ghs", "hrsl", "ppp", "unadj", "un_adj", "栅格", "格网", "网格",
    "分区统计",
  ]
}
