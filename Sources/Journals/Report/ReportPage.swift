import DeskwrightImages
import Foundation

/// The page around a report: its policy, styles, viewer and script.
enum ReportPage {
    static func html(title: String, body: HTML, screens: ReportScreens) -> HTML {
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
        <style>
        \(HTML(trusted: ReportStyle.text))
        </style>
        <style>
        \(HTML(trusted: screens.style))</style>
        </head>
        <body>
        <main>
        \(body)
        <footer>Written by Deskwright. All of it is in this one file: it asks the network for \
        nothing.</footer>
        </main>
        \(viewer)
        <script>\(HTML(trusted: ReportScript.text))</script>
        </body>
        </html>

        """
    }

    /// Nothing from anywhere, pictures from the page itself, and the one script that it comes with.
    ///
    /// - SeeAlso: Content Security Policy Level 3, sections 2.3.1 (hash sources) and 6.1.
    private static var policy: String {
        let digest = ContentAddress.digest(of: Array(ReportScript.text.utf8))
        return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
            + "script-src 'sha256-\(Data(digest).base64EncodedString())'; "
            + "base-uri 'none'; form-action 'none'"
    }

    /// The dialog that shows one picture large; the script fills it.
    private static let viewer: HTML = """
        <dialog id="viewer" aria-label="Screen">
        <div class="bar">
        <button type="button" data-go="-1" aria-label="Previous action">←</button>
        <span class="place"></span>
        <button type="button" data-go="1" aria-label="Next action">→</button>
        <span class="caption"></span>
        <span class="sides"><button type="button" data-side="0">before</button>\
        <button type="button" data-side="1">after</button></span>
        <button type="button" data-close aria-label="Close">✕</button>
        </div>
        <div class="stage" tabindex="-1" autofocus></div>
        <p class="keys"><kbd>←</kbd> <kbd>→</kbd> action <span>·</span> \
        <kbd>space</kbd> before / after <span>·</span> <kbd>esc</kbd> close</p>
        </dialog>
        """
}
