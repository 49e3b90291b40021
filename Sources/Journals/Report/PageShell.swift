import DeskwrightImages
import Foundation

/// What is around the content of every page: its policy, icon, styles and script.
struct PageShell {
    let title: String
    /// How it went: `good`, `bad` or `warn`.
    let tone: String
    let styles: [String]
    let script: String
    /// Whether pictures are in files beside the page, too.
    let hasFiles: Bool

    func html(_ content: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="\(icon)">
        <title>\(title) · Deskwright</title>
        \(styles.map { "<style>\n\(HTML(trusted: $0))</style>\n" as HTML })\
        </head>
        <body>
        \(content)
        <script>\(HTML(trusted: script))</script>
        </body>
        </html>

        """
    }

    /// Where files beside a page are; `'self'` is no folder on a disk for every browser.
    static let files = " 'self' file:"

    /// A dot in the colour of how it went. Without one a browser asks the page's server for an icon.
    private var icon: String {
        let colors = ["good": "#2f9e5b", "bad": "#d0392b", "warn": "#d9920a"]
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">\
            <circle cx="8" cy="8" r="7" fill="\(colors[tone] ?? "#7d8894")"/></svg>
            """
        return "data:image/svg+xml;base64,\(Data(svg.utf8).base64EncodedString())"
    }

    /// Nothing from anywhere, pictures from the page itself or beside it, and the one script that it comes with.
    ///
    /// - SeeAlso: Content Security Policy Level 3, sections 2.3.1 (hash sources) and 6.1.
    private var policy: String {
        let digest = ContentAddress.digest(of: Array(script.utf8))
        return "default-src 'none'; img-src data:\(hasFiles ? PageShell.files : ""); "
            + "style-src 'unsafe-inline'; "
            + "script-src 'sha256-\(Data(digest).base64EncodedString())'; "
            + "base-uri 'none'; form-action 'none'"
    }
}
