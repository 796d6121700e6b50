import EMSModel
import Foundation

/// English and French words and names of facilities, as the master facility lists of health ministries use them.
///
/// The tiers are those of this tool: a district hospital is the first with beds and surgery (二级医院), a national,
/// central, teaching or tertiary one the top; a health centre serves a township, a post or dispensary a village. Uganda's
/// health centres II, III and IV are those of a parish, a sub-county and, with a theatre, a county; the medical centre with a
/// surgical unit (CMA) of Burkina Faso and the reference health centre (CSRéf) of Mali are the hospitals of their districts.
enum LatinTierWords {
  /// The first rule of which all words stand in the text decides; a word may be written on: "hospital" in "hospitals".
  private static let rules: [(words: [String], meaning: TierWords.Meaning)] =
    emergency + ignored + hospitals + centres + clinics + ignoredWhereNothingElseIsSaid

  /// Words, too, that would be misread by what stands in them.
  private static let emergency = tiers(
    (.dispatchCentre, ["dispatch"]), (.dispatchCentre, ["regulation", "samu"]),
    (.emergencySubCentre, ["ambulance"]), (.emergencySubCentre, ["ems", "station"]),
    (.emergencySubCentre, ["emergency", "station"]), (.emergencySubCentre, ["samu"]),
    (.countyEmergencyCentre, ["emergency", "centre"]),
    (.townshipHealthCentre, ["rural health training"]), (.townshipHealthCentre, ["rural health demonstration"]),
    (.villageClinic, ["community health unit"]), (.villageClinic, ["doctor s office"]),
    (.secondaryHospital, ["health centre iv"]), (.secondaryHospital, ["hc iv"]), (.secondaryHospital, ["hciv"]),
    (.townshipHealthCentre, ["health centre iii"]), (.townshipHealthCentre, ["hc iii"]),
    (.townshipHealthCentre, ["hciii"]), (.villageClinic, ["health centre ii"]), (.villageClinic, ["hc ii"]),
    (.villageClinic, ["hcii"]), (.secondaryHospital, ["cma"]), (.secondaryHospital, ["antenne chirurgicale"]),
    (.secondaryHospital, ["csref"]), (.secondaryHospital, ["centre de sante de reference"]))

  /// What treats nobody, or one kind of patient alone, or has no place of its own.
  private static let ignored = ignored(
    "mobile clinic", "mobile unit", "mobile health", "mobile medical", "mobile team", "mobile van", "mobile hospital",
    "mobile outreach", "clinique mobile", "unite mobile", "equipe mobile", "unidad movil", "clinica movil",
    "brigada movil",
    "unidade movel", "clinica movel", "brigada movel", "floating clinic", "floating hospital", "boat clinic",
    "hospital ship", "hospital boat", "travelling clinic", "roving clinic", "orc",
    "dental", "dentaire", "dentist", "pharmac", "farmacia", "officine", "chemist", "drug store", "laborator",
    "diagnostic", "radiolog",
    "imaging", "blood bank", "blood", "vct", "optic", "eye", "ophthalm", "ophtalm", "funeral", "farewell", "mortuary",
    "morgue",
    "rehab", "physiotherap", "dialysis", "ayurved", "aushadhalaya", "homeo", "unani", "hospice", "veterinar", "leprosy",
    "mental", "psychiatr", "chest", "warehouse", "depot", "not in list", "vaccination", "epi clinic", "outreach",
    "school health", "psychother", "optomet", "podiat", "counsel", "speech", "audiolog", "occupational therap",
    "sample collect", "alternative", "cosmetic", "aesthetic", "beauty", "fertility", "ivf", "skin clinic", "dermatolog",
    "acupunct", "herbal", "physio clinic", "chiropract", "tb clinic", "hiv clinic", "art clinic", "sti clinic",
    "std clinic",
    "fp clinic", "family planning clinic", "nutrition centre", "feeding centre", "traditional healer")

  private static let hospitals = tiers(
    (.secondaryHospital, ["upazila", "complex"]), (.secondaryHospital, ["thana", "complex"]),
    (.tertiaryHospital, ["tertiary"]), (.tertiaryHospital, ["tertiaire"]),
    (.tertiaryHospital, ["teaching", "hospital"]),
    (.tertiaryHospital, ["university", "hospital"]), (.tertiaryHospital, ["universitaire"]),
    (.tertiaryHospital, ["medical college", "hospital"]), (.tertiaryHospital, ["national", "hospital"]),
    (.tertiaryHospital, ["national", "hopit"]), (.tertiaryHospital, ["hospital nacional"]),
    (.tertiaryHospital, ["hospital central"]), (.tertiaryHospital, ["federal", "hospital"]),
    (.tertiaryHospital, ["central hospital"]),
    (.tertiaryHospital, ["postgraduate", "hospital"]), (.tertiaryHospital, ["super", "hospital"]),
    (.tertiaryHospital, ["chu"]),
    (.tertiaryHospital, ["eps", "3"]), (.tertiaryHospital, ["eps", "iii"]), (.tertiaryHospital, ["eps3"]),
    (.tertiaryHospital, ["sante", "niveau", "3"]), (.tertiaryHospital, ["hopital", "niveau", "3"]),
    (.secondaryHospital, ["eps"]), (.secondaryHospital, ["eps1"]), (.secondaryHospital, ["eps2"]),
    (.secondaryHospital, ["etablissement public de sante"]), (.secondaryHospital, ["secondary care"]),
    (.secondaryHospital, ["secondary level"]), (.secondaryHospital, ["hospital"]), (.secondaryHospital, ["hopital"]),
    (.secondaryHospital, ["hopitaux"]), (.secondaryHospital, ["centre hospitalier"]))

