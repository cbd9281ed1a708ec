// Which nodes and edges the graph has: all of the system, or one thing and its neighbourhood, collapsed when it would not be readable.
import { tableName } from './model.js';

export const layers = { reads: 'Reads', writes: 'Writes', calls: 'Calls', events: 'Events' };
export const collapses = { '': 'As needed', none: 'Nothing', alike: 'Tables used alike', tables: 'Tables by database', databases: 'All by database', teams: 'By team' };
const readable = 70; // nodes
const at_a_glance = 24; // nodes
const most_nodes = 160;

// Nodes by id ("service:order"), edges from service to table, from caller to called, from publisher over event to subscriber.
export function wholeGraph(model, wanted) {
  const nodes = new Map();
  const edges = [];
  const node = (kind, name, more) => {
    const id = `${kind}:${name}`;
    if (!nodes.has(id)) nodes.set(id, { id, kind, name, label: name, ...more });
    return id;
  };
  for (const s of model.report.services) node('service', s.name, { sub: s.kind === 'service' ? '' : s.kind });
  const table = (id) => {
    const t = model.tables.get(id);
    return node('table', id, { label: t ? tableName(t) : id, datastore: t ? t.datastore : '', bad: false });
  };
  for (const t of model.report.tables) if (t.owner !== null || model.usesOfTable.has(t.id)) table(t.id);
  for (const u of model.uses)
    for (const kind of ['writes', 'reads'])
      if (u[kind] && wanted.has(kind) && !(kind === 'reads' && u.writes && wanted.has('writes')))
        edges.push({ from: node('service', u.service), to: table(u.table), kind, both: u.reads && u.writes, bad: Boolean(u.severity) });
  if (wanted.has('calls'))
    for (const c of model.graph.calls) edges.push({ from: node('service', c.from), to: node('service', c.to), kind: 'calls', bad: false });
  if (wanted.has('events'))
    for (const e of model.graph.events) {
      const [service, event] = [node('service', e.service), node('event', e.event)];
      edges.push(e.role === 'publish' ? { from: service, to: event, kind: 'events', bad: false } : { from: event, to: service, kind: 'events', bad: false });
    }
  return { nodes, edges: merged(edges) };
}

// One edge for all that go the same way; `count` says how many.
function merged(edges) {
  const found = new Map();
  for (const e of edges) {
    if (e.from === e.to) continue;
    const key = `${e.from}\n${e.to}\n${e.kind}`;
    const one = found.get(key);
    if (!one) found.set(key, { ...e, count: e.count || 1 });
    else { one.count += e.count || 1; one.bad ||= e.bad; one.both ||= e.both; }
  }
  return [...found.values()];
}

function only(graph, ids) {
  return { nodes: new Map([...graph.nodes].filter(([id]) => ids.has(id))), edges: graph.edges.filter((e) => ids.has(e.from) && ids.has(e.to)) };
}

// What lies at most `depth` edges away; nearest first, so that a limit cuts the farthest.
export function neighbourhood(graph, start, depth) {
  const near = new Map();
  for (const e of graph.edges)
    for (const [a, b] of [[e.from, e.to], [e.to, e.from]]) {
      if (!near.has(a)) near.set(a, []);
      near.get(a).push([b, e.bad]);
    }
  const found = new Set([start]);
  let edge = [start];
  let cut = 0;
  for (let step = 0; step < depth; ++step) {
    const next = new Map();
    for (const id of edge) for (const [other, bad] of near.get(id) || []) if (!found.has(other)) next.set(other, bad || next.get(other));
    edge = [...next].sort((a, b) => Number(b[1]) - Number(a[1])).map(([id]) => id);
    const room = most_nodes - found.size;
    cut += Math.max(0, edge.length - room);
    edge = edge.slice(0, room);
    edge.forEach((id) => found.add(id));
  }
  return { ...only(graph, found), cut };
}

// Tables of one database that the same services use in the same way: their signature; of those that stand alone, none.
function signatures(graph) {
  const uses = new Map([...graph.nodes.values()].filter((n) => n.kind === 'table').map((n) => [n.id, []]));
  for (const e of graph.edges) uses.get(e.to)?.push(`${e.from.replace(/^service:/, '')} ${e.kind}${e.both ? '+' : ''}${e.bad ? '!' : ''}`);
  const found = new Map([...uses].map(([id, list]) => [id, `${graph.nodes.get(id).datastore} ${list.sort().join(' ')}`]));
  const count = new Map();
  for (const signature of found.values()) count.set(signature, (count.get(signature) || 0) + 1);
  return new Map([...found].filter(([, signature]) => count.get(signature) > 1));
}

// Which group a node goes into; null: it stays.
function groupOf(model, node, by, alike) {
  if (by === 'alike') return alike.has(node.id) ? ['alike', alike.get(node.id)] : null;
  const service = node.kind === 'service' ? model.services.get(node.name) : model.services.get(model.tables.get(node.name)?.owner);
  if (by === 'teams') return service && service.team ? ['team', service.team] : null;
  if (node.kind === 'table') return ['database', node.datastore];
  if (by === 'databases' && node.kind === 'service' && service && service.home) return ['database', service.home];
  return null;
}

