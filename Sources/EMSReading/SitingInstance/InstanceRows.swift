import EMSFormats
import EMSModel
import Foundation
import GeoKit
import SiteSolver

/// Where a row of an instance stands; both coordinates in the metric's own terms.
struct InstancePoint {
  var x: Double
  var y: Double
}

extension InstanceTable {
  private static let longitudes = ["lon", "lng", "longitude", "经度"]
  private static let latitudes = ["lat", "latitude", "纬度"]

  /// Whether distances between rows are geodesics: by the metric, or where costs are listed, where there are degrees.
  func measuresOnEllipsoid(_ metric: SitingRequest.Metric) -> Bool {
    switch metric {
    case .geodesic: true
    case .euclidean: false
    case .costs, .matrix, .scenarios: has(Self.longitudes) && has(Self.latitudes)
    }
  }

  /// The points of the rows, from the columns that the metric reads; nil when it reads none.
  fileprivate mutating func points(_ metric: SitingRequest.Metric, areNeeded: Bool) -> [InstancePoint]? {
    if metric.isListed && !areNeeded { return nil }
    let isGeodesic = measuresOnEllipsoid(metric)
    let why =
      isGeodesic
      ? Phrase("--metric geodesic measures from lon and lat", "--metric geodesic 需要 lon 与 lat")
      : Phrase("distances in the plane are measured from x and y", "平面距离需要 x 与 y")
    let columns: (Int?, Int?) =
      isGeodesic
      ? (
        requiredColumn("lon", "lng", "longitude", "经度", why: why),
        requiredColumn("lat", "latitude", "纬度", why: why)
      )
      : (requiredColumn("x", why: why), requiredColumn("y", why: why))
    guard let first = columns.0, let second = columns.1 else { return nil }
    return (0..<table.rowCount).map { row in
      let x = number(row, first, isNegativeAllowed: true) ?? 0
      let y = number(row, second, isNegativeAllowed: true) ?? 0
      if isGeodesic, abs(y) > 90 || abs(x) > 360 {
        add(
          row: row, abs(y) > 90 ? second : first, value: "\(abs(y) > 90 ? y : x)",
          Phrase("\(abs(y) > 90 ? y : x) is out of range", "\(abs(y) > 90 ? y : x) 超出范围"),
          remedy: Phrase("Give degrees; lon and lat may be swapped", "请填写度数；经纬度可能颠倒"))
      }
      return InstancePoint(x: x, y: y)
    }
  }
}

extension InstanceTable {
  /// The columns of the demand file that hold the weights of the rows' own periods, scenarios or tiers: the column `weights`
  /// names them, and an empty cell none.
  mutating func ownWeights(of names: [String]) -> DemandRows.OwnWeights {
    let column = column("weights")
    return DemandRows.OwnWeights(
      file: table.file,
      rows: names.enumerated().map { row, name in (name, column.flatMap { table.text(row, $0) }) })
  }
}

/// The indices of ids in the order of their bytes, which is the order of everything that ties are broken by.
private func sortedOrder(_ ids: [String]) -> [Int] {
  ids.indices.sorted { ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8) }
}

/// The demand points of an instance, sorted by id.
struct DemandRows {
  let file: String
  let ids: [String]
  let weights: [Double]
  /// What each takes of a site's capacity; nil without such a column, or where the model keeps no capacities.
  let loads: [Double]?
  let points: [InstancePoint]?
  let index: [String: Int]
  let notes: [Phrase]
  /// The weights of each period, scenario or tier.
  let weightsByRow: [[Double]]

  /// The columns that hold the weights of periods, scenarios or tiers; a row that names none has those of all.
  struct OwnWeights {
    let file: String
    let rows: [(name: String, column: String?)]
  }

  /// Points that are not served, in the order of their ids.
  private init(unserved ids: [String], of file: String) {
    (self.file, self.ids) = (file, ids)
    (loads, points, notes, weightsByRow) = (nil, nil, [], [])
    weights = ids.map { _ in 0 }
    index = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
  }

  /// Nobody, for `p-dispersion`.
  static let none = DemandRows(unserved: [], of: "")

