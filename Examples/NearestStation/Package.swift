// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "NearestStation",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "EMSPlan", path: "../..")],
  targets: [
    .executableTarget(
      name: "NearestStation",
      dependencies: [.product(name: "EMSPlan", package: "EMSPlan"), .product(name: "GeoKit", package: "EMSPlan")])
  ]
)
