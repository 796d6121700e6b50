/// The style sheet of the page, for the screen and for A4.
enum ReportStyle {
  static let sheet = """
    :root { --ink: #222; --faint: #666; --line: #d5d5d5; --accent: #0072B2; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 1280px; color: var(--ink); background: #fff;
      font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
    html[lang=en] .zh, html[lang=zh] .en { display: none; }
    header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 1rem; }
    h1 { margin: .3rem 0; font-size: 1.7rem; }
    h2 { margin: 2.2rem 0 .6rem; font-size: 1.25rem; border-bottom: 2px solid var(--accent); padding-bottom: .2rem; }
    h3 { margin: 1.4rem 0 .4rem; font-size: 1.05rem; }
    p, ul, ol { margin: .4rem 0; max-width: 75em; }
    .faint { color: var(--faint); }
    .on-paper { display: none; }
    nav { margin: .4rem 0 1rem; display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
    a { color: var(--accent); }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
    /* Leaflet takes it from whatever hears a key, too. */
    #map:focus-visible, #map :focus-visible { outline: 3px solid var(--accent) !important; }
    button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 4px;
      padding: .1rem .6rem; cursor: pointer; }
    #language { margin-left: auto; }
    .overview p { font-size: 1.05rem; }
    .finder { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; margin: .8rem 0; }
    .finder input, .finder select { font: inherit; padding: .1rem .4rem; max-width: 100%; }
    tr.away { display: none; }
    @media print { .finder { display: none; } tr.away { display: table-row; } }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: .7rem; margin: 1rem 0; }
    .figures div { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .8rem; }
    .figures div { position: relative; }
    .basis { display: none; position: absolute; left: 0; top: 100%; z-index: 5; width: max(100%, 22em); max-width: 90vw;
      padding: .4rem .6rem; background: #fff; border: 1px solid var(--accent); border-radius: 4px; font-size: .8rem; }
    .figures div:hover .basis, .figures div:focus .basis { display: block; }
    .figures div:nth-child(n+4) .basis { left: auto; right: 0; }
    .rests { font-size: .82rem; }
    .card { border: 1px solid var(--accent); border-radius: 6px; padding: .2rem 1rem .6rem; margin: .6rem 0; }
    .card h2 { margin: .3rem 0; border: 0; }
    .card small { font-weight: normal; color: var(--faint); }
    .card dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
    .card dt { color: var(--faint); }
    .card dd { margin: 0; }
    .when { margin: .4rem 0; display: flex; flex-wrap: wrap; align-items: center; gap: .2rem 1rem; }
    .when label { color: var(--faint); }
    .when input { width: 12rem; accent-color: var(--accent); }
    .figures b { display: block; font-size: 1.2rem; }
    .map { display: grid; grid-template-columns: minmax(0, 1fr) 290px; border: 1px solid var(--line); }
    #map { height: 640px; background: #f4f6f7; z-index: 0; }
    #plain-map { background: #f8f9fa; min-width: 0; }
    #plain-map svg { width: 100%; height: auto; display: block; }
    .layers { padding: .6rem .8rem; border-left: 1px solid var(--line); overflow: auto; max-height: 640px;
      font-size: .88rem; }
    .layers label { display: flex; gap: .45rem; align-items: center; padding: .1rem 0; cursor: pointer; }
    .layers ul { list-style: none; margin: 0 0 .3rem 1.7rem; padding: 0; color: var(--faint); }
    .layers li { display: flex; gap: .45rem; align-items: center; }
    .swatch { flex: none; display: inline-block; width: 16px; height: 11px; border: 1px solid #0003; }
    .swatch.line, .swatch.outline { height: 0; border: 0; border-top: 3px solid; }
    .swatch.circle { width: 11px; border-radius: 50%; }
    .swatch.ring { width: 12px; height: 12px; border: 3px solid; border-radius: 50%; }
    .swatch.mark { width: 16px; height: 16px; border: 0; }
    .swatch.diamond { width: 10px; height: 10px; transform: rotate(45deg); }
    .site { display: block; width: 14px; height: 14px; border: 1px solid #fff;
      transform: rotate(45deg); }
    .site-number { position: absolute; left: 17px; top: -2px; font: bold 11px/16px sans-serif; color: #222;
      text-shadow: 0 0 2px #fff, 0 0 2px #fff, 0 0 2px #fff; }
    .pop b { font-size: 1rem; }
    .pop table { border-collapse: collapse; margin-top: .3rem; font-size: .82rem; }
    .pop td { padding: .05rem .6rem .05rem 0; vertical-align: top; border: 0; }
    .pop td:first-child { color: var(--faint); white-space: nowrap; }
    .pop p { margin: .4rem 0 0; max-width: 26em; }
    .scroll { overflow-x: auto; }
    table.data { border-collapse: collapse; width: 100%; font-size: .86rem; }
    table.data th, table.data td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; }
    /* A name is not broken; a sentence breaks at its stops. */
    table.data td { word-break: keep-all; overflow-wrap: break-word; }
    table.data td.words { word-break: normal; min-width: 9em; }
    table.data td.text { min-width: min(26em, 70vw); }
    table.data th { position: sticky; top: 0; background: #f4f6f7; min-width: 3.2em; word-break: normal; vertical-align: bottom; }
    html[lang=zh] table.data th { min-width: 5.2em; }
    table.data th [role=button] { cursor: pointer; }
    table.data th [role=button]::after { content: " ↕"; color: #aaa; font-weight: normal; }
    table.data th[aria-sort=ascending] [role=button]::after { content: " ▲"; color: inherit; }
    table.data th[aria-sort=descending] [role=button]::after { content: " ▼"; color: inherit; }
    table.data .number { text-align: right; font-variant-numeric: tabular-nums; }
    table.data td.number { white-space: nowrap; }
    .long { max-height: 480px; overflow: auto; border-bottom: 1px solid var(--line); }
    .badge { display: inline-block; min-width: 5.2em; padding: 0 .5em; border-radius: 4px; text-align: center;
      border: 1px solid; white-space: nowrap; }
    .met { color: #00573f; background: #d9f0e8; }
    .not_met { color: #8a2f00; background: #fbe3d6; font-weight: 600; }
    .unknown, .by_construction, .not_needed, .aimed_for, .not_due { color: #444; background: #eee; border-style: dashed; }
    .curves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 1rem; }
    .curve { width: 100%; height: auto; }
    .paper svg { width: 100%; height: auto; border: 1px solid var(--line); }
    .has-map .paper, .has-map #plain-map { display: none; }
    #map { display: none; }
    .has-map #map { display: block; }
    .note { border-left: 4px solid #E69F00; padding-left: .7rem; margin: .35rem 0; }
    .note.derivation, .note.assumption { border-color: #56B4E9; }
    .note.repair { border-color: #999; }
    @media (max-width: 500px) { .card dl { grid-template-columns: 1fr; } .figures div .basis { left: 0; right: auto; width: 100%; } }
    @media (max-width: 800px) { .map { grid-template-columns: 1fr; } .layers { border-left: 0; } }
    @page { size: A4; margin: 14mm 12mm; }
    /* Tables of many columns stand on sheets of their own, lying. */
    @page broad { size: A4 landscape; }
    @media print {
      body { max-width: none; padding: 0; font-size: 10pt; }
      nav, #language, .map, .when { display: none; }
      .basis { display: block; position: static; border: 0; padding: .2rem 0 0; font-size: 7pt; width: auto; }
      .on-paper { display: block; }
      .has-map .paper, .paper { display: block; }
      .paper figure { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      .long { max-height: none; overflow: visible; }
      .long tbody tr:nth-child(n+61) { display: none; }
      .scroll { overflow: visible; }
      table.data { font-size: 8pt; }
      table.data th, table.data td { padding: .15rem .35rem; }
      section:has(.broad) { page: broad; }
      /* A name is not broken; a sentence breaks at its stops. */
    table.data td { word-break: keep-all; overflow-wrap: break-word; }
    table.data td.words { word-break: normal; min-width: 9em; }
    table.data td.text { min-width: 14em; }
    table.data th { position: static; min-width: 0 !important; white-space: normal; }
      table.data th [role=button]::after { content: none; }
      .paper svg { max-height: 118mm; }
      table.data tr, .figures div, .curves figure { break-inside: avoid; }
      thead { display: table-header-group; }
      a { color: inherit; text-decoration: none; }
    }
    figure { margin: .6rem 0; }
    figcaption { font-weight: 600; margin-bottom: .2rem; }
    """
}
