/// What is explored: who takes part, and what must be true afterwards.
struct Scene {
    let name: String
    /// Sets the scene anew for each interleaving; must do the same each time.
    let prepare: (Stage) -> Cast
}

/// Who takes part in one interleaving.
struct Cast {
    struct Participant {
        let name: String
        let body: () -> Void
    }

    var participants: [Participant]
    /// Says what is wrong after all have left.
    var verify: () -> [String]
}
