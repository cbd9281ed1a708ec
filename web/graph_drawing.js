// Draws a graph that dagre lays out, from left to right.
import { svg } from './dom.js';
import { linkTo } from './route.js';

const most_characters = 30;

function short(text) {
  return text.length > most_characters ? text.slice(0, most_characters - 1) + '…' : text;
}

function subtitle(node) {
  if (node.group === 'alike') return short(node.names.slice(0, 3).join(', ') + (node.tables > 3 ? ', …' : ''));
  if (node.kind !== 'group') return node.kind === 'event' ? 'event' : node.sub || '';
  const parts = [];
  if (node.services) parts.push(`${node.services} service${node.services === 1 ? '' : 's'}`);
  if (node.tables) parts.push(`${node.tables} table${node.tables === 1 ? '' : 's'}`);
  if (node.inside) parts.push(`${node.inside} objected to`);
  return parts.join(', ');
}

function nodeLink(node) {
  if (node.kind === 'group') return linkTo('graph', '', { focus: node.id });
  if (node.kind === 'event') return linkTo('graph', '', { focus: node.id });
  return linkTo(node.kind, node.name);
}

function laidOut(graph, clusters) {
  const g = new window.dagre.graphlib.Graph({ multigraph: true, compound: true });
  g.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 90, edgesep: 8, marginx: 16, marginy: 16, ranker: graph.nodes.size > 100 ? 'longest-path' : 'network-simplex' });
  g.setDefaultEdgeLabel(() => ({}));
  for (const [id, node] of graph.nodes) {
    const sub = subtitle(node);
    g.setNode(id, { width: Math.max(short(node.label).length * 7.1, sub.length * 5.8) + 24, height: sub ? 40 : 28 });
    if (clusters && node.datastore && (node.kind === 'table' || node.group === 'alike')) {
      const box = `cluster:${node.datastore}`;
      if (!g.hasNode(box)) g.setNode(box, { label: node.datastore });
      g.setParent(id, box);
    }
  }
  graph.edges.forEach((e, i) => g.setEdge(e.from, e.to, { weight: e.kind === 'writes' ? 3 : 1 }, String(i)));
  window.dagre.layout(g);
  return g;
}

// What nothing ties to others stands in rows below the rest.
function placeUntied(graph, g) {
  const tied = new Set(graph.edges.flatMap((e) => [e.from, e.to]));
  const untied = [...graph.nodes.keys()].filter((id) => !tied.has(id) && !g.parent(id)).map((id) => g.node(id));
  if (untied.length < 4) return;
  const others = [...graph.nodes.keys()].filter((id) => tied.has(id)).map((id) => g.node(id));
  const bottom = Math.max(0, ...others.map((n) => n.y + n.height / 2));
  const column = Math.max(...untied.map((n) => n.width)) + 18;
  const columns = Math.max(1, Math.round(Math.max(g.graph().width || 0, Math.min(1250, column * Math.ceil(Math.sqrt(untied.length)))) / column));
  untied.forEach((n, i) => {
    n.x = 16 + column * (i % columns) + column / 2;
    n.y = bottom + 34 + Math.floor(i / columns) * 54;
  });
  const all = [...graph.nodes.keys()].map((id) => g.node(id));
  g.graph().width = Math.max(...all.map((n) => n.x + n.width / 2)) + 16;
  g.graph().height = Math.max(...all.map((n) => n.y + n.height / 2)) + 16;
}

// Through the middle of each stretch, the corners rounded.
function curve(points) {
  if (points.length < 3) return `M${points.map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`).join('L')}`;
  const at = (p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`;
  let path = `M${at(points[0])}`;
  for (let i = 1; i < points.length - 1; ++i) {
    const end = i === points.length - 2 ? points[i + 1] : { x: (points[i].x + points[i + 1].x) / 2, y: (points[i].y + points[i + 1].y) / 2 };
    path += `Q${at(points[i])} ${at(end)}`;
  }
  return path;
}

