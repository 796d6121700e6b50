import EMSModel

/// Which sheet or layer of a file is read, where the plan names none or all.
package enum LayerChoice {
  /// Whether at least two columns are headed by known words, as those of a sheet that explains another are not.
  static func hasKnownHeaders(_ columns: [String]) -> Bool {
    Set(columns.filter(FieldSynonyms.isListed).map(FieldSynonyms.normalised)).count >= 2
  }

  /// Whether two layers hold the same kind of rows: at least two thirds of their headers are the same.
  static func areAlike(_ columns: [String], _ others: [String]) -> Bool {
    let (a, b) = (headers(columns), headers(others))
    return 3 * a.intersection(b).count >= 2 * a.union(b).count
  }

  private static func headers(_ columns: [String]) -> Set<String> {
    Set(columns.map(FieldSynonyms.normalised)).subtracting([""])
  }

  /// Refuses a file of several layers of one thing, such as a sheet for each town, of which one would be read.
  static func several(_ names: [String], _ file: String) -> InputProblems {
    let list = names.joined(separator: ", ")
    return InputProblems([
      InputProblem(
        file: file, field: "layer", english: "several layers or sheets hold the same columns: \(list)",
        chinese: "多个图层或工作表的列相同：\(list)",
        remedyEnglish: "Name one of them in the plan (layer: …), or join them all (layer: '*')",
        remedyChinese: "请在方案中指明其一（layer: …），或全部合并（layer: '*'）")
    ])
  }

  /// Whether a header is of coordinates, so that the rows may have places.
  static func holdsPlaces(_ columns: [String]) -> Bool {
    columns.contains { header in
      TableForm.isCoordinate(header)
        || ["经度", "纬度", "坐标", "longitude", "latitude"].contains { header.lowercased().contains($0) }
    }
  }

  /// Refuses a workbook of which several sheets with coordinates hold different things.
  static func several(places names: [String], _ file: String) -> InputProblems {
    let list = names.joined(separator: ", ")
    return InputProblems([
      InputProblem(
        file: file, field: "layer",
        english: "several sheets hold coordinates, and nothing says which is meant: \(list)",
        chinese: "多个工作表含坐标，无法确定采用哪一个：\(list)", remedyEnglish: "Name one of them in the plan (layer: …)",
        remedyChinese: "请在方案中指明其一（layer: …）")
    ])
  }

  static func missing(_ layer: String?, of names: [String], _ file: String) -> InputProblems {
    let list = names.joined(separator: ", ")
    return InputProblems([
      InputProblem(
        file: file, field: "layer", value: layer,
        layer.map { Phrase("there is no layer “\($0)”; there are \(list)", "没有图层或工作表“\($0)”，现有：\(list)") }
          ?? Phrase("the file has no layer", "文件中没有图层"),
        Phrase("Name one of them in the plan (layer: …)", "请在方案中指明（layer: …）"))
    ])
  }

  /// The problem of a file or sheet without rows.
  package static func empty(_ file: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, english: "the layer has no rows", chinese: "图层中没有数据", remedyEnglish: "Export it again",
        remedyChinese: "请重新导出")
    ])
  }

  /// Says which layers with rows are not read where the plan names none; nil where there are none.
  static func remark(notRead names: [String]) -> Phrase? {
    if names.isEmpty { return nil }
    let list = names.joined(separator: ", ")
    return Phrase("other layers or sheets are not read: \(list)", "其他图层或工作表未读取：\(list)")
  }

  /// Says which hidden sheets are not read; nil where there are none.
  static func remark(hidden names: [String]) -> Phrase? {
    if names.isEmpty { return nil }
    let list = names.joined(separator: ", ")
    return Phrase(
      "hidden sheets are not read: \(list); name one in the plan (layer: …) if it is the right one",
      "隐藏的工作表未读取：\(list)；如需使用，请在方案中指明（layer: …）")
  }

  /// What messages call a layer where several of a file are read.
  package static func label(_ file: String, _ layer: String) -> String { "\(file) [\(layer)]" }
}
