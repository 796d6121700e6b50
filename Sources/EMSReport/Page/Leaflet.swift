import Foundation

/// Leaflet's script and style sheet, read from the system package and put into the page whole.
public struct Leaflet: Sendable {
  let script: String
  let style: String

  /// The folders in which it is looked for; `EMSPLAN_LEAFLET` names another one before them.
  public static let folders = ["/usr/share/javascript/leaflet", "/usr/share/nodejs/leaflet/dist"]

  /// nil where no folder has `leaflet.css` and `leaflet.min.js` or `leaflet.js`.
  public static func installed(
    environment: [String: String] = ProcessInfo.processInfo.environment, folders: [String] = Self.folders
  ) -> Leaflet? {
    for folder in [environment["EMSPLAN_LEAFLET"]].compactMap({ $0 }) + folders {
      guard let style = text("\(folder)/leaflet.css"),
        let script = text("\(folder)/leaflet.min.js") ?? text("\(folder)/leaflet.js")
      else { continue }
      return Leaflet(script: script, style: style)
    }
    return nil
  }

  /// - Parameters:
  ///   - script: Leaflet's script as it is published.
  ///   - style: Leaflet's style sheet; its pictures, which the page does not use, are left out, for each would be a
  ///     request.
  init(script: String, style: String) {
    self.script = script.replacing(/\/\/# sourceMappingURL=[^\r\n]*/, with: "").replacing("</", with: "<\\/")
    self.style = style.replacing(/url\([^)]*\)/, with: "none").replacing("</", with: "<\\/")
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
  }

  /// The licence under which Leaflet is passed on with the page.
  static let licence = """
    Leaflet, https://leafletjs.com
    Copyright (c) 2010-2023, Volodymyr Agafonkin
    Copyright (c) 2010-2011, CloudMade
    All rights reserved.

    Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
    following conditions are met:

    1. Redistributions of source code must retain the above copyright notice, this list of conditions and the
       following disclaimer.

    2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the
       following disclaimer in the documentation and/or other materials provided with the distribution.

    THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
    INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
    DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
    SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
    SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
    WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
    OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
    """
}
