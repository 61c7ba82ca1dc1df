import Foundation
import Testing

@testable import DemoKit

@Suite("Ctrl-C")
struct InterruptsTests {
    @Test("Each Ctrl-C is an element of the stream")
    func signals() async {
        var stream = interrupts().makeAsyncIterator()
        for _ in 1...2 {
            kill(getpid(), SIGINT)
            #expect(await stream.next() != nil)
        }
    }
}
