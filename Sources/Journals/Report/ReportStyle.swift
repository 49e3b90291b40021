/// How a report looks, by day and by night.
enum ReportStyle {
    static let text = [colors, page, header, figures, film, shots, evidence, viewer, print]
        .joined(separator: "\n")

    private static let colors = """
        :root {
          color-scheme: light dark;
          --ground: #f4f6f8; --card: #ffffff; --ink: #1c2229; --soft: #5c6773; --line: #e1e6eb;
          --inset: #f7f9fa; --accent: #2563c9;
          --good: #14703f; --good-ground: #e0f3e7; --bad: #b42318; --bad-ground: #fdeae8;
          --warn: #8a5700; --warn-ground: #fcf1d9; --plain-ground: #eceff2;
          --shadow: 0 1px 2px rgb(20 30 40 / .05), 0 4px 16px rgb(20 30 40 / .05);
          --aim: #e6006f; --change: #0a7d6c; --found: #2563c9;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #0e1216; --card: #161b21; --ink: #e4e9ee; --soft: #96a2ae; --line: #28303a;
            --inset: #11161b; --accent: #7ab0ff;
            --good: #6fd39b; --good-ground: #14301f; --bad: #ff9d92; --bad-ground: #3a1a17;
            --warn: #f0c060; --warn-ground: #33270f; --plain-ground: #242c35;
            --shadow: none;
          }
        }
        """

    private static let page = """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
        main { max-width: 1180px; margin: 0 auto; padding: 28px 20px 48px; }
        h1, h2, p, blockquote, figure, dl, dd, ul, ol { margin: 0; padding: 0; }
        h1 { font-size: 28px; line-height: 1.2; letter-spacing: -.01em; font-weight: 650; }
        h2 { font-size: 16px; font-weight: 650; margin-bottom: 14px; }
        h2 small { font-weight: 400; color: var(--soft); margin-left: 6px; }
        small { font-size: 13px; color: var(--soft); }
        code, pre, kbd { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
        pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        h1, p, blockquote, dd, li, td, summary { overflow-wrap: anywhere; unicode-bidi: isolate; }
        kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 5px;
          padding: 0 6px; background: var(--inset); }
        .muted { color: var(--soft); font-size: 13px; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
          box-shadow: var(--shadow); padding: 22px 24px; margin-bottom: 16px; }
        .badge { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 13px;
          font-weight: 600; white-space: nowrap; background: var(--plain-ground);
          color: var(--soft); }
        .badge.good { background: var(--good-ground); color: var(--good); }
        .badge.bad { background: var(--bad-ground); color: var(--bad); }
        .badge.warn { background: var(--warn-ground); color: var(--warn); }
        summary { cursor: pointer; }
        summary:hover { color: var(--accent); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        footer { color: var(--soft); font-size: 13px; text-align: center; margin-top: 28px; }
        """

    private static let header = """
        header.card { border-top: 4px solid var(--soft); }
        header.good { border-top-color: var(--good); }
        header.bad { border-top-color: var(--bad); }
        header.warn { border-top-color: var(--warn); }
        .brand { font-size: 12px; letter-spacing: .08em; text-transform: uppercase;
          color: var(--soft); margin-bottom: 4px; }
        .headline { display: flex; gap: 16px; align-items: center; justify-content: space-between; }
        .headline .badge { font-size: 15px; padding: 4px 16px; }
        .reason { font-size: 17px; margin-top: 8px; white-space: pre-line; }
        .hint, .faults { margin-top: 8px; color: var(--warn); }
        .faults { list-style: none; font-size: 13px; }
        blockquote { margin-top: 14px; padding: 10px 14px; border-left: 3px solid var(--accent);
          background: var(--inset); border-radius: 0 8px 8px 0; white-space: pre-line; }
        .hint b, blockquote b { margin-right: 8px; font-size: 12px; text-transform: uppercase;
          letter-spacing: .06em; color: var(--soft); }
        .facts { display: flex; flex-wrap: wrap; gap: 10px 32px; margin-top: 18px; }
        .facts dt { font-size: 12px; color: var(--soft); }
        """

    private static let figures = """
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(112px, 1fr));
          gap: 8px; }
        .tile { background: var(--inset); border-radius: 8px; padding: 10px 12px; }
        .tile b { display: block; font-size: 20px; font-weight: 650; line-height: 1.3;
          font-variant-numeric: tabular-nums; }
        .tile span { font-size: 13px; color: var(--soft); }
        .phases { display: block; width: 100%; height: 12px; border-radius: 6px; margin-top: 18px;
          background: var(--inset); }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 14px; margin-top: 10px;
          font-size: 13px; color: var(--soft); }
        .legend b { color: var(--ink); font-weight: 500; font-variant-numeric: tabular-nums; }
        .legend i { display: inline-block; width: 10px; height: 10px; border-radius: 3px;
          margin-right: 5px; background: var(--phase); }
        .phases rect { fill: var(--phase); }
        .phase-setup { --phase: #94a3b8; } .phase-observe { --phase: #38a3c8; }
        .phase-decide { --phase: #5b72d8; } .phase-gate { --phase: #a978d6; }
        .phase-act { --phase: #e0518f; } .phase-settle { --phase: #e89b3c; }
        .phase-check { --phase: #3fa66b; } .phase-record { --phase: #8c8f5a; }
        .phase-teardown { --phase: #6b7785; } .phase-other { --phase: #c3cbd3; }
        .checks { width: 100%; border-collapse: collapse; }
        .checks th { text-align: left; font-size: 12px; font-weight: 500; color: var(--soft);
          padding: 0 12px 6px 0; }
        .checks td { vertical-align: top; padding: 10px 12px 10px 0;
          border-top: 1px solid var(--line); }
        .checks td:first-child { width: 1%; }
        .checks td:nth-child(2) { width: 45%; }
        .checks pre { max-height: 320px; overflow: auto; }
        .diff { background: var(--inset); border-radius: 8px; padding: 8px 10px; }
        .diff > * { display: block; min-height: 1.5em; text-decoration: none; }
        .diff del { color: var(--bad); background: var(--bad-ground); }
        .diff ins { color: var(--good); background: var(--good-ground); }
        @media (max-width: 620px) {
          .checks, .checks tbody, .checks tr, .checks td { display: block; }
          .checks thead, .proofs td:first-child { display: none; }
          .checks td, .checks td:first-child, .checks td:nth-child(2) { width: auto; }
          .checks td + td { border-top: 0; padding-top: 0; }
        }
        details + details { margin-top: 8px; }
        .appendix pre { background: var(--inset); border-radius: 8px; padding: 12px 14px;
          margin-top: 8px; max-height: 480px; overflow: auto; }
        """
}