export function collapsed(model, graph, by) {
  const nodes = new Map();
  const home = new Map();
  const alike = signatures(graph);
  for (const [id, node] of graph.nodes) {
    const group = groupOf(model, node, by, alike);
    const at = group ? `${group[0]}:${group[1]}` : id;
    home.set(id, at);
    if (!group) nodes.set(id, node);
    else {
      if (!nodes.has(at)) nodes.set(at, { id: at, kind: 'group', group: group[0], name: group[1], label: group[1], datastore: node.datastore, services: 0, tables: 0, inside: 0, names: [] });
      nodes.get(at)[node.kind === 'service' ? 'services' : 'tables'] += 1;
      nodes.get(at).names.push(node.label);
    }
  }
  for (const n of nodes.values()) if (n.group === 'alike') Object.assign(n, { label: `${n.tables} tables`, name: n.names.join(', ') });
  // What is objected to within a group would be lost with its edges.
  for (const e of graph.edges) if (e.bad && home.get(e.from) === home.get(e.to)) nodes.get(home.get(e.from)).inside += 1;
  const moved = merged(graph.edges.map((e) => ({ ...e, from: home.get(e.from), to: home.get(e.to) })));
  // Between groups one line for reads and writes: what it stands for is told by its count.
  const writes = new Map(moved.filter((e) => e.kind === 'writes').map((e) => [e.from + '\n' + e.to, e]));
  const edges = moved.filter((e) => {
    const write = e.kind === 'reads' && writes.get(e.from + '\n' + e.to);
    if (!write) return true;
    write.both = true;
    write.bad ||= e.bad;
    write.count += e.count;
    return false;
  });
  return { nodes, edges };
}

function automatic(model, graph) {
  if (graph.nodes.size <= at_a_glance) return 'none';
  if (collapsed(model, graph, 'alike').nodes.size <= readable) return 'alike';
  const stores = new Set([...graph.nodes.values()].filter((n) => n.kind === 'table').map((n) => n.datastore)).size;
  const services = [...graph.nodes.values()].filter((n) => n.kind === 'service').length;
  if (stores + services <= readable) return 'tables';
  return model.teams.length > 0 && model.teams.length < stores ? 'teams' : 'databases';
}

// choice: {focus: node id or '', depth, collapse, layers: Set, bad: only what is objected to}.
export function chosenGraph(model, choice) {
  let graph = wholeGraph(model, choice.layers);
  const notes = [];
  if (choice.bad) {
    const touched = new Set(graph.edges.filter((e) => e.bad).flatMap((e) => [e.from, e.to]));
    const owners = [...touched].map((id) => model.tables.get(graph.nodes.get(id).name)?.owner).filter(Boolean).map((name) => `service:${name}`);
    if (choice.focus) touched.add(choice.focus);
    const kept = only(graph, new Set([...touched, ...owners]));
    graph = { nodes: kept.nodes, edges: kept.edges.filter((e) => e.bad || (e.kind === 'writes' && model.tables.get(graph.nodes.get(e.to).name)?.owner === graph.nodes.get(e.from).name)) };
  }
  const group = choice.focus.match(/^(team|database|alike):(.*)$/s);
  if (group) {
    const by = { team: 'teams', database: 'databases', alike: 'alike' }[group[1]];
    const alike = signatures(graph);
    const inside = new Set([...graph.nodes].filter(([, n]) => groupOf(model, n, by, alike)?.join(':') === choice.focus).map(([id]) => id));
    for (const e of graph.edges) if (inside.has(e.from) !== inside.has(e.to)) for (const id of [e.from, e.to]) if (inside.size < most_nodes) inside.add(id);
    graph = only(graph, inside);
  } else if (choice.focus) {
    const cut = neighbourhood(graph, choice.focus, choice.depth);
    graph = cut;
    if (cut.cut > 0) notes.push(`${cut.cut} more neighbours are left out; choose fewer kinds of edges, or a smaller distance.`);
  }
  const by = choice.collapse || (choice.focus ? (graph.nodes.size > 110 ? 'tables' : 'none') : automatic(model, graph));
  if (by !== 'none') graph = collapsed(model, graph, by);
  if (!choice.focus || by !== 'none') {
    const tied = new Set(graph.edges.flatMap((e) => [e.from, e.to]));
    const alone = [...graph.nodes].filter(([id, n]) => !tied.has(id) && id !== choice.focus && !n.inside).map(([id]) => id);
    if (alone.length > 0 && graph.nodes.size > 12) {
      const left = new Set(alone);
      graph = only(graph, new Set([...graph.nodes.keys()].filter((id) => !left.has(id))));
      notes.push(`${alone.length} ${by === 'none' ? 'services or tables' : 'groups or services'} without ties to others are left out.`);
    }
  }
  if (graph.nodes.size > most_nodes) {
    const weight = new Map();
    for (const e of graph.edges) for (const id of [e.from, e.to]) weight.set(id, (weight.get(id) || 0) + e.count + (e.bad ? 20 : 0));
    const kept = [...graph.nodes.keys()].sort((a, b) => (weight.get(b) || 0) - (weight.get(a) || 0)).slice(0, most_nodes);
    notes.push(`The ${most_nodes} with most ties of ${graph.nodes.size} are shown; focus on one to see its neighbourhood.`);
    graph = only(graph, new Set(kept));
  }
  return { ...graph, by, notes };
}
