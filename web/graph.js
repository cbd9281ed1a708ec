// The page of the graph: what to focus on, how far, what kinds of edges; drag to move, buttons or Ctrl and the wheel to zoom.
import { empty, h, svg } from './dom.js';
import { linkTo, rememberRoute } from './route.js';
import { tableName } from './model.js';
import { chosenGraph, collapses, layers } from './graph_choice.js';
import { drawing } from './graph_drawing.js';
import { list } from './list.js';

function panAndZoom(frame, picture) {
  const whole = { width: Number(picture.dataset.width), height: Number(picture.dataset.height) };
  const view = { x: 0, y: 0, scale: 1 }; // scale: pixels for each unit
  const apply = () => {
    const [width, height] = [frame.clientWidth / view.scale, frame.clientHeight / view.scale];
    picture.setAttribute('viewBox', `${view.x} ${view.y} ${width} ${height}`);
  };
  const fit = () => {
    // Rather a part that can be read than a whole that cannot.
    view.scale = Math.max(0.5, Math.min(1.25, frame.clientWidth / whole.width, frame.clientHeight / whole.height));
    view.x = Math.min(0, (whole.width - frame.clientWidth / view.scale) / 2);
    view.y = Math.min(0, (whole.height - frame.clientHeight / view.scale) / 2);
    apply();
  };
  const zoom = (factor, x = frame.clientWidth / 2, y = frame.clientHeight / 2) => {
    const scale = Math.max(0.05, Math.min(4, view.scale * factor));
    view.x += x / view.scale - x / scale;
    view.y += y / view.scale - y / scale;
    view.scale = scale;
    apply();
  };
  let from = null;
  let moved = false;
  picture.addEventListener('pointerdown', (event) => { from = { x: event.clientX, y: event.clientY }; moved = false; });
  picture.addEventListener('pointermove', (event) => {
    if (!from || !(event.buttons & 1)) return;
    if (!moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 4) return;
    if (!moved) picture.setPointerCapture(event.pointerId);
    moved = true;
    view.x -= (event.clientX - from.x) / view.scale;
    view.y -= (event.clientY - from.y) / view.scale;
    from = { x: event.clientX, y: event.clientY };
    apply();
  });
  picture.addEventListener('pointerup', () => { from = null; });
  picture.addEventListener('click', (event) => { if (moved) event.preventDefault(); }, true);
  picture.addEventListener('dragstart', (event) => event.preventDefault());
  frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const area = frame.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - area.left, event.clientY - area.top);
  }, { passive: false });
  return { fit, zoom };
}

function graphLegend() {
  const line = (kind, text) => h('li', {}, svg('svg', { width: 30, height: 10, 'aria-hidden': 'true' }, svg('g', { class: `graph-edge ${kind}` }, svg('path', { d: 'M1,5L29,5' }))), text);
  return h('ul', { class: 'legend graph-legend', style: 'margin: 0 0 .8rem' }, line('writes', 'writes'), line('reads', 'reads'), line('calls', 'calls'), line('events', 'event'), line('writes bad', 'a rule objects'));
}

// For pages of one table or service.
export function smallGraph(model, focus, depth) {
  const graph = chosenGraph(model, { focus, depth, collapse: '', layers: new Set(Object.keys(layers)), bad: false });
  if (graph.nodes.size < 2) return null;
  const picture = drawing(graph, focus, `Neighbourhood of ${focus.replace(/^[a-z]+:/, '')}`);
  picture.style.maxWidth = `${picture.dataset.width * 1.15}px`;
  picture.style.margin = '0 auto';
  return h('div', {}, h('div', { class: 'graph-frame small' }, picture),
    h('p', { class: 'small', style: 'margin-top: .5rem' }, h('a', { href: linkTo('graph', '', { focus }) }, 'Open in the graph')));
}

function focusTargets(model) {
  return new Map([...model.report.services.map((s) => [s.name, `service:${s.name}`]), ...model.report.tables.map((t) => [`${tableName(t)} (${t.datastore})`, `table:${t.id}`])]);
}

