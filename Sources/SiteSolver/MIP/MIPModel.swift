/// A mixed-integer linear model: columns with bounds and costs, rows with bounds, to be made smallest or greatest.
struct MIPModel {
  var maximises = false
  /// A constant of the objective.
  var constant = 0.0
  private(set) var columnLower: [Double] = []
  private(set) var columnUpper: [Double] = []
  private(set) var objective: [Double] = []
  private(set) var isInteger: [Bool] = []
  private(set) var rowLower: [Double] = []
  private(set) var rowUpper: [Double] = []
  private(set) var rowStart: [Int] = [0]
  private(set) var index: [Int32] = []
  private(set) var value: [Double] = []

  var columnCount: Int { objective.count }
  var rowCount: Int { rowLower.count }

  mutating func addColumn(
    from lower: Double = 0, to upper: Double = 1, objective cost: Double = 0, isInteger integer: Bool = false
  ) -> Int {
    columnLower.append(lower)
    columnUpper.append(upper)
    objective.append(cost)
    isInteger.append(integer)
    return objective.count - 1
  }

  mutating func addToObjective(_ column: Int, _ cost: Double) { objective[column] += cost }

  /// Adds lower <= Σ value × column <= upper.
  mutating func addRow(from lower: Double = -.infinity, to upper: Double = .infinity, _ terms: [(Int, Double)]) {
    for (column, coefficient) in terms where coefficient != 0 {
      index.append(Int32(column))
      value.append(coefficient)
    }
    rowStart.append(index.count)
    rowLower.append(lower)
    rowUpper.append(upper)
  }

  /// Makes the objective, as good as a value within a relative tolerance, a limit.
  mutating func holdObjective(at worth: Double, within tolerance: Double) {
    let terms = objective.indices.filter { objective[$0] != 0 }.map { ($0, objective[$0]) }
    let slack = tolerance * max(1, abs(worth))
    if maximises {
      addRow(from: worth - constant - slack, terms)
    } else {
      addRow(to: worth - constant + slack, terms)
    }
  }

  /// Forgets the objective for the least sum of some columns.
  mutating func minimise(_ terms: [(Int, Double)]) {
    maximises = false
    replaceObjective(by: terms)
  }

  /// Makes a sum of some columns the objective, to be made smallest or greatest as before.
  mutating func replaceObjective(by terms: [(Int, Double)]) {
    constant = 0
    objective = [Double](repeating: 0, count: objective.count)
    for (column, cost) in terms { objective[column] += cost }
  }

  /// What a MIP solver says of a model.
  struct Answer {
    var values: [Double]?
    /// No better objective exists.
    var bound: Double
    var isProven: Bool
    var isInfeasible: Bool
    var iterations: Int
    var nodes: Int
  }
}
