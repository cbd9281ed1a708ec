// The matrix: tables by services. What is chosen stands in the address.
import { debounced, empty, h } from './dom.js';
import { downloadCsv } from './csv.js';
import { isShared, modeOf } from './model.js';
import { rememberRoute } from './route.js';
import { listOf, serviceLink, tableLink } from './parts.js';
import { matrixGrid } from './matrix_grid.js';
import { matrixMap } from './matrix_map.js';
import { orderServices, orderTables } from './matrix_order.js';

const matrix_orders = { '': 'Blocks', name: 'Name', findings: 'Findings', users: 'Number of users' };

function chosenTables(model, choice) {
  const words = choice.tables.toLowerCase().split(/\s+/).filter(Boolean);
  return model.report.tables.filter((t) => {
    const uses = model.usesOfTable.get(t.id) || [];
    if (uses.length === 0 && t.owner === null) return false;
    if (choice.db && t.datastore !== choice.db) return false;
    if (choice.only === 'violations' && !uses.some((u) => u.severity)) return false;
    if (choice.only === 'shared' && !isShared(model, t)) return false;
    if (choice.team && !uses.some((u) => model.services.get(u.service)?.team === choice.team) && model.services.get(t.owner)?.team !== choice.team) return false;
    const text = `${t.id} ${t.owner || ''}`.toLowerCase();
    return words.every((w) => text.includes(w));
  });
}

function chosenServices(model, choice, tables) {
  const words = choice.services.toLowerCase().split(/\s+/).filter(Boolean);
  const names = new Set();
  for (const t of tables) {
    if (t.owner !== null) names.add(t.owner);
    for (const u of model.usesOfTable.get(t.id) || []) names.add(u.service);
  }
  return [...names].filter((name) => words.length === 0 || words.some((w) => name.toLowerCase().includes(w)));
}

function arranged(model, choice) {
  let tables = chosenTables(model, choice);
  let services = chosenServices(model, choice, tables);
  if (choice.services) {
    const kept = new Set(services);
    tables = tables.filter((t) => kept.has(t.owner) || (model.usesOfTable.get(t.id) || []).some((u) => kept.has(u.service)));
  }
  services = choice.order === 'name' ? services.sort((a, b) => a.localeCompare(b)) : orderServices(services, tables, model.usesOfTable);
  const count = { findings: (t) => (model.usesOfTable.get(t.id) || []).filter((u) => u.severity).length, users: (t) => (model.usesOfTable.get(t.id) || []).length }[choice.order];
  if (count) tables = tables.map((t) => [t, count(t)]).sort(([a, x], [b, y]) => y - x || a.name.localeCompare(b.name)).map(([t]) => t);
  else if (choice.order === 'name') tables = tables.slice().sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  else tables = orderTables(tables, services, model.usesOfTable);
  return { tables, services };
}

function told(model, table, service) {
  if (!table && !service) return [h('span', { class: 'quiet' }, 'Point at a cell, or walk with the arrow keys; Enter opens the table.')];
  if (!table) return [serviceLink(service), ` owns ${model.services.get(service)?.owns.length || 0} tables and uses ${(model.usesOfService.get(service) || []).length}.`];
  const owner = table.owner ? ['owned by ', serviceLink(table.owner)] : ['without an owner'];
  const use = service && (model.usesOfTable.get(table.id) || []).find((u) => u.service === service);
  if (!service || !use) return [tableLink(model, table.id), ' in ', table.datastore, ', ', owner, service ? [' · not used by ', serviceLink(service)] : ''];
  const columns = [...use.columns].filter((c) => c !== '*');
  return [serviceLink(service), use.reads && use.writes ? ' reads and writes ' : use.writes ? ' writes ' : ' reads ', tableLink(model, table.id), ', ', owner,
    columns.length ? ` · ${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ', …' : ''}` : '', ` · ${use.accesses.length} place${use.accesses.length === 1 ? '' : 's'}`,
    use.findings.length ? [' · ', listOf([...new Set(use.findings.map((f) => f.rule))], (rule) => h('code', {}, rule))] : ''];
}

