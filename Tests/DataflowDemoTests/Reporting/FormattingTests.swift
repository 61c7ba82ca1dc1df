import Testing

@testable import DemoKit

@Suite("Numbers and columns")
struct FormattingTests {
    @Test(
        "Whole numbers have a comma at every third digit",
        arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")]
    )
    func groups(number: Int, text: String) {
        #expect(grouped(number) == text)
    }

    @Test(
        "Decimals are rounded and kept",
        arguments: [(0, "0.00"), (1.005_1, "1.01"), (1_234.999, "1,235.00"), (-0.5, "-0.50")]
    )
    func decimals(number: Double, text: String) {
        #expect(fixed(number, 2) == text)
    }

    @Test("The first column is flush left, the others are flush right")
    func aligned() {
        #expect(columns([["a", "1"], ["long", "100"]]) == "  a       1\n  long  100")
        #expect(columns([]).isEmpty)
    }
}
