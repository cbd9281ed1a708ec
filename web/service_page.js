// One service: what it owns, what it takes from others and how, what it declares, and what is objected to.
import { card, counted, empty, h } from './dom.js';
import { list } from './list.js';
import { linkTo } from './route.js';
import { tableName } from './model.js';
import { findingBadges, findingCard, listOf, placeLink, reasons, serviceLink, tableLink, useMark } from './parts.js';
import { checklistItems } from './summary.js';
import { smallGraph } from './graph.js';

function owned(model, service) {
  return card('Owns', '', list([
    { title: 'Table', head: true, value: (t) => tableName(t), cell: (t) => tableLink(model, t.id) },
    { title: 'Database', value: (t) => t.datastore, cell: (t) => h('span', { class: 'quiet' }, t.datastore) },
    { title: 'Because', value: (t) => t.because || reasons[t.owner_reason] || '' },
    { title: 'Used by others', num: true, value: (t) => (model.usesOfTable.get(t.id) || []).filter((u) => u.service !== service.name).length },
    { title: 'Findings', value: (t) => t.found.length, cell: (t) => findingBadges(t.found) },
  ], service.owns.map((id) => model.tables.get(id)), { caption: 'Tables that it owns', limit: 12, csv: service.owns.length > 12 ? 'owned' : '', none: 'No table.' }));
}

// One row for each thing that it has from another service, whichever way.
function taken(model, service) {
  const rows = (model.usesOfService.get(service.name) || []).filter((u) => model.tables.get(u.table)?.owner !== service.name)
    .map((u) => ({ what: tableLink(model, u.table), text: u.table, from: model.tables.get(u.table)?.owner, how: u.writes ? 'writes the table' : 'reads the table', mark: useMark(u, null), place: u.accesses[0], n: u.accesses.length, bad: u.severity }));
  const calls = new Map();
  for (const c of model.graph.calls.filter((x) => x.from === service.name)) {
    const one = calls.get(c.to) || { what: '', text: '', from: c.to, how: `calls it (${c.via})`, place: c, n: 0 };
    one.n += 1;
    calls.set(c.to, one);
  }
  const heard = new Map();
  for (const e of model.graph.events.filter((x) => x.service === service.name && x.role === 'subscribe')) {
    const from = [...new Set(model.graph.events.filter((x) => x.event === e.event && x.role === 'publish').map((x) => x.service))];
    const one = heard.get(e.event) || { what: e.event, text: e.event, from: from[0], more: from.slice(1), how: 'hears the event', place: e, n: 0 };
    one.n += 1;
    heard.set(e.event, one);
  }
  return card('Takes from others', 'Tables that it does not own, services that it calls, events that it hears.', list([
    { title: 'From', head: true, value: (r) => r.from || '', cell: (r) => (r.from ? listOf([r.from, ...(r.more || [])], serviceLink) : h('span', { class: 'quiet' }, 'nobody known')) },
    { title: 'How', value: (r) => r.how, cell: (r) => h('span', { class: 'badges' }, r.mark, r.how) },
    { title: 'What', value: (r) => r.text, cell: (r) => r.what },
    { title: 'First place', value: (r) => `${r.place.file}:${r.place.line}`, cell: (r) => [placeLink(model, r.place), r.n > 1 ? h('span', { class: 'quiet small' }, ` and ${r.n - 1} more`) : ''] },
  ], [...rows, ...calls.values(), ...heard.values()], { caption: 'What it takes from others', limit: 15, filter: 'Filter', csv: 'takes', none: 'Nothing was seen: it uses only its own tables, and calls nobody.' }));
}

function given(model, service) {
  const callers = [...new Set(model.graph.calls.filter((c) => c.to === service.name).map((c) => c.from))].sort();
  const published = [...new Set(model.graph.events.filter((e) => e.service === service.name && e.role === 'publish').map((e) => e.event))].sort();
  const taken = new Set(service.owns.flatMap((id) => (model.usesOfTable.get(id) || []).map((u) => u.service)));
  taken.delete(service.name);
  return card('Gives to others', '', h('dl', { class: 'facts' },
    h('dt', {}, 'Called by'), h('dd', {}, callers.length ? listOf(callers, serviceLink) : h('span', { class: 'quiet' }, 'nobody seen')),
    h('dt', {}, 'Publishes'), h('dd', {}, published.length ? published.join(', ') : h('span', { class: 'quiet' }, 'no event seen')),
    h('dt', {}, 'Its tables are used by'), h('dd', {}, taken.size ? listOf([...taken].sort(), serviceLink) : h('span', { class: 'quiet' }, 'nobody else'))));
}

