import EMSFormats
import EMSModel
import Foundation
import SiteSolver

/// Costs from files.
enum InstanceCosts {
  /// The costs, and what to say of their file.
  typealias Read = (costs: SparseCosts, notes: [Phrase])

  /// `demand,candidate,cost`, one pair a row; or the matrix of `emsplan travel-times`, in minutes, where an empty time
  /// is unreachable.
  static func listed(_ url: URL, _ demand: DemandRows, _ candidates: CandidateRows) throws(InputProblems) -> Read {
    var rows = try InstanceTable(url)
    let why = Phrase("a pair is named by demand and candidate, with its cost", "每行以 demand、candidate 和 cost 表示一对")
    let columns = (
      rows.requiredColumn("demand", "settlement_id", why: why),
      rows.requiredColumn("candidate", "facility_id", why: why), rows.requiredColumn("cost", "travel_min", why: why)
    )
    guard let demandColumn = columns.0, let candidateColumn = columns.1, let costColumn = columns.2 else {
      throw InputProblems(rows.problems)
    }
    let isTravelTimes = rows.table.columns[costColumn].lowercased() == "travel_min"
    var pairs = PairCollector(demandCount: demand.ids.count)
    for row in 0..<rows.table.rowCount {
      let d = rows.table.text(row, demandColumn) ?? ""
      let c = rows.table.text(row, candidateColumn) ?? ""
      let i = demand.index[d]
      let j = candidates.index[c]
      if i == nil { rows.addUnknownID(d, row: row, demandColumn, of: demand.file) }
      if j == nil { rows.addUnknownID(c, row: row, candidateColumn, of: candidates.file) }
      if isTravelTimes, rows.table.text(row, costColumn) ?? "" == "" { continue }
      guard let cost = rows.number(row, costColumn), let i, let j else { continue }
      pairs.add(i, j, cost, row)
    }
    let sorted = pairs.sorted()
    for row in sorted.repeatedRows {
      rows.add(
        row: row, demandColumn, value: rows.table.text(row, demandColumn),
        Phrase("this pair of demand and candidate stands in an earlier row too", "该需求点与候选点的组合重复"),
        remedy: Phrase("Keep one row for each pair", "每对只保留一行"))
    }
    if !rows.problems.isEmpty { throw InputProblems(rows.problems) }
    let costs = try checked(rows.table.file) { () throws(SitingError) in
      try SparseCosts(
        candidateCount: candidates.ids.count, rowStart: sorted.start, candidates: sorted.candidates,
        costs: sorted.costs)
    }
    return (costs, rows.notesOnRows + notes(costs, rows.table.file, demand, candidates))
  }

