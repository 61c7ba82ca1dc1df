/// What a mailbox wakes at one of its ends: a node's cell and, where the node has many ports, the port.
struct Waker {
    let cell: ScheduleCell
    var readyPorts: ReadyPorts?
    var port = 0
    /// Whether the mailbox leads out of the loop that the node is in.
    var isExit = false
}
