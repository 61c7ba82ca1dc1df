/// Whom a mailbox wakes at one of its ends: a node's cell and, where the node has many ports, which port it was.
@usableFromInline
struct Door {
    let cell: ScheduleCell
    let readyPorts: ReadyPorts?
    let port: Int

    init(cell: ScheduleCell, readyPorts: ReadyPorts? = nil, port: Int = 0) {
        self.cell = cell
        self.readyPorts = readyPorts
        self.port = port
    }

    func knock(_ worker: Worker?) {
        readyPorts?.push(port)
        cell.notify(worker)
    }
}
