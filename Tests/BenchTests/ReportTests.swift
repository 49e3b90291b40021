import DeskwrightCore
import Testing

@testable import DeskwrightBench

struct ReportTests {
    @Test(arguments: [
        ([0.3, 40.0], [0.1, 1, 10, 100]), ([1, 10], [1, 10]), ([5, 5], [1, 10]),
        ([1000, 1000], [1000, 10000]), ([0.01, 0.02], [0.01, 0.1]), ([], [1, 10]),
    ])
    func theAxisGoesFromPowerOfTenToPowerOfTen(values: [Double], ticks: [Double]) {
        #expect(LogScale(values).ticks == ticks)
    }

    @Test(arguments: [(1.0, 0.0), (10, 0.5), (100, 1), (0, 0), (1000, 1), (0.001, 0)])
    func figuresHaveTheirPlaceOnTheAxis(value: Double, place: Double) {
        #expect(abs(LogScale([1, 100]).place(value) - place) < 1e-9)
    }

    @Test func aTableHasARowForEachContestantAndSaysWhatIsMissing() {
        let series = [
            Series(contestant: "a", subject: "x", quantity: .wall, samples: [1, 2, 3]),
            Series(contestant: "a", subject: "y", quantity: .wall, samples: [20]),
            Series(contestant: "b", subject: "y", quantity: .wall, samples: [2000]),
        ]
        let remark = Remark(contestant: "b", subject: "x", text: "is not installed")
        let section = Section(.programs, RaceResult(series: series, remarks: [remark]))
        let lines = section.markdown.split(separator: "\n").suffix(5)
        #expect(
            Array(lines) == [
                "| Milliseconds | x | y |", "| --- | --: | --: |",
                "| a | 2.0 (1.5–2.5) | 20 |", "| b | – | 2,000 |",
                "- b, x: is not installed",
            ])
    }

    @Test func deskwrightComesFirstAndTheFloorLast() {
        let names = ["Floor: memcpy", "scrot", "`deskwright shot`", "maim", "Deskwright, PNG"]
        let series = names.map {
            Series(contestant: $0, subject: "x", quantity: .wall, samples: [1])
        }
        #expect(
            Section(.programs, RaceResult(series: series)).contestants == [
                "`deskwright shot`", "Deskwright, PNG", "scrot", "maim", "Floor: memcpy",
            ])
    }

    @Test func aLongerTimeIsALongerBar() throws {
        let rows = try [("quick & small", 1.0), ("slow", 1000)].map { name, value in
            let bar = Chart.Bar(time: try #require(Summary([value])), note: "1 < 2")
            return Chart.Row(label: name, kind: .peer, bars: [bar])
        }
        let panel = Chart.Panel(title: "t", tones: [], rows: rows)
        let svg = Chart(title: "<chart>", panels: [panel]).svg
        let widths = svg.matches(of: /class="peer tone0"[^>]* width="(\d+)"/).compactMap {
            Int($0.1)
        }
        #expect(widths.count == 2)
        #expect(try #require(widths.first) < (try #require(widths.last)))
        #expect(svg.contains("quick &amp; small"))
        #expect(svg.contains("1.0 s, 1 &lt; 2"))
        #expect(!svg.contains("<chart>"))
    }

    @Test(arguments: [(12_101_007, "21.1.7"), (12_400_000, "24.0.0")])
    func theServersVersion(release: Int32, version: String) {
        #expect(xServerVersion(release) == version)
    }

    @Test func aFieldOfASystemFile() {
        let text = "processor : 0\nmodel name\t: Some CPU: fast\n"
        #expect(field("model name", in: text, separator: ":") == "Some CPU: fast")
        #expect(field("cores", in: text, separator: ":").isEmpty)
    }
}
