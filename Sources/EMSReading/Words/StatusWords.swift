import EMSFormats
import EMSModel

/// Whether a facility is open, as lists word it.
///
/// A text is read clause by clause. What says only at which hours nobody is there (closed at night, 夜间停诊) says nothing. In
/// Latin letters whole words count, in Chinese the marks of a clause; words of closing go before words of opening, and so
/// do negation, what is to come and what has been, wherever they stand beside a word of opening (未开业, 待运营, 原营业, to be
/// opened). What holds an unknown word is unknown, though a word of opening stands in it.
enum StatusWords {
  /// Nil for words that say neither, or say more than is understood.
  static func isOpen(_ text: String) -> Bool? {
    let plain = HalfWidth.of(FieldSynonyms.withoutAccents(text)).lowercased()
    if let answer = YesNoWords.read(plain.trimmingSpaces) { return answer }
    var verdicts: [Verdict] = []
    for clause in plain.replacing(hoursOff, with: " ").split(whereSeparator: { separators.contains($0) }) {
      let isFuture = clause.matches(of: fourDigits).contains {
        YearToCome.isSurelyOne(Int($0.output) ?? 0)
      }
      let words = clause.split { !($0.isLetter && $0.isASCII) }.map(String.init)
      if !words.isEmpty { verdicts.append(verdict(latin: words, isFuture: isFuture)) }
      for part in clause.split(separator: " ") {
        let chinese = part.filter { $0.isLetter && !$0.isASCII }
        if !chinese.isEmpty { verdicts.append(verdict(chinese: chinese, isFuture: isFuture)) }
      }
    }
    if verdicts.contains(.notOpen) { return false }
    return verdicts.contains(.open) && !verdicts.contains(.unknown) ? true : nil
  }

  /// What a clause says; nothing is what harmless words say alone, such as 24 hours or 非营利性.
  private enum Verdict { case open, notOpen, unknown, nothing }

  private static let separators: Set<Character> = [
    ",", "，", "、", ";", "；", "。", "(", ")", "[", "]", "【", "】", "/", ":", "：", "\n",
  ]

  private nonisolated(unsafe) static let fourDigits = /\d{4}/
  private nonisolated(unsafe) static let lastBracket = /\(\s*([^()]{2,24}?)\s*[)〕】]\s*$/

  /// What says at which hours or on which days nobody is there.
  nonisolated(unsafe) private static let hoursOff =
    /(?:but |and |, ?)?(?:closed|closes|shut|not open|not staffed)(?: (?:at|on|during|in|over|for|from|after))?(?: the)? (?:nights?|evenings?|weekends?|lunch|holidays?|public holidays?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d{1,2}(?::\d\d)?(?: ?[ap]m)?)\b|opening hours|(?:夜间|晚上|晚间|周末|双休日|节假日|法定节假日|周[一二三四五六日]|中午|午间|春节)(?:期间)?(?:不|停|关|休)(?:营业|开诊|接诊|开放|开门|诊|业|息|闭|门)?/

  // MARK: Latin letters

