/// A node's place in a run: its number there, the directory that knows its name, and what the run does for the node.
@usableFromInline
package struct RunMembership: Sendable {
    /// Its number in the directory.
    let number: Int
    /// The node's part of the run, which knows the names; the run owns both.
    unowned let directory: any NodeDirectory
    /// The run, which owns the node.
    unowned let services: any RunServices
    /// Whether the node has its first step when its turn comes, and not with its part of the run.
    let startsLate: Bool
    /// Whether a source ends when the run drains. Not in a flow that follows a failure which a drain has met.
    let drains: Bool

    init(
        number: Int, in directory: any NodeDirectory, of services: any RunServices, startsLate: Bool = false,
        drains: Bool = true
    ) {
        self.number = number
        self.directory = directory
        self.services = services
        self.startsLate = startsLate
        self.drains = drains
    }

    /// Tells when the run is at rest.
    package var rest: RestGauge { services.rest }

    /// Where the node was written.
    var site: SourceSite { directory.identity(of: number).site }

    /// Cancels the run.
    package func cancel() { _ = services.cancel() }

    /// The timer of the node whose cell this is, on the given clock or, if nil, on the graph's.
    @usableFromInline
    func timer(_ clock: EngineClock?, for cell: NodeCell) -> NodeTimer {
        NodeTimer(services.timekeeper(clock), cell, startsLate: startsLate)
    }

    /// The timers of the given clock or, if nil, of the graph's.
    func timekeeper(_ clock: EngineClock?) -> Timekeeper { services.timekeeper(clock) }

    /// Makes the node whose cell this is step once more, after this duration on the graph's clock.
    package func wake(_ cell: NodeCell, after duration: Duration) -> TimerHold {
        let hold = TimerHold(cell)
        let timekeeper = services.timekeeper(nil)
        timekeeper.schedule(at: timekeeper.now + duration) { hold.fire() }
        return hold
    }

    /// The failure for an error that the node's own code threw, with the node's name.
    func failure(_ error: any Error) -> NodeFailure {
        let identity = directory.identity(of: number)
        return NodeFailure(error: error, node: identity.name, site: identity.site)
    }
}
