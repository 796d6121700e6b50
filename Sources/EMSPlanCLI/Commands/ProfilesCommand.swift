import ArgumentParser
import EMSPlan
import Foundation

/// Lists the policy profiles.
struct ProfilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "List the policy profiles: which plans the tool knows, as data.",
    discussion: """
      A profile states a published plan as rules with figures, each with its citation. A plan names one with \
      `profile:`. Beside the profiles inside the tool, those in the folder of EMSPLAN_PROFILES are listed, and those \
      in the folder that --folder names. `emsplan rules --profile KEY` explains one.

      EXAMPLE
        emsplan profiles
        emsplan profiles --schema > profile.schema.json
      """)

  @Option(help: "A folder with profiles of your own.", completion: .directory)
  var folder: String?

  @Flag(help: "Print the JSON Schema of profile files and nothing else.")
  var schema = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await global.reportingErrors {
      if schema {
        try StandardOutput.write(PolicyProfile.jsonSchema.utf8)
        return
      }
      var library = PolicyLibrary()
      if let folder { library.folders.append(URL(fileURLWithPath: folder)) }
      let profiles = try library.keys.map { try library.profile($0) }
      if global.json {
        try StandardOutput.write(JSONWriter.indented(.list(profiles.map(Self.value))))
        return
      }
      let chinese = global.language == .chinese
      var table = TerminalTable(
        columns: chinese
          ? [("名称", .left), ("地区", .left), ("规则", .right), ("文件", .left)]
          : [("profile", .left), ("region", .left), ("rules", .right), ("document", .left)])
      for profile in profiles {
        table.append([
          profile.key, profile.name[global.language], "\(profile.rules.filter(\.isStated).count)",
          profile.document?.fullTitle ?? "",
        ])
      }
      for line in table.lines() { try StandardOutput.print(line) }
    }
  }

  private static func value(of profile: PolicyProfile) -> PropertyValue {
    .members([
      .init("key", .text(profile.key)), .init("name_en", .text(profile.name.english)),
      .init("name_zh", .text(profile.name.chinese)),
      .init("extends", .list(profile.extends.map { .text($0) })),
      .init("document", .optional(profile.document?.title)),
      .init("number", .optional(profile.document?.number)), .init("issued", .optional(profile.document?.issued)),
      .init("status", .optional(profile.document?.status.rawValue)),
      .init("rules", .whole(profile.rules.filter(\.isStated).count)),
    ])
  }
}
