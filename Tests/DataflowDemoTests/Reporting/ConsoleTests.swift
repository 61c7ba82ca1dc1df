import Synchronization
import Testing

@testable import DemoKit

@Suite("The console")
struct ConsoleTests {
    @Test("On a terminal the progress line is rewritten, and lines go above it")
    func terminal() async {
        let written = Written()
        let console = Console(hasProgress: true) { written.add($0) }
        await console.show(progress: "1 file")
        await console.show(progress: "1 file")
        await console.say("hm")
        await console.clearProgress()
        await console.clearProgress()
        #expect(written.all == ["\r\u{1B}[K1 file", "\r\u{1B}[Kdataflow-demo: hm\n1 file", "\r\u{1B}[K"])
    }

    @Test("In a pipe there is no progress line")
    func pipe() async {
        let written = Written()
        let console = Console(hasProgress: false) { written.add($0) }
        await console.show(progress: "1 file")
        await console.say("hm")
        await console.clearProgress()
        #expect(written.all == ["dataflow-demo: hm\n"])
    }
}

private final class Written: Sendable {
    private let texts = Mutex<[String]>([])
    var all: [String] { texts.withLock { $0 } }

    func add(_ text: String) {
        texts.withLock { $0.append(text) }
    }
}
