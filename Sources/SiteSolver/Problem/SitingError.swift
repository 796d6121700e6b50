/// A question that makes no sense as put, with the offending value.
public enum SitingError: Error, Equatable, Sendable {
  case malformedCosts(detail: String)
  /// An array whose length is not the number of demand points or candidates.
  case wrongLength(what: String, length: Int, expected: Int)
  case negativeWeight(demand: Int, weight: Double)
  case badSiteCost(candidate: Int, cost: Double)
  case badCapacity(candidate: Int, capacity: Double)
  case badParameter(name: String, value: Double)
  case missingParameter(model: SitingModel, name: String)
  /// An option that the model has no meaning for.
  case optionOfAnotherModel(model: SitingModel, name: String)
  case indexOutOfRange(what: String, index: Int)
  /// A candidate both fixed or forced open and forbidden, or both existing and forced.
  case contradictoryRoles(candidate: Int)
  case emptyGroup(group: Int)
  /// The model or option needs a MIP solver, and this build has none (package trait `CBC`).
  case needsCBC(model: SitingModel, option: String)
  /// The MIP solver stopped without an answer.
  case solverFailed(status: Int)
}
