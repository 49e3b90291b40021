extension ReportStyle {
    static let film = """
        .film { margin-top: 28px; }
        .jumps { display: flex; align-items: end; gap: 6px; overflow-x: auto; margin-bottom: 16px;
          padding: 4px 4px 10px; }
        .jumps a { flex: none; width: 112px; padding: 4px 4px 1px; border-radius: 8px;
          text-align: center; text-decoration: none; font-size: 13px; color: var(--soft);
          font-variant-numeric: tabular-nums; background: var(--card);
          border: 1px solid var(--line); content-visibility: auto;
          contain-intrinsic-size: auto 112px auto 90px; }
        .jumps .picture { border-radius: 5px; }
        .jumps a:hover { border-color: var(--accent); color: var(--accent); }
        .jumps .good { background: var(--good-ground); border-color: var(--good);
          color: var(--good); }
        .jumps .bad { background: var(--bad-ground); border-color: var(--bad); color: var(--bad); }
        .jumps .warn { background: var(--warn-ground); border-color: var(--warn);
          color: var(--warn); }
        .step { display: grid; grid-template-columns: 64px minmax(0, 1fr); scroll-margin-top: 12px;
          content-visibility: auto; contain-intrinsic-size: auto 340px; }
        .rail { position: relative; padding-top: 2px; }
        .rail::before { content: ""; position: absolute; left: 15px; top: 0; bottom: 0; width: 2px;
          background: var(--line); }
        .rail b { position: relative; display: block; width: max-content; min-width: 32px;
          padding: 0 5px; line-height: 32px;
          border-radius: 16px; text-align: center; font-size: 14px; background: var(--accent);
          color: var(--card); font-variant-numeric: tabular-nums; }
        .rail span { position: relative; display: inline-block; margin-top: 6px; font-size: 12px;
          padding: 2px 0; color: var(--soft); background: var(--ground); }
        .body { padding: 2px 2px 24px; }
        .summary { font-size: 16px; font-weight: 550; line-height: 1.4; padding: 5px 0 3px; }
        .choice { margin: 4px 0; }
        .stepfacts { display: flex; flex-wrap: wrap; gap: 0 18px; font-size: 13px;
          color: var(--soft); margin-bottom: 10px; }
        .stepfacts:first-child { line-height: 32px; }
        .windows[open] { flex-basis: 100%; }
        .windows ol { padding: 6px 0 6px 22px; }
        .action { display: flex; gap: 18px; background: var(--card); padding: 12px;
          border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow);
          margin-bottom: 10px; }
        .action.bad { border-color: var(--bad); }
        .action.warn { border-color: var(--warn); }
        .shots { display: flex; gap: 10px; flex: 0 1 740px; }
        .shots:empty { display: none; }
        .look .shots { flex: 0 1 365px; }
        .look .tell .muted:last-child { margin-top: 0; }
        .tell { flex: 1 1 240px; min-width: 0; display: flex; flex-direction: column; gap: 6px;
          padding: 2px 0; }
        .words { font-size: 16px; max-height: 10.5em; overflow: auto; }
        .words b { font-weight: 650; }
        .words i, .caption i { font-style: normal; color: var(--soft); padding: 0 3px; }
        .words code { font-size: 14px; }
        .effect { font-size: 14px; }
        .tell .muted:last-child { margin-top: auto; }
        .remark { display: flex; gap: 10px; align-items: baseline; padding: 6px 12px;
          margin-bottom: 10px; border-left: 3px solid var(--line); font-size: 14px; }
        .film > .remark { margin-left: 64px; }
        .remark b { flex: 0 1 auto; max-width: 50%; overflow-wrap: anywhere; font-size: 12px; font-weight: 600; color: var(--soft); }
        .remark > span:not(.badge), .choice { white-space: pre-line; overflow-wrap: anywhere; }
        .remark > span:not(.badge) { flex: 1 1 40%; min-width: 0; }
        .remark time { flex: none; margin-left: auto; font-size: 12px; color: var(--soft); }
        .remark.warn { border-left-color: var(--warn); }
        .remark.bad { border-left-color: var(--bad); }
        @media (max-width: 860px) {
          .action { flex-direction: column; }
          .shots, .tell { flex: none; }
          .step { grid-template-columns: 44px minmax(0, 1fr); }
          .film > .remark { margin-left: 44px; }
          .remark { flex-wrap: wrap; gap: 2px 10px; }
          .remark b { max-width: 100%; }
          .remark > span:not(.badge) { flex: 1 1 70%; }
        }
        """

    static let shots = """
        .shot { flex: 0 1 365px; min-width: 0; width: 365px; }
        .shot button { display: block; width: 100%; padding: 0; border: 0; background: none;
          cursor: zoom-in; border-radius: 6px; }
        .shot figcaption { font-size: 12px; color: var(--soft); margin-top: 4px; }
        .picture { display: block; position: relative; width: 100%; aspect-ratio: var(--ratio);
          background-size: 100% 100%; border-radius: 6px; overflow: hidden;
          box-shadow: 0 0 0 1px var(--line); }
        .shot button:hover .picture { box-shadow: 0 0 0 2px var(--accent); }
        .lost span { display: grid; place-items: center; aspect-ratio: 1.6; border-radius: 6px;
          border: 1px dashed var(--line); color: var(--soft); font-size: 13px; }
        .typed { position: absolute; left: 50%; bottom: 6%; translate: -50% 0; max-width: 88%;
          padding: 3px 10px; border-radius: 8px; border: 2px solid #fff; background: var(--aim);
          color: #fff; font: 600 13px/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, monospace;
          white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
        .stage .typed { font-size: 18px; padding: 6px 16px; }
        .marks { position: absolute; inset: 0; width: 100%; height: 100%; }
        .marks * { fill: none; stroke-width: 2.5px; stroke-linecap: round; stroke-linejoin: round;
          vector-effect: non-scaling-stroke; }
        .aim * { stroke: var(--aim); }
        .change * { stroke: var(--change); stroke-dasharray: 6 4; }
        .found * { stroke: var(--found); }
        .marks.found text { fill: var(--found); stroke: #fff; stroke-width: 4px;
          paint-order: stroke; font-weight: 700; }
        .marks .halo { stroke: rgb(255 255 255 / .85); stroke-width: 5px; stroke-dasharray: none; }
        """

    static let evidence = """
        .proofs td { border-top: 0; padding-top: 0; }
        .evidence { display: flex; flex-direction: column; gap: 10px; }
        .evidence > .proof { display: flex; gap: 18px; }
        .evidence > .proof .shots { flex: 0 1 365px; }
        .evidence .tell .muted:last-child { margin-top: 0; }
        ol.found, .evidence ol { padding-left: 22px; font-size: 14px; }
        .evidence details pre { background: var(--inset); border-radius: 8px; padding: 8px 10px;
          margin-top: 6px; }
        .pictures { display: grid; gap: 10px;
          grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr)); }
        .pictures .shot { width: auto; }
        .slider { grid-column: 1 / -1; max-width: 740px; }
        .slider .stack { display: block; position: relative; }
        .slider .over { position: absolute; inset: 0; box-shadow: none;
          clip-path: inset(0 calc(100% - var(--cut, 50%)) 0 0); }
        .slider .stack::after { content: ""; position: absolute; top: 0; bottom: 0;
          left: var(--cut, 50%); width: 2px; margin-left: -1px; background: var(--found); }
        .slider input { display: block; width: 100%; margin: 6px 0 0; accent-color: var(--accent); }
        .slider figcaption { font-size: 12px; color: var(--soft); }
        @media (max-width: 860px) {
          .evidence > .proof { flex-direction: column; }
          .evidence > .proof .shots { flex: none; }
        }
        """

    static let viewer = """
        #viewer { width: 100vw; height: 100dvh; max-width: none; max-height: none; margin: 0;
          border: 0; padding: 14px 20px; background: var(--ground); color: var(--ink); }
        #viewer::backdrop { background: var(--ground); }
        #viewer[open] { display: flex; flex-direction: column; gap: 12px; }
        .bar { display: flex; gap: 10px; align-items: center; }
        .bar button { font: inherit; color: inherit; background: var(--card); cursor: pointer;
          border: 1px solid var(--line); border-radius: 8px; padding: 4px 12px; }
        .bar button:hover { border-color: var(--accent); }
        .bar button[aria-pressed="true"] { background: var(--accent); color: var(--card);
          border-color: var(--accent); }
        .bar button[hidden] { display: none; }
        .place { min-width: 64px; text-align: center; color: var(--soft); font-size: 14px; }
        .caption { flex: 1; min-width: 0; overflow: hidden; white-space: nowrap;
          text-overflow: ellipsis; }
        .sides { display: flex; gap: 4px; }
        .stage { flex: 1; min-height: 0; display: grid; place-items: center; cursor: pointer; }
        .stage:focus-visible { outline: none; }
        .stage .picture { width: min(100%, calc((100dvh - 130px) * var(--ratio))); }
        .keys { text-align: center; color: var(--soft); font-size: 13px; }
        .keys span { padding: 0 6px; }
        """

    static let print = """
        @media print {
          body { background: none; }
          .step { content-visibility: visible; break-inside: avoid; }
          .jumps, #viewer { display: none; }
          .picture, .badge, .phases { print-color-adjust: exact; }
        }
        """
}
