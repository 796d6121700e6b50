import Foundation
import TestSupport
import Testing

@testable import EMSPolicy

/// The JSON Schema of profiles, by another reader of JSON Schema: it takes every profile that ships and refuses bad ones.
@Suite struct ProfileSchemaTests {
  /// Prints one line a file: its name, and how many errors the schema finds.
  private static let checker = """
    import json, sys, yaml, jsonschema
    class Loader(yaml.SafeLoader): pass
    # A date is text to the tool.
    Loader.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sys.argv[2:]:
        print(path.split("/")[-1], len(list(validator.iter_errors(yaml.load(open(path), Loader)))))
    """

  /// How many errors the schema finds in each file; the test is cancelled where no such reader is installed.
  private static func errors(in files: [URL]) throws -> [String: Int] {
    let schema = FileManager.default.temporaryDirectory.appendingPathComponent("schema-\(UUID().uuidString).json")
    try Data(PolicyProfile.jsonSchema.utf8).write(to: schema)
    defer { try? FileManager.default.removeItem(at: schema) }
    let result = try OutputReader.run(["python3", "-c", checker, schema.path] + files.map(\.path))
    guard let result, !result.output.contains("No module named") else {
      try Test.cancel("python3 with jsonschema and yaml is not installed")
    }
    #expect(result.code == 0, "\(result.output)")
    var counts: [String: Int] = [:]
    for line in result.output.split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 2 { counts[String(parts[0])] = Int(parts[1]) }
    }
    return counts
  }

  @Test func everyProfileOfTheFolderIsValid() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: PolicyProfileTests.profiles, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "yaml" }
    let counts = try Self.errors(in: files)
    #expect(counts.count == 6 && counts.values.allSatisfy { $0 == 0 }, "\(counts)")
  }

  @Test func whatTheSchemaCanSeeIsRefusedByIt() throws {
    let bad = [
      "unknown-rule": "  smal-village-shares-clinic: {section: 一}",
      "unknown-figure": "  basic-standard: {section: 一, shore: {value: 1, unit: percent}}",
      "wrong-unit": "  basic-standard: {section: 一, share: {value: 50, unit: km}}",
      "missing-unit": "  basic-standard: {section: 一, share: {value: 50}}",
      "out-of-range": "  basic-standard: {section: 一, share: {value: 150, unit: percent}}",
      "not-a-number": "  basic-standard: {section: 一, share: {value: half, unit: percent}}",
    ]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = [folder.appendingPathComponent("good.yaml")]
    try Data(PolicyProfileTests.bureau.utf8).write(to: files[0])
    for (name, line) in bad {
      let file = folder.appendingPathComponent("\(name).yaml")
      try Data((PolicyProfileTests.bureau + "\n" + line + "\n").utf8).write(to: file)
      #expect(!PolicyProfileTests.problems(PolicyProfileTests.bureau + "\n" + line).isEmpty, "\(name)")
      files.append(file)
    }
    let counts = try Self.errors(in: files)
    #expect(counts["good.yaml"] == 0)
    for name in bad.keys { #expect((counts["\(name).yaml"] ?? 0) > 0, "\(name)") }
  }
}