function edgeList(graph) {
  const label = (id) => graph.nodes.get(id).label;
  return h('details', { class: 'graph-list' }, h('summary', {}, 'The same as a list'),
    list([{ title: 'From', head: true, value: (e) => label(e.from) }, { title: 'How', value: (e) => (e.both ? 'reads and writes' : e.kind) }, { title: 'To', value: (e) => label(e.to) },
      { title: 'Count', num: true, value: (e) => e.count }, { title: 'Objected to', value: (e) => (e.bad ? 'yes' : '') }],
    graph.edges, { caption: 'Edges of the graph', filter: 'Filter', csv: 'graph', sort: [4, 'descending'], none: 'No edges.' }));
}

export function graphPage(model, route) {
  const asked = { focus: '', depth: '', collapse: '', without: '', bad: '', ...route.params };
  const without = new Set(asked.without.split(',').filter(Boolean));
  const frame = h('div', { class: 'graph-frame' });
  const notes = h('p', { class: 'small quiet', role: 'status' });
  const below = h('div');
  const targets = focusTargets(model);
  const names = new Map([...targets].map(([name, id]) => [id, name]));
  let view = null;

  function update() {
    asked.without = [...without].join(',');
    rememberRoute('graph', '', asked);
    const graph = chosenGraph(model, { focus: asked.focus, depth: Number(asked.depth) || (asked.focus.startsWith('service:') ? 2 : 1), collapse: asked.collapse,
      layers: new Set(Object.keys(layers).filter((l) => !without.has(l))), bad: Boolean(asked.bad) });
    const drawn = graph.edges.length > 0 || [...graph.nodes.values()].some((n) => n.inside) || (graph.nodes.size > 0 && asked.focus !== '');
    frame.style.display = drawn ? '' : 'none';
    notes.textContent = [drawn ? `${graph.nodes.size} nodes, ${graph.edges.length} edges.` : '', ...graph.notes].join(' ');
    below.replaceChildren(drawn ? edgeList(graph) : empty(model.report.tables.length === 0 ? 'No tables were found; the summary tells what was looked at.'
      : asked.bad ? 'No rule objects to any read or write here.' : 'Nothing ties the services and tables of this choice together.'));
    if (!drawn) return;
    const picture = drawing(graph, asked.focus, 'Services, tables and what stands between them');
    frame.replaceChildren(picture, h('div', { class: 'graph-zoom' },
      h('button', { type: 'button', class: 'button', 'aria-label': 'Zoom in', onclick: () => view.zoom(1.3) }, '+'),
      h('button', { type: 'button', class: 'button', 'aria-label': 'Zoom out', onclick: () => view.zoom(1 / 1.3) }, '−'),
      h('button', { type: 'button', class: 'button', onclick: () => view.fit() }, 'Fit')));
    view = panAndZoom(frame, picture);
    view.fit();
  }

  const focusInput = h('input', { type: 'search', list: 'focus-targets', autocomplete: 'off', placeholder: 'Whole system', value: names.get(asked.focus) || asked.focus.replace(/^(team|database|event|alike):/, ''),
    onchange: (event) => {
      const text = event.target.value.trim();
      const found = targets.get(text) || [...targets].find(([name]) => name.toLowerCase().includes(text.toLowerCase()))?.[1];
      asked.focus = text === '' ? '' : found || asked.focus;
      update();
    } });
  const select = (label, key, values) => h('label', {}, label, h('select', { onchange: (event) => { asked[key] = event.target.value; update(); } },
    values.map(([value, text]) => h('option', { value, selected: value === asked[key] }, text))));
  return {
    wide: true,
    content: [
      h('div', { class: 'page-head' }, h('h1', {}, 'Graph'), notes),
      h('div', { class: 'toolbar' }, h('label', {}, 'Focus on', focusInput), h('datalist', { id: 'focus-targets' }, [...targets.keys()].map((name) => h('option', { value: name }))),
        select('Distance', 'depth', [['', 'Near'], ['1', '1 step'], ['2', '2 steps'], ['3', '3 steps']]),
        select('Collapse', 'collapse', Object.entries(collapses).filter(([key]) => key !== 'teams' || model.teams.length > 0)),
        Object.entries(layers).map(([key, label]) => h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: !without.has(key),
          onchange: (event) => { if (event.target.checked) without.delete(key); else without.add(key); update(); } }), label)),
        h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: Boolean(asked.bad), onchange: (event) => { asked.bad = event.target.checked ? 'yes' : ''; update(); } }), 'Violations only')),
      graphLegend(), frame, below,
    ],
    shown: update,
    printing: () => view?.fit(),
  };
}
