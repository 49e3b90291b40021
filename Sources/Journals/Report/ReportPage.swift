/// The page around a report: its policy, styles, viewer and script.
enum ReportPage {
    static func html(_ overview: ReportOverview, body: HTML, screens: ReportScreens) -> HTML {
        PageShell(
            title: overview.title, tone: overview.outcome.tone,
            styles: [ReportStyle.text + "\n", screens.style],
            script: ReportScript.text, hasFiles: screens.areFiles
        ).html(
            """
            <main>
            \(body)
            <footer>Written by Deskwright. \(pictures(screens)) It asks the network for nothing. \
            <kbd>←</kbd> <kbd>→</kbd> action <span>·</span> <kbd>enter</kbd> enlarges it</footer>
            </main>
            \(viewer)
            """)
    }

    private static func pictures(_ screens: ReportScreens) -> String {
        screens.areFiles
            ? "The pictures are in the folders beside this file." : "All of it is in this one file."
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
