/// How a suite's page looks, on top of what all reports share.
enum SuiteStyle {
    static let text = """

        .filters { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 14px; }
        .filters button { border: 1px solid transparent; cursor: pointer; font: inherit;
          font-size: 14px; font-weight: 600; padding: 4px 14px; }
        .filters button[aria-pressed="true"] { border-color: currentColor; }
        .filters input { flex: 1; min-width: 200px; font: inherit; padding: 6px 12px; color: var(--ink);
          background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        .tasks { list-style: none; }
        .task { background: var(--card); border: 1px solid var(--line); border-left-width: 4px;
          border-radius: 8px; padding: 10px 16px; margin-bottom: 6px; content-visibility: auto;
          contain-intrinsic-size: auto 64px; }
        .task.good { border-left-color: var(--good); }
        .task.bad { border-left-color: var(--bad); }
        .task.warn { border-left-color: var(--warn); }
        .task[hidden] { display: none; }
        .task .line { display: grid; grid-template-columns: 80px minmax(0, 1fr) auto; gap: 0 12px;
          align-items: baseline; }
        .task .badge { justify-self: start; }
        .task .name { font-weight: 600; color: var(--ink); overflow-wrap: anywhere;
          text-decoration-color: var(--soft); text-underline-offset: 3px; margin-right: 6px; }
        .task .id, .task p { margin-left: 92px; overflow-wrap: anywhere; }
        .task a { color: var(--accent); }
        .task .time { color: var(--soft); font-variant-numeric: tabular-nums; }
        .task .tag { font-size: 12px; color: var(--soft); border: 1px solid var(--line);
          border-radius: 99px; padding: 0 8px; }
        .task .reason { font-size: 14px; margin-top: 4px; max-height: 12em; overflow-y: auto; }
        .task .hint { font-size: 14px; margin-top: 4px; }
        .task .again { font-size: 13px; color: var(--soft); margin-top: 4px; }
        .copy { font: inherit; color: var(--accent); background: none; cursor: pointer;
          border: 1px solid var(--line); border-radius: 6px; padding: 0 8px; margin-left: 6px; }
        .copy:hover { border-color: var(--accent); }
        @media (max-width: 620px) {
          .task .line { grid-template-columns: minmax(0, 1fr) auto; gap: 4px 12px; }
          .task .what { grid-row: 2; grid-column: 1 / -1; }
          .task .id, .task p { margin-left: 0; }
        }
        .none { text-align: center; padding: 28px; }
        """
}
