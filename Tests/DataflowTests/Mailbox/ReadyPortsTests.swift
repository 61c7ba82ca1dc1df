import Testing

@testable import Dataflow

@Suite("ReadyPorts")
struct ReadyPortsTests {
    private func taken(_ ports: ReadyPorts) -> [Int] {
        var order = Fifo<Int>()
        ports.take(into: &order)
        var found: [Int] = []
        while let port = order.popFirst() { found.append(port) }
        return found
    }

    @Test("O2 The port marked first is taken first, each one once")
    func order() {
        let ports = ReadyPorts(count: 4)
        for port in [2, 0, 2, 3, 0] { ports.push(port) }
        #expect(taken(ports) == [2, 0, 3])
        #expect(taken(ports) == [])
        ports.push(0)
        #expect(taken(ports) == [0])
    }

    @Test("No mark is lost when many threads mark and one takes")
    func stress() async {
        let ports = ReadyPorts(count: 64)
        var seen = Set<Int>()
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { for port in 0..<8 { ports.push(task * 8 + port) } }
            }
            while seen.count < 64, !Task.isCancelled {
                seen.formUnion(taken(ports))
                await Task.yield()
            }
        }
        #expect(seen.count == 64)
        #expect(taken(ports) == [])
    }
}
