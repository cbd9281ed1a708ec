// All tables, all services, all findings.
import { counted, debounced, empty, h } from './dom.js';
import { linkTo, rememberRoute } from './route.js';
import { list } from './list.js';
import { stands, tableName } from './model.js';
import { findingBadges, findingCard, listOf, serviceLink } from './parts.js';
import { downloadCsv } from './csv.js';

function names(uses, mode) {
  return uses.filter((u) => u[mode]).map((u) => u.service);
}

function few(services) {
  const shown = services.slice(0, 4);
  return h('span', {}, listOf(shown, serviceLink), services.length > 4 ? ` and ${services.length - 4} more` : '', services.length === 0 && h('span', { class: 'quiet' }, '–'));
}

export function tablesPage(model) {
  const uses = (t) => model.usesOfTable.get(t.id) || [];
  return [
    h('div', { class: 'page-head' }, h('h1', {}, 'Tables')),
    h('section', { class: 'card long' }, list([
      { title: 'Table', head: true, value: tableName, cell: (t) => h('a', { href: linkTo('table', t.id) }, tableName(t)) },
      { title: 'Database', value: (t) => t.datastore, cell: (t) => h('span', { class: 'quiet' }, t.datastore, t.domain ? '' : ` (${t.kind})`) },
      { title: 'Owner', value: (t) => t.owner || '', cell: (t) => (t.owner ? serviceLink(t.owner) : h('span', { class: 'quiet' }, 'none can be told')) },
      { title: 'Written by', value: (t) => names(uses(t), 'writes').join(' '), cell: (t) => few(names(uses(t), 'writes')) },
      { title: 'Read by', value: (t) => names(uses(t), 'reads').join(' '), cell: (t) => few(names(uses(t), 'reads')) },
      { title: 'Next step', value: (t) => (t.migration ? t.migration.next : 0), cell: (t) => (t.migration && t.migration.next ? `${t.migration.next} ${t.migration.title}` : h('span', { class: 'quiet' }, '–')) },
      { title: 'Findings', value: (t) => t.found.filter(stands).length, num: true, cell: (t) => findingBadges(t.found) },
    ], model.report.tables, { caption: 'Tables', filter: 'Filter by table, database or service', csv: 'tables', sort: [6, 'descending'],
      none: 'No tables were found. That is not the same as nothing being wrong: see the blind spots on the summary.' })),
  ];
}

export function servicesPage(model) {
  const teams = model.teams.length > 0;
  return [
    h('div', { class: 'page-head' }, h('h1', {}, 'Services')),
    h('section', { class: 'card long' }, list([
      { title: 'Service', head: true, value: (s) => s.name, cell: (s) => serviceLink(s.name) },
      { title: 'Kind', value: (s) => s.kind },
      ...(teams ? [{ title: 'Team', value: (s) => s.team || '' }] : []),
      { title: 'Folder', value: (s) => s.root || '.', cell: (s) => h('code', {}, s.root || '.') },
      { title: 'Owns', num: true, value: (s) => s.owns.length },
      { title: 'Takes from others', num: true, value: (s) => (model.usesOfService.get(s.name) || []).filter((u) => model.tables.get(u.table)?.owner !== s.name).length },
      { title: 'Blind spots', num: true, value: (s) => s.blind_spots },
      { title: 'Findings', num: true, value: (s) => s.found.filter(stands).length, cell: (s) => findingBadges(s.found) },
    ], model.report.services, { caption: 'Services', filter: 'Filter services', csv: 'services', sort: [teams ? 7 : 6, 'descending'],
      none: 'No services were found: neither deployment files nor build files were recognised. onewriter.yaml can name them.' })),
  ];
}

const first_findings = 60;

export function findingsPage(model, route) {
  const chosen = { rule: route.params.rule || '', severity: route.params.severity || '', service: route.params.service || '',
    item: route.params.item || '', words: route.params.words || '', accepted: route.params.accepted || '', all: false };
  const items = new Map(model.report.checklist.map((i) => [i.id, i.rules]));
  const out = h('div');
  const status = h('p', { class: 'small quiet', role: 'status' });

  function found() {
    const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
    return model.report.findings.filter((f) => (chosen.accepted || stands(f))
      && (!chosen.rule || f.rule === chosen.rule) && (!chosen.severity || f.severity === chosen.severity)
      && (!chosen.service || f.services.includes(chosen.service)) && (!chosen.item || (items.get(chosen.item) || []).includes(f.rule))
      && words.every((w) => (f.message + ' ' + f.subject + ' ' + f.rule).toLowerCase().includes(w)));
  }

  function draw() {
    const { all, ...params } = chosen;
    rememberRoute('findings', '', params);
    const list = found();
    const limit = all ? list.length : first_findings;
    status.textContent = counted(list.length, 'finding');
    out.replaceChildren(
      ...(list.length ? list.slice(0, limit).map((f) => findingCard(model, f))
        : [empty(model.report.findings.length ? 'Nothing is found with this choice.' : 'No rule objects to anything.')]),
      ...(list.length > limit ? [h('p', { class: 'more-rows' }, h('button', { type: 'button', class: 'button', onclick: () => { chosen.all = true; draw(); } }, `Show all ${list.length}`))] : []));
  }

  const choose = (key) => (event) => { chosen[key] = event.target.value; draw(); };
  const select = (label, key, values) => h('label', {}, label, h('select', { onchange: choose(key) },
    h('option', { value: '' }, 'All'), values.map((v) => h('option', { value: v, selected: v === chosen[key] }, v))));
  const distinct = (list) => [...new Set(list)].sort();
  const findings = model.report.findings;
  draw();
  return [
    h('div', { class: 'page-head' }, h('h1', {}, 'Findings'), status),
    h('div', { class: 'toolbar' },
      h('label', {}, 'Words', h('input', { type: 'search', value: chosen.words, autocomplete: 'off', oninput: debounced(choose('words')) })),
      select('Severity', 'severity', ['error', 'warning', 'info']),
      select('Rule', 'rule', distinct(findings.map((f) => f.rule))),
      select('Checklist', 'item', [...items.keys()].filter((i) => items.get(i).length)),
      select('Service', 'service', distinct(findings.flatMap((f) => f.services))),
      findings.some((f) => !stands(f)) && h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: Boolean(chosen.accepted),
        onchange: (event) => { chosen.accepted = event.target.checked ? 'yes' : ''; draw(); } }), 'Show accepted'),
      h('span', { class: 'spread' }),
      h('button', { type: 'button', class: 'button', onclick: () => downloadCsv('findings', [['severity', 'rule', 'service', 'owner', 'subject', 'confidence', 'status', 'message', 'places'],
        ...found().map((f) => [f.severity, f.rule, f.service, f.owner, f.subject, f.confidence, f.status, f.message, f.places.map((p) => `${p.file}:${p.line || ''}`).join(' ')])]) }, 'CSV')),
    h('section', { class: 'card long', 'aria-label': 'Findings' }, out),
  ];
}

