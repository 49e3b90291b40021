import ArgumentParser
import DeskwrightCore

extension SnapshotUpdate: ExpressibleByArgument {
    /// The command line with values for `-u` and `--only-changed` where they have none, which the parser cannot know.
    static func arguments(_ arguments: some Sequence<String>) -> [String] {
        arguments.map { argument in
            switch argument {
            case "-u", "--update-snapshots": "--update-snapshots=changed"
            case "--only-changed": "--only-changed=HEAD"
            case _ where argument.hasPrefix("-u="): "--update-snapshots=" + argument.dropFirst(3)
            case _: argument
            }
        }
    }
}
