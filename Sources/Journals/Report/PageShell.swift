import DeskwrightImages
import Foundation

/// What is around the content of every page: its policy, styles and script.
struct PageShell {
    let title: String
    let styles: [String]
    let script: String
    let hasPictures: Bool

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

    /// Nothing from anywhere, pictures from the page itself, and the one script that it comes with.
    ///
    /// - SeeAlso: Content Security Policy Level 3, sections 2.3.1 (hash sources) and 6.1.
    private var policy: String {
        let digest = ContentAddress.digest(of: Array(script.utf8))
        return "default-src 'none'; " + (hasPictures ? "img-src data:; " : "")
            + "style-src 'unsafe-inline'; "
            + "script-src 'sha256-\(Data(digest).base64EncodedString())'; "
            + "base-uri 'none'; form-action 'none'"
    }
}
