import Testing

@testable import Dataflow

@Suite("UntoldGroups")
struct UntoldGroupsTests {
    private func told(_ untold: inout UntoldGroups) -> [Int] {
        var groups: [Int] = []
        untold.tellAll { groups.append($0) }
        return groups
    }

    private func feed(_ untold: inout UntoldGroups, _ group: Int) -> Bool { untold.feed(group) }

    @Test("a group is told with its eighth element, and again with the eighth after that")
    func most() {
        var untold = UntoldGroups()
        let told = (1...24).filter { _ in feed(&untold, 5) }
        #expect(told == [8, 16, 24])
        #expect(self.told(&untold) == [], "it was told of all")
    }

    @Test("what is left is told once, each group in the order in which it was first fed")
    func rest() {
        var untold = UntoldGroups()
        #expect([3, 0, 3, 7].filter { feed(&untold, $0) } == [])
        #expect(told(&untold) == [3, 0, 7])
        #expect(told(&untold) == [])
        #expect(!feed(&untold, 0))
        #expect(told(&untold) == [0])
    }

    @Test("however many groups are fed, all are told after so many elements")
    func ofAll() {
        var untold = UntoldGroups()
        #expect(!untold.isDue)
        for group in 0..<UntoldGroups.mostOfAll {
            #expect(!untold.isDue)
            #expect(!feed(&untold, group))
        }
        #expect(untold.isDue)
        #expect(told(&untold).count == UntoldGroups.mostOfAll)
        #expect(!untold.isDue)
        #expect(!feed(&untold, 1))
        #expect(!untold.isDue, "the count begins anew")
    }
}