  private static let centres = tiers(
    (.villageClinic, ["basic health service cent"]), (.villageClinic, ["sub health cent"]),
    (.villageClinic, ["health sub cent"]), (.villageClinic, ["community clinic"]),
    (.townshipHealthCentre, ["union sub"]), (.townshipHealthCentre, ["upazila sub"]),
    (.townshipHealthCentre, ["centro de sa"]), (.townshipHealthCentre, ["union health"]),
    (.townshipHealthCentre, ["welfare cent"]), (.communityHealthStation, ["community health station"]),
    (.communityHealthCentre, ["community health cent"]), (.communityHealthCentre, ["urban health cent"]),
    (.communityHealthCentre, ["urban primary health"]), (.villageClinic, ["sub cent"]),
    (.villageClinic, ["subcent"]), (.townshipHealthCentre, ["health cent"]),
    (.townshipHealthCentre, ["health care cent"]), (.townshipHealthCentre, ["healthcare cent"]),
    (.townshipHealthCentre, ["healthcent"]), (.townshipHealthCentre, ["medical cent"]),
    (.townshipHealthCentre, ["phc"]), (.townshipHealthCentre, ["phcc"]), (.townshipHealthCentre, ["centre de sante"]),
    (.townshipHealthCentre, ["kituo cha afya"]), (.townshipHealthCentre, ["vituo vya afya"]),
    (.townshipHealthCentre, ["unidade basica de saude"]), (.townshipHealthCentre, ["unidades basicas de saude"]),
    (.townshipHealthCentre, ["ubs"]), (.townshipHealthCentre, ["unidade de saude da familia"]),
    (.townshipHealthCentre, ["csps"]), (.townshipHealthCentre, ["cscom"]), (.townshipHealthCentre, ["csi"]),
    (.townshipHealthCentre, ["centre medical"]), (.townshipHealthCentre, ["centre medico social"]),
    (.townshipHealthCentre, ["rural health unit"]),
    (.townshipHealthCentre, ["nursing home"]), (.townshipHealthCentre, ["maternity home"]),
    (.townshipHealthCentre, ["polyclinic"]))

  private static let clinics = tiers(
    (.villageClinic, ["dispensar"]), (.villageClinic, ["zahanati"]), (.villageClinic, ["dispensaire"]),
    (.villageClinic, ["health post"]),
    (.villageClinic, ["aid post"]), (.villageClinic, ["puesto de salud"]), (.villageClinic, ["posto de sa"]),
    (.villageClinic, ["posta medica"]), (.villageClinic, ["cabinet medical"]), (.villageClinic, ["basic health unit"]),
    (.villageClinic, ["health house"]), (.villageClinic, ["poste de sante"]), (.villageClinic, ["case de sante"]),
    (.villageClinic, ["health hut"]), (.villageClinic, ["health station"]), (.villageClinic, ["chps"]),
    (.villageClinic, ["phcu"]), (.villageClinic, ["primary health care unit"]), (.villageClinic, ["postos de sa"]),
    (.villageClinic, ["infirmerie"]),
    (.villageClinic, ["clinic"]), (.villageClinic, ["clinique"]), (.villageClinic, ["maternit"]))

  private static let ignoredWhereNothingElseIsSaid = ignored(
    "office", "bureau", "directorate", "direction", "training", "school", "programme", "program", "project")

  private static func ignored(_ words: String...) -> [(words: [String], meaning: TierWords.Meaning)] {
    words.map { ([$0], .ignored) }
  }

  private static func tiers(
    _ rules: (FacilityTier, [String])...
  ) -> [(words: [String], meaning: TierWords.Meaning)] {
    rules.map { ($0.1, .tier($0.0)) }
  }

  private nonisolated(unsafe) static let namesOfRoads =
    /\ hospital (?:road|street|avenue|lane|hill|estate|view|stage)\b/

  /// What a cell or a name says; nil where no rule of ours holds.
  static func meaning(of text: String) -> TierWords.Meaning? {
    let words = words(of: text).replacing(namesOfRoads, with: "")
    return rules.first { rule in rule.words.allSatisfy { stands($0, in: words) } }?.meaning
  }

  /// The text in small ASCII letters, one space before each word.
  private static func words(of text: String) -> String {
    let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
    var words = plain.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    for index in words.indices where words[index].hasPrefix("center") {
      words[index] = "centre" + words[index].dropFirst("center".count)
    }
    return words.reduce(into: "") { $0 += " " + $1 }
  }

  private static let whole: Set<String> = ["chest", "blood"]

  /// Short words must stand whole, so that "chu" is not found in "church".
  private static func stands(_ word: String, in text: String) -> Bool {
    (word.count > 4 && !whole.contains(word)) || word.contains(" ")
      ? text.contains(" " + word) : (text + " ").contains(" \(word) ")
  }
}
