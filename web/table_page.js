// One table: whose it is and why, who uses it and where, what of it is offered, and the next step towards owning it alone.
import { card, counted, empty, h } from './dom.js';
import { list } from './list.js';
import { linkTo } from './route.js';
import { tableName } from './model.js';
import { findingBadges, findingCard, listOf, placeLink, reasons, serviceLink, tableLink, useMark } from './parts.js';
import { smallGraph } from './graph.js';
import { planOfTable } from './plan.js';

const phases = ['Identify ownership', 'Introduce APIs', 'Introduce events', 'Separate databases', 'Cut over'];

function migration(table) {
  const step = table.migration;
  if (!step) return null;
  return card('On the way to one owner', '', h('ol', { class: 'steps' }, phases.map((title, i) =>
    h('li', { class: step.next === 0 || i + 1 < step.next ? 'done' : i + 1 === step.next ? 'next' : '', 'aria-current': i + 1 === step.next ? 'step' : null }, title))),
  h('p', { class: 'about', style: 'margin-top: .8rem' }, step.next === 0 ? 'No step is left. ' : h('strong', {}, `Next: ${step.title}. `), step.why));
}

function usersOf(model, table, chosen) {
  const uses = (model.usesOfTable.get(table.id) || []).slice().sort((a, b) => Number(b.service === chosen) - Number(a.service === chosen)
    || Number(b.service === table.owner) - Number(a.service === table.owner) || a.service.localeCompare(b.service));
  return card('Who uses it', '', list([
    { title: 'Service', head: true, value: (u) => u.service, cell: (u) => h('span', { class: 'badges' }, serviceLink(u.service), u.service === table.owner && h('span', { class: 'badge owner' }, 'owner')) },
    { title: 'How', value: (u) => (u.reads ? 'R' : '') + (u.writes ? 'W' : ''), cell: (u) => useMark(u, table.owner) },
    { title: 'Through', value: (u) => [...new Set(u.accesses.map((a) => a.via))].join(' ') },
    { title: 'Certainty', value: (u) => u.confidence },
    { title: 'Places', num: true, value: (u) => u.accesses.length },
    { title: 'Findings', value: (u) => u.findings.length, cell: (u) => findingBadges(u.findings) },
  ], uses, { caption: 'Services that use it', csv: uses.length > 8 ? 'users' : '', none: 'Nobody is seen to read or write it in production code.' }));
}

function columnsOf(model, table) {
  const uses = model.usesOfTable.get(table.id) || [];
  const defined = model.details.definitions.filter((d) => d.table === table.id).flatMap((d) => d.columns);
  const names = [...new Set([...defined, ...uses.flatMap((u) => [...u.columns])])].filter((c) => c !== '*').sort();
  if (names.length === 0) return null;
  const how = (use, column) => {
    const modes = new Set(use.accesses.filter((a) => a.columns.includes(column)).map((a) => a.mode));
    return (modes.has('read') ? 'R' : '') + (modes.has('write') ? 'W' : '');
  };
  const all = uses.filter((u) => u.columns.has('*') || u.columns.size === 0).map((u) => u.service);
  return card('Columns', 'Which service names which column. A write’s filter counts as written here.', list([
    { title: 'Column', head: true, value: (c) => c, cell: (c) => h('code', {}, c) },
    ...uses.slice(0, 24).map((u) => ({ title: u.service, value: (c) => how(u, c), cell: (c) => (how(u, c) ? h('span', { class: 'mono' }, how(u, c)) : '') })),
  ], names, { caption: 'Columns by service', filter: 'Filter columns', csv: 'columns', none: '' }),
  all.length > 0 && h('p', { class: 'small quiet', style: 'margin-top: .6rem' }, 'Without naming columns, at least in places: ', listOf(all, serviceLink), '.'));
}

function placesOf(model, table, chosen) {
  const accesses = model.graph.accesses.filter((a) => a.table === table.id);
  const order = { main: 0, migration: 1, test: 2 };
  accesses.sort((a, b) => Number(b.service === chosen) - Number(a.service === chosen) || order[a.scope] - order[b.scope] || a.service.localeCompare(b.service) || a.file.localeCompare(b.file) || a.line - b.line);
  return h('section', { class: 'card long' }, h('h2', {}, 'Every place'), list([
    { title: 'Place', head: true, value: (a) => `${a.file}:${a.line}`, cell: (a) => placeLink(model, a) },
    { title: 'Service', value: (a) => a.service, cell: (a) => serviceLink(a.service) },
    { title: 'Mode', value: (a) => a.mode },
    { title: 'Through', value: (a) => a.via },
    { title: 'Columns', value: (a) => a.columns.join(' '), cell: (a) => h('span', { class: 'quiet small' }, a.columns.slice(0, 10).join(', '), a.columns.length > 10 ? ', …' : '') },
    { title: 'Certainty', value: (a) => a.confidence },
    { title: 'Scope', value: (a) => a.scope },
  ], accesses, { caption: 'Places', filter: 'Filter places', csv: 'places', none: 'No statement or call that touches it was seen.' }));
}

