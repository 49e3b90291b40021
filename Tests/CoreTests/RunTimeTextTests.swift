import DeskwrightCore
import Testing

struct RunTimeTextTests {
    @Test(arguments: [
        ("plain", "plain", [String]()),
        ("${{ vars.N }}-${{ steps.a.out }}", "1-x", []),
        ("${{ vars.M }}", "${{ vars.M }}", ["vars.M"]),
        ("${{ secrets.P }} ${{ vars.N }}", "${{ secrets.P }} 1", []),
        // What a value holds is not looked into.
        ("${{ vars.R }}", "${{ vars.N }}", []),
        ("open ${{ vars.N", "open ${{ vars.N", []),
    ])
    func referencesAreReplacedOnce(text: String, expected: String, missing: [String]) {
        let values = ["vars.N": "1", "steps.a.out": "x", "vars.R": "${{ vars.N }}"]
        var unknown: [String] = []
        #expect(RunTimeText.expand(text, values, missing: &unknown) == expected)
        #expect(unknown == missing)
    }
}