  /// The candidates, as one end of the pairs that `p-dispersion` looks at.
  init(pairing candidates: CandidateRows) { self.init(unserved: candidates.ids, of: candidates.file) }

  init(_ url: URL, _ request: SitingRequest, _ own: OwnWeights? = nil) throws(InputProblems) {
    var rows = try InstanceTable(url)
    let ids = rows.ids(rows.requiredColumn("id", "编号", why: Phrase("rows are named by it", "各行以此命名")))
    let readsWeights = ![.lscp, .pCentre, .capacitatedLSCP].contains(request.aim.model)
    var weights = [Double](repeating: 1, count: rows.table.rowCount)
    let namesOwnWeights = own.map { $0.rows.allSatisfy { $0.column != nil } } ?? false
    let column =
      readsWeights && !namesOwnWeights
      ? rows.requiredColumn(
        "weight", "demand", "population", "权重", "人口", why: Phrase("the model weighs the demand", "该模型需要权重"))
      : rows.column("weight", "demand", "population", "权重", "人口")
    if let column { for row in weights.indices { weights[row] = rows.number(row, column) ?? 0 } }
    let weightsByRow = own.map { own in
      own.rows.map { row in
        guard let name = row.column else { return weights }
        let why = Phrase("\(own.file) weighs \(row.name) by it", "\(own.file) 的“\(row.name)”以此为权重")
        guard let column = rows.requiredColumn(name.lowercased(), why: why) else { return weights }
        return weights.indices.map { rows.number($0, column) ?? 0 }
      }
    }
    if namesOwnWeights, column == nil, let first = weightsByRow?.first { weights = first }
    let loadColumn = request.aim.model.holdsCapacity ? rows.column("load", "负荷") : nil
    var loads = loadColumn.map { _ in weights }
    if let loadColumn { for row in weights.indices { loads?[row] = rows.number(row, loadColumn) ?? 0 } }
    if request.aim.model == .capacitatedLSCP, column == nil, loadColumn == nil {
      _ = rows.requiredColumn("load", why: Phrase("the model keeps capacities", "该模型需要容量"))
    }
    let points = rows.points(request.metric, areNeeded: false)
    notes = rows.notes
    if !rows.problems.isEmpty { throw InputProblems(rows.problems) }
    let order = sortedOrder(ids)
    file = rows.table.file
    self.ids = order.map { ids[$0] }
    self.weights = order.map { weights[$0] }
    self.weightsByRow = (weightsByRow ?? []).map { weights in order.map { weights[$0] } }
    self.loads = loads.map { loads in order.map { loads[$0] } }
    self.points = points.map { points in order.map { points[$0] } }
    index = Dictionary(uniqueKeysWithValues: self.ids.enumerated().map { ($1, $0) })
  }
}

/// The candidates of an instance, sorted by id.
struct CandidateRows {
  let file: String
  let ids: [String]
  let points: [InstancePoint]?
  let isGeodesic: Bool
  let groups: [String?]
  let costs: [Double]?
  let capacities: [Double]?
  /// The least that each must serve to be added.
  let leastLoads: [Double]?
  /// The physical site of each, where several rows are levels of one site.
  let sites: [String?]
  let fixed: [Int]
  let forced: [Int]
  let forbidden: [Int]
  let closingPrices: [Int: Double]
  /// What sites of each tier cost, and where they stand.
  let ofTiers: [(costs: [Double]?, fixed: [Int])]
  let index: [String: Int]
  let notes: [Phrase]

