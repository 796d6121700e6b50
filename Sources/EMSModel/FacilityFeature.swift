/// What a bureau's list says of a facility besides its tier, because plans count it.
public enum FacilityFeature: String, CaseIterable, Hashable, Sendable {
  /// All of the five emergency centres (五大中心): chest pain, stroke, trauma, mothers, newborns and children.
  case fiveCentres = "five_centres"
  /// A fever room or fever clinic (发热诊室, 发热门诊).
  case feverRoom = "fever_room"
  /// A hall of traditional medicine (中医馆, 蒙医馆).
  case tcmHall = "tcm_hall"
  /// An emergency department (急诊科).
  case emergencyDepartment = "emergency_department"

  /// The column of a file of facilities that says it.
  package var field: Field {
    switch self {
    case .fiveCentres: .fiveCentres
    case .feverRoom: .feverRoom
    case .tcmHall: .tcmHall
    case .emergencyDepartment: .emergencyDepartment
    }
  }
}