function marker(id, colour) {
  return svg('marker', { id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse' },
    svg('path', { d: 'M0,0.6L8,4L0,7.4z', style: `fill: var(${colour})` }));
}

let drawings = 0;

function edgeElement(graph, g, e, i, prefix) {
  const laid = g.edge({ v: e.from, w: e.to, name: String(i) });
  const colour = e.bad ? 'bad' : e.kind;
  const arrow = `url(#${prefix}-${colour})`;
  const both = e.kind === 'writes' && e.both;
  const [first, turn, last] = [laid.points[0], laid.points[Math.floor(laid.points.length / 2)], laid.points[laid.points.length - 1]];
  const middle = laid.points.length === 3 ? { x: (first.x + 2 * turn.x + last.x) / 4, y: (first.y + 2 * turn.y + last.y) / 4 } : turn;
  const [from, to] = [graph.nodes.get(e.from).label, graph.nodes.get(e.to).label];
  const verb = { reads: 'reads', writes: e.both ? 'reads and writes' : 'writes', calls: 'calls', events: 'event' }[e.kind];
  return svg('g', { class: `graph-edge ${e.kind}${e.bad ? ' bad' : ''}`, 'data-from': e.from, 'data-to': e.to },
    svg('title', {}, `${from} ${verb} ${to}${e.count > 1 ? ` (${e.count})` : ''}${e.bad ? '; a rule objects' : ''}`),
    svg('path', { d: curve(laid.points), 'marker-end': e.kind === 'reads' ? null : arrow, 'marker-start': e.kind === 'reads' || both ? arrow : null }),
    e.count > 1 && svg('text', { x: middle.x, y: middle.y + 3, 'text-anchor': 'middle' }, String(e.count)));
}

function nodeElement(node, laid, bad, focus) {
  const sub = subtitle(node);
  const [left, top] = [laid.x - laid.width / 2, laid.y - laid.height / 2];
  const what = node.kind === 'group' ? sub : node.kind;
  return svg('g', { class: `graph-node ${node.kind}${bad ? ' bad' : ''}${focus ? ' focus' : ''}`, 'data-node': node.id },
    svg('a', { href: nodeLink(node), 'aria-label': `${node.label}, ${what}${bad ? ', a rule objects' : ''}` },
      svg('title', {}, node.name),
      svg('rect', { x: left, y: top, width: laid.width, height: laid.height, rx: node.kind === 'event' ? laid.height / 2 : node.kind === 'service' ? 8 : 3 }),
      svg('text', { x: laid.x, y: sub ? laid.y - 3 : laid.y + 4.5, 'text-anchor': 'middle' }, short(node.label)),
      sub && svg('text', { class: 'sub', x: laid.x, y: laid.y + 12, 'text-anchor': 'middle' }, sub)));
}

// An <svg> whose viewBox is the whole drawing; width and height stand in its data.
export function drawing(graph, focus, label) {
  const stores = new Set([...graph.nodes.values()].filter((n) => n.datastore && (n.kind === 'table' || n.group === 'alike')).map((n) => n.datastore));
  const clusters = stores.size > 1 && graph.nodes.size <= 90;
  let g;
  let boxed = clusters;
  try { g = laidOut(graph, clusters); } catch { boxed = false; g = laidOut(graph, false); }
  placeUntied(graph, g);
  const prefix = `arrow-${++drawings}`;
  const bad = new Set(graph.edges.filter((e) => e.bad).map((e) => e.to));
  const boxes = boxed ? [...stores].map((id) => [id, g.node(`cluster:${id}`)]).filter(([, box]) => box) : [];
  const width = Math.max(g.graph().width || 40, ...boxes.map(([id, box]) => box.x + box.width / 2 + 20 + id.length * 6.2));
  const height = g.graph().height || 40;
  const nodes = [...graph.nodes.values()].map((n) => nodeElement(n, g.node(n.id), n.inside > 0 || (bad.has(n.id) && n.kind !== 'service'), n.id === focus));
  const picture = svg('svg', { viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, role: 'group', 'aria-label': label, 'data-width': Math.ceil(width), 'data-height': Math.ceil(height),
    preserveAspectRatio: 'xMidYMid meet' },
  svg('defs', {}, Object.entries({ bad: '--bad-fill', reads: '--line-strong', writes: '--muted', calls: '--accent', events: '--good' }).map(([kind, colour]) => marker(`${prefix}-${kind}`, colour))),
  boxes.map(([id, box]) => svg('g', { class: 'graph-cluster' },
    svg('rect', { x: box.x - box.width / 2, y: box.y - box.height / 2, width: box.width, height: box.height, rx: 8 }),
    svg('text', { x: box.x + box.width / 2 + 7, y: box.y - box.height / 2 + 11 }, id))),
  graph.edges.map((e, i) => edgeElement(graph, g, e, i, prefix)), nodes);
  highlight(picture, graph);
  return picture;
}

// What is pointed at stands out with its neighbours.
function highlight(picture, graph) {
  const mark = (id) => {
    const near = new Set([id, ...graph.edges.filter((e) => e.from === id || e.to === id).flatMap((e) => [e.from, e.to])]);
    for (const n of picture.querySelectorAll('.graph-node')) n.classList.toggle('faint', id !== null && !near.has(n.dataset.node));
    for (const e of picture.querySelectorAll('.graph-edge')) e.classList.toggle('faint', id !== null && e.dataset.from !== id && e.dataset.to !== id);
  };
  for (const node of picture.querySelectorAll('.graph-node')) {
    node.addEventListener('pointerenter', () => mark(node.dataset.node));
    node.addEventListener('pointerleave', () => mark(null));
  }
}
