import EMSModel

/// Columns that say of each row which part of the people it is of: 性别, age group.
package enum PartsOfPeople {
  private static let headers: Set<String> = [
    "性别", "sex", "gender", "sexe", "sexo", "年龄", "年龄段", "年龄组", "age", "ages", "agegroup", "agegroups", "ageclass",
    "agerange", "groupedage",
  ]

  /// The letters of a header as they are compared; what stands in brackets says how its cells are written: 性别（男/女）.
  package static func letters(_ header: String) -> String {
    let own = WrittenNumber.plain(header).prefix { !"([{【〔".contains($0) }
    return FieldSynonyms.withoutAccents(own.lowercased()).filter(\.isLetter)
  }

  /// - Parameter letters: those of the header.
  package static func isHeader(_ letters: String) -> Bool { headers.contains(letters) }
}