function declared(model, service) {
  const rows = model.details.declarations.filter((d) => d.service === service.name && !['service', 'team'].includes(d.kind));
  const manifest = model.details.declarations.find((d) => d.service === service.name && d.kind === 'service');
  if (!manifest) return card('Declares', '', empty('It has no service.yaml. ', h('code', {}, 'onewriter init'), ' drafts one from what is seen.'));
  const more = (d) => [d.via && `via ${d.via}`, d.consistency, d.fallback && `fallback: ${d.fallback}`, d.cache_ttl && `cached ${d.cache_ttl}`, d.monitor && `watched by ${d.monitor}`, d.decommission_by && `until ${d.decommission_by}`].filter(Boolean).join(', ');
  const undeclared = service.owns.filter((id) => !rows.some((d) => d.kind === 'owns' && d.tables.includes(id)));
  return card('Declares', ['Its manifest: ', placeLink(model, manifest), '. Against what was seen.'], list([
    { title: 'What', head: true, value: (d) => d.kind.replace('_', ' ') },
    { title: 'Name', value: (d) => [d.provider, d.name].filter(Boolean).join(' ') || 'all', cell: (d) => [d.provider && serviceLink(d.provider), d.provider && d.name ? ': ' : '', d.name] },
    { title: 'How', value: more },
    { title: 'Seen', value: (d) => (d.seen ? 'yes' : 'no'), cell: (d) => h('span', { class: d.seen ? 'badge ok' : 'badge warning' }, d.seen ? 'seen' : 'not seen') },
    { title: 'Place', value: (d) => `${d.file}:${d.line}`, cell: (d) => placeLink(model, d) },
  ], rows, { caption: 'Declarations', limit: 20, none: 'The manifest names nothing but the service.' }),
  undeclared.length > 0 && h('p', { class: 'small', style: 'margin-top: .7rem' }, 'Owned, and not declared: ', listOf(undeclared, (id) => tableLink(model, id)), '.'));
}

export function servicePage(model, route) {
  const service = model.services.get(route.subject);
  if (!service) return null;
  const stores = model.details.uses.filter((u) => u.service === service.name);
  const blind = model.report.blind_spots.filter((b) => b.service === service.name && b.scope === 'main');
  const evidence = model.graph.services.find((s) => s.name === service.name).evidence;
  const graph = smallGraph(model, `service:${service.name}`, 2);
  return [
    h('div', { class: 'page-head' }, h('p', { class: 'kind' }, h('a', { href: linkTo('services') }, 'Services'), ` / ${service.kind}`, service.team ? ` of team ${service.team}` : ''), h('h1', {}, service.name),
      h('p', { class: 'lede' }, `Owns ${counted(service.owns.length, 'table')}; ${counted(service.accesses, 'access', 'accesses')} resolved`, service.blind_spots ? `, ${counted(service.blind_spots, 'blind spot')}` : '', '.'),
      service.found.length > 0 && findingBadges(service.found)),
    card('Checklist', '', checklistItems(model, service)),
    h('div', { class: 'two' }, owned(model, service), given(model, service)),
    taken(model, service),
    service.found.length > 0 && h('section', { class: 'card long' }, h('h2', {}, 'Findings'), service.found.map((f) => findingCard(model, f))),
    graph && card('Neighbourhood', '', graph),
    declared(model, service),
    card('Where it comes from', '', h('dl', { class: 'facts' },
      h('dt', {}, 'Folder'), h('dd', {}, h('code', {}, service.root || '.')),
      h('dt', {}, 'Told by'), h('dd', {}, h('ul', { class: 'places' }, evidence.map((p) => h('li', {}, placeLink(model, p))))),
      h('dt', {}, 'Connects to'), h('dd', {}, stores.length ? h('ul', { class: 'places' }, stores.map((u) => h('li', {}, u.datastore, u.user ? ` as ${u.user}` : '', u.role ? ` (${u.role})` : '', ' ', placeLink(model, u)))) : h('span', { class: 'quiet' }, 'no database that was seen')))),
    blind.length > 0 && card('Blind spots', 'Data is used here, and what data could not be told.', list([
      { title: 'Place', head: true, value: (b) => `${b.file}:${b.line || ''}`, cell: (b) => placeLink(model, b) }, { title: 'What could not be told', value: (b) => b.what + (b.detail ? ': ' + b.detail : '') },
    ], blind, { caption: 'Blind spots', limit: 12 })),
  ];
}
