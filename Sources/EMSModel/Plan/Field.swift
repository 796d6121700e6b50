/// What a column of an input means, whatever its header says.
///
/// The raw value is the key by which a plan names the column: `townships: {file: t.geojson, id: code}`.
public enum Field: String, CaseIterable, Hashable, Sendable {
  case id
  case name
  case longitude = "lon"
  case latitude = "lat"
  case population
  case urbanShare = "urban_share"
  case kind
  case rank
  case urbanArea = "urban_area"
  case urbanPeople = "urban_people"
  case county
  case township
  case tier
  case grade
  case beds
  case ambulance
  case turnout
  case hours
  case precision
  case origin
  case source
  case status
  case urban
  case doctor
  case clinic = "has_clinic"
  case seatLongitude = "seat_lon"
  case seatLatitude = "seat_lat"
  case fiveCentres = "five_centres"
  case feverRoom = "fever_room"
  case tcmHall = "tcm_hall"
  case emergencyDepartment = "emergency_department"
  case medicalCommunity = "medical_community"
  case surgery
  case consultation
  case unit
  case posts
  case healthGrids = "health_grids"
  case communityHospitals = "community_hospitals"
  case gradeAHealthCentres = "grade_a_centres"
  case assessedCentres = "assessed_centres"
  case centresAtBasicStandard = "basic_standard_centres"
  case centresAtRecommendedStandard = "recommended_standard_centres"
  case turnoutShare = "turnout_share"
  case clinicsAwayFromPeople = "clinics_away_from_people"
  case createdCommunityHospitals = "created_community_hospitals"
  case createdCommunityHealthCentres = "created_community_health_centres"
  case townsBelowStandard = "towns_below_standard"
  case hospitalsWithoutFiveCentres = "hospitals_without_five_centres"
  case indicator
  case value
  case year

  /// What the plan's schema says of the key.
  package var about: String {
    switch self {
    case .id: "Column of the unique id or administrative code."
    case .name: "Column of the name."
    case .longitude: "Column of the longitude, or of the easting of a projected datum."
    case .latitude: "Column of the latitude, or of the northing of a projected datum."
    case .population: "Column of the number of people."
    case .urbanShare: "Column of the share of people who live in towns, 0 to 1."
    case .kind: "Column of the kind of township: 镇, 乡, 苏木, 街道 or their English names."
    case .rank: "Column that says which township is the county seat: county_seat or 县城."
    case .urbanArea: "Column of the id of the urban area that stands for a subdistrict without coordinates."
    case .urbanPeople: "Column of the people of the township's built-up area."
    case .county: "Column of the county's id."
    case .township: "Column of the township's id."
    case .tier: "Column of the tier: a word such as 三级, 二级, 卫生院, 村卫生室, or a tier's name."
    case .grade: "Column of the grade as the source words it."
    case .beds: "Column of the number of beds."
    case .ambulance: "Column that says whether an ambulance stands there day and night."
    case .turnout: "Column of the minutes from the call until the station's ambulance leaves; empty takes the plan's."
    case .hours: "Column of when the ambulance is staffed: 24h, 全天, 08:00–18:00."
    case .precision: "Column of how well the place is known: exact, township_seat or county_seat."
    case .origin: "Column of where the row comes from: surveyed, derived or assumed."
    case .source: "Column of the list or map that names the row."
    case .status: "Column that says whether the facility is open: open, closed, planned, 停业, 在建 and the like."
    case .urban: "Column that says whether the place is a town seat or urban community, or the urban-rural class code."
    case .doctor: "Column that says whether a qualified village doctor works there."
    case .clinic: "Column that says whether a village clinic stands there."
    case .seatLongitude: "Column of the longitude of the seat of government."
    case .seatLatitude: "Column of the latitude of the seat of government."
    case .fiveCentres: "Column that says whether the hospital has the five emergency centres, how many or which."
    case .feverRoom: "Column that says whether there is a fever room or fever clinic."
    case .tcmHall: "Column that says whether there is a hall of traditional medicine."
    case .emergencyDepartment: "Column that says whether there is an emergency department."
    case .medicalCommunity: "Column of the name of the medical community to which the facility belongs."
    case .surgery: "Column that says whether the centre operates."
    case .consultation: "Column that says whether a hospital above consults round the clock."
    case .unit: "Column of the county or township; empty for the region."
    case .posts: "Column of the number of posts at township health centres."
    case .healthGrids: "Column of the number of health grids."
    case .communityHospitals: "Column of the number of community hospitals."
    case .gradeAHealthCentres: "Column of the number of grade-A township health centres."
    case .assessedCentres: "Column of the number of health centres whose capability was assessed."
    case .centresAtBasicStandard: "Column of the number of those at the basic standard."
    case .centresAtRecommendedStandard: "Column of the number of those at the recommended standard."
    case .turnoutShare: "Column of the share of ambulances that leave within the limit of the rule, 0 to 1."
    case .clinicsAwayFromPeople: "Column of the number of clinics away from where people are."
    case .createdCommunityHospitals: "Column of the number of community hospitals created anew."
    case .createdCommunityHealthCentres: "Column of the number of community health centres created anew."
    case .townsBelowStandard: "Column of the number of towns whose health centre is not to standard."
    case .hospitalsWithoutFiveCentres: "Column of the number of county hospitals without all five centres."
    case .indicator: "Column of the name of the indicator, in a table with one row for each figure."
    case .value: "Column of the figure, in such a table."
    case .year: "Column of the year of the figure, in such a table."
    }
  }
}
