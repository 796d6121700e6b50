/// Domination between rows and between columns of a covering problem (Toregas & ReVelle 1973; Beasley 1987), and
/// the choice of columns that a row forces.
struct CoverPresolve {
  private let instance: CoverInstance
  var keepsRow: [Bool]
  var keepsColumn: [Bool]
  private(set) var chosen: [Int32] = []
  private var rowSize: [Int] = []
  private var columnSize: [Int] = []
  private var rows: InclusionTest
  private var columns: InclusionTest

  init(_ instance: CoverInstance) {
    self.instance = instance
    keepsRow = [Bool](repeating: true, count: instance.rowCount)
    keepsColumn = [Bool](repeating: true, count: instance.columnCount)
    rows = InclusionTest(start: instance.start, member: instance.column, range: instance.columnCount)
    columns = InclusionTest(start: instance.columnStart, member: instance.columnRow, range: instance.rowCount)
  }

  /// Starts afresh from some rows and columns.
  mutating func restart(rows: [Bool], columns: [Bool]) {
    (keepsRow, keepsColumn) = (rows, columns)
    chosen = []
  }

  mutating func choose(_ j: Int) {
    keepsColumn[j] = false
    chosen.append(Int32(j))
    for k in instance.columnStart[j]..<instance.columnStart[j + 1] {
      keepsRow[Int(instance.columnRow[k])] = false
    }
  }

  private mutating func recount() {
    rowSize = [Int](repeating: 0, count: instance.rowCount)
    columnSize = [Int](repeating: 0, count: instance.columnCount)
    for i in 0..<instance.rowCount where keepsRow[i] {
      for k in instance.start[i]..<instance.start[i + 1] where keepsColumn[Int(instance.column[k])] {
        rowSize[i] += 1
        columnSize[Int(instance.column[k])] += 1
      }
    }
  }

  /// Drops rows that every choice of columns for another row satisfies, and nothing else.
  mutating func dropImpliedRows() {
    recount()
    _ = dropRows()
  }

  /// Reduces until nothing changes; false when a row has no column left.
  mutating func run() -> Bool {
    var changed = true
    while changed {
      changed = false
      recount()
      for i in 0..<instance.rowCount where keepsRow[i] {
        if rowSize[i] == 0 { return false }
        if rowSize[i] == 1 {
          for k in instance.start[i]..<instance.start[i + 1] where keepsColumn[Int(instance.column[k])] {
            choose(Int(instance.column[k]))
            break
          }
          changed = true
        }
      }
      if changed { continue }
      let fewerRows = dropRows()
      let fewerColumns = dropColumns()
      changed = fewerRows || fewerColumns
    }
    return true
  }

  /// The kept member that stands in the fewest rows or columns, the first of them; there is one.
  private static func scarcest(_ members: ArraySlice<Int32>, kept: [Bool], size: [Int]) -> Int {
    var best = -1
    for member in members where kept[Int(member)] {
      if best < 0 || size[Int(member)] < size[best] { best = Int(member) }
    }
    return best
  }

  /// Drops rows whose columns include all columns of another row.
  private mutating func dropRows() -> Bool {
    var dropped = false
    rows.keep(keepsColumn)
    for i in 0..<instance.rowCount where keepsRow[i] {
      rows.begin(i)
      let pivot = Self.scarcest(
        instance.column[instance.start[i]..<instance.start[i + 1]], kept: keepsColumn, size: columnSize)
      for k in instance.columnStart[pivot]..<instance.columnStart[pivot + 1] {
        let other = Int(instance.columnRow[k])
        guard other != i, keepsRow[other] else { continue }
        if rowSize[other] < rowSize[i] || (rowSize[other] == rowSize[i] && other < i) { continue }
        if rows.isIncluded(in: other, sparing: rowSize[other] - rowSize[i]) {
          keepsRow[other] = false
          for l in instance.start[other]..<instance.start[other + 1] {
            columnSize[Int(instance.column[l])] -= 1
          }
          dropped = true
        }
      }
    }
    return dropped
  }

  /// Drops columns that cover no more than another one that costs no more and counts in the same group.
  private mutating func dropColumns() -> Bool {
    // Where sites must be many, a column may be wanted for its number rather than for what it covers.
    if instance.limits.minimum > 0 || instance.limits.groupMinimum.contains(where: { $0 > 0 }) { return false }
    var dropped = false
    columns.keep(keepsRow)
    for j in 0..<instance.columnCount where keepsColumn[j] {
      if columnSize[j] == 0 {
        keepsColumn[j] = false
        continue
      }
      columns.begin(j)
      let pivot = Self.scarcest(
        instance.columnRow[instance.columnStart[j]..<instance.columnStart[j + 1]], kept: keepsRow, size: rowSize)
      search: for k in instance.start[pivot]..<instance.start[pivot + 1] {
        let other = Int(instance.column[k])
        guard other != j, keepsColumn[other], instance.cost[other] <= instance.cost[j],
          columnSize[other] >= columnSize[j]
        else { continue }
        if instance.limits.hasGroups {
          let g = instance.limits.group[other]
          if g >= 0 && g != instance.limits.group[j] { continue }
        }
        if columnSize[other] == columnSize[j] && instance.cost[other] == instance.cost[j] && other > j,
          !instance.limits.hasGroups || instance.limits.group[other] == instance.limits.group[j]
        {
          continue
        }
        if columns.isIncluded(in: other, sparing: columnSize[other] - columnSize[j]) {
          keepsColumn[j] = false
          for l in instance.columnStart[j]..<instance.columnStart[j + 1] {
            rowSize[Int(instance.columnRow[l])] -= 1
          }
          dropped = true
          break search
        }
      }
    }
    return dropped
  }
}
