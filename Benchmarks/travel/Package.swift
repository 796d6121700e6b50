// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "TravelBenchmark", platforms: [.macOS(.v14)],
  dependencies: [.package(name: "EMSPlan", path: "../..")],
  targets: [
    .executableTarget(
      name: "TravelBenchmark",
      dependencies: [
        .product(name: "EMSPlan", package: "EMSPlan"), .product(name: "TravelNetwork", package: "EMSPlan"),
        .product(name: "GeoKit", package: "EMSPlan"),
      ])
  ])
