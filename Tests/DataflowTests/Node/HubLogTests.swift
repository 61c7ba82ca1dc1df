import Testing

@testable import Dataflow

@Suite("HubLog")
struct HubLogTests {
    private func taken(_ log: inout HubLog<Int>, _ position: inout Int, _ limit: Int = 100) -> [Int] {
        var elements: [Int] = []
        _ = log.take(&position, limit) { elements.append($0) }
        return elements
    }

    private func log(replay: Int = 0, _ policy: SlowReader, sent: Range<Int> = 0..<0) -> HubLog<Int> {
        var log = HubLog<Int>(replay: replay, policy)
        for number in sent { _ = log.append(number) }
        return log
    }

    @Test("a reader gets what is sent after it has joined, and the last elements before as many as are replayed")
    func replays() {
        for replay in 0...4 {
            var log = log(replay: replay, .wait(ahead: 8), sent: 0..<3)
            var position = log.join()
            _ = log.append(3)
            #expect(taken(&log, &position) == Array(max(0, 3 - replay)..<4))
        }
    }

    @Test("there is room until a reader has as many elements unread as it may; no reader, no limit")
    func room() {
        var log = log(.wait(ahead: 2), sent: 0..<10)
        #expect(log.hasRoom)
        var (fast, slow) = (log.join(), log.join())
        _ = log.append(10)
        #expect(log.hasRoom)
        _ = log.append(11)
        #expect(!log.hasRoom)
        #expect(taken(&log, &fast) == [10, 11])
        #expect(!log.hasRoom)
        #expect(taken(&log, &slow, 1) == [10])
        #expect(log.hasRoom)
        _ = log.leave(fast)
        _ = log.append(12)
        #expect(!log.hasRoom)
        _ = log.leave(slow)
        #expect(log.hasRoom)
    }

    @Test("a reader that is too far behind has missed the oldest elements, and is told how many")
    func missed() {
        var log = log(.dropOldest(keeping: 3))
        var position = log.join()
        for number in 0..<10 { _ = log.append(number) }
        var elements: [Int] = []
        #expect(log.take(&position, 2) { elements.append($0) } == 7)
        #expect(elements == [7, 8])
        #expect(taken(&log, &position) == [9])
    }

    @Test("every element is let go exactly once: to the last reader, at the next one, or when a reader leaves")
    func lettingGo() {
        final class Token {}
        var log = HubLog<Token>(replay: 0, .wait(ahead: 8))
        var (first, second) = (log.join(), log.join())
        weak var token: Token?
        var garbage: [Token] = []
        do {
            let made = Token()
            token = made
            for element in [made, Token(), Token()] { if let old = log.append(element) { garbage.append(old) } }
        }
        #expect(log.take(&first, 8) { garbage.append($0) } == 0)
        garbage = []
        #expect(token != nil, "the second reader has yet to take it")
        garbage = log.leave(second)
        #expect(garbage.count == 2, "the newest stays, for whoever asks")
        garbage = []
        #expect(token == nil)
        second = log.join()
        #expect(log.take(&second, 8) { _ in } == 0)
        #expect(log.append(Token()) != nil)
    }

    @Test("the newest element is there without readers and without replay")
    func latest() {
        var log = log(.keepNewest)
        #expect(log.latest == nil)
        for number in 0..<3 {
            _ = log.append(number)
            #expect(log.latest == number)
        }
    }
}
