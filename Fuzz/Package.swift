// swift-tools-version: 6.2
import PackageDescription

// A package of its own, because the fuzzer's entry point needs flags that a dependency may not have.
let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "EMSPlan", path: "..")],
  targets: [
    .executableTarget(
      name: "ReaderFuzzer",
      dependencies: [
        "EMSBatch", "EMSFormats", "EMSModel", "EMSPlanning", "EMSPolicy", "EMSReading", "GeoKit", "TravelNetwork",
        "CReach",
      ].map { .product(name: $0, package: "EMSPlan") },
      swiftSettings: [.swiftLanguageMode(.v6), .define("GDAL"), .unsafeFlags(["-parse-as-library"])])
  ]
)
