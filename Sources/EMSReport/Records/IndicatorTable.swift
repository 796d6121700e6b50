import EMSFormats
import EMSModel
import EMSPolicy

/// The empty table of a profile's indicators, for a bureau to fill in: one row for each figure that the profile can use.
public enum IndicatorTable {
  /// The table as CSV with a Chinese header, which `inputs.indicators` reads back; a row without a figure says nothing.
  public static func csv(for profile: PolicyProfile) -> [UInt8] {
    var writer = CSVWriter(columns: ["单位", "指标", "数值", "年份", "计量", "要求", "依据"], for: .spreadsheet)
    // Several targets may count among the same.
    var written: Set<[String]> = []
    for entry in IndicatorNames(profile).entries {
      let rule = profile[rule: entry.rule]
      let asked = entry.key == entry.rule || entry.field != nil ? rule?.figuresText(in: .chinese) : nil
      for level in entry.levels where level == .region || !entry.levels.contains(.region) {
        guard written.insert([unit(level), IndicatorNames.normalised(entry.name.chinese)]).inserted else { continue }
        writer.append([
          .text(unit(level)), .text(entry.name.chinese), .null, .null,
          .text(entry.isNumberOrShare ? "数或%" : measure(entry.unit)),
          .optional(asked), .optional(rule?.source?.text(in: .chinese)),
        ])
      }
    }
    return writer.takeBytes()
  }

  /// The cell of the unit: the region, or what is to be written over for each county or township.
  private static func unit(_ level: ScoreLevel) -> String {
    switch level {
    case .region: "全域"
    case .county: "（填县级单位名称，每个一行）"
    case .township: "（填乡镇名，每个一行）"
    }
  }

  private static func measure(_ unit: FigureUnit?) -> String {
    switch unit {
    case .percent?: "%"
    case .ratio?, .oneTo?: "比值"
    case .points?: "百分点"
    case .years?: "年"
    case .months?: "个月"
    default: "个"
    }
  }
}
