import Testing

@testable import Dataflow

@Suite("AsyncWindow")
struct AsyncWindowTests {
    private func ready(_ window: inout AsyncWindow<Int>) -> [Int] {
        var found: [Int] = []
        while case .emit(let number)? = window.popReady() { found.append(number) }
        return found
    }

    @Test("O3 Ordered, results leave in the order of the elements, whichever comes first")
    func ordered() {
        var window = AsyncWindow<Int>(size: 3, isOrdered: true)
        let tickets = (0..<3).map { _ in window.elementTaken() }
        #expect(!window.hasPlace)
        window.elementDone(tickets[2], .emit(2))
        window.elementDone(tickets[1], .emit(1))
        #expect(!window.hasReady)
        #expect(ready(&window) == [])
        #expect(!window.hasPlace, "results that wait count")
        window.elementDone(tickets[0], .emit(0))
        #expect(ready(&window) == [0, 1, 2])
        #expect(window.isEmpty)
        #expect(window.hasPlace)
    }

    @Test("O3 Unordered, results leave as they come; those that wait count")
    func unordered() {
        var window = AsyncWindow<Int>(size: 2, isOrdered: false)
        let tickets = (0..<2).map { _ in window.elementTaken() }
        window.elementDone(tickets[1], .emit(1))
        #expect(window.inWork == 1)
        #expect(!window.hasPlace)
        #expect(ready(&window) == [1])
        #expect(window.hasPlace)
        let third = window.elementTaken()
        window.elementDone(third, .emit(2))
        window.elementDone(tickets[0], .emit(0))
        #expect(ready(&window) == [2, 0])
        #expect(window.isEmpty)
    }

    @Test("O3 The ring of results is used again and again", arguments: [1, 2, 5])
    func wrapsAround(size: Int) {
        var window = AsyncWindow<Int>(size: size, isOrdered: true)
        var (next, expected) = (0, 0)
        for _ in 0..<20 {
            var open: [(Int, Int)] = []
            while window.hasPlace {
                open.append((window.elementTaken(), next))
                next += 1
            }
            for (ticket, number) in open.reversed() { window.elementDone(ticket, .emit(number)) }
            for number in ready(&window) {
                #expect(number == expected)
                expected += 1
            }
        }
        #expect(expected == 20 * size)
    }

    @Test("Storage grows with the results that wait, not with the concurrency", arguments: [true, false])
    func storage(isOrdered: Bool) {
        var window = AsyncWindow<Int>(size: 1 << 16, isOrdered: isOrdered)
        #expect(window.slots.count + window.done.slots.count <= 32)
        let tickets = (0..<100).map { _ in window.elementTaken() }
        let order = isOrdered ? tickets.reversed() : tickets
        for ticket in order { window.elementDone(ticket, .emit(ticket)) }
        #expect(ready(&window) == Array(0..<100))
        #expect(window.isEmpty)
        #expect(window.slots.count + window.done.slots.count <= 256)
    }

    @Test("Tickets go on where an integer ends")
    func ticketsWrap() {
        var window = AsyncWindow<Int>(size: 4, isOrdered: true)
        window.first = .max - 1
        window.next = .max - 1
        let tickets = (0..<4).map { _ in window.elementTaken() }
        for (number, ticket) in tickets.enumerated().reversed() { window.elementDone(ticket, .emit(number)) }
        #expect(ready(&window) == [0, 1, 2, 3])
        #expect(window.isEmpty)
    }
}
