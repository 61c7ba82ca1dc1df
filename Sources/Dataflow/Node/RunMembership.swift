/// A node's place in a run: its number there, who knows it by name, and what the run does for it.
package struct RunMembership: Sendable {
    /// Its number in the directory.
    let number: Int
    /// The part of the run that it belongs to, by name; the run owns both.
    unowned let directory: any NodeDirectory
    /// The run, which owns the node.
    unowned let services: any RunServices
    /// Whether it has its first step when its turn comes, and not with its part of the run.
    let startsLate: Bool

    init(
        number: Int, in directory: any NodeDirectory, of services: any RunServices, startsLate: Bool = false
    ) {
        self.number = number
        self.directory = directory
        self.services = services
        self.startsLate = startsLate
    }

    /// Tells when the run is at rest.
    package var rest: RestGauge { services.rest }

    /// Ends the run, as a cancelled one.
    package func cancel() { _ = services.cancel() }

    /// The timer of the node whose cell this is, on this clock or, when nil, on the graph's.
    func timer(_ clock: EngineClock?, for cell: NodeCell) -> NodeTimer {
        NodeTimer(services.timekeeper(clock), cell, startsLate: startsLate)
    }

    /// Makes the node whose cell this is step once more, after so much of the graph's time.
    package func wake(_ cell: NodeCell, after duration: Duration) -> TimerHold {
        let hold = TimerHold(cell)
        let timekeeper = services.timekeeper(nil)
        timekeeper.schedule(at: timekeeper.now + duration) { hold.fire() }
        return hold
    }

    /// An error that the node's own code threw, with the node's name.
    func failure(_ error: any Error) -> NodeFailure {
        let identity = directory.identity(of: number)
        return NodeFailure(error: error, node: identity.name, site: identity.site)
    }
}
