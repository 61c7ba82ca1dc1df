import Testing

@testable import DemoKit

@Suite("Arguments")
struct DemoCommandTests {
    @Test("Nothing means: count the package's own sources with the defaults")
    func nothing() throws {
        let command = try DemoCommand(arguments: [])
        #expect(command == .count(CountOptions()))
    }

    @Test("Every option is understood, before and after the path, with a blank or an equals sign")
    func everyOption() throws {
        var expected = CountOptions()
        expected.path = "src"
        expected.capacity = 4
        expected.parallelism = 3
        expected.top = 0
        expected.diagram = "a=b.mmd"
        expected.json = true
        let arguments = ["--capacity", "4", "--parallelism=3", "src", "--top", "0", "--diagram=a=b.mmd", "--json"]
        let command = try DemoCommand(arguments: arguments)
        #expect(command == .count(expected))
    }

    @Test("What follows -- is a path, even if it looks like an option", arguments: ["--json", "merge", "-"])
    func afterTwoDashes(path: String) throws {
        var expected = CountOptions()
        expected.path = path
        let command = try DemoCommand(arguments: ["--", path])
        #expect(command == .count(expected))
    }

    @Test(
        "Help wins wherever it stands",
        arguments: [["--help"], ["-h"], ["src", "--top", "3", "--help"], ["merge", "-h"]]
    )
    func help(arguments: [String]) throws {
        let command = try DemoCommand(arguments: arguments)
        #expect(command == .help)
    }

    @Test("merge is a command of its own, and ./merge is a path")
    func merge() throws {
        let command = try DemoCommand(arguments: ["merge"])
        let path = try DemoCommand(arguments: ["./merge"])
        #expect(command == .merge)
        #expect(path != .merge)
    }

    @Test(
        "What cannot be followed is named together with the repair",
        arguments: [
            (["--capcity", "3"], "There is no option --capcity.", "Did you mean --capacity?"),
            (["--frobnicate"], "There is no option --frobnicate.", "--help"),
            (["--capacity"], "--capacity needs a value.", "--capacity 16"),
            (["--top", "--json"], "--top needs a value.", "--top 20"),
            (["--diagram="], "--diagram needs a value.", "--diagram graph.mmd"),
            (["--capacity", "0"], "--capacity cannot be \"0\".", "from 1 to 65536"),
            (["--parallelism", "many"], "--parallelism cannot be \"many\".", "from 1 to 256"),
            (["--top=-1"], "--top cannot be \"-1\".", "from 0 to 10000"),
            (["--capacity", "99999999999999999999"], "--capacity cannot be", "from 1 to 65536"),
            (["--json=yes"], "--json takes no value.", "Write --json alone."),
            (["a", "b"], "Two paths were given: \"a\" and \"b\".", "Give one"),
            ([""], "The path is empty.", "leave it out"),
            (["merge", "now"], "merge takes no arguments, but \"now\" follows it.", "./merge"),
        ]
    )
    func mistakes(arguments: [String], problem: String, repair: String) {
        let error = #expect(throws: UsageError.self) { try DemoCommand(arguments: arguments) }
        #expect(error?.problem.hasPrefix(problem) == true)
        #expect(error?.repair.contains(repair) == true)
    }

    @Test("The help names every option")
    func helpIsComplete() {
        for option in CountOption.allCases { #expect(helpText.contains(option.rawValue)) }
    }
}
