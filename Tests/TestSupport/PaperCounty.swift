import Foundation

/// A county on the equator whose every input is known, so that each rule of a profile can be worked out by hand: a
/// subdistrict, two towns and twelve villages along one road.
///
/// One step is 0.01° of longitude, 1.113194908 km. In steps from 9.90°: hospital, emergency centres 0, community health
/// centre 1, station 3, the community S1 2; health centre of 笔镇 10, its villages A1 12, A2 13, A3 20, A4 25, A5 7, A6 30;
/// health centre of 墨苏木 70, its villages B1 72, B2 75, B3 80, B4 60, B5 100, B6 90.
package struct PaperCounty {
  package let folder: URL

  /// - Parameter indicators: the bureau's table; nil is that of Xing'an's profile.
  package init(profile: String = "xingan", indicators: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("paper-county-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("plan.yaml", Self.plan.replacing("profile: xingan", with: "profile: \(profile)")),
      ("counties.geojson", Self.counties), ("townships.geojson", Self.townships),
      ("facilities.csv", Self.facilities), ("villages.csv", Self.villages),
      ("indicators.csv", indicators ?? Self.indicators),
    ] {
      try write(text, to: name)
    }
  }

  package var plan: URL { folder.appendingPathComponent("plan.yaml") }

  package func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  /// The same county with ground for hundreds of kilometres around.
  package func widen() throws {
    let wide = """
      {"type":"Polygon","coordinates":[[[0,-5],[20,-5],[20,5],[0,5],[0,-5]]]}
      """
    try write(
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"id\":\"K\",\"name\":\"纸上旗\"},\"geometry\":\(wide)}]}\n",
      to: "counties.geojson")
  }

  package func remove() { try? FileManager.default.removeItem(at: folder) }

  private static let plan = """
    name: Paper county 纸上旗
    profile: xingan
    inputs:
      counties: {file: counties.geojson, id: id, name: name}
      townships: {file: townships.geojson, id: id, name: name, kind: kind, county: county}
      facilities: {file: facilities.csv, county: county, township: town}
      settlements: {file: villages.csv}
      indicators: {file: indicators.csv}
    travel:
      emergency: {model: straight-line, mode: ambulance}
      clinics: {model: straight-line, mode: drive}

    """

  private static func feature(_ properties: String, _ west: String, _ east: String) -> String {
    """
    {"type":"Feature","properties":{\(properties)},"geometry":{"type":"Polygon","coordinates":[[[\(west),-0.1],[\(east),-0.1],[\(east),0.1],[\(west),0.1],[\(west),-0.1]]]}}
    """
  }

  private static func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))\n]}\n"
  }

  private static let counties = collection([feature("\"id\":\"K\",\"name\":\"纸上旗\"", "9.85", "11")])

  private static let townships = collection([
    feature("\"id\":\"S\",\"name\":\"砚街道\",\"kind\":\"街道\",\"county\":\"K\"", "9.85", "9.95"),
    feature("\"id\":\"T\",\"name\":\"笔镇\",\"kind\":\"镇\",\"county\":\"K\"", "9.95", "10.3"),
    feature("\"id\":\"U\",\"name\":\"墨苏木\",\"kind\":\"苏木\",\"county\":\"K\"", "10.3", "11"),
  ])

  private static let facilities = """
    id,name,tier,longitude,latitude,county,town,beds,surgery,grade,consultation,five_centres
    D,120急救调度中心,dispatch_centre,9.9,0,K,S,,,,,
    L,盟急救中心,league_emergency_centre,9.9,0,K,S,,,,,
    E,旗急救中心,county_emergency_centre,9.9,0,K,S,,,,,
    H,旗医院,secondary_hospital,9.9,0,K,S,200,是,二级甲等,,是
    C,砚社区卫生服务中心,community_health_centre,9.91,0,K,S,,,,,
    P,砚社区卫生服务站,community_health_station,9.93,0,K,S,,,,,
    HT,笔镇卫生院,township_health_centre,10,0,K,T,30,是,二级乙等,是,
    HU,墨苏木卫生院,township_health_centre,10.6,0,K,U,20,是,一级甲等,是,

    """

  private static let villages = """
    id,name,longitude,latitude,population,有无村医,有无卫生室
    S1,砚社区,9.92,0,3000,有,
    A1,甲村,10.02,0,1200,有,有
    A2,乙村,10.03,0,450,无,无
    A3,丙村,10.1,0,800,无,有
    A4,丁村,10.15,0,300,无,无
    A5,戊村,9.97,0,600,有,有
    A6,己村,10.2,0,1000,有,有
    B1,庚嘎查,10.62,0,900,有,有
    B2,辛嘎查,10.65,0,400,无,无
    B3,壬嘎查,10.7,0,700,有,有
    B4,癸嘎查,10.5,0,550,有,有
    B5,子嘎查,10.9,0,250,无,无
    B6,丑嘎查,10.8,0,650,无,有

    """

  /// As a bureau fills in the table of `emsplan init --indicators xingan`.
  private static let indicators = """
    单位,指标,数值,年份
    全域,健康管理网格数,14,2025
    纸上旗,健康管理网格数,14,2025
    全域,已评估机构数,3,2025
    纸上旗,已评估机构数,3,2025
    全域,达到基本标准机构数,2,2025
    纸上旗,达到基本标准机构数,2,2025
    全域,3分钟出车率,96,2025
    全域,负压救护车数,2,2025
    全域,救护车数,5,2025
    全域,10秒内接听比例,94.9,2025
    全域,达到国家评估考核标准的紧密型县域医共体数,1,2025
    全域,紧密型县域医共体数,1,2025
    全域,达到国家推荐标准的旗县级综合医院数,0,2025
    全域,旗县级综合医院,1,2025
    纸上旗,安宁疗护试点数,1,2025
    全域,公立医疗卫生机构托育服务试点数,2,2025
    全域,公立医院医养结合试点数,2,2025
    全域,疾控中心卫生专业技术人员数,69,2025
    全域,疾控中心编制总数,100,2025
    纸上旗,当年建设的旗县级临床重点专科数,2,2025
    纸上旗,“五大中心”延伸到的重点乡镇卫生院数,0,2025
    全域,急诊科ICU、抢救室、手术室均规范化的医院数,1,2025
    全域,急救网络医院数,1,2025
    纸上旗,公立医疗机构发热门诊数,1,2025
    纸上旗,隔离留观床位数,12,2025
    纸上旗,紧急救援后备医院数,0,2025
    纸上旗,相对独立的传染病区数,1,2025
    全域,三四级手术占比,0.4,2023
    全域,三四级手术占比,0.5,2025
    全域,县域内住院人次占比,0.5,2023
    全域,县域内住院人次占比,0.4,2025
    全域,设有中医（蒙医）科的旗县级及以上公立综合医院数,100,2025
    全域,旗县级及以上公立综合医院数,100,2025
    全域,提供中医药（蒙医药）服务的专科医院和妇幼保健机构数,99,2025
    全域,专科医院和妇幼保健机构数,100,2025
    全域,设置康复中心或康复科的公立中医（蒙医）医院数,100,2025
    全域,公立中医（蒙医）医院数,100,2025
    全域,国家临床重点专科数,0,2025
    全域,自治区级临床重点专科数,3,2025
    全域,盟级临床重点专科数,5,2025
    全域,国家级中医优势专科数,3,2025
    全域,自治区级中医（蒙医）重点专科数,14,2025
    全域,盟级中医（蒙医）重点专科数,37,2025
    全域,城市医生晋升前到基层累计服务的最少年数,0,2025
    全域,建成优质特色科室的服务能力较强的卫生院和中心数,100,2025
    全域,服务能力较强的苏木乡镇卫生院和社区卫生服务中心数,100,2025
    全域,建成“两专科一中心”的点名医院数,3,2025
    全域,设立公共卫生科等科室的公立医疗机构数,5,2025
    全域,公立医疗机构数,5,2025
    全域,公共卫生科室人员收入不低于本机构人员平均水平的医疗机构数,9,2025
    全域,设有公共卫生科室的医疗机构数,10,2025

    """
}
