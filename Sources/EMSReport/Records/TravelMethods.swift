import EMSModel
import EMSPlanning
import EMSPolicy

/// How a plan travels, in sentences that name each figure and who gives it: the plan, a document or the tool.
struct TravelMethods {
  private let plan: PlanFile
  private let profile: PolicyProfile

  /// One sentence for each purpose; those that travel alike share one.
  static func all(plan: PlanFile, profile: PolicyProfile, travel: PlanTravel) -> [Phrase] {
    let methods = TravelMethods(plan: plan, profile: profile)
    return [
      methods.sentence(
        Phrase("From stations to places", "急救站点至村居"), travel.emergency, given: plan.emergencyTravel),
      methods.sentence(
        Phrase("To the nearest facility (service circle)", "就近就医（服务圈）"), travel.serviceCircle,
        given: plan.serviceCircleTravel),
      methods.sentence(
        Phrase("To village clinics", "至村卫生室"), travel.clinics, given: plan.clinicTravel ?? plan.serviceCircleTravel),
    ]
  }

  private init(plan: PlanFile, profile: PolicyProfile) {
    self.plan = plan
    self.profile = profile
  }

  private func sentence(_ purpose: Phrase, _ model: any TravelModel, given: PlanFile.Travel?) -> Phrase {
    var parts = [model.title]
    if let straight = model.withoutStations as? StraightLineTravel {
      let speed = NumberText.plain((straight.metresPerHour / 1000 * 10).rounded() / 10)
      let speedOrigin = origin(model.mode.rawValue + "-speed", isGiven: given?.speedKilometresPerHour != nil)
      parts.append(Phrase("\(speed) km/h (\(speedOrigin.english))", "时速\(speed)公里（\(speedOrigin.chinese)）"))
      let detour = NumberText.plain(straight.detour)
      let detourOrigin = origin("detour-factor", isGiven: given?.detourFactor != nil)
      parts.append(
        Phrase(
          "the way \(detour) times the straight line (\(detourOrigin.english))",
          "绕行系数\(detour)（\(detourOrigin.chinese)）"))
    } else {
      parts += roadsAndGround(isOverGround: model.withoutStations is FrictionTravel)
    }
    if model.mode == .ambulance {
      let turnout = LimitName(model.turnout).text
      let turnoutOrigin = origin("turnout", isGiven: given?.turnout != nil)
      parts.append(
        Phrase(
          "turnout \(turnout.english) (\(turnoutOrigin.english))", "出车\(turnout.chinese)（\(turnoutOrigin.chinese)）"))
    }
    if let own = (model as? StationTravel)?.turnouts, let least = own.values.min(), let most = own.values.max() {
      let (from, to) = (LimitName(least).text, LimitName(most).text)
      let span =
        least == most
        ? from : Phrase("\(from.english) to \(to.english)", "\(from.chinese)至\(to.chinese)")
      parts.append(
        Phrase(
          "\(own.count.of("station", "stations")) of \(span.english) by the list of facilities",
          "其中 \(own.count) 个站点按机构表为\(span.chinese)"))
    }
    return Phrase(
      "\(purpose.english): \(parts.map(\.english).joined(separator: "; ")).",
      "\(purpose.chinese)：\(parts.map(\.chinese).joined(separator: "；"))。")
  }

  /// Files, speeds, season and hour.
  private func roadsAndGround(isOverGround: Bool) -> [Phrase] {
    var parts: [Phrase] = []
    if isOverGround, let file = plan.inputs.landCover?.file ?? plan.inputs.friction {
      parts.append(Phrase("ground of \(file)", "地面 \(file)"))
    }
    guard let roads = plan.inputs.roads else { return parts }
    parts.append(Phrase("roads of \(roads.file)", "道路 \(roads.file)"))
    let table = roads.speeds ?? "standard"
    let who = roads.speeds == nil ? Phrase("the tool's default", "软件默认") : Phrase("the plan", "方案给定")
    parts.append(Phrase("speeds of the table \(table) (\(who.english))", "速度表 \(table)（\(who.chinese)）"))
    parts.append(
      roads.season.map { Phrase("season: \($0)", "季节折减：\($0)") } ?? Phrase("no season", "不计季节"))
    if let hour = roads.hour { parts.append(Phrase("at \(hour) o'clock", "\(hour)时")) }
    if roads.barriers == PlanFile.Roads.barriersOfExtract {
      parts.append(
        Phrase(
          "off the road no river, canal, railway or fence of \(roads.file) is crossed",
          "道路以外不穿越 \(roads.file) 中的河流、运河、铁路与围栏"))
    } else if let barriers = roads.barriers {
      parts.append(Phrase("off the road no line of \(barriers) is crossed", "道路以外不穿越 \(barriers) 中的线"))
    }
    if let closed = roads.closed { parts.append(Phrase("closed roads of \(closed)", "封闭道路 \(closed)")) }
    return parts
  }

  /// Who gives a figure.
  private func origin(_ key: String, isGiven: Bool) -> Phrase {
    if isGiven { return Phrase("the plan", "方案给定") }
    guard let figure = profile.travel.first(where: { $0.key == key }) else {
      return Phrase("the tool's default", "软件默认")
    }
    return Phrase(figure.citation.text(in: .english), figure.citation.text(in: .chinese))
  }
}
