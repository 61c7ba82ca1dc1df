/// What a worker has to do between two steps.
struct Due: OptionSet {
    let rawValue: UInt8
    /// The nodes are to be told of a new phase.
    static let sweep = Due(rawValue: 1)
    /// Something outside is awaited for the first time: a worker should be free for it.
    static let spare = Due(rawValue: 2)
}
