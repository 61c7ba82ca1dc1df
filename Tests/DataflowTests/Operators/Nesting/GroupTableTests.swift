import Testing

@testable import Dataflow

@Suite("GroupTable")
struct GroupTableTests {
    @Test("groups stand in the order of their last elements; closed ones do not, but keep their key")
    func order() {
        var table = GroupTable<String>()
        for (number, key) in ["a", "b", "c"].enumerated() { table.open(key, as: number, now: .seconds(number)) }
        #expect(table.longestIdle?.number == 0)
        table.use(0, now: .seconds(5))
        #expect(table.longestIdle?.number == 1)
        #expect(table.longestIdle?.since == .seconds(1))
        table.close(1)
        #expect(table.longestIdle?.number == 2)
        #expect(table["b"]?.isOpen == false)
        #expect([table.count, table.openCount] == [3, 2])
        table.close(1)
        table.use(2, now: .seconds(6))
        #expect(table.longestIdle?.number == 0)
        table.remove(1)
        #expect(table["b"] == nil)
        table.remove(0)
        table.remove(2)
        #expect(table.longestIdle == nil)
        #expect([table.count, table.openCount] == [0, 0])
    }

    @Test("a number and a key can be given again; what is not there is no group")
    func again() {
        var table = GroupTable<Int>()
        table.close(3)
        table.remove(3)
        for round in 0..<3 {
            table.open(7, as: 3, now: .seconds(round))
            #expect(table[7]?.number == 3)
            #expect(table.longestIdle?.since == .seconds(round))
            table.remove(3)
        }
        #expect(table.count == 0)
    }
}
