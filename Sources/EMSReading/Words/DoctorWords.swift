import EMSFormats

/// What cells of a column of village doctors say: how many there are, or who.
enum DoctorWords {
  enum Answer: Hashable, Sendable {
    /// So many names.
    case named(Int)
    /// Another word of yes or no.
    case said(Bool)
  }

  /// nil where a cell says neither yes, no, a number nor names; plain answers are those of ``YesNoWords/readCount(_:)``.
  static func read(_ text: String) -> Answer? {
    let plain = WrittenNumber.plain(text).trimmingSpaces
    let compact = plain.filter { !$0.isWhitespace }
    if compact.wholeMatch(of: no) != nil { return .said(false) }
    if compact.wholeMatch(of: yes) != nil { return .said(true) }
    if gone.contains(where: { compact.contains($0) }), !compact.contains("返聘") { return nil }
    let names = plain.replacing(bracketsAndPhones, with: " ")
      .split { "、,;/|\n".contains($0) || $0.isNewline }.map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    var count = 0
    for name in names {
      // 张三 李四 are two; 李 明 is one name that is spread out, and Ann Banda is one.
      let parts = name.split(separator: " ").map(String.init)
      if parts.count > 1, parts.allSatisfy(isChineseName) {
        count += parts.count
      } else if isChineseName(parts.joined()) || isLatinName(parts) {
        count += 1
      } else {
        return nil
      }
    }
    return count > 0 ? .named(count) : nil
  }

  private nonisolated(unsafe) static let bracketsAndPhones = /\([^()]*\)|\+?[0-9][0-9 -]{5,}[0-9]/

  nonisolated(unsafe) private static let no =
    /(?:无|没有|没|未配|未配备|未设|缺少|不)(?:合格|执业|在岗)?(?:村医|乡村医生|乡医|医生|人员|配备|具备)?(?:\(.*\))?/
  nonisolated(unsafe) private static let yes =
    /(?:有|已配|已配备|配备|具备|合格|在岗)(?:合格|执业|在岗)?(?:村医|乡村医生|乡医|医生)?(?:[0-9]{1,2}[人名位个])?(?:\(.*\))?|(?:共|在岗|村医)?[0-9]{1,2}[人名位个](?:\(.*\))?/

  /// What brackets say of somebody who is no longer there.
  private static let gone = ["退休", "离岗", "离职", "辞职", "调走", "调离", "已调", "去世", "空缺"]

  /// Words that stand in no name.
  private static let notNames = [
    "无", "没", "未", "缺", "不", "暂", "待", "聘", "派", "驻", "兼", "配", "安排", "嘎查", "苏木", "卫生", "医", "中心", "覆盖", "服务",
    "巡诊", "退休", "离岗", "辞职", "病假", "产假", "证", "岗", "同上", "合格", "负责", "临时", "延伸", "联办",
  ]
  /// Words that stand in a name behind a surname alone.
  private static let notFirst = [
    "有", "是", "否", "共", "人", "联", "代", "由", "空", "招", "调", "村", "镇", "乡", "院", "所", "站", "室",
  ]
  private static let places: Set<Character> = ["村", "镇", "乡", "屯", "院", "所", "站", "室", "处", "组"]
  private static let surnames = Set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤包康常温牛安齐文宫鲍裴佟关娄岳尚葛迟柴耿路冷辛管祝左涂谷祁舒乔翟殷施曲庄庞项季樊申倪席连焦仇滕苗宁隋费楚"
  )

  private static func isChineseName(_ text: String) -> Bool {
    let letters = text.filter { !"·•.".contains($0) }
    // 阿不都·热合曼 is spelt by its sound.
    guard (2...10).contains(letters.count), text.contains("·") || !notNames.contains(where: { text.contains($0) }),
      let first = letters.first, let last = letters.last, !places.contains(last),
      letters.count < 5 && surnames.contains(first) || !notFirst.contains(where: { text.contains($0) })
    else { return false }
    // Longer ones are Mongolian and other names in Chinese characters.
    return letters.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
  }

  private static func isLatinName(_ parts: [String]) -> Bool {
    (2...4).contains(parts.count)
      && parts.allSatisfy { part in
        part.first?.isUppercase == true
          && part.allSatisfy { $0.isLetter && $0.unicodeScalars.allSatisfy { $0.value < 0x250 } || ".'-".contains($0) }
      }
  }
}
