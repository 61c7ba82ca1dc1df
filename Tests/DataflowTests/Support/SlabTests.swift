import Testing

@testable import Dataflow

@Suite("Slab")
struct SlabTests {
    @Test("numbers are given from 0 on, and one that is free is given again before a new one")
    func numbers() {
        var slab = Slab<String>()
        #expect(["a", "b", "c"].map { slab.insert($0) } == [0, 1, 2])
        #expect(slab.remove(1) == "b")
        #expect(slab.count == 2)
        #expect(slab.insert("d") == 1)
        #expect(slab.insert("e") == 3)
        #expect((0..<4).map { slab[$0] } == ["a", "d", "c", "e"])
    }

    @Test("an element is changed in place, and nobody holds one that was removed")
    func places() {
        var slab = Slab<[ObjectIdentifier: Witness]>()
        weak var seen: Witness?
        do {
            let witness = Witness()
            seen = witness
            let number = slab.insert([:])
            slab[number][ObjectIdentifier(witness)] = witness
            #expect(slab[number].count == 1)
            _ = slab.remove(number)
        }
        #expect(seen == nil)
        #expect(slab.count == 0)
    }

    private final class Witness {}
}