  /// - Parameter tiers: what exists and what sites cost is read for each tier.
  init(_ request: SitingRequest, _ tiers: TierRows? = nil) throws(InputProblems) {
    var rows = try InstanceTable(request.candidates)
    let ids = rows.ids(rows.requiredColumn("id", "编号", why: Phrase("rows are named by it", "各行以此命名")))
    let count = rows.table.rowCount
    let points = rows.points(request.metric, areNeeded: request.separation != nil)
    isGeodesic = rows.measuresOnEllipsoid(request.metric)
    let isCapacitated = request.aim.model.holdsCapacity
    let capacityColumn =
      isCapacitated
      ? rows.requiredColumn("capacity", why: Phrase("the model keeps capacities", "该模型需要容量"))
      : request.aim.model.holdsUnits ? rows.column("capacity") : nil
    let costColumn = rows.column("cost")
    var costs = costColumn.map { _ in [Double](repeating: 1, count: count) }
    var capacity = capacityColumn.map { _ in [Double](repeating: .infinity, count: count) }
    var isFixed = [Bool](repeating: false, count: count)
    var isForced = isFixed
    var isForbidden = isFixed
    var closing = [Double?](repeating: nil, count: count)
    let flags =
      tiers == nil
      ? (rows.column("fixed"), rows.column("forced"), rows.column("forbidden")) : (nil, nil, rows.column("forbidden"))
    let closingColumn = tiers == nil ? rows.column("closing_price") : nil
    let leastColumn = isCapacitated ? rows.column("least_load", "min_load") : nil
    var least = leastColumn.map { _ in [Double](repeating: 0, count: count) }
    let siteColumn = rows.column("site")
    for row in 0..<count {
      if let leastColumn { least?[row] = rows.number(row, leastColumn, isRequired: false) ?? 0 }
      if let capacityColumn {
        capacity?[row] = rows.number(row, capacityColumn, isRequired: isCapacitated) ?? .infinity
      }
      if let column = flags.0 { isFixed[row] = rows.flag(row, column) }
      if let column = flags.1 { isForced[row] = rows.flag(row, column) }
      if let column = flags.2 { isForbidden[row] = rows.flag(row, column) }
      if let closingColumn {
        closing[row] = rows.number(row, closingColumn, isRequired: false, isNegativeAllowed: true)
        if closing[row] != nil, flags.0 != nil, !isFixed[row] {
          rows.add(
            row: row, closingColumn, value: rows.table.text(row, closingColumn),
            Phrase("a site that does not exist has a price of closing", "尚不存在的站点填写了关闭价格"),
            remedy: Phrase(
              "Leave closing_price empty where fixed is not 1, or set fixed to 1",
              "fixed 不为 1 时请将 closing_price 留空，或将 fixed 改为 1"))
        }
      }
      // What exists is not paid for.
      let exists = isFixed[row] || closing[row] != nil
      if let costColumn { costs?[row] = rows.number(row, costColumn, isRequired: !exists) ?? (exists ? 0 : 1) }
    }
    let rowOf = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func mark(_ named: [String], _ option: String, _ flags: inout [Bool]) {
      for id in named.flatMap({ rowOf[$0] == nil ? ListedIDs.split($0) : [$0] }) {
        if let row = rowOf[id] {
          flags[row] = true
        } else {
          rows.add(
            row: nil, nil, value: id, Phrase("\(option) \(id): there is no such candidate", "\(option) \(id)：没有该候选点"),
            remedy: Phrase("Name ids of the candidates file", "请使用候选点文件中的编号"))
        }
      }
    }
    mark(request.fixed, "--fix", &isFixed)
    mark(request.forced, "--force", &isForced)
    mark(request.forbidden, "--forbid", &isForbidden)
    for row in 0..<count {
      let exists = isFixed[row] || closing[row] != nil
      if isForbidden[row], exists || isForced[row] {
        rows.add(
          row: row, flags.2, value: ids[row],
          Phrase("\(ids[row]) is both open and forbidden", "\(ids[row]) 既要开放又被禁止"),
          remedy: Phrase("Keep one of fixed, forced and forbidden", "fixed、forced、forbidden 只能保留一个"))
      } else if exists, isForced[row] {
        rows.add(
          row: row, flags.1, value: ids[row],
          Phrase("\(ids[row]) exists already and is to be added too", "\(ids[row]) 已存在，不能再新增"),
          remedy: Phrase("Keep one of fixed, forced and forbidden", "fixed、forced、forbidden 只能保留一个"))
      }
    }
    let ownOfTiers = tiers.map { rows.ofTiers($0, costs: costs) } ?? []
    let groupColumn = request.groups == nil ? nil : rows.column("group", "county", "县", "旗县")
    let groups = (0..<count).map { row in groupColumn.flatMap { rows.table.text(row, $0) } }
    let sites = (0..<count).map { row in siteColumn.flatMap { rows.table.text(row, $0) } }
    let standing = Dictionary(grouping: (0..<count).filter { isFixed[$0] && closing[$0] == nil && sites[$0] != nil }) {
      sites[$0]
    }
    for row in standing.values.flatMap({ $0.dropFirst() }).sorted() {
      rows.add(
        row: row, flags.0, value: ids[row],
        Phrase("another level of \(sites[row] ?? "") is open already", "\(sites[row] ?? "") 已有另一等级开放"),
        remedy: Phrase(
          "Keep fixed on one level of a site; to let it be upgraded, give that one closing_price 0",
          "同一站点只能有一个等级标为 fixed；若允许升级，请将该等级的 closing_price 填为 0"))
    }
    notes =
      rows.notes
      + [
        Self.unmarkedClosable(ids, hasFixed: flags.0 != nil, closing, in: rows.table.file),
        Self.heldLevels(sites, standing.keys.compactMap { $0 }, in: rows.table.file),
      ].compactMap { $0 }
    if !rows.problems.isEmpty { throw InputProblems(rows.problems) }
    let order = sortedOrder(ids)
    func indices(_ flags: [Bool]) -> [Int] { order.indices.filter { flags[order[$0]] } }
    file = rows.table.file
    self.ids = order.map { ids[$0] }
    self.points = points.map { points in order.map { points[$0] } }
    self.groups = order.map { groups[$0] }
    self.costs = costs.map { costs in order.map { costs[$0] } }
    capacities = capacity.map { capacity in order.map { capacity[$0] } }
    leastLoads = least.map { least in order.map { least[$0] } }
    self.sites = order.map { sites[$0] }
    fixed = indices(isFixed)
    forced = indices(isForced)
    forbidden = indices(isForbidden)
    var prices: [Int: Double] = [:]
    for (new, old) in order.enumerated() { if let price = closing[old] { prices[new] = price } }
    closingPrices = prices
    ofTiers = ownOfTiers.map { own in (own.costs.map { costs in order.map { costs[$0] } }, indices(own.isFixed)) }
    index = Dictionary(uniqueKeysWithValues: self.ids.enumerated().map { ($1, $0) })
  }

