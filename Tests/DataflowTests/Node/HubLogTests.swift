import DataflowProbes
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

    @Test("a reader that gets more old elements than it may have unread holds senders up until it has taken them")
    func replaysMoreThanAhead() {
        var log = log(replay: 5, .wait(ahead: 2), sent: 0..<5)
        var position = log.join()
        #expect(!log.hasRoom)
        #expect(taken(&log, &position, 3) == [0, 1, 2])
        #expect(!log.hasRoom)
        #expect(taken(&log, &position, 1) == [3])
        #expect(log.hasRoom)
    }

    /// What a log must do, with a list of all elements that were ever sent.
    private struct Model {
        let replay: Int
        let policy: SlowReader
        var sent = 0
        /// By reader; nil once it has left.
        var positions: [Int?] = []

        var slowest: Int { positions.compactMap(\.self).min() ?? sent }

        var hasRoom: Bool {
            if case .wait(let ahead) = policy { sent - slowest < ahead } else { true }
        }

        /// The position of the first element that a reader can still get.
        var first: Int {
            if case .wait = policy { 0 } else { max(0, sent - max(replay, policy.bound)) }
        }
    }

    @Test(
        "whatever readers come, take and leave, each gets every element from its place on but those it has missed",
        arguments: [
            (0, SlowReader.wait(ahead: 3)), (4, .wait(ahead: 2)), (2, .dropOldest(keeping: 3)), (0, .keepNewest),
            (1, .letGo(behind: 4)),
        ])
    func anyOrder(replay: Int, policy: SlowReader) {
        var random = SeededRandom(replay + policy.bound)
        for _ in 0..<200 {
            var log = HubLog<Int>(replay: replay, policy)
            var model = Model(replay: replay, policy: policy)
            for _ in 0..<60 {
                let reader = model.positions.isEmpty ? nil : model.positions.indices.randomElement(using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0 where model.positions.count < 5:
                    let position = log.join()
                    #expect(model.sent - position == min(replay, model.sent))
                    model.positions.append(position)
                case 1:
                    guard let reader, let position = model.positions[reader] else { continue }
                    _ = log.leave(position)
                    model.positions[reader] = nil
                case 2, 3:
                    guard let reader, let before = model.positions[reader] else { continue }
                    var position = before
                    let limit = Int.random(in: 1...4, using: &random)
                    var elements: [Int] = []
                    let missed = log.take(&position, limit) { elements.append($0) }
                    let start = max(before, model.first)
                    #expect(missed == start - before)
                    #expect(elements == Array(start..<min(start + limit, model.sent)))
                    model.positions[reader] = position
                default:
                    guard model.hasRoom else { continue }
                    _ = log.append(model.sent)
                    model.sent += 1
                    #expect(log.latest == model.sent - 1)
                }
                #expect(log.hasRoom == model.hasRoom)
                #expect(log.end == model.sent)
            }
        }
    }
}