function relationsOf(model, table) {
  const d = model.details;
  const rows = [
    ...d.definitions.filter((x) => x.table === table.id).map((x) => ({ what: 'Defined', by: x.service, node: [x.via, x.scope === 'main' ? '' : `, ${x.scope}`], place: x })),
    ...d.foreign_keys.filter((x) => x.table === table.id).map((x) => ({ what: 'Points at', by: x.service, node: [tableLink(model, x.references), x.columns ? ` by ${x.columns}` : ''], place: x })),
    ...d.foreign_keys.filter((x) => x.references === table.id).map((x) => ({ what: 'Pointed at by', by: x.service, node: [tableLink(model, x.table), x.columns ? ` by ${x.columns}` : ''], place: x })),
    ...d.views.filter((x) => x.base === table.id).map((x) => ({ what: 'Shown by view', by: x.service, node: tableLink(model, x.view), place: x })),
    ...d.views.filter((x) => x.view === table.id).map((x) => ({ what: 'View of', by: x.service, node: tableLink(model, x.base), place: x })),
    ...d.grants.filter((x) => x.table === table.id).map((x) => ({ what: 'Granted', by: x.service, node: `${x.privilege} to ${x.grantee}`, place: x })),
    ...d.declarations.filter((x) => x.tables.includes(table.id)).map((x) => ({ what: x.kind === 'owns' ? 'Declared as owned' : 'Declared as read', by: x.service, node: x.via ? `via ${x.via}` : x.name, place: x })),
  ];
  if (rows.length === 0) return null;
  const text = (node) => [node].flat(Infinity).map((n) => (n instanceof Node ? n.textContent : n)).join('');
  return card('Definitions, keys, views, rights and declarations', '', list([
    { title: 'What', head: true, value: (r) => r.what }, { title: '', plain: true, value: (r) => text(r.node), cell: (r) => h('span', {}, r.node) },
    { title: 'In', value: (r) => r.by || '', cell: (r) => (r.by ? serviceLink(r.by) : h('span', { class: 'quiet' }, 'no service')) },
    { title: 'Place', value: (r) => `${r.place.file}:${r.place.line}`, cell: (r) => placeLink(model, r.place) },
  ], rows, { caption: 'Definitions, keys, views, rights and declarations', limit: 15 }));
}

function contractsOf(model, table) {
  const contracts = model.report.contracts.filter((c) => c.table === table.id);
  const about = 'APIs and events of the owner that carry its data, by name: what others should use instead of the table.';
  if (!table.owner) return null;
  return card('Contracts that expose it', about, contracts.length === 0
    ? empty('No API or event of ', serviceLink(table.owner), ' is seen or declared that would carry this table’s data.')
    : list([{ title: 'Contract', head: true, value: (c) => c.name }, { title: 'Kind', value: (c) => c.kind },
      { title: 'Place', value: (c) => `${c.file}:${c.line}`, cell: (c) => placeLink(model, c) }], contracts, { caption: 'Contracts', limit: 12 }));
}

export function tablePage(model, route) {
  const table = model.tables.get(route.subject) || model.report.tables.find((t) => tableName(t) === route.subject || t.name === route.subject);
  if (!table) return null;
  const uses = model.usesOfTable.get(table.id) || [];
  const why = table.because || reasons[table.owner_reason];
  const graph = smallGraph(model, `table:${table.id}`, 1);
  return [
    h('div', { class: 'page-head' }, h('p', { class: 'kind' }, h('a', { href: linkTo('tables') }, 'Tables'), ` / ${table.kind} in ${table.datastore}`), h('h1', {}, tableName(table)),
      h('p', { class: 'lede' }, table.owner ? [serviceLink(table.owner), ' owns it', why ? ` because ${why}` : '', '. '] : [h('strong', {}, 'Nobody can be told to own it. ')],
        `${counted(uses.filter((u) => u.writes).length, 'writer')}, ${counted(uses.filter((u) => u.reads).length, 'reader')}.`),
      table.found.length > 0 && findingBadges(table.found)),
    h('div', { class: 'two' }, usersOf(model, table, route.params.service), graph ? card('Neighbourhood', '', graph) : contractsOf(model, table)),
    migration(table), planOfTable(model, table),
    table.found.length > 0 && h('section', { class: 'card long' }, h('h2', {}, 'Findings'), table.found.map((f) => findingCard(model, f))),
    columnsOf(model, table), graph && contractsOf(model, table), relationsOf(model, table), placesOf(model, table, route.params.service),
  ];
}
