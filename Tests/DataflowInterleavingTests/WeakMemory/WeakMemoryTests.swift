import Testing

@testable import Dataflow

extension Interleavings {
    @Suite("Weak memory")
    struct WeakMemoryTests {
        @Test("Nothing goes wrong that the declared memory orders allow", arguments: WeakScene.all)
        func sound(scene: WeakScene) {
            scene.explore().check("\(scene)")
        }

        @Test("A relaxed look at what a notifier wrote, first thing in a step, is found")
        func relaxedLook() throws {
            let plan = SchedulerScene(looksRelaxed: true)
            let found = plan.scene.explore(.weak(preemptions: 0, staleReads: 1))
            let failure = try #require(found.failure)
            print("interleavings: relaxed look found in number \(found.interleavings): \(failure.problems)")
            #expect(failure.problems.first == "taken for at rest while something can move")
            #expect(plan.scene.explore().failure == nil, "no sequentially consistent interleaving shows it")
        }
    }
}
