import EMSModel
import GeoKit

/// What a township health centre has to grow into a county sub-centre on, as far as it is known.
///
/// The plans ask for centres of places with "a larger and relatively concentrated population" (Xing'an 二(一)3) and for
/// "capacity" (Bayannur 二(一)3, Hohhot 三(一)3, Jining 二4), without figures.
public struct CentreStrength: Hashable, Sendable {
  /// The people of its township, by the table of townships where it tells; nil when unknown.
  public var townPeople: Int?
  /// The known people of the township's settlements, where the table of townships tells another number; nil where it does
  /// not.
  public var peopleOfSettlements: Int?
  /// Whether a method put any of them there.
  public var townPeopleAreDerived = false
  /// The share of them near the centre, 0 to 1; nil when unknown or when no distance is stated.
  public var concentration: Double?
  /// nil when unknown.
  public var beds: Int?
  /// As the source words it; nil when unknown.
  public var grade: String?
  /// To the nearest secondary or tertiary hospital, geodesic; nil where there is none.
  public var hospitalDistance: Distance?
  /// How it stands among the candidates, 0 to 1: the mean over the four of the share of the others that it is ahead of,
  /// a draw counted as half. What is not known stands in the middle.
  public fileprivate(set) var score = 0.5

  /// The strength of each of some centres.
  ///
  /// - Parameter near: a settlement within this geodesic distance (`<=`) of the centre counts as near; nil: none stated.
  static func of(_ centres: [Facility], in area: PlanningArea, near: Distance?) -> [CentreStrength] {
    let hospitals = NearestIndex(area.facilities.filter(\.isRatedHospital).map(\.location))
    let settlements = Dictionary(grouping: area.settlements) { $0.townshipID ?? "" }
    let townships = Dictionary(area.townships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var strengths = centres.map { centre in
      let own = centre.townshipID.flatMap { settlements[$0] } ?? []
      let known = own.filter { $0.population != nil }
      let people = known.reduce(0) { $0 + ($1.population ?? 0) }
      let told = centre.townshipID.flatMap { townships[$0]?.population }
      return CentreStrength(
        townPeople: told ?? (known.isEmpty ? nil : people),
        peopleOfSettlements: told == nil || told == people || known.isEmpty ? nil : people,
        townPeopleAreDerived: told == nil && known.contains { $0.origin != .surveyed || $0.isDerivedPlace },
        concentration: near.flatMap { near in
          guard people > 0 else { return nil }
          let close = known.filter { Geodesic.distance($0.location, centre.location) <= near }
          return Double(close.reduce(0) { $0 + ($1.population ?? 0) }) / Double(people)
        },
        beds: centre.beds, grade: centre.grade, hospitalDistance: hospitals.nearest(to: centre.location)?.distance)
    }
    let criteria: [[Double?]] = [
      strengths.map { $0.townPeople.map(Double.init) }, strengths.map(\.concentration),
      strengths.map { $0.beds.map(Double.init) }, strengths.map { $0.grade.flatMap(GradeWords.level) },
    ]
    let standings = criteria.map(standings)
    for centre in strengths.indices {
      strengths[centre].score = standings.reduce(0) { $0 + $1[centre] } / Double(standings.count)
    }
    return strengths
  }

  /// Where each value stands among the known ones.
  private static func standings(_ values: [Double?]) -> [Double] {
    let known = values.compactMap { $0 }
    guard known.count > 1 else { return values.map { _ in 0.5 } }
    return values.map { value in
      guard let value else { return 0.5 }
      let behind = Double(known.count { $0 < value }) + Double(known.count { $0 == value } - 1) / 2
      return behind / Double(known.count - 1)
    }
  }

  /// Where the grade stands; nil when not known.
  public var gradeLevel: Double? { grade.flatMap(GradeWords.level) }

  /// The least level of words that say 二级.
  static let secondaryLevel = 20.0

  /// "Its town: 31,200 people, 64 % of them near it; beds: 45; grade: not known."
  var words: Phrase {
    let people = townPeople.map { NumberText.grouped($0) }
    let share = concentration.map { NumberText.decimals($0 * 100, 0) }
    let beds = beds.map { NumberText.grouped($0) }
    var english = "Its town: " + (people.map { "\($0) people" } ?? "people not known")
    var chinese = "所在乡镇：" + (people.map { "\($0)人" } ?? "人口未知")
    if townPeopleAreDerived {
      english += " (all or some of them derived)"
      chinese += "（含推算）"
    }
    if let settled = peopleOfSettlements.map({ NumberText.grouped($0) }) {
      english += " by the table of townships; its settlements have \(settled)"
      chinese += "（乡镇表数），其村居合计\(settled)人"
    }
    if let share {
      english += ", \(share) % of them near it"
      chinese += "，其中\(share)%居住在其附近"
    }
    return Phrase(
      english + "; beds: \(beds ?? "not known"); grade: \(grade ?? "not known").",
      chinese + "；床位：\(beds ?? "未知")；等级：\(grade ?? "未知")。")
  }
}
