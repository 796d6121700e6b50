/// A `ValueInstance` as a model to be made smallest: minus its objective, in the radius formulation. The first columns
/// are the instance's.
struct ValueFormulation {
  private(set) var mip = MIPModel()

  init(_ instance: ValueInstance) {
    let open = (0..<instance.columnCount).map { _ in mip.addColumn(isInteger: true) }
    mip.constant = -instance.constant
    for i in 0..<instance.rowCount {
      mip.constant -= instance.base[i]
      var previous: Int?
      var terms: [(Int, Double)] = []
      let end = instance.start[i + 1]
      for k in instance.start[i]..<end {
        terms.append((open[Int(instance.column[k])], -1))
        let next = k + 1 < end ? instance.value[k + 1] : instance.base[i]
        if next == instance.value[k] { continue }
        let reached = mip.addColumn(objective: next - instance.value[k])
        if let previous { terms.append((previous, -1)) }
        mip.addRow(to: 0, terms + [(reached, 1)])
        previous = reached
        terms = []
      }
    }
    let limits = instance.limits
    mip.addRow(from: Double(limits.minimum), to: Double(limits.maximum), open.map { ($0, 1) })
    for g in limits.groupMinimum.indices {
      let members = open.filter { limits.group[$0] == g }.map { ($0, 1.0) }
      mip.addRow(from: Double(limits.groupMinimum[g]), to: Double(limits.groupMaximum[g]), members)
    }
  }
}
