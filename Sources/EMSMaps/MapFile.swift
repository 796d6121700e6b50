#if Paper
  import CCairo
  import CZlib
  import Foundation

  /// The drawing library failed, in its own words.
  package struct MapFailure: Error, Hashable {
    package var reason: String
  }

  /// Sheets as files: vectors with their fonts in them, or pixels; without a date.
  package enum MapFile {
    /// The first text of the sheets that no font of this machine has all characters of; nil where all can be written.
    package static func textWithoutFont(in sheets: [MapSheet]) -> String? {
      guard let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, nil), let canvas = cairo_create(surface)
      else { return nil }
      defer {
        cairo_destroy(canvas)
        cairo_surface_destroy(surface)
      }
      var seen: Set<String> = []
      let texts = sheets.flatMap { [$0.title] + $0.labels.map(\.text) + $0.legend.map(\.text) + $0.margin }
      return texts.first { seen.insert($0).inserted && !MapText($0, size: 8, on: canvas).isComplete }
    }

    /// One page for each sheet.
    ///
    /// - Throws: `MapFailure`.
    package static func pdf(_ sheets: [MapSheet]) throws -> [UInt8] {
      let bytes = ByteSink()
      let frames = sheets.map { MapFrame(around: $0.extent) }
      guard let first = frames.compactMap({ $0 }).first else { return [] }
      try paint(
        cairo_pdf_surface_create_for_stream(ByteSink.append, bytes.pointer, first.paper.width, first.paper.height)
      ) {
        surface, canvas in
        // Without a word the file would hold the hour of writing.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, nil)
        for (sheet, frame) in zip(sheets, frames) {
          guard let frame else { continue }
          cairo_pdf_surface_set_size(surface, frame.paper.width, frame.paper.height)
          MapPainter(sheet, frame, on: canvas).draw()
          cairo_show_page(canvas)
        }
      }
      return bytes.taken
    }

    /// - Throws: `MapFailure`.
    package static func svg(_ sheet: MapSheet) throws -> [UInt8] {
      guard let frame = MapFrame(around: sheet.extent) else { return [] }
      let bytes = ByteSink()
      try paint(
        cairo_svg_surface_create_for_stream(ByteSink.append, bytes.pointer, frame.paper.width, frame.paper.height)
      ) {
        _, canvas in MapPainter(sheet, frame, on: canvas).draw()
      }
      return trimmed(bytes.taken)
    }

    /// A figure for a text, which has the title and the sources in its own words.
    ///
    /// - Throws: `MapFailure`.
    package static func figure(_ sheet: MapSheet, dotsPerInch: Double) throws -> [UInt8] {
      var figure = sheet
      (figure.title, figure.margin) = ("", [])
      return try png(figure, MapFrame(around: sheet.extent, isFigure: true), dotsPerInch)
    }

    /// - Throws: `MapFailure`.
    package static func png(_ sheet: MapSheet, dotsPerInch: Double = 300) throws -> [UInt8] {
      try png(sheet, MapFrame(around: sheet.extent), dotsPerInch)
    }

    private static func png(_ sheet: MapSheet, _ frame: MapFrame?, _ dotsPerInch: Double) throws -> [UInt8] {
      guard let frame else { return [] }
      let scale = dotsPerInch / 72
      let bytes = ByteSink()
      let size = (width: Int32(frame.paper.width * scale), height: Int32(frame.paper.height * scale))
      try paint(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height)) { surface, canvas in
        cairo_scale(canvas, scale, scale)
        MapPainter(sheet, frame, on: canvas).draw()
        cairo_surface_flush(surface)
        let status = cairo_surface_write_to_png_stream(surface, ByteSink.append, bytes.pointer)
        guard status == CAIRO_STATUS_SUCCESS else { throw MapFailure(reason: words(of: status)) }
      }
      return withDensity(dotsPerInch, bytes.taken)
    }

    /// A picture that says how large it is on paper, which cairo does not write: a pHYs chunk (PNG 11.3.5.3) after the
    /// first, which is the header of 33 bytes.
    private static func withDensity(_ dotsPerInch: Double, _ png: [UInt8]) -> [UInt8] {
      guard png.count > 33, let dotsPerMetre = UInt32(exactly: (dotsPerInch / 0.0254).rounded()) else { return png }
      func bytes(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
      let body = Array("pHYs".utf8) + bytes(dotsPerMetre) + bytes(dotsPerMetre) + [1]
      let sum = crc32(0, body, UInt32(body.count))
      return png[..<33] + bytes(9) + body + bytes(UInt32(truncatingIfNeeded: sum)) + png[33...]
    }

    private static func paint(
      _ surface: OpaquePointer?, _ body: (_ surface: OpaquePointer, _ canvas: OpaquePointer) throws -> Void
    ) throws {
      guard let surface, let canvas = cairo_create(surface) else { throw MapFailure(reason: "out of memory") }
      defer { cairo_surface_destroy(surface) }
      do {
        defer { cairo_destroy(canvas) }
        try body(surface, canvas)
        guard cairo_status(canvas) == CAIRO_STATUS_SUCCESS else {
          throw MapFailure(reason: words(of: cairo_status(canvas)))
        }
      }
      cairo_surface_finish(surface)
      let status = cairo_surface_status(surface)
      guard status == CAIRO_STATUS_SUCCESS else { throw MapFailure(reason: words(of: status)) }
    }

    /// Without the number that cairo gives each drawing of a process, which would make other bytes the second time, and
    /// without digits beyond the hundredth of a point, which are a third of the file.
    private static func trimmed(_ svg: [UInt8]) -> [UInt8] {
      func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
      let word = Array("surface".utf8)
      var result: [UInt8] = []
      result.reserveCapacity(svg.count)
      var index = 0
      while index < svg.count {
        let byte = svg[index]
        result.append(byte)
        index += 1
        var kept = 0
        if byte == UInt8(ascii: "."), index > 1, isDigit(svg[index - 2]) {
          kept = 2
        } else if byte != UInt8(ascii: "e") || !result.suffix(word.count).elementsEqual(word) {
          continue
        }
        while index < svg.count, isDigit(svg[index]) {
          if kept > 0 { result.append(svg[index]) }
          kept -= 1
          index += 1
        }
      }
      return result
    }

    private static func words(of status: cairo_status_t) -> String { String(cString: cairo_status_to_string(status)) }
  }

  /// What cairo writes, in memory.
  private final class ByteSink {
    private var bytes: [UInt8] = []

    var taken: [UInt8] { bytes }
    /// The sink must outlive the writing.
    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    static let append: cairo_write_func_t = { sink, data, count in
      guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
  }
#endif
