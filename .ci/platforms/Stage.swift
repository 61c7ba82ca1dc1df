// Stands in for the engine's own in the check for 32 bits: `StageNumbers` needs its identity and nothing else.

final class Stage {}
