/// The page around a report: its policy, styles, viewer and script.
enum ReportPage {
    static func html(title: String, body: HTML, screens: ReportScreens) -> HTML {
        PageShell(
            title: title, styles: [ReportStyle.text + "\n", screens.style],
            script: ReportScript.text, hasPictures: true
        ).html(
            """
            <main>
            \(body)
            <footer>Written by Deskwright. All of it is in this one file: it asks the network for \
            nothing.</footer>
            </main>
            \(viewer)
            """)
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
