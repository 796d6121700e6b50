// swift-tools-version: 6.2
import PackageDescription

// One strict setting for every target of ours: a warning is a defect that somebody will have to read past.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

// The kits, the formats, the planning and maps are optimised in debug builds, too, and so are tests that hold areas against
// points one by one: their loops take up to twenty times as long otherwise.
// Not where another package builds on this one, which may not be given flags for the compiler.
let isDependency = ["/checkouts/", "/registry/"].contains { Context.packageDirectory.contains($0) }
let optimised = strict + (isDependency ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))])
let optimisedC: [CSetting] = isDependency ? [] : [.unsafeFlags(["-O2"], .when(configuration: .debug))]

// The rooms that EMSPlan shows its users. Each is named where EMSPlan is used, because the build looks for changes in the
// targets that are named: a type of EMSModel with one more field was otherwise read with its old size.
let rooms: [Target.Dependency] = [
  "EMSModel", "EMSFormats", "EMSReading", "EMSPolicy", "EMSPlanning", "EMSRobustness", "EMSReport", "EMSBatch",
  "EMSPlan", "GeoKit", "TravelNetwork", "SiteSolver",
]

let package = Package(
  name: "EMSPlan",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "emsplan", targets: ["EMSPlanCLI"]),
    .library(name: "EMSPlan", targets: ["EMSPlan"]),
    // Rooms by themselves, for the fuzzers, which are a package of their own.
    .library(name: "EMSModel", targets: ["EMSModel"]),
    .library(name: "EMSFormats", targets: ["EMSFormats"]),
    .library(name: "EMSReading", targets: ["EMSReading"]),
    .library(name: "EMSPolicy", targets: ["EMSPolicy"]),
    .library(name: "EMSPlanning", targets: ["EMSPlanning"]),
    .library(name: "EMSBatch", targets: ["EMSBatch"]),
    .library(name: "GeoKit", targets: ["GeoKit"]),
    .library(name: "TravelNetwork", targets: ["TravelNetwork"]),
    .library(name: "CReach", targets: ["CReach"]),
    .library(name: "SiteSolver", targets: ["SiteSolver"]),
  ],
  traits: [
    .trait(name: "GDAL", description: "Shapefile, GeoPackage, Excel, GeoTIFF and the other formats of libgdal."),
    .trait(name: "CBC", description: "The CBC solver for siting models with side constraints."),
    .trait(name: "Paper", description: "What is printed: the annex (libxlsxwriter) and maps on paper (Cairo, Pango)."),
    .default(enabledTraits: ["GDAL", "CBC", "Paper"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CProj", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    .systemLibrary(name: "CCBC", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    .target(name: "GeoKit", dependencies: ["CGEOS", "CProj"], swiftSettings: optimised),
    .target(name: "CReach", cSettings: optimisedC),
    .target(name: "CProcessGuard"),
    .target(name: "TravelNetwork", dependencies: ["CReach", "GeoKit"], swiftSettings: optimised),
    .target(
      name: "SiteSolver",
      dependencies: [.target(name: "CCBC", condition: .when(traits: ["CBC"]))],
      swiftSettings: optimised),
    // The rooms of the planner, in the order in which data flow: a room depends on earlier ones only.
    .target(name: "EMSModel", dependencies: ["GeoKit"], swiftSettings: strict),
    .target(
      name: "EMSFormats",
      dependencies: [
        "EMSModel", "GeoKit", "TravelNetwork", "CProcessGuard", "CZlib",
        .target(name: "CGDAL", condition: .when(traits: ["GDAL"])),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: optimised),
    .target(
      name: "EMSReading",
      dependencies: [
        "EMSModel", "EMSFormats", "GeoKit", "TravelNetwork", "SiteSolver",
        .target(name: "CGDAL", condition: .when(traits: ["GDAL"])),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "EMSPolicy",
      dependencies: ["EMSModel", "EMSFormats", "GeoKit", .product(name: "Yams", package: "Yams")],
      // A large file here costs minutes: each byte becomes an element of an array literal.
      resources: [.embedInCode("Resources/profiles")],
      swiftSettings: strict),
    .target(
      name: "EMSPlanning",
      dependencies: [
        "EMSModel", "EMSFormats", "EMSReading", "EMSPolicy", "GeoKit", "TravelNetwork", "SiteSolver",
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Resources/speeds")],
      swiftSettings: optimised),
    .target(
      name: "EMSRobustness",
      dependencies: ["EMSModel", "EMSPolicy", "EMSPlanning", "GeoKit", "SiteSolver"],
      swiftSettings: strict),
    .target(
      name: "EMSMaps",
      dependencies: ["GeoKit", "CZlib", .target(name: "CCairo", condition: .when(traits: ["Paper"]))],
      swiftSettings: optimised),
    .target(
      name: "EMSReport",
      dependencies: [
        "EMSModel", "EMSFormats", "EMSPolicy", "EMSPlanning", "EMSRobustness", "EMSMaps", "GeoKit",
        .target(name: "CGDAL", condition: .when(traits: ["GDAL"])),
        .target(name: "CXlsxWriter", condition: .when(traits: ["Paper"])),
      ],
      swiftSettings: strict),
    .target(
      name: "EMSBatch",
      dependencies: [
        "EMSModel", "EMSFormats", "EMSReading", "EMSPolicy", "EMSReport", "GeoKit", "CZlib",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "EMSPlan",
      dependencies: [
        "EMSModel", "EMSFormats", "EMSReading", "EMSPolicy", "EMSPlanning", "EMSRobustness", "EMSReport", "EMSBatch",
        "GeoKit", "TravelNetwork", "SiteSolver",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "EMSPlanCLI",
      dependencies: rooms + [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    .testTarget(name: "GeoKitTests", dependencies: ["GeoKit"], swiftSettings: strict),
    // The loops of CReach, each version by itself.
    .target(name: "ReachVersions", dependencies: ["CReach"], path: "Tests/ReachVersions", cSettings: optimisedC),
    .testTarget(
      name: "TravelNetworkTests", dependencies: ["CReach", "ReachVersions", "TravelNetwork"], swiftSettings: optimised),
    .testTarget(name: "SiteSolverTests", dependencies: ["SiteSolver"], swiftSettings: strict),
    // What tests of several rooms use.
    .target(
      name: "TestSupport", dependencies: ["EMSModel", "GeoKit", "CZlib"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "EMSModelTests", dependencies: ["EMSModel", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSFormatsTests", dependencies: rooms + ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSReadingTests", dependencies: rooms + ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSPolicyTests", dependencies: rooms + ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSPlanningTests", dependencies: rooms + ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSMapsTests", dependencies: ["EMSMaps", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSRobustnessTests", dependencies: rooms + ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSReportTests", dependencies: rooms + ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSBatchTests", dependencies: rooms + ["CReach", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "EMSPlanTests", dependencies: rooms + ["TestSupport"], swiftSettings: strict),
    .testTarget(name: "CLITests", dependencies: rooms + ["EMSPlanCLI", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "LayeringTests", swiftSettings: strict),
  ]
)