  private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }

  private static func verdict(latin words: [String], isFuture: Bool) -> Verdict {
    let text = " " + words.joined(separator: " ") + " "
    let isClosing = words.contains { word in
      closing.contains(word) || closingStems.contains { word.hasPrefix($0) }
    }
    if isClosing || closingPhrases.contains(where: { text.contains(" \($0) ") }) { return .notOpen }
    let plain = openPhrases.reduce(text) { $0.replacing(" \($1) ", with: " open ") }.split(separator: " ").map(
      String.init)
    let isOpen = plain.contains(where: open.contains)
    let isTurned = isFuture || plain.contains(where: turning.contains)
    if isTurned, isOpen || plain.contains(where: opened.contains) { return .notOpen }
    let rest = plain.filter { !open.contains($0) && !harmless.contains($0) }
    return !rest.isEmpty ? .unknown : isOpen ? .open : .nothing
  }

  private static let closing = words(
    "closed close closure closing shut shutdown planned proposed pending awaiting upcoming forthcoming prospective opening "
      + "construction constr construccion construcao travaux obras defunct disused demolished destroyed unopened unfinished "
      + "incomplete uncompleted delisted ceased ceases previously formerly former withdrawn dissolved liquidated merged moved "
      + "vacant dormant idle mothballed terminated discontinued stopped soon hors arret expired expire cancelled canceled "
      + "revoked revoque revocado prevu prevue planifie planifiee projete planeado planificado proyectado previsto")
  private static let closingStems = [
    "inactiv", "inactif", "inativ", "suspen", "abandon", "inoperat", "inoperant", "unlicen", "unregist", "dysfunct",
    "disfunc", "dysfonct", "nonfunct", "nonoperat", "unfunct", "unoperat", "demoli", "ferme", "cerrad", "fechad",
    "clausur",
    "desactiv", "desativ", "deactiv", "deregist", "decommission", "relocat", "detruit", "destruid",
  ]
  private static let closingPhrases = [
    "no longer", "out of use", "out of service", "out of order", "fuera de", "fora de", "to be", "yet to", "not yet",
  ]
  private static let openPhrases = [
    "in use", "en service", "en fonction", "en servicio", "em servico", "em funcionamento",
  ]
  private static let open = words(
    "open opened operational functional functioning functions active actif operating operates operative operations in-use "
      + "licensed licenced registered existing existent running working normal fonctionnel fonctionnelle fonctionnels "
      + "fonctionnelles fonctionne ouvert ouverte abierto abierta aberto aberta funcional funcionais funcionales funciona "
      + "funcionando funcionamiento funcionamento operativo operativa operacional activo activa ativo ativa existente "
      + "existant")
  /// Words of what has to happen before anything opens.
  private static let opened = words(
    "operation open opens built complete completed finished started constructed commissioned available use service staffed "
      + "begin start established licensing registration")
  /// Negations, and words of what is to come.
  private static let turning = words(
    "not non no nao pas never ne n jamais nunca sin without isn wasn doesn will expected scheduled intended future planning "
      + "plan plans")
  private static let harmless = words(
    "fully partially partly partial semi currently now still is are the a facility facilities health status since well "
      + "normally from of as at in on to y et e est but be been has and only day days time full hours hour h hrs traffic "
      + "public private service services all yes site totally completement partiellement actuellement actualmente "
      + "plenamente parcialmente en el la le les de del")

  // MARK: Chinese

  private static func verdict(chinese clause: String, isFuture: Bool) -> Verdict {
    let text = places.reduce(clause) { $0.replacing($1, with: "") }
    if closed.contains(where: text.contains) { return .notOpen }
    let isOpen = openWords.contains(where: text.contains)
    let isTurned = isFuture || turns.contains(where: text.contains)
    if isTurned, isOpen || beginnings.contains(where: text.contains) { return .notOpen }
    let rest = (openWords + plainWords).reduce(text) { $0.replacing($1, with: "") }
    return !rest.isEmpty ? .unknown : isOpen ? .open : .nothing
  }

  /// What holds a mark and says nothing of it.
  private static let places = ["原址", "原地", "停车场", "停车", "不定期", "不间断", "不限时", "非营利性", "非营利", "非盈利"]
  private static let closed = [
    "停", "闭", "关张", "关门", "拆", "撤", "注销", "销户", "吊销", "歇业", "休业", "休诊", "封存", "查封", "废", "损毁", "搬迁", "搬走",
    "迁出", "已迁", "外迁", "迁走", "合并", "并入", "空置", "空壳", "闲置", "整改", "取消", "终止", "中止", "过期", "失效", "退出", "解散", "清算",
    "在建", "拟建", "待建", "筹建", "筹备", "规划", "建设中", "新建中", "施工", "即将",
  ]
  private static let turns = ["不", "未", "非", "无", "没", "尚", "待", "拟", "准备", "预计", "计划", "将", "原", "曾", "申请", "争取"]
  private static let beginnings = ["建", "开", "投", "启", "竣工", "完工", "验收", "登记", "注册", "批准", "获批", "诊", "业"]
  /// The longer ones first, for they hold others.
  private static let openWords = [
    "使用中", "营业", "开业", "运营", "运行", "正常", "在用", "使用", "在营", "存续", "启用", "建成", "开诊", "通车", "畅通", "开放", "执业", "在册",
    "经营", "接诊", "投用", "在业", "有效", "完好",
  ]
  private static let plainWords = [
    "状态", "机构", "正式", "正在", "对外", "恢复", "重新", "平时", "日常", "部分", "基本", "全部", "全面", "良好", "目前", "当前", "投入", "长期", "持续",
    "全天", "小时",
    "已", "现", "中", "的", "该", "可", "试", "均", "仍", "年", "月", "日", "自", "起", "于", "至今", "能", "为", "是", "并",
  ]

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
    guard let found = plain.firstMatch(of: lastBracket) else { return nil }
    // 新院区，在建 says it beside something else.
    return found.1.split { ",，、;；".contains($0) }.map { String($0).trimmingSpaces }.first(where: saysOnlyNotOpen)
  }

  /// Whether a text says that something is not open, and holds no word of anything else.
  private static func saysOnlyNotOpen(_ text: String) -> Bool {
    guard isOpen(text) == false else { return false }
    let plain = HalfWidth.of(FieldSynonyms.withoutAccents(text)).lowercased()
    let latin = closingPhrases.reduce(" " + plain.filter { !$0.isNumber } + " ") { $0.replacing(" \($1) ", with: " ") }
    let words = latin.split { !($0.isLetter && $0.isASCII) }.map(String.init)
    let areKnown = words.allSatisfy { word in
      closing.contains(word) || closingStems.contains { word.hasPrefix($0) } || open.contains(word)
        || opened.contains(word) || turning.contains(word) || besideClosing.contains(word)
    }
    let known = closed + openWords + plainWords + beginnings + turns.filter { $0 != "原" && $0 != "曾" } + restOfClosing
    let chinese = known.reduce(plain.filter { $0.isLetter && !$0.isASCII }) { $0.replacing($1, with: "") }
    return areKnown && chinese.isEmpty
  }

  /// What stands beside words of closing, in Latin letters and in Chinese.
  private static let besideClosing = words(
    "temporarily permanently currently now still down up under is are has been yet the facility en em de")
  private static let restOfClosing = ["暂时", "关", "办", "运", "用", "除", "销", "弃", "设", "置", "毕"]
}
