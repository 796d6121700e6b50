import Foundation
import SiteSolver

/// The instances with known answers that lie beside the repository; nothing of them is part of it.
enum PublishedInstances {
  /// nil where the folder is not there.
  static let folder: URL? = {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    // A checkout may be a linked worktree one level further down.
    for parent in [
      package.deletingLastPathComponent(), package.deletingLastPathComponent().deletingLastPathComponent(),
    ] {
      let folder = parent.appendingPathComponent("shared/siting")
      if FileManager.default.fileExists(atPath: folder.path) { return folder }
    }
    return nil
  }()

  static func lines(_ name: String) throws -> [String] {
    guard let folder else { return [] }
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  static func numbers(_ line: String) -> [Double] {
    line.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }).compactMap { Double($0) }
  }

  /// An OR-Library p-median graph as all-pairs shortest paths (Floyd & Warshall); of a repeated edge the last holds.
  static func orLibrary(_ number: Int) throws -> (costs: SparseCosts, count: Int) {
    let values = try lines("orlib-pmed/pmed\(number).txt").flatMap(numbers).map { Int($0) }
    let n = values[0]
    var d = [Int32](repeating: 1_000_000, count: n * n)
    for i in 0..<n { d[i * n + i] = 0 }
    for e in 0..<values[1] {
      let (a, b) = (values[3 + 3 * e] - 1, values[4 + 3 * e] - 1)
      d[a * n + b] = Int32(values[5 + 3 * e])
      d[b * n + a] = d[a * n + b]
    }
    d.withUnsafeMutableBufferPointer { d in
      for k in 0..<n {
        for i in 0..<n {
          let first = d[i * n + k]
          if first >= 1_000_000 { continue }
          for j in 0..<n where first + d[k * n + j] < d[i * n + j] { d[i * n + j] = first + d[k * n + j] }
        }
      }
    }
    let costs = try SparseCosts(
      candidateCount: n, rowStart: (0...n).map { $0 * n }, candidates: (0..<n * n).map { Int32($0 % n) },
      costs: d.map { Double($0) })
    return (costs, values[2])
  }

  /// Lorena's points of São José dos Campos with their demand.
  static func saoJose(_ size: Int) throws -> (points: [[Double]], weights: [Double]) {
    let points = try lines("sjc-mclp/SJC\(size).txt").map(numbers).filter { $0.count == 2 }
    let weights = try lines("sjc-mclp/demand-SJC\(size).dat").map { numbers($0)[0] }
    return (points, weights)
  }

  /// Spopt's San Francisco: 205 tracts, 16 stores, network distances.
  static func sanFrancisco() throws -> (costs: SparseCosts, weights: [Double]) {
    var tracts: [String: Int] = [:]
    var stores: [String: Int] = [:]
    var weights: [Double] = []
    var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
    let rows = try lines("san-francisco/SF_network_distance_candidateStore_16_censusTract_205_new.csv").dropFirst()
    for row in rows {
      let cells = row.split(separator: ",").map(String.init)
      let store = stores[cells[1], default: stores.count]
      stores[cells[1]] = store
      if tracts[cells[2]] == nil {
        tracts[cells[2]] = tracts.count
        weights.append(Double(cells[3]) ?? 0)
      }
      pairs.append((tracts[cells[2]] ?? 0, store, Double(cells[0]) ?? 0))
    }
    let costs = try SparseCosts(demandCount: tracts.count, candidateCount: stores.count, pairs: pairs)
    return (costs, weights)
  }
}
