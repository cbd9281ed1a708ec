// The first page: how things stand, and where to look first.
import { card, counted, empty, h } from './dom.js';
import { linkTo } from './route.js';
import { list } from './list.js';
import { isShared, stands, tableName } from './model.js';
import { findingBadges, placeLink, serviceLink } from './parts.js';

const percent = (part, all) => (all === 0 ? '–' : Math.floor((100 * part) / all) + ' %');

function verdict(model) {
  const s = model.report.summary;
  if (s.tables === 0)
    return h('div', { class: 'notice' }, h('strong', {}, 'No tables were found. '),
      `Nothing could be checked in ${counted(s.files, 'file')}, which is not the same as nothing being wrong. `,
      s.blind_spots ? `${counted(s.blind_spots, 'place')} use data that could not be told.` : 'Is this the root of the system?');
  const trespassers = new Set(model.uses.filter((u) => u.severity && u.service !== model.tables.get(u.table)?.owner).map((u) => u.service));
  const touched = new Set(model.uses.filter((u) => u.severity).map((u) => u.table));
  return h('p', { class: 'lede' },
    trespassers.size === 0
      ? h('strong', {}, 'No service was seen to use another service’s tables. ')
      : [h('strong', {}, `${counted(trespassers.size, 'service')} of ${s.services} use${trespassers.size === 1 ? 's' : ''} tables of others directly`),
        `, across ${counted(touched.size, 'table')}. `],
    `${counted(s.accesses, 'access', 'accesses')} in ${counted(s.files, 'file')} were resolved`,
    s.blind_spots ? `; ${counted(s.blind_spots, 'place')} could not be.` : ', none was left open.');
}

function tiles(model) {
  const s = model.report.summary;
  const tile = (href, number, label, about, ...rest) => h('div', { class: 'tile' }, number,
    h('p', { class: 'label' }, href ? h('a', { href }, label) : label), ...rest, about && h('p', { class: 'small quiet' }, about));
  const number = (text, small, bad) => h('p', { class: 'number' + (bad ? ' bad' : '') }, text, small && h('small', {}, ' ' + small));
  const share = [['one', s.tables_with_one_writer], ['several', s.tables_with_several_writers], ['none', s.tables_without_writer]];
  return h('div', { class: 'tiles' },
    tile(linkTo('tables'), number(percent(s.tables_with_one_writer, s.tables), `${s.tables_with_one_writer} of ${s.tables}`), 'Tables with one writer', '',
      h('div', { class: 'share', role: 'img', 'aria-label': `${share[0][1]} with one writer, ${share[1][1]} with several, ${share[2][1]} with none seen` },
        share.filter(([, n]) => n > 0).map(([name, n]) => h('i', { class: name, style: `flex: ${n}` }))),
      h('p', { class: 'small quiet' }, h('span', { class: 'key several' }), `${share[1][1]} several `, ' ', h('span', { class: 'key' }), `${share[2][1]} none seen`)),
    tile(linkTo('findings'), number(s.errors.toLocaleString('en'), '', s.errors > 0), s.errors === 1 ? 'Error' : 'Errors',
      `${counted(s.warnings, 'warning')}, ${counted(s.infos, 'info')}` + (s.suppressed + s.baselined ? `, ${s.suppressed + s.baselined} accepted` : '')),
    tile(linkTo('services'), number(s.services.toLocaleString('en')), 'Services',
      `${counted(s.tables, 'table')} in ${counted(s.databases, 'database')}; ${s.tables_without_owner} without an owner`),
    tile(linkTo('summary', '', { at: 'blind-spots' }), number(percent(s.accesses, s.accesses + s.blind_spots)), 'Accesses resolved',
      s.blind_spots ? counted(s.blind_spots, 'blind spot') : 'No blind spots'));
}

function byRule(model) {
  const counts = Object.entries(model.report.summary.findings_by_rule);
  if (counts.length === 0) return card('Findings by rule', '', empty('No rule objects to anything. ', model.rules.size, ' rules ran.'));
  const most = counts[0][1];
  return card('Findings by rule', '', h('ul', { class: 'bars' }, counts.map(([id, count]) => {
    const rule = model.rules.get(id);
    return h('li', {}, h('a', { href: linkTo('findings', '', { rule: id }) }, rule ? rule.title : id), h('span', { class: 'count' }, count),
      h('div', { class: 'bar' }, h('i', { class: rule ? rule.severity : '', style: `width: ${Math.max(2, (100 * count) / most)}%` })));
  })));
}

function firstTables(model) {
  const rows = model.report.tables.filter((t) => t.domain && isShared(model, t))
    .map((t) => ({ table: t, uses: model.usesOfTable.get(t.id) || [] }))
    .sort((a, b) => b.table.found.filter(stands).length - a.table.found.filter(stands).length || b.uses.length - a.uses.length)
    .slice(0, 8);
  return card('Tables to look at first', '', rows.length === 0
    ? empty('No table is used by more than its owner.')
    : h('ul', { class: 'bars' }, rows.map(({ table, uses }) => h('li', { style: 'grid-template-columns: minmax(0, 1fr) max-content' },
      h('a', { href: linkTo('table', table.id) }, tableName(table)), findingBadges(table.found),
      h('span', { class: 'small quiet' }, table.owner ? `${table.owner} owns it` : 'nobody owns it', ', ',
        counted(uses.filter((u) => u.writes).length, 'writer'), ', ', counted(uses.filter((u) => u.reads).length, 'reader'))))));
}

