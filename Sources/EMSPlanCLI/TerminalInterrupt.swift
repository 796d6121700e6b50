import Dispatch
import EMSPlan
import Foundation

/// Makes an interrupt leave no half-written output behind.
enum TerminalInterrupt {
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// From now on SIGINT (exit code 130), SIGTERM (143) and SIGHUP (129) remove what is unfinished before the process
  /// ends. Call once, before any output is begun.
  static func install() {
    guard sources.isEmpty else { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler { UnfinishedOutputs.removeAllAndExit(128 + number) }
      source.resume()
      sources.append(source)
    }
  }
}
