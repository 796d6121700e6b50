import EMSFormats
import EMSModel

/// The zone of a map grid that a text beside coordinates names: `X（CGCS2000 6度带20带）`, `Y（3度带 中央经线120°）`,
/// `CGCS2000_3_Degree_GK_CM_117E`, `Easting (UTM 36N)`.
struct MapZoneSaid: Hashable {
  /// The system as a plan declares it.
  let name: String
  let zone: Phrase

  /// nil where the text names none, one that is not understood, or one of another datum than CGCS2000 and WGS 84.
  init?(_ text: String) {
    let plain = WrittenNumber.plain(text).lowercased().replacing("_", with: " ")
    let datum = HeaderWords.datum(in: plain.filter { $0.isLetter || $0.isNumber })?.name
    guard datum == nil || datum == "cgcs2000" || datum == "wgs84", !DatumSaid.namesOtherSystem(text) else { return nil }
    if let utm = plain.firstMatch(of: Self.utm) {
      // S is the south, and a band of the north.
      guard let number = Int(utm.1), (1...60).contains(number), let side = utm.2 else { return nil }
      let isSouth = side == "south" || side == "southern" || side == "南"
      name = "epsg:\((isSouth ? 32_700 : 32_600) + number)"
      zone = Phrase(
        "zone \(number) \(isSouth ? "south" : "north") of UTM", "UTM \(isSouth ? "南" : "北")半球第 \(number) 带")
      return
    }
    guard let found = Self.gaussKrueger(plain) else { return nil }
    name = "epsg:\(found.epsg)"
    zone =
      datum == nil
      ? Phrase("\(found.name.english), of CGCS2000 as is assumed", "\(found.name.chinese)，未写明坐标系，按 CGCS2000 计")
      : Phrase("\(found.name.english) of CGCS2000", "CGCS2000 \(found.name.chinese)")
  }

  private static func gaussKrueger(_ plain: String) -> GaussKruegerZone? {
    let isOfGauss = plain.contains(ofGauss)
    let meridian = (plain.firstMatch(of: meridianInChinese) ?? (isOfGauss ? plain.firstMatch(of: meridian) : nil))
      .flatMap { Int($0.1) }
    let number =
      (plain.firstMatch(of: numberInChinese) ?? plain.firstMatch(of: numberBefore)
      ?? (isOfGauss ? plain.firstMatch(of: number) : nil))
      .flatMap { Int($0.1) }
    let width = plain.firstMatch(of: width).map { "3三".contains($0.1) ? 3 : 6 }
    if let number {
      guard let zone = GaussKruegerZone(number: number), width.map({ $0 == zone.width }) ?? true,
        meridian.map({ $0 == zone.meridian }) ?? true
      else { return nil }
      return zone
    }
    guard let meridian else { return nil }
    // Zones of 3° and 6° about one meridian are the same but for the numbers before their eastings.
    if width == 6 { return meridian % 6 == 3 ? GaussKruegerZone(number: (meridian + 3) / 6) : nil }
    return meridian % 3 == 0 ? GaussKruegerZone(number: meridian / 3) : nil
  }

  private nonisolated(unsafe) static let utm =
    /\butm[^0-9]{0,12}?([0-9]{1,2}) ?(northern|north|n\b|southern|south|北|南)?/
  private nonisolated(unsafe) static let ofGauss = /gauss|kruger|krueger|\bgk\b|cgcs|\b[36] ?(?:deg|°)|高斯|度带/
  private nonisolated(unsafe) static let meridianInChinese = /(?:中央经线|中央子午线|中央经度)[^0-9]{0,6}([0-9]{2,3})(?![0-9])/
  private nonisolated(unsafe) static let meridian =
    /(?:central meridian|\bcm)[^0-9]{0,6}([0-9]{2,3})(?![0-9])/
  private nonisolated(unsafe) static let numberInChinese =
    /(?:第|带号)[^0-9]{0,4}([0-9]{2})(?![0-9])/
  private nonisolated(unsafe) static let numberBefore = /(?:^|[^0-9])([0-9]{2}) ?号?带/
  private nonisolated(unsafe) static let number = /\bzone[^0-9]{0,4}([0-9]{2})(?![0-9])/
  private nonisolated(unsafe) static let width = /(?:^|[^0-9])([36三六]) ?(?:度|°|deg)/
}
