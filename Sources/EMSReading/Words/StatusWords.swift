import EMSFormats

/// Whether a facility is open, as lists word it.
enum StatusWords {
  private static let notOpen = [
    "not", "non", "closed", "close", "inactive", "suspend", "planned", "proposed", "construction", "abandon", "defunct",
    "inoperat", "unlicens", "unregist", "dysfunct", "no longer", "never", "to be ", "yet to", "soon", "out of use",
    "demolish", "pas ", "cerrado", "fechado", "不", "非正常", "非营业", "非在用", "即将", "待开", "待建", "待启", "将于", "闭", "拆",
    "fermé", "ferme", "停", "关闭", "关停", "撤销", "注销", "歇业", "在建", "拟建", "规划", "筹建", "未", "吊销", "废", "迁出", "合并",
  ]
  private static let open = [
    "open", "operational", "functional", "functioning", "active", "operating", "in use", "licensed", "registered",
    "fonctionnel", "ouvert", "existing", "营业", "开业", "运营", "运行", "正常", "在用", "使用", "在营", "存续", "启用", "建成", "开诊", "通车",
    "畅通",
  ]

  /// Nil for words that say neither.
  static func isOpen(_ text: String) -> Bool? {
    let word = HalfWidth.of(text).lowercased()
    if notOpen.contains(where: { word.contains($0) }) { return false }
    if open.contains(where: { word.contains($0) }) { return true }
    return YesNoWords.read(word)
  }
}
