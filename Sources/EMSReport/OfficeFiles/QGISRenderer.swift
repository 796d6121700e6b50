#if GDAL
  import EMSModel

  /// Which symbol QGIS gives to which feature.
  struct QGISRenderer {
    /// A kind of feature.
    struct Part {
      /// A value of the expression, or a condition.
      var value: String
      var label: Phrase
      var symbol: QGISSymbol
      var isShown = true
    }

    private var kind: Kind

    private enum Kind {
      case single(QGISSymbol)
      case categories(expression: String, [Part])
      /// Each group with a condition of its own before those of its parts.
      case rules([(condition: String, label: Phrase, isShown: Bool, parts: [Part])])
    }

    static func single(_ symbol: QGISSymbol) -> QGISRenderer { QGISRenderer(kind: .single(symbol)) }

    /// - Parameters:
    ///   - expression: a field, or an expression of fields, whose value is that of a part.
    static func categories(_ expression: String, _ parts: [Part]) -> QGISRenderer {
      QGISRenderer(kind: .categories(expression: expression, parts))
    }

    static func rules(_ groups: [(condition: String, label: Phrase, isShown: Bool, parts: [Part])]) -> QGISRenderer {
      QGISRenderer(kind: .rules(groups))
    }

    /// - Parameter order: an expression by which features are drawn, those of the greatest value first; nil draws them as
    ///   they stand.
    func markup(drawnBy order: String? = nil) -> Markup {
      let enabled = order == nil ? 0 : 1
      var end: Markup = "</renderer-v2>\n"
      if let order {
        end = "<orderby><orderByClause asc=\"0\" nullsFirst=\"0\">\(order)</orderByClause></orderby>\n\(end)"
      }
      func open(_ type: String, _ more: Markup = "") -> Markup {
        "<renderer-v2 type=\"\(type)\" forceraster=\"0\" symbollevels=\"0\" enableorderby=\"\(enabled)\"\(more)>\n"
      }
      switch kind {
      case .single(let symbol):
        return "\(open("singleSymbol"))<symbols>\n\(symbol.markup(named: "0"))</symbols>\n\(end)"
      case .categories(let expression, let parts):
        var text = open("categorizedSymbol", " attr=\"\(expression)\"")
        text += "<categories>\n"
        for (index, part) in parts.enumerated() {
          text +=
            "<category symbol=\"\(index)\" value=\"\(part.value)\" label=\"\(part.label.both)\" render=\"\(part.isShown ? "true" : "false")\"/>\n"
        }
        text += "</categories>\n<symbols>\n"
        for (index, part) in parts.enumerated() { text += part.symbol.markup(named: String(index)) }
        return text + "</symbols>\n" + end
      case .rules(let groups):
        var text = open("RuleRenderer")
        var symbols: Markup = ""
        var count = 0
        text += "<rules key=\"rules\">\n"
        for (index, group) in groups.enumerated() {
          text +=
            "<rule key=\"group-\(index)\" filter=\"\(group.condition)\" label=\"\(group.label.both)\" checkstate=\"\(group.isShown ? 1 : 0)\">\n"
          for part in group.parts {
            text +=
              "<rule key=\"rule-\(count)\" symbol=\"\(count)\" filter=\"\(part.value)\" label=\"\(part.label.both)\"/>\n"
            symbols += part.symbol.markup(named: String(count))
            count += 1
          }
          text += "</rule>\n"
        }
        return "\(text)</rules>\n<symbols>\n\(symbols)</symbols>\n\(end)"
      }
    }
  }

  extension Phrase {
    /// Both languages in one line, for programs that know but one.
    var both: String { english == chinese ? english : "\(english) / \(chinese)" }
  }
#endif
