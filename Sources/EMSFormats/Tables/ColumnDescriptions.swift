import EMSModel

/// Rows between the header and the data that say what the columns are to hold: 文本 and 数值, VARCHAR(20), 必填, codes such
/// as CUN_ID, or an example.
enum ColumnDescriptions {
  /// Whether a row is one of descriptions: it says words where the rows below it hold figures, and enough of its words are
  /// such as describe a column.
  ///
  /// - Parameters:
  ///   - columns: the headers.
  ///   - next: the rows below it.
  static func isOne(_ row: [String?], below columns: [String], above next: ArraySlice<[String?]>) -> Bool {
    let cells = row.indices.filter { row[$0]?.isEmpty == false }
    guard cells.count > 1, cells.allSatisfy({ $0 < columns.count }) else { return false }
    if isExample(row, cells) { return true }
    let described = cells.count { describes(row[$0] ?? "", columns[$0]) }
    guard 2 * described > cells.count else { return false }
    // A row of data may say words of these in columns of texts, and has figures where others have them.
    let hold = cells.filter { column in
      next.contains { row in
        guard row.indices.contains(column), let text = row[column] else { return false }
        return isFigure(text)
      }
    }
    // A code may be described by its length, 12位.
    let sure = hold.filter { TableForm.isCoordinate(columns[$0]) || HeaderMeaning(columns[$0]).isPeople }
    let figures = sure.count > 1 ? sure : hold
    return figures.count > 1 && figures.allSatisfy { WrittenNumber.read(row[$0] ?? "", style: .point) == .other }
  }

  /// Whether a row is called an example in its first cell, or in every one.
  private static func isExample(_ row: [String?], _ cells: [Int]) -> Bool {
    let texts = cells.map { WrittenNumber.plain(row[$0] ?? "").lowercased() }
    let begins = texts.map { $0.prefixMatch(of: /(?:例|如|例如|示例|样例|e\.?g\.?|example|sample)\s*[:：]/) != nil }
    if begins.allSatisfy({ $0 }) { return true }
    guard let first = texts.first else { return false }
    return first.wholeMatch(
      of: /[(\[【]?(?:示例|样例|范例|例|举例|填写示例|填报示例|填表示例|示例行|样例数据|example|sample|e\.g\.)[)\]】]?[:：]?/) != nil
  }

  private static func isFigure(_ text: String) -> Bool {
    if case .number = WrittenNumber.read(text, style: .point) { return true }
    let plain = WrittenNumber.plain(text)
    return plain.first.map { $0.isNumber || "-+".contains($0) } ?? false && plain.contains { "°度'′".contains($0) }
  }

  /// Whether a text says what a column is to hold.
  private static func describes(_ text: String, _ header: String) -> Bool {
    if WrittenNumber.read(text, style: .point) != .other { return false }
    let plain = WrittenNumber.plain(text).lowercased().trimmingSpaces
    if plain.wholeMatch(of: type) != nil || plain.contains(rule) { return true }
    let meaning = HeaderMeaning(text)
    if meaning.datum != nil || meaning.isQualifier || TableForm.isKnown(text) { return true }
    // A field's code below its name: CUN_ID, RKS, F03.
    let isCode = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.]{0,19}/) != nil
    return isCode && header.unicodeScalars.contains { $0.value >= 0x2E80 }
  }

  nonisolated(unsafe) private static let type =
    /(?:文本|文字|字符|字符串|字符型|文本型|数值|数字|数值型|数字型|整数|整型|长整型|短整型|浮点|浮点型|浮点数|双精度|双精度型|单精度|小数|日期|日期型|布尔|布尔型|枚举|枚举型|下拉|下拉选择|单选|多选|text|string|str|char|varchar2?|nvarchar2?|double|float|real|decimal|numeric|number|num|int|int4|int8|integer|long|short|bigint|smallint|date|datetime|timestamp|bool|boolean|object|geometry|point|c|n|f|d|l|主键|外键|唯一|key|pk)(?: ?\([0-9]{1,3}(?:[,.] ?[0-9]{1,2})?\))?/
  nonisolated(unsafe) private static let rule =
    /必填|选填|非必填|可空|非空|不能为空|可为空|可不填|填写|填报|保留|位小数|位编码|位代码|格式|说明|唯一|编号|编码|全称|名称|单位[:：]|自动|系统生成|不填|录入|选点|采集|拾取|下拉|选择|参照|填入|导入|上传|required|optional|mandatory|not null|nullable|primary key|format|decimal/
}
