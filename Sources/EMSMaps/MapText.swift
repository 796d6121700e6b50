#if Paper
  import CCairo

  /// A text as Pango sets it, in points; the same on every kind of paper.
  final class MapText {
    /// Pango would tell the terminal of its troubles; what cannot be drawn shows in the state of the canvas.
    private static let quietLibrary: Void = { _ = g_log_set_default_handler({ _, _, _, _ in }, nil) }()

    private let layout: OpaquePointer
    let width: Double
    let height: Double
    /// Whether a font of this machine has every character.
    let isComplete: Bool

    /// - Parameter wrap: the breadth at which lines are broken; nil for one line.
    init(_ text: String, size: Double, isBold: Bool = false, wrap: Double? = nil, on canvas: OpaquePointer) {
      _ = Self.quietLibrary
      layout = pango_cairo_create_layout(canvas)
      let options = cairo_font_options_create()
      cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
      cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
      cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
      pango_cairo_context_set_font_options(pango_layout_get_context(layout), options)
      cairo_font_options_destroy(options)
      // In points of the paper, whatever the resolution.
      pango_cairo_context_set_resolution(pango_layout_get_context(layout), 72)
      let font = pango_font_description_from_string(Self.families)
      pango_font_description_set_absolute_size(font, size * Self.units)
      pango_font_description_set_weight(font, isBold ? UInt32(PANGO_WEIGHT_BOLD) : UInt32(PANGO_WEIGHT_NORMAL))
      pango_layout_set_font_description(layout, font)
      pango_font_description_free(font)
      if let wrap {
        pango_layout_set_width(layout, Int32(wrap * Self.units))
        pango_layout_set_wrap(layout, UInt32(PANGO_WRAP_WORD_CHAR))
      }
      // Control characters would move what follows.
      let shown = String(
        String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 && $0 != "\n" ? "\u{FFFD}" : $0 }))
      pango_layout_set_text(layout, shown, -1)
      pango_layout_context_changed(layout)
      var box = PangoRectangle()
      pango_layout_get_extents(layout, nil, &box)
      width = Double(box.width) / Self.units
      height = Double(box.height) / Self.units
      isComplete = pango_layout_get_unknown_glyphs_count(layout) == 0
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// Pango's own in a point.
    private static let units = Double(PANGO_UNITS)

    /// Sans-serif fonts with Chinese characters, as far as this machine has them.
    private static let families =
      "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, Microsoft YaHei, sans-serif"

    /// Draws it with its upper left corner at a point, over a white rim where asked for.
    func draw(at left: Double, _ top: Double, _ ink: MapInk, hasRim: Bool = false, on canvas: OpaquePointer) {
      if hasRim {
        outline(at: left, top, on: canvas)
        cairo_set_source_rgb(canvas, 1, 1, 1)
        cairo_set_line_width(canvas, 2)
        cairo_set_line_join(canvas, CAIRO_LINE_JOIN_ROUND)
        cairo_stroke(canvas)
      }
      cairo_set_source_rgb(canvas, ink.red, ink.green, ink.blue)
      cairo_move_to(canvas, left, top)
      pango_cairo_show_layout(canvas, layout)
      // Cairo 1.16 leaves parts of some characters (如, of Noto Sans CJK) out of the fonts that it embeds, and a viewer
      // then shows nothing there. The outline above the text is what is seen, the text what is searched and copied.
      if cairo_surface_get_type(cairo_get_target(canvas)) == CAIRO_SURFACE_TYPE_PDF {
        outline(at: left, top, on: canvas)
        cairo_fill(canvas)
      }
    }

    private func outline(at left: Double, _ top: Double, on canvas: OpaquePointer) {
      cairo_move_to(canvas, left, top)
      pango_cairo_layout_path(canvas, layout)
    }
  }
#endif
