import EMSFormats
import EMSModel

extension PlanTable {
  /// The account of what went in, one row for each entry.
  public static func inputs(_ account: InputAccount) -> PlanTable {
    PlanTable(
      name: "inputs", title: Phrase("What went in", "输入数据"),
      columns: ["input", "file", "item", "field", "value", "value_zh", "count"], of: account.entries
    ) { entry in
      [
        .text(entry.input), .text(entry.file), .text(entry.item.rawValue), .optional(entry.field),
        .optional(entry.value?.english), .optional(entry.value?.chinese), .optional(entry.count),
      ]
    }
  }
}

extension InputAccount.Entry {
  /// The field as a reader calls it: of facilities by tier, the tier.
  var fieldTitle: Phrase? {
    field.map { field in
      item == .tier ? FacilityTier(rawValue: field)?.name ?? FieldTitle.of(field) : FieldTitle.of(field)
    }
  }
}

extension InputAccount {
  /// The account in `summary.json`: one object for each file.
  public var summary: PropertyValue {
    .list(
      files.map { file in
        [
          "input": .text(file.input), "file": .text(file.file),
          "entries": .list(
            file.entries.map { entry in
              .members(
                [
                  .init("item", .text(entry.item.rawValue)), .init("field", .optional(entry.field)),
                  .init("value", .optional(entry.value?.english)), .init("value_zh", .optional(entry.value?.chinese)),
                  .init("count", .optional(entry.count)),
                ].filter { $0.value != .null })
            }),
        ]
      })
  }

  /// A line for each file, for the screen: rows, columns with their rivals, datum, people and tiers.
  ///
  /// - Parameter said: as the document and the region say the names of kinds of facilities.
  package func lines(in language: Language, _ said: (Phrase) -> Phrase) -> [String] {
    let comma = language == .chinese ? "、" : ", "
    return files.compactMap { file in
      let parts = Item.allCases.compactMap { item -> String? in
        let words = Self.words(of: file.entries.filter { $0.item == item }, item, in: language, said)
        return words.isEmpty ? nil : "\(item.name[language]) \(words.joined(separator: comma))"
      }
      return parts.isEmpty ? nil : "\(file.file): \(parts.joined(separator: language == .chinese ? "；" : "; "))"
    }
  }

  private static func words(
    of entries: [Entry], _ item: Item, in language: Language, _ said: (Phrase) -> Phrase
  ) -> [String] {
    switch item {
    case .columnNotRead, .hash: return []
    case .column:
      return entries.map { entry in
        let (field, header) = (entry.field ?? "", entry.value?[language] ?? "")
        return field == header ? field : "\(field) = \(header)"
      }
    case .tier:
      // By tier alone; which words decided stands in the file.
      let counts = entries.reduce(into: [String: Int]()) {
        $0[$1.field ?? $1.value?[language] ?? "", default: 0] += $1.count ?? 0
      }
      return counts.sorted { $0.key < $1.key }.map { tier, count in
        "\(said(FieldTitle.word(tier))[language]) \(NumberText.grouped(count))"
      }
    case .rowsLeftOut:
      return entries.map { entry in
        let why = entry.value.map { language == .chinese ? "（\($0.chinese)）" : " (\($0.english))" }
        return (entry.count.map(NumberText.grouped) ?? "") + (why ?? "")
      }
    default:
      return entries.map { entry in
        [entry.count.map(NumberText.grouped), entry.value?[language]].compactMap { $0 }.joined(separator: " ")
      }
    }
  }
}
