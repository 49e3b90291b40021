/// What `${{ env.X }}` and `${{ secrets.X }}` in a task file stand for.
struct References {
    let environment: [String: String]
    var secretNames: Set<String> = []

    func expand(_ text: String, of value: YAMLValue, keepingSecrets: Bool) -> String? {
        text
    }
}
