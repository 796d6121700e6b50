import EMSModel

extension TravelMode {
  /// What a person reads for the mode.
  package var title: Phrase {
    switch self {
    case .walk: Phrase("walking", "步行")
    case .ebike: Phrase("e-bike", "电动车")
    case .drive: Phrase("car", "驾车")
    case .ambulance: Phrase("ambulance", "救护车")
    }
  }
}

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
