import Foundation
import TestSupport
import Testing

/// What single commands say to do about a file: options that the very command has, and that mend it.
struct OptionRemediesTests {
  private struct Case: Sendable {
    /// The rows of the settlements.
    var rows: String
    /// What the message says in English and Chinese.
    var english: String
    var chinese: String
    /// The options that it speaks of, as they mend this file.
    var remedy: [String]
  }

  private static let cases = [
    Case(
      rows: "name,lon,lat,人口\na,43.05,118.05,5\n", english: "Add --settlements-swap-xy, or",
      chinese: "请加上 --settlements-swap-xy，", remedy: ["--settlements-swap-xy"]),
    Case(
      rows: "name,a,b,人口\na,118.05,43.05,5\n", english: "Name it with --settlements-lon; the columns",
      chinese: "用 --settlements-lon 指明", remedy: ["--settlements-lon", "a", "--settlements-lat", "b"]),
    Case(
      rows: "name,东坐标,北坐标,人口\na,341121.96,4770120.51,5\n", english: "--settlements-crs epsg:4534 to 4554",
      chinese: "--settlements-crs epsg:4534–4554", remedy: ["--settlements-crs", "epsg:4549"]),
  ]

  @Test(arguments: cases.indices)
  func theRemedyIsAnOptionOfTheCommandAndMendsTheFile(index: Int) throws {
    let example = Self.cases[index]
    let folder = try TemporaryFolder()
    try folder.write("id,name,lon,lat\nH,医院,118.05,43.05\n", to: "f.csv")
    try folder.write(example.rows, to: "v.csv")
    let arguments = ["travel-times", "--facilities", "f.csv", "--settlements", "v.csv", "--straight-line"]
    for (language, words) in [("en", example.english), ("zh", example.chinese)] {
      let run = try ToolRun(arguments + ["--language", language], in: folder.url)
      #expect(run.code == 65)
      #expect(run.err.contains(words))
    }
    let mended = try ToolRun(arguments + example.remedy, in: folder.url)
    #expect(mended.code == 0)
    #expect(mended.out.contains("a,"))
  }

  /// What opens in a year to come is left out by the option that the warning names, and tiers have their names.
  @Test func openingsToComeAreLeftOutAsTheWarningSays() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "名称,类型,投用年份,经度,纬度\n上河镇卫生院,乡镇卫生院,1965,118.06,43.05\n上河镇急救站,新站,2029,118.06,43.05\n", to: "f.csv")
    try folder.write("村名,人口,经度,纬度\n甲村,1200,118.05,43.05\n", to: "v.csv")
    let arguments = [
      "access", "--facilities", "f.csv", "--settlements", "v.csv", "--straight-line", "--language", "zh",
    ]
    let told = try ToolRun(arguments, in: folder.url)
    #expect(told.err.contains("请写 --facilities-where \"投用年份 != 2029\""), "\(told.err)")
    #expect(told.err.contains("1 个机构的级别由名称推断：乡村急救分中心1个"), "\(told.err)")
    let mended = try ToolRun(arguments + ["--facilities-where", "投用年份 != 2029"], in: folder.url)
    #expect(mended.code == 0 && !mended.err.contains("2029"), "\(mended.err)")
  }

  /// Warnings name them, too, and rows of years are chosen as the message says.
  @Test func warningsAndConditionsNameOptions() throws {
    let folder = try TemporaryFolder()
    try folder.write("id,name,lon,lat\nH,医院,118.05,43.05\n", to: "f.csv")
    try folder.write("name,lon,lat,农业人口,年份\na,118.05,43.05,5,2015\na,118.05,43.05,6,2020\n", to: "v.csv")
    let arguments = ["access", "--facilities", "f.csv", "--settlements", "v.csv", "--straight-line"]
    let unread = try ToolRun(
      arguments + ["--settlements-where", "年份 = 2020", "--language", "en"], in: folder.url)
    #expect(unread.err.contains("name the column with --settlements-population if it is right"), "\(unread.err)")
    #expect(!unread.err.contains("in the plan"))
    let named = arguments + ["--settlements-population", "农业人口"]
    let refused = try ToolRun(named + ["--language", "en"], in: folder.url)
    #expect(refused.code == 65)
    #expect(refused.err.contains("Say which rows are read: --settlements-where \"年份 = 2020\""), "\(refused.err)")
    #expect(try ToolRun(named + ["--settlements-where", "年份 = 2020"], in: folder.url).code == 0)
  }

  /// `convert` has its own words for datum, columns and order.
  @Test func convertNamesItsOwnOptions() throws {
    let folder = try TemporaryFolder()
    try folder.write("name,lon,lat\na,43.05,118.05\n", to: "a.csv")
    try folder.write("name,百度经度,百度纬度\na,118.05,43.05\n", to: "b.csv")
    let swapped = try ToolRun(["convert", "--from", "gcj02", "--to", "wgs84", "a.csv"], in: folder.url)
    #expect(swapped.err.contains("Add --swap-xy,"))
    let datum = try ToolRun(["convert", "--from", "gcj02", "--to", "wgs84", "b.csv"], in: folder.url)
    #expect(datum.err.contains("Correct the table, or --from"))
    #expect(!datum.err.contains("no column of the longitude"))
    #expect(try ToolRun(["convert", "--from", "bd09", "--to", "wgs84", "b.csv"], in: folder.url).code == 0)
  }

  /// A word that is given no tier is refused in the language that is asked for; words that a plan would quote stand as they
  /// are written in the option.
  @Test func wordsOfTiersAreRefusedInBothLanguages() throws {
    let folder = try TemporaryFolder()
    try folder.write("id,name,lon,lat,type\nH,某机构,118.05,43.05,'x'\n", to: "f.csv")
    try folder.write("name,lon,lat,人口\na,118.05,43.05,5\n", to: "v.csv")
    let arguments = ["network", "--facilities", "f.csv", "--settlements", "v.csv", "-o", "out"]
    for (language, words) in [
      ("en", "--facilities-tiers: “x=village_clinik” does not name a tier or ignore. Did you mean village_clinic?"),
      ("zh", "--facilities-tiers：“x=village_clinik”不是级别名或 ignore。是否应为 village_clinic？"),
    ] {
      let run = try ToolRun(
        arguments + ["--facilities-tiers", "x=village_clinik", "--language", language], in: folder.url)
      #expect(run.code == 64)
      #expect(run.err.contains(words), "\(run.err)")
    }
    let unknown = try ToolRun(arguments + ["--language", "en"], in: folder.url)
    #expect(unknown.err.contains("--facilities-tiers \"'x'=village_clinic\""), "\(unknown.err)")
  }
}
