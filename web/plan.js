// The way from shared tables to owned ones: how far it is, what moves when, what each service has to change.
import { card, counted, h } from './dom.js';
import { list } from './list.js';
import { placeLink, serviceLink, tableLink } from './parts.js';

const planPhaseTitles = ['Owner not told', 'Ownership identified', 'API exists', 'Events exist', 'Own database', 'Cut over'];

function planPhaseName(phase) {
  return `${phase} ${planPhaseTitles[phase]}`;
}

function planPhases(plan) {
  const counts = plan.totals.tables_in_phase;
  return card('Phases', 'Where the tables stand on the way to one owner each.', list([
    { title: 'Phase', head: true, plain: true, value: planPhaseName },
    { title: 'Tables', num: true, plain: true, value: (phase) => counts[phase] },
  ], planPhaseTitles.map((_, phase) => phase), { caption: 'Tables in each phase' }));
}

function planOrder(model, plan) {
  return h('section', { class: 'card long' }, h('h2', {}, 'Order'), h('p', { class: 'about' }, 'Tables of a line move together. First what others use least and nothing blocks.'), list([
    { title: 'Turn', num: true, value: (d) => d.turn },
    { title: 'Data domain', head: true, value: (d) => d.name },
    { title: 'Tables', value: (d) => d.tables.join(' '), cell: (d) => h('span', {}, d.tables.flatMap((t, i) => [i ? ', ' : '', tableLink(model, t)])) },
    { title: 'Places left', num: true, value: (d) => d.places_left },
    { title: 'Blockers', num: true, value: (d) => d.blockers },
    { title: 'Why', value: (d) => d.why },
  ], plan.domains.filter((d) => d.turn > 0), { caption: 'Data domains in the order in which they move', csv: 'order', filter: 'Filter domains', none: 'Nothing is left to move.' }));
}

function planReadiness(plan) {
  return card('Readiness', 'What keeps each service from having its database for itself.', list([
    { title: 'Service', head: true, value: (r) => r.service, cell: (r) => serviceLink(r.service) },
    { title: 'Tables to move', num: true, value: (r) => r.waiting_tables.length },
    { title: 'Places in other services', num: true, value: (r) => r.outside_places },
    { title: 'Blockers', num: true, value: (r) => r.blockers },
    { title: 'Exemptions', num: true, value: (r) => r.exemptions },
    { title: 'Own places to change', num: true, value: (r) => r.places_to_change },
  ], plan.services, { caption: 'Readiness of each service', csv: 'readiness', filter: 'Filter services', none: 'No service owns a table or uses one.' }));
}

function planWork(model, plan) {
  const rows = plan.tables.flatMap((t) => t.work.map((w) => ({ ...w, table: t })));
  return h('section', { class: 'card long' }, h('h2', {}, 'Work'), list([
    { title: 'Service', head: true, value: (w) => w.service, cell: (w) => serviceLink(w.service) },
    { title: 'Does', value: (w) => (w.mode === 'write' ? 'writes' : 'reads') },
    { title: 'Table', value: (w) => w.table.id, cell: (w) => tableLink(model, w.table.id) },
    { title: 'Of', value: (w) => w.table.proposed_owner || '', cell: (w) => serviceLink(w.table.proposed_owner) },
    { title: 'Way', value: (w) => w.title },
    { title: 'Places', value: (w) => w.places.length, num: true, cell: (w) => h('span', {}, placeLink(model, w.places[0]), w.places.length > 1 ? ` and ${w.places.length - 1} more` : '') },
  ], rows, { caption: 'What each service has to change', csv: 'work', filter: 'Filter work', none: 'No service uses a table of another.' }));
}

export function planPage(model) {
  const plan = model.plan;
  const status = `${counted(plan.totals.shared_tables, 'shared table')}, ${counted(plan.totals.places_to_change, 'place')} to change, ${counted(plan.totals.blockers, 'blocker')}`;
  return [
    h('div', { class: 'page-head' }, h('h1', {}, 'Plan'), h('p', { class: 'small quiet', role: 'status' }, status)),
    planPhases(plan), planOrder(model, plan), planReadiness(plan), planWork(model, plan),
  ];
}

// For a table's own page: who should own it and why, what others have to change, what blocks it.
export function planOfTable(model, table) {
  const plan = model.plans.get(table.id);
  if (!plan || (plan.work.length === 0 && plan.blockers.length === 0 && plan.owner)) return null;
  return card('Plan', `Phase ${planPhaseName(plan.phase)}.`,
    plan.candidates.slice(0, 2).map((c, i) => h('p', {}, h('strong', {}, i ? 'Runner-up: ' : plan.owner ? 'Owner: ' : 'Proposed owner: '), serviceLink(c.service), ' – ', c.evidence.map((e) => e.what).join('; '), '.')),
    plan.work.map((w) => h('p', {}, h('strong', {}, `${w.title} for `), serviceLink(w.service), ` (${w.mode}, ${counted(w.places.length, 'place')}): ${w.advice}`)),
    plan.blockers.map((b) => h('p', {}, h('strong', {}, 'Blocker: '), b.kind, b.other ? h('span', {}, ' with ', tableLink(model, b.other)) : '', ' at ', placeLink(model, b.places[0]))),
    plan.options.map((o) => h('p', { class: 'small' }, h('strong', {}, `Option: ${o.title} (fits: ${o.fits}). `), o.what)));
}
