/// How thoroughly to measure.
public struct Settings: Sendable {
    /// How many samples of each contender.
    public var runs = 5
    /// How long a sample should take, in nanoseconds.
    public var sampleNanoseconds: Int64 = 80_000_000
    /// Whether to count allocations and look at the memory; takes a few runs more.
    public var measuresMemory = true

    public init() {}

    /// A run that only shows that everything works.
    public static var quick: Settings {
        var settings = Settings()
        settings.runs = 1
        settings.sampleNanoseconds = 2_000_000
        settings.measuresMemory = false
        return settings
    }
}
