import Foundation

/// The thirteen villages of `VillageProvisioningTests` as the files of a plan, 10° farther east, so that the whole run can be
/// checked on paper. The two villages that keep a central clinic are C and F: clinics are reached on foot, so each serves its own
/// village alone, and these two have the most people of the country villages.
package struct PaperRegion {
  package let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("paper-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(Self.plan, to: "plan.yaml")
    try write(Self.profile(share: 500), to: "paper.yaml")
    try write(Self.townships, to: "townships.geojson")
    try write(Self.facilities, to: "facilities.csv")
    try write(Self.villages, to: "villages.csv")
  }

  package var plan: URL { folder.appendingPathComponent("plan.yaml") }

  package func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  package func remove() { try? FileManager.default.removeItem(at: folder) }

  private static let plan = """
    name: Paper 纸上
    profile: paper.yaml
    inputs:
      townships: {file: townships.geojson, id: id, name: name, kind: kind}
      facilities: {file: facilities.csv}
      settlements: {file: villages.csv}
    travel:
      clinics: {model: straight-line, mode: walk}

    """

  /// The plan's document with the number of people below which villages share a clinic.
  package static func profile(share: Int) -> String {
    """
    key: paper
    extends: xingan
    name: {en: Paper, zh: 纸上}
    document: paper
    documents:
      - {key: paper, title: 纸上方案, status: draft}
    rules:
      near-health-centre-serves-village:
        section: 一
        people: {value: 800, unit: people}
      village-without-doctor:
        section: 二
      central-village-clinics:
        section: 三
        minimum: {value: 2, unit: count}
      small-village-shares-clinic:
        section: 四
        people: {value: \(share), unit: people}

    """
  }

  private static let townships = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"id":"T","name":"纸镇","kind":"镇"},"geometry":{"type":"Polygon","coordinates":[[[9,-0.1],[10.9,-0.1],[10.9,0.1],[9,0.1],[9,-0.1]]]}},
    {"type":"Feature","properties":{"id":"U","name":"纸街道","kind":"街道"},"geometry":{"type":"Polygon","coordinates":[[[10.9,-0.1],[11.2,-0.1],[11.2,0.1],[10.9,0.1],[10.9,-0.1]]]}}
    ]}
    """

  private static let facilities = """
    id,name,tier,longitude,latitude
    E0,纸急救中心,county_emergency_centre,10,0
    H,纸镇卫生院,township_health_centre,10,0
    S,纸服务站,community_health_station,11,0

    """

  /// N has 850 people here, not 1,500, so that C and F stay the largest.
  private static let villages = """
    id,name,longitude,latitude,population,doctor
    A,甲村,10.02,0,799,
    B,乙村,9.98,0,800,yes
    C,丙村,10.1,0,1200,yes
    D,丁村,10.11,0,499,
    E,戊村,10.09,0,500,
    F,己村,10.2,0,900,yes
    G,庚村,10.24,0,300,
    J,辛村,9.8,0,200,
    K,壬村,9.6,0,150,
    L,癸村,9.4,0,450,
    M,子村,9.39,0,300,
    N,丑村,10.06,0,850,no
    O,寅社区,11.01,0,3000,yes

    """
}
