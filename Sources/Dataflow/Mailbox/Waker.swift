/// Whom a mailbox wakes at one of its ends: a node's cell and, where the node has many ports, which port it was.
struct Waker {
    let cell: ScheduleCell
    var readyPorts: ReadyPorts?
    var port = 0
    /// Whether it leads out of the loop that its node is in.
    var isExit = false
}