  /// Rows that exist because they have a price of closing, where no column says what exists.
  private static func unmarkedClosable(_ ids: [String], hasFixed: Bool, _ closing: [Double?], in file: String)
    -> Phrase?
  {
    let closable = ids.indices.filter { closing[$0] != nil }.map { ids[$0] }
    if hasFixed || closable.isEmpty { return nil }
    let named = closable.shortList
    return Phrase(
      "\(file): no column fixed; rows with a closing_price count as existing sites: \(named.english)",
      "\(file)：没有 fixed 列，填写了 closing_price 的行视为现有站点：\(named.chinese)")
  }

  /// Sites whose other levels can never open, because the one that stands may not be closed.
  private static func heldLevels(_ sites: [String?], _ standing: [String], in file: String) -> Phrase? {
    let held = standing.filter { site in sites.count { $0 == site } > 1 }.sorted()
    if held.isEmpty { return nil }
    let named = held.shortList
    return Phrase(
      "\(file): the level that stands keeps the other levels of its site closed: \(named.english); to let it be upgraded, give it closing_price 0",
      "\(file)：已有等级开放，同一站点的其他等级不能开放：\(named.chinese)；若允许升级，请将该等级的 closing_price 填为 0")
  }

  /// Pairs of rows that are levels of one site, of which one at most is open.
  var levelPairs: [ConflictingPair] {
    var pairs: [ConflictingPair] = []
    for levels in Dictionary(grouping: sites.indices.filter { sites[$0] != nil }, by: { sites[$0] }).values {
      for (k, a) in levels.enumerated() { for b in levels[(k + 1)...] { pairs.append(ConflictingPair(a, b)) } }
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}

extension InstanceTable {
  /// What sites of each tier cost and where they stand, by row.
  fileprivate mutating func ofTiers(_ tiers: TierRows, costs: [Double]?) -> [(costs: [Double]?, isFixed: [Bool])] {
    let why = Phrase("\(tiers.file) names it", "\(tiers.file) 指定了该列")
    return tiers.rows.map { tier in
      let columns = (
        tier.siteCosts.flatMap { requiredColumn($0.lowercased(), why: why) },
        tier.fixed.flatMap { requiredColumn($0.lowercased(), why: why) }
      )
      let isFixed = (0..<table.rowCount).map { row in columns.1.map { flag(row, $0) } ?? false }
      let own = columns.0.map { column in
        (0..<table.rowCount).map { number($0, column, isRequired: !isFixed[$0]) ?? 0 }
      }
      return (own ?? costs, isFixed)
    }
  }
}

/// The limits of groups: `group,min,max`.
struct GroupRows {
  let file: String
  let ids: [String]
  private let limit: [ClosedRange<Int>]
  private let notesOnRows: [Phrase]

  init(_ url: URL, candidates: CandidateRows?) throws(InputProblems) {
    var rows = try InstanceTable(url)
    let column = rows.requiredColumn("group", "id", why: Phrase("limits are kept by group", "限制按组设置"))
    let ids = rows.ids(column)
    let columns = (rows.column("min"), rows.column("max"))
    var limit: [ClosedRange<Int>] = []
    let members = Set((candidates?.groups ?? []).compactMap { $0 })
    for row in 0..<rows.table.rowCount {
      var bounds = (0, candidates?.ids.count ?? Int(Int32.max))
      if let least = columns.0, let value = rows.whole(row, least) { bounds.0 = value }
      if let most = columns.1, let value = rows.whole(row, most) { bounds.1 = value }
      if bounds.0 > bounds.1, columns.1.map({ rows.table.text(row, $0) != nil }) == true {
        rows.add(
          row: row, columns.0, value: "\(bounds.0)",
          Phrase("the minimum \(bounds.0) is above the maximum \(bounds.1)", "最小值 \(bounds.0) 大于最大值 \(bounds.1)"),
          remedy: Phrase("Correct min or max", "请更正 min 或 max"))
      }
      limit.append(bounds.0...max(bounds.0, bounds.1))
      if candidates != nil, row < ids.count, !members.contains(ids[row]) {
        rows.add(
          row: row, column, value: ids[row],
          Phrase("no candidate is in the group \(ids[row])", "没有候选点属于组 \(ids[row])"),
          remedy: Phrase("Correct the group of the candidates, or take the row out", "请更正候选点的组，或删除该行"))
      }
    }
    if !rows.problems.isEmpty { throw InputProblems(rows.problems) }
    let order = sortedOrder(ids)
    file = rows.table.file
    self.ids = order.map { ids[$0] }
    self.limit = order.map { limit[$0] }
    notesOnRows = rows.notesOnRows
  }

  /// What to say of the file, and of candidates whose group has no limits.
  func notes(_ candidates: CandidateRows) -> [Phrase] {
    let known = Set(ids)
    let others = Set(candidates.groups.compactMap { $0 }).subtracting(known).sorted()
    if others.isEmpty { return notesOnRows }
    let named = others.prefix(5).joined(separator: ", ") + (others.count > 5 ? " …" : "")
    return notesOnRows + [
      Phrase(
        "\(file): no limits are given for \(others.count.of("group", "groups")) of \(candidates.file): \(named)",
        "\(file)：\(candidates.file) 中的 \(others.count) 个组未设限制：\(named)")
    ]
  }

  func limits(of candidates: CandidateRows) -> GroupLimits {
    let index = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    return GroupLimits(groupOfCandidate: candidates.groups.map { $0.flatMap { index[$0] } }, limits: limit)
  }
}

extension InstanceTable {
  /// A whole number; nil for an empty cell, and for one that is none, which is a problem.
  fileprivate mutating func whole(_ row: Int, _ column: Int) -> Int? {
    guard let value = number(row, column, isRequired: false) else { return nil }
    if let whole = Int(exactly: value), whole < Int(Int32.max) { return whole }
    let text = table.text(row, column) ?? ""
    add(
      row: row, column, value: text, Phrase("\(text) is not a whole number", "\(text) 不是整数"),
      remedy: Phrase("Give a whole number of sites", "请填写整数"))
    return nil
  }
}
