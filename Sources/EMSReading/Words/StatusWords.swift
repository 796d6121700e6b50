import EMSFormats

/// Whether a facility is open, as lists word it.
enum StatusWords {
  private static let notOpen = [
    "not", "non", "no ", "não", "nao ", "hors ", "arrêt", "arret", "inactiv", "inativ", "desactiv", "desativ",
    "clausur",
    "fuera de", "fora de", "en constr", "em constr", "en travaux", "closed", "close", "inactive", "suspend", "planned",
    "proposed", "construction", "abandon", "defunct",
    "inoperat", "unlicens", "unregist", "dysfunct", "no longer", "never", "to be ", "yet to", "soon", "out of use",
    "demolish", "pas ", "cerrado", "fechado", "不", "非正常", "非营业", "非在用", "即将", "待开", "待建", "待启", "将于", "闭", "拆", "撤并",
    "已撤", "取消", "搬迁中", "整改", "空置",
    "fermé", "ferme", "停", "关闭", "关停", "撤销", "注销", "歇业", "在建", "拟建", "规划", "筹建", "未", "吊销", "废", "迁出", "合并",
  ]
  private static let open = [
    "open", "operational", "functional", "functioning", "active", "operating", "in use", "licensed", "registered",
    "fonctionnel", "ouvert", "en service", "en fonction", "abiert", "abert", "funcional", "funciona", "operativ",
    "activ",
    "ativ", "en servicio", "em serviço", "em funcionamento", "existing", "营业", "开业", "运营", "运行", "正常", "在用", "使用", "在营",
    "存续", "启用", "建成", "开诊", "通车",
    "畅通",
  ]

  /// Nil for words that say neither.
  static func isOpen(_ text: String) -> Bool? {
    let word = HalfWidth.of(text).lowercased()
    if notOpen.contains(where: { word.contains($0) }) { return false }
    if open.contains(where: { word.contains($0) }) { return true }
    return YesNoWords.read(word)
  }

  private static let gone = [
    "撤并", "已撤", "撤销", "搬迁", "空心村", "无人居住", "无人村", "拆迁", "已并入", "并入", "abandon", "relocated", "resettled",
    "uninhabited", "deserted", "merged",
  ]

  /// Whether a word says of a village that nobody lives there any more, or that it is part of another.
  static func isGone(_ text: String) -> Bool {
    let word = HalfWidth.of(text).lowercased()
    return gone.contains { word.contains($0) }
  }

  /// What the brackets behind a name say where they say no more than that it is not open: 甲镇卫生院（拟建）; nil for others.
  static func notOpen(inName name: String) -> String? {
    let plain = HalfWidth.of(name).replacing("〔", with: "(").replacing("【", with: "(")
    guard let found = plain.firstMatch(of: /\(\s*([^()]{2,24}?)\s*[)〕】]\s*$/) else { return nil }
    // 新院区，在建 says it beside something else.
    return found.1.split { ",，、;；".contains($0) }.map { String($0).trimmingSpaces }.first {
      $0.lowercased().wholeMatch(of: notOpenAlone) != nil
    }
  }

  nonisolated(unsafe) private static let notOpenAlone =
    /(?:已|暂|暂时|现|现已|已于\d{4}年)?(?:停业|停诊|停用|停办|停运|关闭|关停|撤销|撤并|撤|注销|吊销|歇业|废弃|合并|拆除|拟建|在建|待建|筹建|规划|规划建设|新建中|建设中|未启用|未开业|未运营|未建成)(?:中)?|(?:temporarily |permanently |now )?closed(?: down)?|planned|proposed|under construction|not (?:yet )?(?:open|operational|functional|functioning|built)|non[- ]?(?:functional|operational)|abandoned|demolished|suspended|fermée?|en construction|non fonctionnelle?|cerrado|cerrada|en construcción|fechado|fechada|em construção/
}
