import Testing

@testable import DemoKit

@Suite("The table of file types")
struct TypeTableTests {
    @Test("The largest types come first, and what does not fit has a row of its own")
    func rows() {
        var table = TypeTable()
        for (type, bytes) in [("a", 1), ("b", 3), ("c", 2), ("d", 1)] {
            table.add(Counts(files: 1, bytes: bytes), of: type)
        }
        #expect(table.rows(2).map(\.type) == ["b", "c", "2 more types"])
        #expect(table.rows(2).last?.counts == Counts(files: 2, bytes: 2))
        #expect(table.totals == Counts(files: 4, bytes: 7))
        #expect(table.rows(4).map(\.type) == ["b", "c", "a", "d"])
    }

    @Test("Too many types are counted together, so that the table stays small")
    func bounded() {
        var table = TypeTable(limit: 2)
        for type in ["a", "b", "c", "d", "a"] { table.add(Counts(files: 1), of: type) }
        #expect(table.types.mapValues(\.files) == ["a": 2, "b": 1, "(others)": 2])
        #expect(table.totals.files == 5)
    }
}
