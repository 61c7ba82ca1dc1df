/// A running operator: an actor whose steps the scheduler calls.
///
/// What it does is its program, compiled for the element types where the flow was written; the actor keeps it apart from
/// everything else. (`Docs/Decisions/0003`.)
@usableFromInline
actor Node {
    private let program: (Turn) -> Step

    @usableFromInline
    init(program: sending @escaping (Turn) -> Step) {
        self.program = program
    }

    /// Handles what is there, at most ``Turn/grain`` elements, and says what became of the node.
    func step(_ turn: Turn) -> Step {
        program(turn)
    }
}
