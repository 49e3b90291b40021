import DeskwrightCore
import Testing

@testable import DeskwrightSharding

struct ShardOptionTests {
    @Test(
        arguments: [
            ("auto", .auto), ("1/1", .part(Shard(index: 1, count: 1))),
            ("2/5", .part(Shard(index: 2, count: 5))), ("5/5", .part(Shard(index: 5, count: 5))),
            ("02/10", .part(Shard(index: 2, count: 10))),
            ("100000/100000", .part(Shard(index: 100_000, count: 100_000))),
        ] as [(String, ShardOption)])
    func aPartIsWhichOneOfHowMany(text: String, option: ShardOption) throws {
        #expect(try ShardOption(text) == option)
    }

    @Test(arguments: [
        (
            "0/3",
            """
            --shard 0/3: shards are counted from 1
            hint: the first one is 1/3
            """
        ),
        (
            "4/3",
            """
            --shard 4/3: there are only 3 shards
            hint: the last one is 3/3
            """
        ),
        (
            "2/1",
            """
            --shard 2/1: there is only 1 shard
            hint: the last one is 1/1
            """
        ),
        (
            "1/0",
            """
            --shard 1/0: there must be at least one shard
            hint: 1/1 is all tasks; leave it out to run them in one place
            """
        ),
        (
            "1/100001",
            """
            --shard 1/100001: there may be at most 100000 shards
            hint: what is behind the / is the number of machines that run a part each
            """
        ),
    ])
    func aPartThatCannotBeIsRefused(text: String, refusal: String) throws {
        let error = #expect(throws: ShardError.self) { try ShardOption(text) }
        #expect(error?.description == refusal)
        #expect(error?.kind == .usage)
    }

    @Test(arguments: [
        "3", "", "/", "1/", "/3", "1/2/3", "one/three", "first", "Auto", "-1/3", "+1/3", "1/-3",
        " 1/3", "1 / 3", "1.0/3", "1-3", "1of3", "１/３", "1/99999999999999999999",
        "99999999999999999999/3",
    ])
    func whatIsNoPartIsRefusedWithAnExample(text: String) throws {
        let error = #expect(throws: ShardError.self) { try ShardOption(text) }
        #expect(
            error?.description == """
                --shard \(quoted(text)) is neither a part, as 2/5, nor `auto`
                hint: write which one of how many: --shard 2/5 is the second of five
                """)
    }
}
