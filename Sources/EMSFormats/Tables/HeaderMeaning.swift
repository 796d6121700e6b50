import EMSModel
import Foundation

/// What a header says beside the quantity that it names: unit, year, which people, a part of them, a datum.
///
/// Brackets, dashes, underscores and a second header row all say such things: `人口（万人）`, `pop_2020`, `人口-男`.
package struct HeaderMeaning: Hashable, Sendable {
  /// Which people a column counts, those that coverage is about first.
  package enum Basis: Int, Hashable, Sendable, Comparable {
    case resident, unnamed, registered, served
    package static func < (a: Basis, b: Basis) -> Bool { a.rawValue < b.rawValue }
  }

  /// Whether the header is about people, and no word outside brackets is unknown. An unknown word in brackets makes a part
  /// of them: nothing that a header says is stripped.
  package private(set) var isPeople = false
  /// People, or things, for each unit of the column.
  package private(set) var factor = 1.0
  /// The word of the unit; nil where the factor is 1.
  package private(set) var unit: String?
  package private(set) var year: Int?
  /// The year that two digits may be, where they alone say what part of the people is meant: 2010 of pop10. Groups of age
  /// are written so, too.
  package private(set) var shortYear: Int?
  package private(set) var isTotal = false
  /// The word that makes another quantity of the column, such as men or households, or that is not understood; nil when
  /// there is none.
  package private(set) var part: String?
  /// Whether a word of a projection, a plan or a scenario is said.
  package private(set) var saysProjection = false
  package private(set) var basis = Basis.unnamed
  /// The datum that the header names, as a plan declares it; nil when it names none.
  package private(set) var datum: String?
  /// Words that are not understood.
  package private(set) var unknown: [String] = []
  /// Whether a word of a unit is said, be it of single people.
  private var saysUnit = false
  /// Whether every word is understood and at least one says something.
  package private(set) var isQualifier = false

  package init(_ header: String) {
    let plain = HeaderWords.withoutSpacing(
      FieldSynonyms.withoutAccents(HeaderWords.signsAsWords(WrittenNumber.plain(header)).lowercased()))
    let numbered = HeaderWords.numberWords(
      HeaderWords.datesAsYears(HeaderWords.wholeHeaders[plain.trimmingSpaces] ?? plain.replacing("_", with: " ")))
    // Hardly a header has an apostrophe.
    let text = numbered.contains("'") ? numbered.replacing(HeaderWords.elision, with: "") : numbered
    let compact = text.filter { $0.isLetter || $0.isNumber }
    datum = HeaderWords.datum(in: compact)?.name
    var depth = 0
    var run = ""
    var words: [(String, isBracketed: Bool)] = []
    func kind(_ character: Character) -> Int {
      if character == "%" { return 4 }
      // Chinese numerals such as 万 are letters here.
      if character.isASCII, character.isNumber { return 1 }
      if !character.isLetter { return 0 }
      return character.unicodeScalars.allSatisfy { $0.value < 0x2E80 } ? 2 : 3
    }
    for character in text + " " {
      let isBracket = "([{【〔)]}】〕".contains(character)
      if let last = run.last, isBracket || kind(last) != kind(character) {
        words.append((run, depth > 0))
        run = ""
      }
      if "([{【〔".contains(character) { depth += 1 }
      if ")]}】〕".contains(character) { depth = max(0, depth - 1) }
      if kind(character) > 0 { run.append(character) }
    }
    var hasPeople = false
    var isUnderstood = true
    var said = 0
    var parts: [String] = []
    for (run, isBracketed) in words {
      for word in HeaderWords.split(run) {
        switch word.meaning {
        case .people: hasPeople = hasPeople || !isBracketed
        case .total: isTotal = true
        case .part: parts.append(word.text)
        case .unit(let size):
          // A header in two languages says its unit twice.
          if factor != size { factor *= size }
          saysUnit = true
          if size != 1 { unit = word.text }
        case .basis(let which): basis = min(basis == .unnamed ? which : basis, which)
        case .year(let value): year = max(year ?? 0, value)
        case .neutral: break
        case .remark where isBracketed: break
        case .remark, nil:
          unknown.append(word.text)
          if isBracketed { parts.append(word.text) } else { isUnderstood = false }
          continue
        }
        said += 1
      }
    }
    part = parts.first
    saysProjection = parts.contains(where: HeaderWords.projections.contains)
    shortYear = parts.count == 1 ? Self.shortYear(parts[0]) : nil
    isPeople = hasPeople && isUnderstood
    isQualifier = unknown.isEmpty && said > 0
  }

  /// The year of this release: nobody has been counted in a later one. Not the clock's, so that the same table reads the same
  /// on any day.
  package static let latestCount = 2026
  /// Whether the people are projected, by a word or by the year.
  package var isProjection: Bool { isPeople && (saysProjection || (year ?? 0) > Self.latestCount) }

  private static func shortYear(_ digits: String) -> Int? {
    guard digits.utf8.count == 2, let number = Int(digits), number >= 0 else { return nil }
    return number <= latestCount % 100 ? 2000 + number : number >= 80 ? 1900 + number : nil
  }

  /// Whether `self` serves better as the number of people: who lives there, then the newest year, then a total, then the
  /// finer unit.
  package func isBetterCountOfPeople(than other: HeaderMeaning) -> Bool {
    if basis != other.basis { return basis < other.basis }
    let (own, others) = (year ?? shortYear ?? Int.max, other.year ?? other.shortYear ?? Int.max)
    if own != others { return own > others }
    if isTotal != other.isTotal { return isTotal }
    // What is rounded to 万人 says less than single people.
    return factor < other.factor
  }

  /// Whether every word is one of a unit, such as 万人 or thousands.
  package var isOfUnit: Bool {
    isQualifier && part == nil && year == nil && !isTotal && basis == .unnamed && saysUnit
  }
  /// Whether the header says no more than that a column sums others up, such as 合计 or Both sexes.
  package var isTotalAlone: Bool { isTotal && isQualifier && !isPeople && part == nil && unit == nil }
  /// Whether the column counts men, or women, alone.
  package var isOfMen: Bool { part.map(HeaderWords.men.contains) ?? false }
  package var isOfWomen: Bool { part.map(HeaderWords.women.contains) ?? false }
}