function legend() {
  const item = (kind, mark, text) => h('li', {}, h('span', { class: 'use-mark ' + kind }, mark), text);
  return h('ul', { class: 'legend matrix-legend' }, item('owner', 'RW', 'the owner reads and writes'), item('', 'R', 'another reads, no rule objects'),
    item('bad', 'R', 'a rule objects to a reader'), item('bad writes', 'W', 'a rule objects to a writer'));
}

export function matrixPage(model, route) {
  const choice = { tables: '', services: '', db: '', team: '', only: '', order: '', ...route.params };
  const status = h('span', { class: 'small quiet', role: 'status' });
  const strip = h('p', { class: 'matrix-told' });
  const none = h('div');
  const grid = matrixGrid(model, (table, service) => strip.replaceChildren(...told(model, table, service).flat(Infinity)));
  const map = matrixMap((x, y) => grid.center(x, y));
  const frame = h('div', { class: 'matrix-frame' }, grid.element, map.element);
  let shown = { tables: [], services: [] };

  function look() {
    map.look(...grid.sight());
  }

  function marks() {
    const column = new Map(shown.services.map((name, i) => [name, i]));
    return shown.tables.flatMap((t, row) => (model.usesOfTable.get(t.id) || []).filter((u) => column.has(u.service))
      .map((u) => [row, column.get(u.service), u.severity ? 'bad' : u.service === t.owner ? 'owner' : '']));
  }

  function update() {
    rememberRoute('matrix', '', choice);
    shown = arranged(model, choice);
    status.textContent = `${shown.tables.length.toLocaleString('en')} tables, ${shown.services.length.toLocaleString('en')} services`;
    const nothing = shown.tables.length === 0 || shown.services.length === 0;
    frame.hidden = nothing;
    frame.style.display = nothing ? 'none' : '';
    none.replaceChildren(...(nothing ? [empty(model.report.tables.length ? 'No table fits this choice.' : 'No tables were found; the summary tells what was looked at.')] : []));
    if (nothing) return strip.replaceChildren();
    grid.show(shown.tables, shown.services, choice.order === '');
    const crowded = grid.element.scrollHeight > 3 * grid.element.clientHeight || grid.element.scrollWidth > grid.element.clientWidth + 8;
    map.element.style.display = crowded ? '' : 'none';
    map.draw(shown.tables.length, shown.services.length, marks());
    look();
    return undefined;
  }

  let waiting = 0;
  grid.element.addEventListener('scroll', () => {
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; grid.draw(); look(); });
  });
  const choose = (key) => (event) => { choice[key] = event.target.value; update(); };
  const select = (label, key, values) => h('label', {}, label, h('select', { onchange: choose(key) },
    values.map(([value, text]) => h('option', { value, selected: value === choice[key] }, text))));
  const filter = (label, key) => h('label', {}, label, h('input', { type: 'search', autocomplete: 'off', value: choice[key], oninput: debounced(choose(key)) }));
  const databases = [...new Set(model.report.tables.map((t) => t.datastore))].sort();
  const exported = () => downloadCsv('matrix', [['table', 'owner', ...shown.services], ...shown.tables.map((t) => {
    const uses = new Map((model.usesOfTable.get(t.id) || []).map((u) => [u.service, modeOf(u)]));
    return [t.id, t.owner || '', ...shown.services.map((s) => uses.get(s) || '')];
  })]);
  return {
    wide: true,
    content: [
      h('div', { class: 'page-head' }, h('h1', {}, 'Matrix'), status),
      h('div', { class: 'toolbar' }, filter('Tables', 'tables'), filter('Services', 'services'),
        databases.length > 1 && select('Database', 'db', [['', 'All'], ...databases.map((d) => [d, d])]),
        model.teams.length > 0 && select('Team', 'team', [['', 'All'], ...model.teams.map((t) => [t, t])]),
        select('Show', 'only', [['', 'All tables'], ['shared', 'Used by others than the owner'], ['violations', 'With violations']]),
        select('Order', 'order', Object.entries(matrix_orders)),
        h('span', { class: 'spread' }), h('button', { type: 'button', class: 'button', onclick: exported }, 'CSV')),
      legend(), none, frame, strip,
    ],
    shown: update,
    printing: (on) => grid.print(on),
  };
}

