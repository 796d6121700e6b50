/// Times from every row to every column; nil where there is no way or the limit is passed.
public struct TimeMatrix: Sendable {
  /// How many places the times are from.
  public let rows: Int
  /// How many places they are to.
  public let columns: Int
  /// Row by row, in whole tenths of a millisecond.
  private(set) var ticks: [Ticks]

  init(rows: Int, columns: Int, ticks: [Ticks]) {
    self.rows = rows
    self.columns = columns
    self.ticks = ticks
  }

  /// nil where there is no way, or none within the limit that was asked for.
  public subscript(row: Int, column: Int) -> Duration? {
    seconds(row, column).map { _ in .microseconds(Int64(ticks[row * columns + column]) * 100) }
  }

  /// The time in seconds, or nil.
  public func seconds(_ row: Int, _ column: Int) -> Double? {
    let value = ticks[row * columns + column]
    return value == TickScale.unreached ? nil : TickScale.seconds(value)
  }

  mutating func improve(_ row: Int, _ column: Int, _ value: Ticks) {
    let at = row * columns + column
    if value < ticks[at] { ticks[at] = value }
  }

  /// Forgets every time above the limit.
  mutating func limit(to limit: Ticks) {
    for index in ticks.indices where ticks[index] > limit { ticks[index] = TickScale.unreached }
  }

  var transposed: TimeMatrix {
    var turned = [Ticks](repeating: TickScale.unreached, count: ticks.count)
    for row in 0..<rows {
      for column in 0..<columns { turned[column * rows + row] = ticks[row * columns + column] }
    }
    return TimeMatrix(rows: columns, columns: rows, ticks: turned)
  }
}