/// The words of headers.
package enum HeaderWords {
  enum Meaning: Hashable, Sendable {
    case people, total, part, neutral
    /// What means nothing in brackets alone.
    case remark
    case unit(Double)
    case basis(HeaderMeaning.Basis)
    case year(Int)
  }

  struct Word: Hashable, Sendable {
    var text: String
    /// nil when it is not understood.
    var meaning: Meaning?
  }

  /// The datum that a header names, and the header without it.
  ///
  /// - Parameter compact: letters and digits in lower case.
  package static func datum(in compact: String) -> (name: String, rest: String)? {
    for (mark, name) in [("bd", "bd09"), ("gd", "gcj02")] {
      if compact.hasPrefix(mark), axes.contains(String(compact.dropFirst(2))) {
        return (name, String(compact.dropFirst(2)))
      }
      // Not the degrees of a longitude, Long D.
      if compact.hasSuffix(mark), compact != "longd", axes.contains(String(compact.dropLast(2))) {
        return (name, String(compact.dropLast(2)))
      }
    }
    for (word, name) in datums {
      if let range = compact.range(of: word) { return (name, compact.replacingCharacters(in: range, with: "")) }
    }
    return nil
  }

  /// What a mark of two letters may stand beside: `bd_lng` is of Baidu, `gd_lng` of Amap (高德).
  private static let axes = Set(FieldSynonyms.longitudeWords + FieldSynonyms.latitudeWords + ["x", "y"])

  /// Headers of statistical offices whose letters mean something only together.
  static let wholeHeaders = [
    "tot_p": "total population", "p_total": "total population", "total_p": "total population",
    "p_tot": "total population", "totp": "total population",
    "хүн ам": "population", "хун ам": "population", "хүн амын тоо": "population", "dan so": "population",
    "tong dan so": "total population", "nguoi": "population", "кол-во жителей": "население",
    "tot_m": "male population", "tot_f": "female population",
    "t_tl": "total population", "m_tl": "male population", "f_tl": "female population",
  ]

  private static let datums = [
    ("bd09ll", "bd09"), ("bd09", "bd09"), ("百度", "bd09"), ("baidu", "bd09"), ("gcj02", "gcj02"), ("gcj", "gcj02"),
    ("高德", "gcj02"), ("腾讯", "gcj02"), ("火星", "gcj02"), ("amap", "gcj02"), ("gaode", "gcj02"), ("tencent", "gcj02"),
    ("wgs1984", "wgs84"), ("wgs84", "wgs84"), ("wgs", "wgs84"), ("epsg4326", "wgs84"), ("cgcs2000", "cgcs2000"),
    ("国家2000", "cgcs2000"), ("2000国家", "cgcs2000"), ("大地2000", "cgcs2000"), ("大地坐标系2000", "cgcs2000"),
    ("2000坐标系", "cgcs2000"), ("天地图", "cgcs2000"), ("谷歌地球", "wgs84"), ("googleearth", "wgs84"),
    // Geographic systems whose parameters are not public, which the refusal says.
    ("1954北京", "epsg:4214"), ("1954年北京", "epsg:4214"), ("北京1954", "epsg:4214"), ("beijing1954", "epsg:4214"),
    ("北京54", "epsg:4214"), ("beijing54", "epsg:4214"), ("1980西安", "epsg:4610"), ("1980年西安", "epsg:4610"),
    ("西安1980", "epsg:4610"), ("xian1980", "epsg:4610"), ("西安80", "epsg:4610"), ("xian80", "epsg:4610"),
  ]

  /// The header with dates as their years: 2024年12月31日, 2020.11.1零时, 2024-12, 31 Dec 2024.
  static func datesAsYears(_ header: String) -> String {
    guard header.contains("19") || header.contains("20") else { return header }
    let header = ofBikramSambat(header)
    return header.replacing(numericDate) { " \($0.1)年 " }.replacing(wordedDate) { " \($0.1) " }
  }

  /// A header that says that its year is of Nepal's calendar, with that of ours in which most of it lies: 2078 BS is 2021.
  private static func ofBikramSambat(_ header: String) -> String {
    guard header.contains(bikramSambat) else { return header }
    return header.replacing(bikramSambat, with: " ").replacing(/20[0-9]{2}/) { found in
      // Beside it the year of ours may stand, too.
      Int(found.output).flatMap { YearToCome.isOne($0) ? String($0 - 57) : nil } ?? String(found.output)
    }
  }

  nonisolated(unsafe) private static let bikramSambat =
    /\b(?:bs|b\.s\.?|v\.s\.?)(?![a-z])|(?:bikram|vikram) ?samvat|bikram ?sambat|वि\. ?सं\.?|विसं|वि\.?सं\.?/

  nonisolated(unsafe) private static let numericDate =
    /((?:19|20)[0-9]{2}) ?[年.\-\/] ?(?:0?[1-9]|1[0-2])(?![0-9])(?: ?(?:月份?|[.\-\/]) ?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])[日号]?)?(?:月份?)?(?: ?(?:零|0|24) ?时)?/
  nonisolated(unsafe) private static let wordedDate =
    /(?:[0-3]?[0-9](?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:[0-3]?[0-9](?:st|nd|rd|th)?,? )?((?:19|20)[0-9]{2})/

  /// A header without spaces between Chinese characters, which only fill its cell: 人 口.
  static func withoutSpacing(_ header: String) -> String {
    guard header.contains(" "), header.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) else { return header }
    var (text, spaces) = ("", "")
    func isChinese(_ character: Character?) -> Bool {
      character?.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
    }
    for character in header {
      if character == " " {
        spaces.append(character)
        continue
      }
      text += isChinese(text.last) && isChinese(character) ? "" : spaces
      text.append(character)
      spaces = ""
    }
    return text + spaces
  }

  /// The header with signs that stand for a unit, such as ‰ and ㎢, as others write it.
  static func signsAsWords(_ header: String) -> String {
    guard header.unicodeScalars.contains(where: { unitSigns[$0] != nil }) else { return header }
    return header.unicodeScalars.reduce(into: "") { $0 += unitSigns[$1] ?? String($1) }
  }

  private static let unitSigns: [Unicode.Scalar: String] = [
    "‰": "%", "‱": "%", "㎢": " km2 ", "㎡": "m2 ", "㎞": " km ", "㏊": " ha ",
  ]

  /// The header with figures that stand for a unit, such as `10,000`, `x1000` and `ten thousands`, as the unit's word.
  static func numberWords(_ header: String) -> String {
    // Most headers have none of it.
    if !header.contains("000"), !header.contains("ten"), !header.contains("10"), !header.contains("hundred"),
      !header.contains("dizaine"), !header.contains("decena"), !header.contains("dezena")
    {
      return header
    }
    return unitsInFigures.reduce(header) { $0.replacing($1.0, with: $1.1) }
  }

  nonisolated(unsafe) fileprivate static let elision = /\b[dl]'/
  nonisolated(unsafe) private static let unitsInFigures: [(Regex<Substring>, String)] = [
    (/(?:x ?)?\b1[ ,.']?000[ ,.']?000s?\b/, " million "),
    (/(?:x ?)?\b100[ ,.']?000s?\b|\b100 ?k\b|\b(?:100|hundreds?)(?: of)? thousands?/, " 十万 "),
    (
      /(?:x ?|\b)10[ ,.']?000s?\b|\b10 ?k\b|\b10\^4\b|\b(?:10|tens?)(?: of)?[ -]thousands?|dizaines? de milliers|decenas de miles|dezenas de milhares/,
      " 万 "
    ),
    (/(?:x ?|\b)1[ ,.']?000s?\b|\b10\^3\b/, " thousand "),
  ]

  private static let ofProjections =
    "规划 预测 预计 预估 预期 近期 远期 远景 方案 情景 scenario ssp projected projection proj forecast forecasts forecasted predicted expected planned projetee projetees projete projection projections prevue proyectada proyectado proyeccion projetada projecao prevista"
  static let projections: Set<String> = words(ofProjections)
  private static let ofMen =
    "male males men boys hommes homme masculin masculine masculino masculina hombres homens 男 男性 男生"
  private static let ofWomen =
    "female females women girls femmes femme feminin feminine feminino feminina femenino femenina mujeres mulheres 女 女性 女生"
  // In a sentence these are metres, islands and what is man-made.
  private static let ofMenInHeaders = "m man"
  private static let ofWomenInHeaders = "f fem woman"
  static let men: Set<String> = words(ofMen + " " + ofMenInHeaders)
  static let women: Set<String> = words(ofWomen + " " + ofWomenInHeaders)

  /// Whether a sentence in lower case speaks of men, or of women, alone.
  static func namesOneSex(_ sentence: String) -> Bool {
    let words = Set(sentence.split { !$0.isLetter }.map(String.init))
    // Chinese words stand without spaces, and each holds its one sign.
    let men = !words.isDisjoint(with: Self.words(ofMen)) || sentence.contains("男")
    let women = !words.isDisjoint(with: Self.words(ofWomen)) || sentence.contains("女")
    return men != women
  }

  private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }

  /// A run of letters of one script, or of digits, as words.
  static func split(_ run: String) -> [Word] {
    if run.allSatisfy({ $0.isASCII && $0.isNumber }) {
      if run.count == 4, run.hasPrefix("19") || run.hasPrefix("20"), let year = Int(run) {
        return [Word(text: run, meaning: .year(year))]
      }
      return [
        Word(text: run, meaning: ["000", "1000"].contains(run) ? .unit(1000) : run == "10000" ? .unit(10_000) : .part)
      ]
    }
    if let meaning = words[run] { return [Word(text: run, meaning: meaning)] }
    if run.unicodeScalars.allSatisfy({ $0.value < 0x2E80 }) {
      // What dBASE left of population.
      if run.count > 3, "population".hasPrefix(run) { return [Word(text: run, meaning: .people)] }
      for core in ["population", "pop"] {
        if run.hasPrefix(core), let rest = words[String(run.dropFirst(core.count))] {
          return [Word(text: core, meaning: .people), Word(text: String(run.dropFirst(core.count)), meaning: rest)]
        }
        if run.hasSuffix(core), let rest = words[String(run.dropLast(core.count))] {
          return [Word(text: String(run.dropLast(core.count)), meaning: rest), Word(text: core, meaning: .people)]
        }
      }
      return [Word(text: run, meaning: nil)]
    }
    // Chinese words stand without spaces: the longest known one first.
    var found: [Word] = []
    var unknown = ""
    var rest = Substring(run)
    while let first = rest.first {
      let length = (1...rest.prefix(6).count).reversed().first { words[String(rest.prefix($0))] != nil }
      if let length {
        if !unknown.isEmpty { found.append(Word(text: unknown, meaning: nil)) }
        unknown = ""
        let word = String(rest.prefix(length))
        found.append(Word(text: word, meaning: words[word]))
        rest = rest.dropFirst(length)
      } else {
        unknown.append(first)
        rest = rest.dropFirst()
      }
    }
    if !unknown.isEmpty { found.append(Word(text: unknown, meaning: nil)) }
    return found
  }

  private static let words: [String: Meaning] = {
    var words: [String: Meaning] = [:]
    func add(_ meaning: Meaning, _ list: String) {
      for word in list.split(separator: " ") { words[String(word)] = meaning }
    }
    add(
      .people,
      "population pop people headcount inhabitants inhabitant residents persons habitants habitantes poblacion pob populacao popn tpop "
        + "personnes personas pessoas moradores hab habs renkou janasankhya jansankhya jonosonkhya jonosonkha jonoshonkha inhab watu wananchi einwohner bevolkerung einwohnerzahl население жителей жители населения penduduk nufus nufusu danso 인구 인구수 السكان 人口 人数 人口数 人口数量 人口总量 村民 居民 जनसंख्या জনসংখ্যা"
    )
    add(
      .total,
      "total tot totale totaux totales totais totals all both sexes sexe sexos overall sum ensemble general generale geral gral 总 计 合计 小计 总计 总数 共计 总共 全部"
    )
    add(
      .part,
      "\(ofMen) \(ofMenInHeaders) \(ofWomen) \(ofWomenInHeaders) 男女比 under over age aged ages "
        + "children child elderly youth adults infant infants 岁 岁以上 岁以下 年龄 老年 老龄 儿童 少年 青年 劳动力 妇女 育龄 urban rural 城镇 城市 "
        + "乡村 农村 农业 非农业 非农 流动 外来 流出 流入 外出 贫困 脱贫 低保 少数民族 汉族 蒙古族 household households families family hh hhs "
        + "dwellings 户 户数 家庭 总户数 density per km sqkm 密度 growth rate ratio share percent pct % 率 比例 比重 增长 增长率 自然 births "
        + "urbaine rurale urbano urbana menage menages hogar hogares familias agregados enfants ninos "
        + "criancas garcons filles ans anos years densite densidad densidade taux tasa taxa idp idps refugee refugees host displaced "
        + "day night daytime nighttime 白天 夜间 残疾 党员 学生 教师 职工 务工 vaccinated voters 选民 "
        + "人次 人户 deaths 出生 死亡 迁入 迁出 低 中 高 low med mid medium high 参保 就业 patients 患者 beds 床位 change diff 变化 面积 area "
        + ofProjections
    )
    add(
      .unit(1),
      "nombre nb nbre nº numero effectif effectifs cantidad quantidade anzahl zahl jumlah idadi sayisi численность количество عدد 人 口 名 个 位 person pers number no num count n counts size 数 数量 单位 unit units"
    )
    add(.unit(10), "十人")
    add(.unit(100), "百人 百 hundred hundreds")
    add(.unit(1000), "千人 千 thousand thousands k ths thous thsd milliers millier miles milhares mil")
    add(.unit(10_000), "万人 万 萬 萬人 wan")
    add(.unit(100_000), "十万人 十万 lakh lakhs")
    add(.unit(1_000_000), "百万人 百万 million millions mn mln millones milhoes")
    add(.unit(100_000_000), "亿人 亿")
    add(.basis(.resident), "常住 resident residing residente residentes usual 现居 现居住 实有 现有 实际 居住 常驻 现住")
    add(.basis(.registered), "户籍 户口 registered hukou 在册 户籍地")
    add(.basis(.served), "服务 覆盖 catchment served")
    // Where a figure comes from, and how a table is to be filled in, change nothing of what it counts.
    add(
      .remark,
      "source sources src data dataset official bureau statistics statistical office nbs worldpop landscan grid3 ghs ghsl "
        + "hrsl adjusted unadjusted unfpa ocha hdx ins ine inec ibge survey surveyed approx approximately about ca circa required optional integer int value values "
        + "as at by from on calculated computed reported figure figures "
        + "raster zonal gridded 栅格 格网 分区统计 汇总 "
        + "来源 数据来源 统计局 公安局 公安部门 派出所 卫健委 卫健局 卫生局 民政局 上报 填报 提供 官方 调查 摸底 估计 估算 大约 左右 必填 选填 可选 "
        + "整数 数值 至 底 初 零时 月 日 止 时点 口径 七人普 人普 公报 年鉴")
    add(
      .neutral,
      "of the in s t ya der die und de du des la le les del los las el da do das dos en em par facto jure rgph rgphae rgp censo recensement officielle size no "
        + "规模 est estimate estimated estimates estime estimee estimees estimado estimada estimados estimadas census unadj adj un ppp 普查 统计 年 年末 年底 末 全国 第 次 第七次 七普 约 数据 count persons2 "
        + "village town ward township 全村 全镇 本村 辖区 各 截至 截止 截止到 行政村 村庄 村 嘎查 在村 在家 常年 公安 年报 情况 基本 现状 基准 基期 目前 当前 "
        + "baseline base current existing constrained unconstrained")
    words["七普"] = .year(2020)
    words["六普"] = .year(2010)
    words["五普"] = .year(2000)
    words["persons2"] = nil
    return words
  }()
}