const symbols = { ok: '✓', unsure: '?', accepted: '(✓)', none: '·', unchecked: '–' };
const meanings = { ok: 'nothing found', unsure: 'nothing found, but some accesses could not be told', accepted: 'accepted by suppression or baseline', none: 'not applicable', unchecked: 'no rule that ran looks at it' };

export function stateMark(service, item) {
  const state = service.checklist[item.id];
  const text = state.state === 'open' ? String(state.findings.length) : symbols[state.state];
  const label = `${item.id}, ${service.name}: ${state.state === 'open' ? counted(state.findings.length, 'finding') + ', ' + state.severity : meanings[state.state]}: ${state.reason}`;
  const kind = state.state + (state.severity ? ' ' + state.severity : '');
  return state.findings.length
    ? h('a', { class: kind, href: linkTo('findings', '', { service: service.name, item: item.id }), 'aria-label': label, title: label }, text)
    : h('span', { class: kind, role: 'img', 'aria-label': label, title: label }, text);
}

export function checklistOf(model, services, options) {
  const items = model.report.checklist.filter((i) => i.id.startsWith('C') || i.rules.length > 0);
  const weight = (state) => ({ error: 300, warning: 200, info: 100 }[state.severity] || 0) + (state.state === 'unsure' ? 1 : 0);
  const columns = [
    { title: 'Service', head: true, value: (s) => s.name, cell: (s) => serviceLink(s.name) },
    ...items.map((item) => ({ title: item.id, value: (s) => weight(s.checklist[item.id]) + Math.min(99, s.checklist[item.id].findings.length), num: true, item })),
  ];
  const table = list(columns.map((c) => (c.item ? { ...c, cell: (s) => h('span', { class: 'state' }, stateMark(s, c.item)) } : c)), services,
    { caption: 'Checklist of each service', class: 'checklist', ...options });
  return h('div', {}, table,
    h('ul', { class: 'legend' }, items.map((i) => h('li', {}, h('b', {}, i.id), ' ', i.title))),
    h('ul', { class: 'legend' }, h('li', {}, h('b', {}, 'a number'), ' findings'), Object.entries(symbols).map(([state, symbol]) => h('li', {}, h('b', {}, symbol), ' ', meanings[state]))));
}

// The same of one service, with the items' names.
export function checklistItems(model, service) {
  const items = model.report.checklist.filter((i) => i.id.startsWith('C') || i.rules.length > 0);
  return h('ul', { class: 'items' }, items.map((item) => h('li', {}, h('span', { class: 'state' }, stateMark(service, item)), h('span', {}, h('b', {}, item.id), ' ', item.title))));
}

function coverage(model) {
  const rows = model.report.services.filter((s) => s.accesses + s.blind_spots > 0);
  const without = model.report.services.length - rows.length;
  return card('Coverage', 'What was seen of each service’s data access in production code, and what could not be told.',
    list([
      { title: 'Service', head: true, value: (s) => s.name, cell: (s) => serviceLink(s.name) },
      { title: 'Resolved', num: true, value: (s) => s.accesses },
      { title: 'Blind spots', num: true, value: (s) => s.blind_spots },
      { title: 'Coverage', num: true, value: (s) => s.accesses / (s.accesses + s.blind_spots), cell: (s) => percent(s.accesses, s.accesses + s.blind_spots) },
    ], rows, { caption: 'Coverage of each service', sort: [2, 'descending'], limit: 10, csv: rows.length > 10 ? 'coverage' : '', none: 'No service was seen to use data.' }),
    without > 0 && h('p', { class: 'small quiet', style: 'margin-top: .7rem' }, `${counted(without, 'service')} ${without === 1 ? 'was' : 'were'} not seen to use any data.`));
}

function blindSpots(model) {
  const rows = model.report.blind_spots.filter((b) => b.scope === 'main');
  return h('section', { class: 'card', id: 'blind-spots', tabindex: -1 }, h('h2', {}, 'Blind spots'),
    h('p', { class: 'about' }, 'Data is used here, and what data could not be told. A table that only these places touch is missing from this report.'),
    list([
      { title: 'Place', head: true, value: (b) => `${b.file}:${b.line || ''}`, cell: (b) => placeLink(model, b) },
      { title: 'What could not be told', value: (b) => b.what + (b.detail ? ': ' + b.detail : '') },
      { title: 'Service', value: (b) => b.service || '', cell: (b) => serviceLink(b.service) },
    ], rows, { caption: 'Blind spots', limit: 15, filter: 'Filter', csv: 'blind-spots', none: 'None: every access that was seen could be told.' }));
}

export function summaryPage(model) {
  const services = model.report.services.filter((s) => !['infrastructure', 'loadgen', 'alternative'].includes(s.kind));
  const order = (s) => s.found.filter(stands).length;
  services.sort((a, b) => order(b) - order(a) || a.name.localeCompare(b.name));
  return [
    h('div', { class: 'page-head' }, h('h1', {}, 'Who owns which data'), verdict(model)),
    tiles(model),
    h('div', { class: 'two' }, byRule(model), firstTables(model)),
    card('Checklist', 'The data-ownership checklist, for each service.', services.length
      ? checklistOf(model, services, { limit: 20, filter: 'Filter services', csv: 'checklist' }) : empty('No services were found.')),
    h('div', { class: 'two' }, coverage(model), blindSpots(model)),
  ];
}

