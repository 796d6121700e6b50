import EMSModel

/// How many bits it takes to say texts by an encoding and by what tables of places in it mostly say: the fewer, the
/// likelier the encoding is theirs.
///
/// A character costs the logarithm of how many there are of its class over the share that its class has of such texts:
/// words of places and of health first, then the common characters of the standard, then all others. Read in a wrong
/// encoding, texts turn into rare characters or none at all.
struct EncodingCost {
  /// The encodings of several bytes or of another alphabet that are told from GB 18030 and Windows-1252.
  static let rivals = ["Big5", "Shift_JIS", "EUC-KR", "Windows-1251"].map { EncodingName($0) }

  private let page: CodePage
  private let classes: EncodingClasses

  /// nil for an encoding whose texts are not known here.
  init?(_ name: EncodingName) {
    guard let classes = EncodingClasses.all[name.text], let page = try? CodePage(name.text, file: "") else {
      return nil
    }
    self.page = page
    self.classes = classes
  }

  /// The bits that some texts take.
  func bits(of texts: some Sequence<[UInt8]>) -> Double {
    texts.enumerated().reduce(0) { $0 + bits(of: $1.element, mayBeHeader: $1.offset < Self.headers) }
  }

  /// Among so many texts at the head of a table its known headers are looked for; to look at all takes seconds.
  private static let headers = 100

  private func bits(of text: [UInt8], mayBeHeader: Bool) -> Double {
    // Nothing else costs as much.
    guard let decoded = page.decoded(text) else { return 14 * Double(text.count) }
    if mayBeHeader, FieldSynonyms.isListed(decoded) { return 8 }
    var bits = 0.0
    var last: (isLetter: Bool, isForeign: Bool) = (false, false)
    for scalar in decoded.unicodeScalars {
      let isForeign = scalar.value >= 0x80
      let isLetter = isForeign || (0x41...0x5A).contains(scalar.value & ~0x20)
      bits += isForeign ? classes.bits(of: scalar) : 6
      // Hardly any word has letters of two scripts.
      if classes.partsScripts, isLetter, last.isLetter, isForeign != last.isForeign { bits += 4 }
      last = (isLetter, isForeign)
    }
    return bits
  }
}

/// The classes of characters of one encoding, and what a character of each costs.
private struct EncodingClasses: Sendable {
  /// Whether Latin letters do not belong to the words of the other script.
  var partsScripts = true
  private var costs: [Unicode.Scalar: Double] = [:]
  private var ranges: [(range: ClosedRange<UInt32>, bits: Double)]

  static let all: [String: EncodingClasses] = [
    EncodingName.gb18030.text: EncodingClasses(
      [(simplified, 8.8), (traditional, 12)], common: (.gb18030, 0xB0...0xD7, [0xA1...0xFE], 13.1),
      [(0x3000...0x303F, 9), (0xFF01...0xFF5E, 9), (0x2010...0x2033, 9), (0x4E00...0x9FFF, 18)]),
    "Big5": EncodingClasses(
      [(traditional, 8.8), (shared, 8.8)],
      common: (EncodingName("Big5"), 0xA4...0xC6, [0x40...0x7E, 0xA1...0xFE], 13.6),
      [(0x3000...0x303F, 9), (0xFF01...0xFF5E, 9), (0x2010...0x2033, 9), (0x4E00...0x9FFF, 18)]),
    "Shift_JIS": EncodingClasses(
      [(kanji, 9.4)], common: (EncodingName("Shift_JIS"), 0x88...0x98, [0x40...0x7E, 0x80...0xFC], 13.2),
      [
        (0x3040...0x30FF, 8.9), (0x3000...0x303F, 9), (0xFF01...0xFF5E, 9), (0xFF61...0xFF9F, 11.6),
        (0x4E00...0x9FFF, 18),
      ]),
    "EUC-KR": EncodingClasses(
      [(hangul, 8)], common: nil,
      [(0xAC00...0xD7A3, 12.5), (0x3000...0x303F, 9), (0xFF01...0xFF5E, 9), (0x4E00...0x9FFF, 18)]),
    "Windows-1251": EncodingClasses(
      [], common: nil, [(0x430...0x44F, 5.3), (0x410...0x42F, 8), (0x400...0x45F, 9), (0xA0...0x2122, 11)]),
    EncodingName.windows1252.text: EncodingClasses(
      partsScripts: false, [], common: nil, [(0xE0...0xFF, 5.5), (0xC0...0xDF, 8.3), (0x80...0x2122, 10)]),
  ]

  /// - Parameters:
  ///   - words: characters that such tables say often, and the bits of one.
  ///   - common: where the common characters of the standard stand, by first and second byte, and the bits of one.
  ///   - ranges: all other characters; what is in none costs the most.
  private init(
    partsScripts: Bool = true, _ words: [(String, Double)],
    common: (page: EncodingName, first: ClosedRange<UInt8>, second: [ClosedRange<UInt8>], bits: Double)?,
    _ ranges: [(ClosedRange<UInt32>, Double)]
  ) {
    self.partsScripts = partsScripts
    self.ranges = ranges.map { ($0, $1) }
    if let common, let page = try? CodePage(common.page.text, file: "") {
      for first in common.first {
        for second in common.second.joined() {
          guard let character = page.decoded([first, second])?.unicodeScalars.first else { continue }
          costs[character] = common.bits
        }
      }
    }
    for (text, bits) in words.reversed() { for character in text.unicodeScalars { costs[character] = bits } }
  }

  func bits(of character: Unicode.Scalar) -> Double {
    if let bits = costs[character] { return bits }
    return ranges.first { $0.range.contains(character.value) }?.bits ?? 22
  }

  private static let shared =
    "一二三四五六七八九十上下中大小西南北前後山水河江湖海坡口店村市盟木社街道里井沙石土林地平安和福金草柳松柏桃李王高宋孙吴周何梁唐沈江白石方武孟生院室所站心保健幼急救名人口位有男女合常住公面甲乙丙等"
  private static let simplified =
    shared
    + "东沟岭坪坝桥头庄家屯镇乡县区旗苏嘎查路组湾泉场牧农田兴旺长永银铜铁红黄黑青蓝绿花树杨张刘陈赵马郑胡郭罗谢许邓冯曹彭曾萧蔡潘袁董余叶程魏吕丁任姚卢姜崔钟谭陆汪范廖贾夏韦侯邹熊秦阎薛尹段雷龙史陶贺顾毛郝龚邵万钱严赖覃洪莫孔新老卫医院民妇服务称编码经度纬数量总户类型级别址备注单所属行政统计年份床机构无是否序号籍里积电话联系负责"
  private static let traditional =
    "臺東縣區鄉鎮鄰路段號衛醫診稱編碼經度緯數總戶類型級別址備註單屬行政統計年份床機構無序電話聯絡新竹灣橋頭莊屯長興龍鳳國華豐萬義蘭園陽陰溪港門後樓場農黃張劉陳趙馬鄭蘇葉許鄧馮蕭楊羅謝呂盧鐘譚陸範賈韋鄒閻顧龔錢嚴賴"
  private static let kanji =
    "市町村区郡県都府道北海東西南大中小上下新山川田島野原本松井谷沢崎浜津岡宮高木吉石橋戸内外前後病院診療所医科保健消防署救急名称住緯度経人口世帯数施設種別番号電話立国民第一二三四五六七八九十"
  private static let hangul =
    "시군구읍면동리도로길서울부산대인천광주전남북경기강원충청제상하중신평성양안고장용화진영수명정보건소지의병센터료응급이름위주전구분합계가나다라마사아자차카타파하인구촌마을학교공"
}
