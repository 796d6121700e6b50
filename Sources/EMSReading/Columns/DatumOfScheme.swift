import EMSFormats
import EMSModel

/// Downloads whose columns tell where they come from, and so in which datum their coordinates are, though the file says
/// none: outlines of DataV and places of Amap are in GCJ-02, places of Baidu in BD-09.
enum DatumOfScheme {
  /// Who publishes such columns, and the datum of what they publish; nil for other columns.
  static func of(_ columns: [String]) -> (publisher: String, datum: String)? {
    let headers = Set(columns.map { $0.lowercased().trimmingSpaces })
    func has(_ count: Int, of words: Set<String>) -> Bool { headers.intersection(words).count >= count }
    if headers.contains("adcode"),
      has(2, of: ["childrennum", "acroutes", "subfeatureindex", "center", "centroid", "parent"])
    {
      return ("DataV (Amap)", "gcj02")
    }
    if has(3, of: ["pname", "cityname", "adname", "typecode", "citycode", "gridcode", "biz_ext", "entr_location"]) {
      return ("Amap", "gcj02")
    }
    if has(3, of: ["street_id", "detail", "detail_info", "navi_location", "uid", "telephone"]),
      headers.contains("street_id")
        || headers.contains("detail_info")
    {
      return ("Baidu", "bd09")
    }
    return nil
  }

  /// Warns of a table of such columns whose coordinates are read as something else that nobody declares.
  static func warn(_ table: any SourceTable, _ findings: inout Findings) {
    guard let (publisher, datum) = of(table.columns) else { return }
    findings.note(
      .warning,
      "\(table.file): the columns are those of \(publisher), whose coordinates are in \(datum), hundreds of metres from WGS 84; they are read as wgs84, for nothing declares a datum. Declare crs: \(datum), or crs: wgs84 where they were converted",
      "\(table.file)：列名与 \(publisher) 的数据相同，其坐标为 \(datum)，与 WGS 84 相差数百米；因无声明，现按 wgs84 读取。请声明 crs: \(datum)；如已转换，请声明 crs: wgs84"
    )
  }
}
