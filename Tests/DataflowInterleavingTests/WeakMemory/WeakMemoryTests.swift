import Testing

@testable import Dataflow

extension Interleavings {
    @Suite("Weak memory")
    struct WeakMemoryTests {
        @Test("Nothing goes wrong that the declared memory orders allow", arguments: WeakScene.all)
        func sound(scene: WeakScene) {
            scene.explore().check("\(scene)")
        }

        @Test("A4: a node hears of what was marked at its ports, whatever its first look at them read")
        func glance() throws {
            let relaxed = Orders([
                Orders.Change(
                    file: "ReadyPorts.swift", function: "take(into:)", kind: .load, lacks: [.acquiring, .total])
            ])
            let scene = LoopScene().scene
            let found = scene.explore(.weak(preemptions: 1, staleReads: 1), orders: relaxed)
            let failure = try #require(found.failure)
            print("interleavings: a relaxed glance at the ready ports: \(failure.problems)")
        }

        @Test("A1: every node hears of a cancellation")
        func cancelled() throws {
            WeakScene.run(.cancelled).explore().check("cancelled")
            let acquiring = Orders([
                Orders.Change(file: "Scheduler.swift", function: "phase", kind: .load, lacks: .total)
            ])
            let failure = try #require(WeakScene.run(.cancelled).explore(orders: acquiring).failure)
            print("interleavings: a phase that is only acquired: \(failure.problems)")
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
