import EMSFormats
import EMSModel

extension PolicyProfile {
  /// Every key that a profile may hold; the JSON Schema that ships beside the profiles is made from it.
  static let schema: YAMLSchema = .object([
    .init("key", .text, required: true, "What plans call the profile."),
    .init("extends", .text, "The profile whose rules hold where this one says nothing: a name, or the path of a file."),
    .init("name", phrase, required: true, "The name of the region, in both languages."),
    .init("document", .text, "The key of the document that the rules are from."),
    .init("documents", .list(document), "The documents that are cited."),
    .init(
      "terms",
      .object(
        FacilityTier.allCases.map {
          YAMLSchema.Key(
            $0.rawValue, .text, "What the document calls it in Chinese, where that is not \($0.name.chinese).")
        }), "The document's own words for kinds of facilities."),
    .init(
      "travel", .object(travelFigures.map { .init($0.key, $0.schema, $0.about) }),
      "Speeds, detour factor and turnout of straight-line travel."),
    .init(
      "rules", .object(PolicyRules.all.map { .init($0.key, schema(of: $0), $0.sentence.english) }),
      "The rules, each with its citation and figures."),
    .init("targets", .mapping(target), "The countable sentences of the plan, each under a key of its own."),
  ])

  /// A countable sentence.
  private static let target: YAMLSchema = .object([
    .init("document", .text, "The key of the document, when it is not the profile's own."),
    .init("section", .text, "The section of the document that states it."),
    .init("quote", .text, "The exact words of the section, …… between pieces."),
    .init("says", phrase, "How the tool reads the sentence."),
    .init(
      "unit", .choice(CountableTarget.Unit.allCases.map(\.rawValue)), required: true,
      "Of what the sentence says it: the region, each county or township, or facilities counted in their rows."),
    .init("count", phrase, required: true, "What is counted, or the share or ratio itself."),
    .init(
      "of", phrase, "All those among whom it is counted; left out for a count, or a share that books give as such."),
    .init(
      "compare", .choice(CountableTarget.Comparison.allCases.map(\.rawValue)),
      "How the figure is compared with what is asked; at-least when left out."),
    .init("asked", FigureSpec.schema(of: targetUnits), "What the plan asks for."),
    .init(
      "most", FigureSpec.schema(of: targetUnits),
      "The end of the range that the plan asks for; more is no breach unless the plan forbids it (compare: within)."),
    .init(
      "since", .integer(1949...2100),
      "The year against which a figure rises or falls; the earliest of which it is known when left out."),
    .init("by", .integer(1949...2100), "The year by which a figure is to have risen or fallen."),
    force,
    .init(
      "facilities",
      .object([
        .init(
          "column", .choice(FacilityFeature.allCases.map(\.rawValue) + [FacilityCount.communities]), required: true,
          "The column of the facilities that is counted; of medical communities, how many are named."),
        .init(
          "tiers", .list(.choice(FacilityTier.allCases.map(\.rawValue))), required: true,
          "The facilities among whom it is counted."),
      ]), "How the facilities' own columns tell the figure where the bureau's table gives none."),
  ])

  private static let force = YAMLSchema.Key(
    "force", .choice(RuleForce.allCases.map(\.rawValue)),
    "Whether it must be done, may be done (可, 鼓励), is asked in principle (原则上), is striven for (力争, 争取), or comes about step by step without a year (逐步); must when left out."
  )

  private static let targetUnits: [FigureUnit] = [
    .count, .percent, .points, .perMille, .ratio, .oneTo, .years, .months, .people,
  ]

  /// The JSON Schema of profiles, for editors that check YAML while it is written.
  public static var jsonSchema: String { schema.jsonSchema(title: "EMSPlan policy profile") }

  /// A text in both languages.
  static let phrase: YAMLSchema = .object([
    .init("en", .text, required: true, "In English."), .init("zh", .text, required: true, "In Chinese."),
  ])

  private static let document: YAMLSchema = .object([
    .init("key", .text, required: true, "What the profile calls the document."),
    .init("title", .text, required: true, "The title as published."),
    .init("number", .text, "The number of the document (发文字号)."),
    .init("issued", .text, "The date of issue, YYYY-MM-DD."),
    .init("status", .choice(PolicyDocument.Status.allCases.map(\.rawValue)), required: true, "Issued or draft."),
  ])

  private static func schema(of rule: any PolicyRule) -> YAMLSchema {
    .object(
      [
        .init("document", .text, "The key of the document, when it is not the profile's own."),
        .init("section", .text, "The section of the document that states the rule."),
        .init("quote", .text, "The exact words of the section, …… between pieces."),
        .init("says", phrase, "How the tool reads the sentence."), force,
      ] + rule.figures.map { .init($0.key, $0.schema, $0.about) })
  }
}