  /// What to say of demand points and candidates without any pair.
  private static func notes(_ costs: SparseCosts, _ file: String, _ demand: DemandRows, _ candidates: CandidateRows)
    -> [Phrase]
  {
    func named(_ ids: [String]) -> String { ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? " …" : "") }
    var notes: [Phrase] = []
    let lone = demand.ids.indices.filter { costs.rowStart[$0] == costs.rowStart[$0 + 1] }.map { demand.ids[$0] }
    if !lone.isEmpty {
      notes.append(
        Phrase(
          "\(file): no candidate reaches \(lone.count.of("demand point", "demand points")): \(named(lone))",
          "\(file)：\(lone.count) 个需求点没有候选点可达：\(named(lone))"))
    }
    var isReached = [Bool](repeating: false, count: candidates.ids.count)
    for j in costs.candidates { isReached[Int(j)] = true }
    let idle = candidates.ids.indices.filter { !isReached[$0] }.map { candidates.ids[$0] }
    if !idle.isEmpty {
      notes.append(
        Phrase(
          "\(file): \(idle.count.of("candidate reaches", "candidates reach")) no demand point: \(named(idle))",
          "\(file)：\(idle.count) 个候选点不可达任何需求点：\(named(idle))"))
    }
    return notes
  }

  /// The header names the candidates, the first cell of each row the demand point.
  static func matrix(_ url: URL, _ demand: DemandRows, _ candidates: CandidateRows) throws(InputProblems) -> Read {
    var rows = try InstanceTable(url)
    var columnOf: [(column: Int, candidate: Int)] = []
    var seen = Set<Int>()
    for (column, name) in rows.table.columns.enumerated().dropFirst() {
      guard let j = candidates.index[name] else {
        rows.add(
          row: nil, column, value: name,
          Phrase("\(name) is not an id of \(candidates.file)", "\(candidates.file) 中没有编号 \(name)"),
          remedy: Phrase("Head each column with a candidate's id", "请以候选点编号作为列名"))
        continue
      }
      if !seen.insert(j).inserted {
        rows.add(
          row: nil, column, value: name, Phrase("\(name) heads two columns", "列名 \(name) 重复"),
          remedy: Phrase("Keep one column for each candidate", "每个候选点只保留一列"))
      }
      columnOf.append((column, j))
    }
    for (j, id) in candidates.ids.enumerated() where !seen.contains(j) {
      rows.add(
        row: nil, nil, value: id,
        Phrase("no column is headed by the candidate \(id)", "没有候选点 \(id) 的列"),
        remedy: Phrase(
          "Add the column, with empty cells where the candidate reaches nobody", "请添加该列；不可达处留空"))
    }
    columnOf.sort { $0.candidate < $1.candidate }
    let ids = rows.ids(0)
    let present = Set(ids)
    for id in demand.ids where !present.contains(id) {
      rows.add(
        row: nil, nil, value: id, Phrase("no row begins with the demand point \(id)", "没有需求点 \(id) 的行"),
        remedy: Phrase("Add the row, with empty cells where no candidate reaches it", "请添加该行；不可达处留空"))
    }
    var rowOf = [Int?](repeating: nil, count: demand.ids.count)
    for (row, id) in ids.enumerated() where !id.isEmpty {
      guard let i = demand.index[id] else {
        rows.addUnknownID(id, row: row, 0, of: demand.file)
        continue
      }
      rowOf[i] = row
    }
    var start = [0]
    var chosen: [Int32] = []
    var costs: [Double] = []
    for row in rowOf {
      if let row {
        for (column, j) in columnOf {
          guard let cost = rows.number(row, column, isRequired: false) else { continue }
          chosen.append(Int32(j))
          costs.append(cost)
        }
      }
      start.append(chosen.count)
    }
    if !rows.problems.isEmpty { throw InputProblems(rows.problems) }
    let read = try checked(rows.table.file) { () throws(SitingError) in
      try SparseCosts(candidateCount: candidates.ids.count, rowStart: start, candidates: chosen, costs: costs)
    }
    return (read, rows.notesOnRows + notes(read, rows.table.file, demand, candidates))
  }

  /// Says what the solver refuses as a problem of the file.
  static func checked(_ file: String, _ make: () throws(SitingError) -> SparseCosts) throws(InputProblems)
    -> SparseCosts
  {
    do {
      return try make()
    } catch {
      throw InputProblems([
        InputProblem(
          file: file, english: "the costs do not fit together: \(error)", chinese: "成本数据不一致：\(error)",
          remedyEnglish: "Correct the file", remedyChinese: "请更正文件")
      ])
    }
  }
}

/// Pairs in any order, to be sorted into rows.
private struct PairCollector {
  private let demandCount: Int
  private var demand: [Int32] = []
  private var candidate: [Int32] = []
  private var cost: [Double] = []
  private var row: [Int32] = []

  init(demandCount: Int) { self.demandCount = demandCount }

  mutating func add(_ i: Int, _ j: Int, _ value: Double, _ sourceRow: Int) {
    demand.append(Int32(i))
    candidate.append(Int32(j))
    cost.append(value)
    row.append(Int32(sourceRow))
  }

  func sorted() -> (start: [Int], candidates: [Int32], costs: [Double], repeatedRows: [Int]) {
    var start = [Int](repeating: 0, count: demandCount + 1)
    for i in demand { start[Int(i) + 1] += 1 }
    for i in 0..<demandCount { start[i + 1] += start[i] }
    var next = start
    var order = [Int32](repeating: 0, count: demand.count)
    for k in demand.indices {
      order[next[Int(demand[k])]] = Int32(k)
      next[Int(demand[k])] += 1
    }
    var repeated: [Int] = []
    for i in 0..<demandCount {
      order[start[i]..<start[i + 1]].sort { (candidate[Int($0)], $0) < (candidate[Int($1)], $1) }
      for k in start[i]..<start[i + 1] where k > start[i] {
        if candidate[Int(order[k])] == candidate[Int(order[k - 1])] { repeated.append(Int(row[Int(order[k])])) }
      }
    }
    return (start, order.map { candidate[Int($0)] }, order.map { cost[Int($0)] }, repeated.sorted())
  }
}
