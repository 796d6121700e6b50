import Foundation
import Testing

/// The package manager lets any file import any module; these tests do not.
@Suite struct LayeringTests {
  /// What each target of ours may import besides the standard library's own modules.
  static let allowedImports: [String: Set<String>] = [
    "GeoKit": ["CGEOS", "CProj"],
    "TravelNetwork": ["CReach", "GeoKit"],
    "SiteSolver": ["CCBC"],
    "EMSPlan": ["GeoKit", "TravelNetwork", "SiteSolver", "CZlib", "CGDAL", "Yams"],
    "EMSPlanCLI": ["EMSPlan", "GeoKit", "TravelNetwork", "SiteSolver", "ArgumentParser", "Logging"],
  ]
  static let standardModules: Set<String> = [
    "Swift", "Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Darwin", "Musl", "Synchronization",
  ]

  /// The layers of `Sources/EMSPlan` in the order in which data flow; a file may name types of its own or earlier ones.
  ///
  /// Input comes first in the flow but builds the Model, so the Model is the ground that all layers stand on.
  static let layers = ["Model", "Input", "Policy", "Travel", "Coverage", "Siting", "Output", "Batch"]

  @Test(arguments: allowedImports.keys.sorted())
  func targetImportsOnlyWhatItsPlaceAllows(target: String) throws {
    let files = SourceTree.swiftFiles(in: "Sources/\(target)")
    #expect(!files.isEmpty, "no sources found for \(target)")
    let allowed = try #require(Self.allowedImports[target]).union(Self.standardModules)
    for file in files {
      let stray = SourceTree.imports(of: file.text).subtracting(allowed).sorted()
      #expect(stray.isEmpty, "\(file.path) imports \(stray.joined(separator: ", "))")
    }
  }

  @Test func layersNameOnlyEarlierLayers() throws {
    var layerOfType: [String: (layer: Int, path: String)] = [:]
    var files: [(layer: Int, path: String, text: String)] = []
    for (index, layer) in Self.layers.enumerated() {
      for file in SourceTree.swiftFiles(in: "Sources/EMSPlan/\(layer)") {
        files.append((index, file.path, file.text))
        for name in SourceTree.topLevelTypes(of: file.text) { layerOfType[name] = (index, file.path) }
      }
    }
    #expect(layerOfType.count > 10, "the model alone declares more types than this")
    for file in files {
      for name in SourceTree.identifiers(of: file.text).sorted() {
        guard let declared = layerOfType[name] else { continue }
        #expect(
          declared.layer <= file.layer,
          "\(file.path) names \(name), which \(declared.path) declares in a later layer")
      }
    }
  }

  @Test func everyFolderOfThePlannerIsALayer() throws {
    let planner = SourceTree.root.appendingPathComponent("Sources/EMSPlan")
    let entries = try FileManager.default.contentsOfDirectory(
      at: planner, includingPropertiesForKeys: [.isDirectoryKey])
    for entry in entries where (try entry.resourceValues(forKeys: [.isDirectoryKey])).isDirectory == true {
      let name = entry.lastPathComponent
      let isLayer = Self.layers.contains(name) || ["Resources", "EMSPlan.docc"].contains(name)
      #expect(isLayer, "Sources/EMSPlan/\(name) is no layer of the design")
    }
  }

  @Test func theReadersOfTheTreeSeeWhatIsThere() {
    let text = """
      import Foundation
      @preconcurrency import struct GeoKit.Distance  // import Nothing
      /// A type named Ghost.
      public struct Real { let s = "struct Ghost {" }
      extension Real { struct Nested {} }
      """
    #expect(SourceTree.imports(of: text) == ["Foundation", "GeoKit"])
    #expect(SourceTree.topLevelTypes(of: text) == ["Real"])
    #expect(!SourceTree.identifiers(of: text).contains("Ghost"))
  }
}
