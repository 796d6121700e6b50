import EMSModel

extension PlanFile.TravelModelName {
  /// What a person reads for the model.
  package var title: Phrase {
    switch self {
    case .straightLine: Phrase("straight line", "直线")
    case .roads: Phrase("roads", "道路")
    case .friction: Phrase("terrain", "地形")
    }
  }
}

extension TravelModel {
  /// The model and the mode as a sentence names them.
  package var title: Phrase {
    let name = PlanFile.TravelModelName(rawValue: name)?.title ?? Phrase(name, name)
    return Phrase("\(name.english), \(mode.title.english)", "\(name.chinese)，\(mode.title.chinese)")
  }
}
