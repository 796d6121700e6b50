import Foundation
import Testing

@testable import GeoKit

/// Datums against published vectors, exact inverses, the real border, and PROJ through pyproj 3.7.
struct DatumTests {
  private func isClose(_ a: Coordinate, _ longitude: Double, _ latitude: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a.longitude - longitude) <= tolerance && abs(a.latitude - latitude) <= tolerance
  }

  /// Points on a lattice over China's box, of which some lie outside the border.
  static let lattice: [Coordinate] = stride(from: 73.137, to: 136, by: 0.731).flatMap { longitude in
    stride(from: 17.71, to: 54, by: 0.617).map { Coordinate(longitude: longitude, latitude: $0) }
  }

  @Test func gcj02MatchesThePublishedVectors() {
    #expect(
      isClose(
        GCJ02.fromWGS84(Coordinate(longitude: 121.5272106, latitude: 31.1774276)), 121.531541859215, 31.17530398364597))
    #expect(
      isClose(
        GCJ02.fromWGS84(Coordinate(longitude: 116.404, latitude: 39.915)), 116.41024449916938, 39.91640428150164))
  }

  @Test func bd09MatchesThePublishedVectors() throws {
    let point = Coordinate(longitude: 116.404, latitude: 39.915)
    #expect(isClose(BD09.fromGCJ02(point), 116.41036949371029, 39.92133699351021))
    #expect(isClose(BD09.toGCJ02(point), 116.39762729119315, 39.90865673957631))
    let direct = try DatumConverter(from: .bd09, to: .gcj02).convert(x: 116.404, y: 39.915)
    #expect(isClose(Coordinate(longitude: direct.x, latitude: direct.y), 116.39762729119315, 39.90865673957631))
  }

  @Test func shiftsAreInvertible() {
    var inside = 0
    for point in Self.lattice where !isNearTheBorder(point) {
      inside += ChinaBorder.contains(point) ? 1 : 0
      for back in [
        GCJ02.toWGS84(GCJ02.fromWGS84(point)), GCJ02.fromWGS84(GCJ02.toWGS84(point)),
        BD09.toWGS84(BD09.fromWGS84(point)), BD09.fromWGS84(BD09.toWGS84(point)),
      ] {
        #expect(isClose(back, point.longitude, point.latitude, 1e-11))
      }
    }
    #expect(inside > 1500)
  }

  /// Within the length of a shift of the border a coordinate cannot say from which side it comes.
  private func isNearTheBorder(_ point: Coordinate) -> Bool {
    let around = [(0.0, 0.0), (0.03, 0), (-0.03, 0), (0, 0.03), (0, -0.03)].map { east, north in
      ChinaBorder.contains(Coordinate(longitude: point.longitude + east, latitude: point.latitude + north))
    }
    return Set(around).count == 2
  }

  @Test(arguments: [
    ("Singapore", 103.82, 1.352), ("Seoul", 126.978, 37.5665), ("Ulaanbaatar", 106.917, 47.918),
    ("Hanoi", 105.85, 21.03), ("Kathmandu", 85.324, 27.717), ("Vladivostok", 131.885, 43.115),
    ("Taipei", 121.565, 25.033), ("Khabarovsk", 135.09, 48.48), ("Blagoveshchensk", 127.54, 50.29),
    ("Sinuiju", 124.42, 40.08), ("Pyongyang", 125.75, 39.03), ("Almaty", 76.9, 43.25), ("Islamabad", 73.05, 33.7),
    ("Thimphu", 89.64, 27.47), ("Vientiane", 102.6, 17.97), ("Mandalay", 96.08, 21.98), ("Zamyn-Üüd", 111.9, 43.72),
    ("Zabaikalsk", 117.33, 49.65), ("Naha", 127.68, 26.21), ("Penghu", 119.57, 23.57), ("Jeju", 126.53, 33.5),
    ("Mong Cai", 107.96, 21.515), ("Dhaka", 90.41, 23.81), ("Manila", 120.98, 14.6),
  ])
  func placesAbroadAreLeftAlone(name: String, longitude: Double, latitude: Double) {
    let point = Coordinate(longitude: longitude, latitude: latitude)
    #expect(GCJ02.fromWGS84(point) == point)
    #expect(GCJ02.toWGS84(point) == point)
    #expect(BD09.fromWGS84(point) == point)
    #expect(BD09.toWGS84(point) == point)
    #expect(BD09.fromGCJ02(point) == point)
    #expect(BD09.toGCJ02(point) == point)
  }

  @Test(arguments: [
    ("乌兰浩特", 122.09, 46.07), ("黑河", 127.48, 50.24), ("丹东", 124.37, 40.12), ("二连浩特", 111.97, 43.65),
    ("满洲里", 117.44, 49.59), ("喀什", 75.99, 39.47), ("东兴", 107.98, 21.55), ("三亚", 109.5, 18.25),
    ("香港", 114.17, 22.28), ("澳门", 113.55, 22.19), ("舟山", 122.2, 30.0), ("珲春", 130.36, 42.86),
    ("抚远", 134.29, 48.36), ("瑞丽", 97.86, 24.01), ("威海", 122.12, 37.51), ("西沙永兴岛", 112.34, 16.83),
  ])
  func placesInChinaAreShifted(name: String, longitude: Double, latitude: Double) {
    let point = Coordinate(longitude: longitude, latitude: latitude)
    let shifted = GCJ02.fromWGS84(point)
    #expect(abs(shifted.longitude - longitude) > 1e-4 || abs(shifted.latitude - latitude) > 1e-4)
    #expect(abs(shifted.longitude - longitude) < 0.01 && abs(shifted.latitude - latitude) < 0.01)
  }

  /// Easting and northing from pyproj 3.7 with `always_xy`; zones with and without their prefix.
  @Test(arguments: [
    (4526, 114.3, 30.6, 38528770.23725568, 3386666.2505623596),
    (4507, 96.2, 40.1, -250868.69787974714, 4477934.785536042),
    (4548, 117.2, 36.6, 517895.16275154124, 4052140.037007382),
    (4498, 111.2, 40.1, 20005294.254675284, 4456791.172031449),
    (4524, 106.4, 29.8, 36345303.0841926, 3299016.874710187),
    (32651, 122.0, 46.1, 422707.44260879944, 5105644.315042536),
    (3857, 122.0, 46.1, 13580977.876779376, 5796388.79736468),
  ])
  func planesMatchPROJ(code: Int, longitude: Double, latitude: Double, x: Double, y: Double) throws {
    let converter = try DatumConverter(from: .epsg(code), to: .wgs84)
    #expect(converter.sourceIsProjected)
    let back = try converter.convert(x: x, y: y)
    #expect(isClose(Coordinate(longitude: back.x, latitude: back.y), longitude, latitude))
    let there = try DatumConverter(from: .cgcs2000, to: .epsg(code)).convert(x: longitude, y: latitude)
    #expect(abs(there.x - x) < 1e-6 && abs(there.y - y) < 1e-6)
  }

  @Test func untrustworthyTransformationsAreRefused() throws {
    for code in [4214, 4610, 4555, 2433, 2365] {
      #expect { try DatumConverter(from: .epsg(code)) } throws: { error in
        guard case .noPublicParameters(code, _)? = error as? DatumError else { return false }
        return true
      }
    }
    #expect { try DatumConverter(from: .epsg(999_999)) } throws: { error in
      guard case .unknownCode(999_999, let reason)? = error as? DatumError else { return false }
      return reason.contains("not found")
    }
    #expect { try DatumConverter(from: .epsg(4978)) } throws: { error in
      guard case .unsupportedKind(4978, _)? = error as? DatumError else { return false }
      return true
    }
  }

  @Test func aPointThatHasNoImageIsAnError() throws {
    let converter = try DatumConverter(from: .wgs84, to: .epsg(3857))
    #expect(throws: DatumError.self) { try converter.convert(x: 0, y: 1e30) }
  }

  @Test func wgs84AndCGCS2000AreEqual() throws {
    let point = try DatumConverter(from: .cgcs2000, to: .wgs84).convert(x: 122.1, y: 46.1)
    #expect(point == (122.1, 46.1))
  }

  @Test(arguments: [
    ("wgs84", Datum.wgs84), ("WGS 84", .wgs84), ("EPSG:4326", .wgs84), ("urn:ogc:def:crs:OGC:1.3:CRS84", .wgs84),
    ("cgcs2000", .cgcs2000), ("epsg:4490", .cgcs2000), ("GCJ-02", .gcj02), ("BD-09", .bd09), ("epsg:4526", .epsg(4526)),
    ("urn:ogc:def:crs:EPSG::32651", .epsg(32651)),
  ])
  func namesAreRead(name: String, datum: Datum) {
    #expect(Datum(name: name) == datum)
    #expect(Datum(name: datum.name) == datum)
  }

  @Test(arguments: ["", "mars", "epsg:", "epsg:-1", "epsg:abc", "4326"])
  func otherNamesAreNot(name: String) { #expect(Datum(name: name) == nil) }

  // MARK: Systems that a file spells out

  private static let geographic =
    #"GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#

  private static func zone(_ meridian: Double, on base: String) -> String {
    #"PROJCS["local",\#(base),PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",\#(meridian)],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
  }

  /// A zone that is spelt out is the registry's zone of the same meridian, there and back.
  @Test func aZoneThatIsSpeltOutIsTheRegistrys() throws {
    // EPSG:4549 is the 3° zone of 120° E without number.
    let registry = try DatumConverter(from: .epsg(4549))
    let text = try DatumConverter(from: try #require(Datum(name: Self.zone(120, on: Self.geographic))))
    #expect(text.sourceIsProjected)
    for place in [
      Coordinate(longitude: 450_000, latitude: 5_000_000), Coordinate(longitude: 612_345.6, latitude: 3_210_987.6),
    ] {
      let (a, b) = (try registry.toWGS84(place), try text.toWGS84(place))
      #expect(isClose(a, b.longitude, b.latitude, 1e-11))
    }
    let back = try DatumConverter(from: .wgs84, to: .wellKnownText(Self.zone(118.5, on: Self.geographic)))
    let there = try DatumConverter(from: .wellKnownText(Self.zone(118.5, on: Self.geographic)))
    let plane = try back.convert(x: 118.2, y: 43.1)
    let round = try there.toWGS84(Coordinate(longitude: plane.x, latitude: plane.y))
    #expect(isClose(round, 118.2, 43.1, 1e-9))
    // The meridian of the zone is at the false easting.
    #expect(abs(try back.convert(x: 118.5, y: 43.1).x - 500_000) < 1e-4)
  }

  /// Degrees from Paris in grads: 2.337229167° to the east (PROJ keeps eight decimals), 0.9° to the grad.
  @Test func otherMeridiansAndUnitsAreUndoneExactly() throws {
    let text =
      #"GEOGCS["g",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Paris",2.337229166666667],UNIT["Grad",0.01570796326794897]]"#
    let converter = try DatumConverter(from: try #require(Datum(name: text)))
    let place = try converter.toWGS84(Coordinate(longitude: 128, latitude: 48))
    #expect(isClose(place, 128 * 0.9 + 2.337229166666667, 43.2, 1e-8))
  }

  @Test func systemsWithoutExactWayAreRefusedByName() {
    func refusal(_ base: String) -> DatumError? {
      #expect(throws: DatumError.self) { try DatumConverter(from: .wellKnownText(base)) }
    }
    let krassovsky =
      #"GEOGCS["GCS_user",DATUM["D_user",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#
    #expect(refusal(krassovsky) == .unusableText(name: "“GCS_user”", .ballpark))
    let secret = krassovsky.replacing("D_user", with: "D_Beijing_1954")
    #expect(refusal(secret) == .unusableText(name: "“GCS_user”", .secretDatum))
    #expect(refusal(Self.zone(120, on: secret)) == .unusableText(name: "“local”", .secretDatum))
  }

  @Test(arguments: [
    ("EPSG:4490", Datum.cgcs2000), ("urn:ogc:def:crs:EPSG::4490", .cgcs2000),
    ("urn:ogc:def:crs:EPSG:6.9:4549", .epsg(4549)),
    ("http://www.opengis.net/def/crs/EPSG/0/4549", .epsg(4549)),
    ("http://www.opengis.net/gml/srs/epsg.xml#4326", .wgs84), ("urn:ogc:def:crs:OGC:1.3:CRS84", .wgs84),
    ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", .wgs84), ("OGC:CRS84", .wgs84),
  ])
  func oldNamesOfSystemsAreKnown(name: String, datum: Datum) { #expect(Datum(name: name) == datum) }
}
