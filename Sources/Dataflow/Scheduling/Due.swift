/// What a worker has to do between two steps.
struct Due: OptionSet {
    let rawValue: UInt8
    /// Tell the nodes a new phase.
    static let sweep = Due(rawValue: 1)
    /// Something external is awaited for the first time: keep a worker free for it.
    static let spare = Due(rawValue: 2)
}
