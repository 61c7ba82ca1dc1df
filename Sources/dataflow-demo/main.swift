import DemoKit
import Foundation

exit(await Demo.main(Array(CommandLine.arguments.dropFirst())))
